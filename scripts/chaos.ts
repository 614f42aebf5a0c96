import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chaos, type Toll } from '../test/support/chaos.ts';
import { postgresDisturbances } from '../test/support/disturbances.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { startProxy } from '../test/support/proxy.ts';

/**
 * Sends a thousand messages through faults and kills on each database, and once more while PostgreSQL is restarted,
 * cut off and locked, and prints what arrived. Ends with 1 when a
 * message was lost, or arrived twice, or the outbox says something else of it than what is in Slack.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    messages: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '100' },
    faults: { type: 'string', default: '0.35' },
  },
});
const given = {
  seed: Number(values.seed),
  messages: Number(values.messages),
  kills: Number(values.kills),
  faults: Number(values.faults),
  patience: 120_000,
};

const columns: readonly (keyof Toll)[] = [
  ...([
    'messages',
    'faults',
    'kills',
    'disturbances',
    'midway',
    'lost',
    'doubled',
    'mistaken',
    'unknown',
    'seconds',
  ] as const),
];
console.log(`seed ${given.seed}, ${given.faults * 100}% of Slack's answers faulty\n`);
console.log(`| database | ${columns.join(' | ')} |`);
console.log(`| --- |${columns.map(() => ' --- |').join('')}`);
const folder = mkdtempSync(join(tmpdir(), 'crossing-chaos-'));
try {
  report(
    'SQLite, 1 process',
    await chaos({ ...given, databaseUrl: `sqlite:${join(folder, 'chaos.db')}`, replicas: 1 }),
  );
  const postgres = await startPostgres();
  try {
    report('PostgreSQL, 2 processes', await chaos({ ...given, databaseUrl: postgres.address, replicas: 2 }));
  } finally {
    await postgres.stop();
  }
  await throughDisturbances();
} finally {
  rmSync(folder, { recursive: true });
}

/** A server of its own, since the tables of the other are full. */
async function throughDisturbances(): Promise<void> {
  const postgres = await startPostgres();
  const proxy = await startProxy(postgres.address);
  try {
    const toll = await chaos({
      ...given,
      databaseUrl: postgres.address,
      sendersUrl: proxy.through(postgres.address),
      replicas: 2,
      disturbances: postgresDisturbances(postgres, proxy),
    });
    report('PostgreSQL, 2 processes, disturbed', toll);
  } finally {
    await proxy.close();
    await postgres.stop();
  }
}

function report(name: string, toll: Toll): void {
  console.log(`| ${name} | ${columns.map((column) => Math.round(toll[column])).join(' | ')} |`);
  if (toll.lost + toll.doubled + toll.mistaken > 0) process.exitCode = 1;
}
