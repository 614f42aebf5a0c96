import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PgDatabase, PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core';
import type { Tables } from './tables.ts';

/**
 * The query builder. The type of PostgreSQL stands for both databases, because it has only awaited calls, never `.run`
 * or `.get`.
 */
export type Session = Pick<
  PgDatabase<PgQueryResultHKT>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'
>;
export type DrizzleDatabase = NodePgDatabase;
interface Lockable {
  for(strength: 'update', config: { skipLocked: true }): unknown;
}

/** An open and migrated database. */
export interface Database {
  readonly tables: Tables;
  /** For single queries outside a transaction. */
  readonly reader: DrizzleDatabase;
  /** Builds single statements outside a transaction; `runOne` runs them. */
  readonly writer: DrizzleDatabase;
  /** Skips rows that another transaction has locked, in a query for an update. */
  skipLocked<Q extends Lockable>(rows: Q): Q;
  /** Returns the results of all queries, as of one moment. */
  snapshot<const Q extends readonly PromiseLike<unknown>[]>(
    queries: (session: Session) => Q,
  ): Promise<Rows<Q>>;
  /** Runs one writing statement; it is built again for each attempt. */
  runOne<T>(statement: () => PromiseLike<T>): Promise<T>;
  /**
   * Runs all statements in order, or none; returns the changed rows of each. They are a list instead of a callback,
   * because SQLite must run them synchronously and PostgreSQL must await each.
   */
  write(statements: (session: Session) => readonly PromiseLike<unknown>[]): Promise<readonly number[]>;
  /**
   * Makes a statement for `write` that inserts many rows with the same columns. A row whose key exists fails it, or is
   * left out where `known` is `ignore`.
   */
  insertRows<T extends PgTable>(
    session: Session,
    table: T,
    rows: readonly T['$inferInsert'][],
    known?: 'fail' | 'ignore',
  ): PromiseLike<unknown>;
  close(): Promise<void>;
}
export type Rows<Q extends readonly PromiseLike<unknown>[]> = { -readonly [I in keyof Q]: Awaited<Q[I]> };

/** Returns the table whose primary key an insert violated; null for other errors. */
export function findConflictTable(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, table } = cause as { code?: string; table?: string };
    if (code === '23505') return table ?? null;
    const sqlite = /^UNIQUE constraint failed: (\w+)\./.exec(cause.message);
    if (sqlite) return sqlite[1] ?? null;
  }
  return null;
}
