import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { getTableColumns, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { PgTable } from 'drizzle-orm/pg-core';
import { createCache } from '../cache.ts';
import { columns } from './columns.sqlite.ts';
import type { Database, DrizzleDatabase, Rows, Session } from './database.ts';
import { classifyFailure, lockTimeout } from './database-failure.ts';
import { defineTables } from './tables.ts';

const migrationsFolder = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url));
const migrations = readMigrationFiles({ migrationsFolder });
const tables = defineTables(columns);
/** How long a start waits for other users of the file, in milliseconds. */
const startTimeout = 10_000;
/** How long a read waits, in milliseconds. Only a lock on the whole file makes it wait. */
const readTimeout = 100;
/** A migrated database in memory without records. It saves the next ones the migrations. */
let emptyImage: Buffer | null = null;

/** The prepared statements of a connection that are kept. A few hundred texts are all there are. */
const maxStatements = 500;

/**
 * Opens a connection that prepares each text once. Drizzle prepares a query again each time it runs. A statement stays
 * in the mode of its last use, so the same text must always be read in the same way.
 */
function connect(file: string | Buffer, options: Sqlite.Options): Sqlite.Database {
  const connection = new Sqlite(file, options);
  const statements = createCache<Sqlite.Statement>(maxStatements);
  const prepare = connection.prepare.bind(connection) as (source: string) => Sqlite.Statement;
  connection.prepare = ((source: string) => {
    const known = statements.get(source) ?? prepare(source);
    statements.set(source, known);
    return known;
  }) as typeof connection.prepare;
  return connection;
}

/** Opens and migrates a SQLite database. @param file a path, whose folder is created if needed, or `:memory:` */
export async function openSqlite(file: string): Promise<Database> {
  const inMemory = file === ':memory:';
  if (!inMemory) mkdirSync(dirname(file), { recursive: true });
  const writer = connect(inMemory ? (emptyImage ?? file) : file, { timeout: startTimeout });
  // When two first starts switch a new file to WAL at once, SQLite refuses one without waiting.
  await retryUntilFree(startTimeout, () => writer.pragma('journal_mode = WAL'));
  // better-sqlite3 defaults to NORMAL for WAL, which can lose the last commits in a power failure.
  writer.pragma('synchronous = FULL');
  migrate(writer);
  if (inMemory) emptyImage ??= writer.serialize();
  writer.pragma('foreign_keys = ON');
  // Waiting in SQLite would block the whole process.
  writer.pragma('busy_timeout = 0');
  const reader = inMemory ? writer : connect(file, { readonly: true, timeout: readTimeout });

  const reading = drizzle({ client: reader, casing: 'snake_case' });
  const writing = drizzle({ client: writer, casing: 'snake_case' });
  const inserts = { fail: new Map<unknown, InsertRow>(), ignore: new Map<unknown, InsertRow>() };

  /** Returns a function that inserts one row. To build a statement takes longer than to insert some rows. */
  function insertInto(table: PgTable, known: keyof typeof inserts): InsertRow {
    const made = inserts[known].get(table);
    if (made) return made;
    const columns = Object.entries(getTableColumns(table));
    const values = Object.fromEntries(columns.map(([name]) => [name, sql.placeholder(name)]));
    const built = writing.insert(table as never).values(values as never);
    const statement = writer.prepare((known === 'ignore' ? built.onConflictDoNothing() : built).toSQL().sql);
    const insert: InsertRow = (row) =>
      statement.run(
        columns.map(([name, column]) => {
          const value = row[name] === undefined ? column.default : row[name];
          return value === undefined || value === null ? null : column.mapToDriverValue(value);
        }),
      );
    inserts[known].set(table, insert);
    return insert;
  }

  return {
    tables,
    reader: reading as unknown as DrizzleDatabase,
    writer: writing as unknown as DrizzleDatabase,
    runOne: (statement) => retryUntilFree(lockTimeout, statement),
    // Only one statement writes at a time, so no row is locked by another.
    skipLocked: (rows) => rows,
    async snapshot<const Q extends readonly PromiseLike<unknown>[]>(queries: (session: Session) => Q) {
      return reading.transaction((session) => run(session, queries, 'all')) as Rows<Q>;
    },
    async write(statements) {
      // Immediate: a deferred transaction fails when another process writes between its read and its write.
      const results = await retryUntilFree(lockTimeout, () =>
        writing.transaction((session) => run(session, statements, 'run'), { behavior: 'immediate' }),
      );
      return (results as Sqlite.RunResult[]).map(({ changes }) => changes);
    },
    insertRows: (_, table, rows, known = 'fail') => insertOneByOne(insertInto(table, known), rows) as never,
    async close() {
      reader.close();
      writer.close();
    },
  };
}

/** Retries until the file is free or the time is over, and lets other work run in between. @param wait milliseconds */
async function retryUntilFree<T>(wait: number, attempt: () => T | PromiseLike<T>): Promise<T> {
  const giveUpAt = performance.now() + wait;
  for (let round = 0; ; round += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (classifyFailure(error) !== 'busy' || performance.now() > giveUpAt) throw error;
      await setTimeout(Math.random() * Math.min(2 ** round, 50));
    }
  }
}

type InsertRow = (row: Readonly<Record<string, unknown>>) => Sqlite.RunResult;

const insertOneByOne = (insert: InsertRow, rows: readonly Readonly<Record<string, unknown>>[]) => ({
  run: () => ({ changes: rows.reduce((sum, row) => sum + insert(row).changes, 0) }),
});

type Synchronous = { all(): unknown; run(): unknown };
/** Runs synchronously: better-sqlite3 would end the transaction at the first await. */
function run(session: unknown, list: (session: Session) => readonly unknown[], how: keyof Synchronous) {
  return (list(session as Session) as readonly Synchronous[]).map((query) => query[how]());
}

/**
 * Migrates in an immediate transaction, because Drizzle's deferred one lets two first starts create the tables twice.
 * Foreign keys are off meanwhile: rebuilding a table would empty tables that refer to it, and they cannot be switched
 * inside a transaction.
 */
function migrate(client: Sqlite.Database) {
  const newest = migrations.at(-1)?.folderMillis ?? 0;
  // A start that finds nothing to do needs no lock, and waits for nobody.
  if (lastApplied(client) >= newest) return;
  client.pragma('foreign_keys = OFF');
  const applyMissing = client.transaction(() => {
    client.exec(
      'CREATE TABLE IF NOT EXISTS __drizzle_migrations (id INTEGER PRIMARY KEY, hash text NOT NULL, created_at numeric)',
    );
    const last = lastApplied(client);
    const applied = client.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
    for (const migration of migrations) {
      if (migration.folderMillis <= last) continue;
      for (const statement of migration.sql) client.exec(statement);
      applied.run(migration.hash, migration.folderMillis);
    }
    const broken = client.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0)
      throw new Error(`A migration broke ${broken.length} references; nothing was changed.`);
  });
  applyMissing.immediate();
}

/** Returns when the last migration that was applied was made, in epoch milliseconds; 0 where none was. */
function lastApplied(client: Sqlite.Database): number {
  const table = client.prepare('SELECT 1 FROM sqlite_master WHERE name = ?');
  if (table.get('__drizzle_migrations') === undefined) return 0;
  return Number(client.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get());
}
