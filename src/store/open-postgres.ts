import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { columns } from './columns.postgres.ts';
import type { Database, Rows, Session } from './database.ts';
import { defineTables } from './tables.ts';

const migrationsFolder = fileURLToPath(new URL('../../migrations/postgres', import.meta.url));
/** Any number will do, as long as every replica takes the same one and nothing else in this database does. */
const migrationLock = 7_230_511;

/** @param url `postgres://user:password@host:port/database` */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // Without a listener a connection that the server ends while it is idle ends the process; the next query tells.
  pool.on('error', () => {});
  try {
    await migrateOnce(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }

  const database = drizzle({ client: pool, casing: 'snake_case' });
  return {
    tables: defineTables(columns),
    reader: database,
    writer: database,
    free: (rows) => rows.for('update', { skipLocked: true }) as typeof rows,
    snapshot<const Q extends readonly PromiseLike<unknown>[]>(queries: (session: Session) => Q) {
      return database.transaction(
        async (session) => {
          const rows: unknown[] = [];
          for (const query of queries(session)) rows.push(await query);
          return rows as Rows<Q>;
        },
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      );
    },
    async write(statements) {
      return database.transaction(async (session) => {
        const changed: number[] = [];
        for (const statement of statements(session)) {
          changed.push(((await statement) as pg.QueryResult).rowCount ?? 0);
        }
        return changed;
      });
    },
    close: () => pool.end(),
  };
}

/** Replicas that start together wait for one another here: the migrator by itself fails for all but the first. */
async function migrateOnce(pool: pg.Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await migrate(drizzle({ client }), { migrationsFolder });
  } finally {
    // The lock belongs to the connection, and goes with it.
    client.release(true);
  }
}
