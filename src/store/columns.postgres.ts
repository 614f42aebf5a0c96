import {
  bigint,
  boolean,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/** The column types in PostgreSQL. Null is allowed unless `.notNull()` follows. */
export const columns = {
  table: pgTable,
  primaryKey,
  index,
  uniqueIndex,
  text: () => text(),
  /** Integers up to 2^53. An `integer` ends at 2^31, which an instant exceeds. */
  integer: () => bigint({ mode: 'number' }),
  /** Eight bytes, like JavaScript numbers; a `real` of PostgreSQL would round. */
  real: () => doublePrecision(),
  boolean: () => boolean(),
  json: () => jsonb(),
};
export type Columns = typeof columns;
