import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Tables } from './tables.ts';

/** Where queries are built. PostgreSQL's type stands for both: it has only what is awaited, never `.run` or `.get`. */
export type Session = Pick<
  PgDatabase<PgQueryResultHKT>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'
>;
export type DrizzleDatabase = NodePgDatabase;
interface Lockable {
  for(strength: 'update', config: { skipLocked: true }): unknown;
}

/** A database that is open and migrated. */
export interface Database {
  readonly tables: Tables;
  /** For single queries, outside any transaction. */
  readonly reader: DrizzleDatabase;
  /** Where single statements outside any transaction are built; `single` runs them. */
  readonly writer: DrizzleDatabase;
  /** For the rows that an update is about to take: passes over those that somebody else is taking at this moment. */
  skipLocked<Q extends Lockable>(rows: Q): Q;
  /** The answers to all these queries, as of one moment. */
  snapshot<const Q extends readonly PromiseLike<unknown>[]>(
    queries: (session: Session) => Q,
  ): Promise<Rows<Q>>;
  /** Runs one statement that writes; it is built again for each attempt. */
  runOne<T>(statement: () => PromiseLike<T>): Promise<T>;
  /**
   * All these statements in their order, or none; how many rows each of them changed. They are a list and not a
   * callback, because SQLite must run them in one go and PostgreSQL must wait for each.
   */
  write(statements: (session: Session) => readonly PromiseLike<unknown>[]): Promise<readonly number[]>;
  close(): Promise<void>;
}
export type Rows<Q extends readonly PromiseLike<unknown>[]> = { -readonly [I in keyof Q]: Awaited<Q[I]> };

/** The table in which a row with this primary key was already there, or null when the error says something else. */
export function findConflictTable(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, table } = cause as { code?: string; table?: string };
    if (code === '23505') return table ?? null;
    const sqlite = /^UNIQUE constraint failed: (\w+)\./.exec(cause.message);
    if (sqlite) return sqlite[1] ?? null;
  }
  return null;
}
