import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { columns } from './columns.sqlite.ts';
import type { Database, DrizzleDatabase, Rows, Session } from './database.ts';
import { classifyFailure, lockTimeout } from './database-failure.ts';
import { defineTables } from './tables.ts';

const migrationsFolder = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url));
/** How long a start waits for others who use the file, in milliseconds. */
const startTimeout = 10_000;
/** How long a read stands still: it is kept waiting only by somebody who has locked all of the file. */
const readTimeout = 100;

/** @param file a path, whose folder is made where it is missing, or `:memory:` */
export async function openSqlite(file: string): Promise<Database> {
  const inMemory = file === ':memory:';
  if (!inMemory) mkdirSync(dirname(file), { recursive: true });
  const writer = new Sqlite(file, { timeout: startTimeout });
  // Where two first starts at once switch the new file, SQLite refuses one of them without letting it wait.
  await retryUntilFree(startTimeout, () => writer.pragma('journal_mode = WAL'));
  // better-sqlite3 is compiled to NORMAL for WAL, which may lose the last commits when the power goes.
  writer.pragma('synchronous = FULL');
  migrate(writer);
  writer.pragma('foreign_keys = ON');
  // SQLite would wait with the whole process.
  writer.pragma('busy_timeout = 0');
  const reader = inMemory ? writer : new Sqlite(file, { readonly: true, timeout: readTimeout });

  const reading = drizzle({ client: reader, casing: 'snake_case' });
  const writing = drizzle({ client: writer, casing: 'snake_case' });
  return {
    tables: defineTables(columns),
    reader: reading as unknown as DrizzleDatabase,
    writer: writing as unknown as DrizzleDatabase,
    runOne: (statement) => retryUntilFree(lockTimeout, statement),
    // One statement writes at a time: nobody else can be taking anything.
    skipLocked: (rows) => rows,
    async snapshot<const Q extends readonly PromiseLike<unknown>[]>(queries: (session: Session) => Q) {
      return reading.transaction((session) => run(session, queries, 'all')) as Rows<Q>;
    },
    async write(statements) {
      // A transaction that reads before it writes fails at once when another process writes between: immediate.
      const results = await retryUntilFree(lockTimeout, () =>
        writing.transaction((session) => run(session, statements, 'run'), { behavior: 'immediate' }),
      );
      return (results as Sqlite.RunResult[]).map(({ changes }) => changes);
    },
    async close() {
      reader.close();
      writer.close();
    },
  };
}

/** Tries until nobody else writes to the file, for so many milliseconds, and lets others here go on in between. */
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
