import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { Disturbance } from './chaos.ts';
import type { PostgresServer } from './postgres.ts';
import type { DatabaseProxy } from './proxy.ts';

/** Returns the faults of a PostgreSQL server that senders reach through a proxy. */
export function postgresDisturbances(server: PostgresServer, proxy: DatabaseProxy): readonly Disturbance[] {
  /** Works over a connection of its own. Errors are ignored, because the server may be away. */
  async function directly(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
    const client = new pg.Client(server.address);
    client.on('error', () => {});
    try {
      await client.connect();
      await work(client);
    } catch {
      // It is being restarted.
    } finally {
      await client.end().catch(() => {});
    }
  }
  const endTransactions = `
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND state <> 'idle'`;
  const locks = [
    'LOCK TABLE messages IN EXCLUSIVE MODE',
    'LOCK TABLE agenda IN ACCESS EXCLUSIVE MODE',
    'SELECT * FROM messages FOR UPDATE',
  ];
  let turn = 0;
  return [
    {
      name: 'the server is stopped and started',
      every: 10_000,
      async strike() {
        await server.halt();
        await server.resume();
      },
    },
    {
      name: 'backends are terminated inside transactions',
      every: 300,
      strike: () => directly((client) => client.query(endTransactions)),
    },
    {
      name: 'connections freeze, and what they held goes on',
      every: 2_000,
      async strike() {
        proxy.freeze();
        await setTimeout(1_000);
        proxy.thaw();
      },
    },
    {
      name: 'somebody else holds a lock',
      every: 3_000,
      strike: () =>
        directly(async (client) => {
          await client.query('BEGIN');
          await client.query(locks[turn++ % locks.length] ?? '');
          await setTimeout(2_500);
          await client.query('ROLLBACK');
        }),
    },
  ];
}
