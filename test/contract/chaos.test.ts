import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chaos } from '../support/chaos.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { postgresDisturbances } from '../support/disturbances.ts';
import { startPostgres } from '../support/postgres.ts';
import { startProxy } from '../support/proxy.ts';

/** Decides the faults and the moments. `npm run chaos` draws another one each time. */
const seed = Number(process.env.CHAOS_SEED ?? 2028);
/** `npm run chaos` does the same with a thousand messages and a hundred kills. */
const some = { messages: 12, kills: 2, faults: 0.3, timeout: 40_000 };

describe.each(databases)('With faults and kills, on $name', ({ name, create }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await create();
  });
  afterEach(() => database.remove());

  test('every message arrives, and once', async () => {
    const replicas = name === 'SQLite' ? 1 : 2;
    const toll = await chaos({ ...some, seed, replicas, databaseUrl: database.url });
    const { messages, lost, doubled, mistaken, unknown } = toll;
    expect({ messages, lost, doubled, mistaken, unknown }, `seed ${seed}`).toEqual({
      ...{ messages: some.messages, lost: 0, doubled: 0, mistaken: 0, unknown: 0 },
    });
    expect(toll.faults).toBeGreaterThan(0);
  });
});

test('While PostgreSQL is restarted, cut off and locked, every message arrives, and once', {
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
    const { messages, lost, doubled, mistaken, unknown } = toll;
    expect({ messages, lost, doubled, mistaken, unknown }, `seed ${seed}`).toEqual({
      ...{ messages: some.messages, lost: 0, doubled: 0, mistaken: 0, unknown: 0 },
    });
    expect(toll.disturbances).toBeGreaterThan(0);
  } finally {
    await proxy.close();
    await server.stop();
  }
});
