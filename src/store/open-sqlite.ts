import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { columns } from './columns.sqlite.ts';
import type { Database, DrizzleDatabase, Rows, Session } from './database.ts';
import { defineTables } from './tables.ts';

const migrationsFolder = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url));
const busyTimeout = 10_000;

/** @param file a path, whose folder is made where it is missing, or `:memory:` */
export async function openSqlite(file: string): Promise<Database> {
  const inMemory = file === ':memory:';
  if (!inMemory) mkdirSync(dirname(file), { recursive: true });
  const writer = new Sqlite(file, { timeout: busyTimeout });
  await switchToWal(writer);
  // better-sqlite3 is compiled to NORMAL for WAL, which may lose the last commits when the power goes.
  writer.pragma('synchronous = FULL');
  migrate(writer);
  writer.pragma('foreign_keys = ON');
  const reader = inMemory ? writer : new Sqlite(file, { readonly: true, timeout: busyTimeout });

  const reading = drizzle({ client: reader, casing: 'snake_case' });
  const writing = drizzle({ client: writer, casing: 'snake_case' });
  return {
    tables: defineTables(columns),
    reader: reading as unknown as DrizzleDatabase,
    writer: writing as unknown as DrizzleDatabase,
    // One statement writes at a time: nobody else can be taking anything.
    free: (rows) => rows,
    async snapshot<const Q extends readonly PromiseLike<unknown>[]>(queries: (session: Session) => Q) {
      return reading.transaction((session) => run(session, queries, 'all')) as Rows<Q>;
    },
    async write(statements) {
      // A transaction that reads before it writes fails at once when another process writes between: immediate.
      const results = writing.transaction((session) => run(session, statements, 'run'), {
        behavior: 'immediate',
      });
      return (results as Sqlite.RunResult[]).map(({ changes }) => changes);
    },
    async close() {
      reader.close();
      writer.close();
    },
  };
}

/** Where two first starts at once switch the new file, SQLite refuses one of them without letting it wait. */
async function switchToWal(client: Sqlite.Database) {
  const giveUpAt = performance.now() + busyTimeout;
  for (;;) {
    try {
      return client.pragma('journal_mode = WAL');
    } catch (error) {
      const busy = error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || performance.now() > giveUpAt) throw error;
      await setTimeout(10 + 20 * Math.random());
    }
  }
}

type Synchronous = { all(): unknown; run(): unknown };
/** Nothing may be awaited inside better-sqlite3's transaction: it would be over before the answer came. */
function run(session: unknown, list: (session: Session) => readonly unknown[], how: keyof Synchronous) {
  return (list(session as Session) as readonly Synchronous[]).map((query) => query[how]());
}

/**
 * Drizzle's own migrator begins a deferred transaction, in which two first starts at once both create the tables.
 * Foreign keys are off meanwhile, since rebuilding a table would empty the ones that refer to it, and that cannot be
 * switched inside the transaction.
 */
function migrate(client: Sqlite.Database) {
  client.pragma('foreign_keys = OFF');
  const applyMissing = client.transaction(() => {
    client.exec(
      'CREATE TABLE IF NOT EXISTS __drizzle_migrations (id INTEGER PRIMARY KEY, hash text NOT NULL, created_at numeric)',
    );
    const last = client.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get() as
      | number
      | null;
    const applied = client.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
    for (const migration of readMigrationFiles({ migrationsFolder })) {
      if (migration.folderMillis <= (last ?? 0)) continue;
      for (const statement of migration.sql) client.exec(statement);
      applied.run(migration.hash, migration.folderMillis);
    }
    const broken = client.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0)
      throw new Error(`A migration broke ${broken.length} references; nothing was changed.`);
  });
  applyMissing.immediate();
}
