import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Columns } from './columns.postgres.ts';

/** The same column types in SQLite. The types of PostgreSQL stand for both, because the builders are called alike. */
export const columns = {
  table: sqliteTable,
  primaryKey,
  index,
  uniqueIndex,
  text: () => text(),
  integer: () => integer({ mode: 'number' }),
  real: () => real(),
  boolean: () => integer({ mode: 'boolean' }),
  json: () => text({ mode: 'json' }),
} as unknown as Columns;
