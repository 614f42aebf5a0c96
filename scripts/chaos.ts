import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chaos, type Toll } from '../test/support/chaos.ts';
import { postgresDisturbances } from '../test/support/disturbances.ts';
import { type PostgresServer, startPostgres } from '../test/support/postgres.ts';
import { startProxy } from '../test/support/proxy.ts';

/**
 * Sends a thousand messages through faults and kills on each database, once more while the date is moved, and once more
 * while PostgreSQL is restarted, cut off and locked as well, and prints what arrived. `--only` runs those whose name
 * holds it. Ends with 1 when a message was lost, or arrived twice, or the outbox says something else of it than what is
 * in Slack.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    messages: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '100' },
    faults: { type: 'string', default: '0.35' },
    only: { type: 'string', default: '' },
  },
});
const given = {
  seed: Number(values.seed),
  messages: Number(values.messages),
  kills: Number(values.kills),
  faults: Number(values.faults),
  timeout: 120_000,
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

type Run = (folder: string) => Promise<Toll>;
const runs: readonly (readonly [name: string, run: Run])[] = [
  [
    'SQLite, 1 process',
    (folder) => chaos({ ...given, databaseUrl: `sqlite:${join(folder, 'still.db')}`, replicas: 1 }),
  ],
  [
    'SQLite, 1 process, date moved',
    (folder) =>
      chaos({ ...given, databaseUrl: `sqlite:${join(folder, 'moved.db')}`, replicas: 1, movesDate: true }),
  ],
  [
    'PostgreSQL, 2 processes',
    () => onPostgres(({ address }) => chaos({ ...given, databaseUrl: address, replicas: 2 })),
  ],
  [
    'PostgreSQL, 2 processes, disturbed',
    () =>
      onPostgres(async (postgres) => {
        const proxy = await startProxy(postgres.address);
        const toll = chaos({
          ...given,
          databaseUrl: postgres.address,
          sendersUrl: proxy.through(postgres.address),
          replicas: 2,
          disturbances: postgresDisturbances(postgres, proxy),
          movesDate: true,
        });
        return toll.finally(proxy.close);
      }),
  ],
];

const folder = mkdtempSync(join(tmpdir(), 'crossing-chaos-'));
try {
  for (const [name, run] of runs) if (name.includes(values.only)) report(name, await run(folder));
} finally {
  rmSync(folder, { recursive: true });
}

/** Runs on a PostgreSQL server of its own, because the tables are full afterwards. */
async function onPostgres(run: (server: PostgresServer) => Promise<Toll>): Promise<Toll> {
  const server = await startPostgres();
  return run(server).finally(server.stop);
}

function report(name: string, toll: Toll): void {
  console.log(`| ${name} | ${columns.map((column) => Math.round(toll[column])).join(' | ')} |`);
  if (toll.lost + toll.doubled + toll.mistaken > 0) process.exitCode = 1;
}
