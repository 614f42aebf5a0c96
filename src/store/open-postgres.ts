import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { columns } from './columns.postgres.ts';
import type { Database, Rows, Session } from './database.ts';
import { findErrorCode, type Warn } from './database-failure.ts';
import { connectPostgres } from './postgres-connections.ts';
import { defineTables } from './tables.ts';

const migrationsFolder = fileURLToPath(new URL('../../migrations/postgres', import.meta.url));
const tables = defineTables(columns);
/** The key of an advisory lock. All replicas must use the same number, and nothing else in this database may. */
const migrationLock = 7_230_511;
/** PostgreSQL rolled back one of two transactions that waited for each other. */
const deadlock = '40P01';

/** Opens and migrates a PostgreSQL database. @param url `postgres://user:password@host:port/database` */
export async function openPostgres(url: string, warn: Warn): Promise<Database> {
  await migrateOnce(url);
  const { database, transaction, close } = connectPostgres(url, warn);
  return {
    tables,
    reader: database,
    writer: database,
    runOne: async (statement) => statement(),
    skipLocked: (rows) => rows.for('update', { skipLocked: true }) as typeof rows,
    snapshot<const Q extends readonly PromiseLike<unknown>[]>(queries: (session: Session) => Q) {
      return transaction('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', async (session) => {
        const rows: unknown[] = [];
        for (const query of queries(session)) rows.push(await query);
        return rows as Rows<Q>;
      });
    },
    async write(statements) {
      const attempt = () =>
        transaction('BEGIN', async (session) => {
          const changed: number[] = [];
          for (const statement of statements(session)) {
            changed.push(((await statement) as unknown as pg.QueryResult).rowCount ?? 0);
          }
          return changed;
        });
      return attempt().catch((error) => {
        if (findErrorCode(error) !== deadlock) throw error;
        return attempt();
      });
    },
    insertRows(session, table, rows, known = 'fail') {
      const insert = session.insert(table).values(rows as never);
      return known === 'ignore' ? insert.onConflictDoNothing() : insert;
    },
    close,
  };
}

/**
 * Migrates while holding an advisory lock, because the migrator fails when replicas run it at once. A migration may
 * take long, so no timeout applies.
 */
async function migrateOnce(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await migrate(drizzle({ client }), { migrationsFolder });
  } finally {
    // Ending the connection releases the lock.
    await client.end();
  }
}
