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

/** The kinds of column there are, as PostgreSQL keeps them; null is allowed unless `.notNull()` follows. */
export const columns = {
  table: pgTable,
  primaryKey,
  index,
  uniqueIndex,
  text: () => text(),
  /** Whole numbers up to 2^53; an `integer` ends at 2^31, which neither an instant nor a generous user stays under. */
  integer: () => bigint({ mode: 'number' }),
  /** Eight bytes, as JavaScript counts; PostgreSQL's `real` has four and would round. */
  real: () => doublePrecision(),
  boolean: () => boolean(),
  json: () => jsonb(),
};
export type Columns = typeof columns;
