import { expect, test } from 'vitest';
import { chaos, type Toll } from '../support/chaos.ts';
import { sqlite } from '../support/databases.ts';
import { postgresDisturbances } from '../support/disturbances.ts';
import { startPostgres } from '../support/postgres.ts';
import { startProxy } from '../support/proxy.ts';

/** Decides the faults and the moments. `npm run chaos` draws another one each time. */
const seed = Number(process.env.CHAOS_SEED ?? 2028);
/** `npm run chaos` does the same with a thousand messages and a hundred kills. */
const some = { messages: 12, kills: 2, faults: 0.3, timeout: 40_000 };

/** The damage of a run in which each message is in Slack once, and the outbox says so. */
const nothingLost = { messages: some.messages, lost: 0, doubled: 0, mistaken: 0, unknown: 0 };
const damageIn = ({ messages, lost, doubled, mistaken, unknown }: Toll) => ({
  ...{ messages, lost, doubled, mistaken, unknown },
});

test('With faults and kills on SQLite, every message arrives, and once', async () => {
  const database = await sqlite.create();
  try {
    const toll = await chaos({ ...some, seed, replicas: 1, databaseUrl: database.url });
    expect(damageIn(toll), `seed ${seed}`).toEqual(nothingLost);
    expect(toll.faults).toBeGreaterThan(0);
  } finally {
    await database.remove();
  }
});

test('With faults and kills on PostgreSQL, which is restarted, cut off and locked, every message arrives, and once', {
  timeout: 180_000,
}, async () => {
  const server = await startPostgres();
  const proxy = await startProxy(server.address);
  try {
    const toll = await chaos({
      ...{ ...some, timeout: 90_000, seed, replicas: 2 },
      databaseUrl: server.address,
      sendersUrl: proxy.through(server.address),
      disturbances: postgresDisturbances(server, proxy),
    });
    expect(damageIn(toll), `seed ${seed}`).toEqual(nothingLost);
    expect(toll.faults).toBeGreaterThan(0);
    expect(toll.disturbances).toBeGreaterThan(0);
  } finally {
    await proxy.close();
    await server.stop();
  }
});
