import { readConfig } from './config.ts';
import { createCrossing } from './crossing.ts';
import { createLog } from './log.ts';
import { openStore } from './store/open.ts';

const read = readConfig();
if (!read.ok) {
  for (const { variable, problem } of read.problems) console.error(`${variable} ${problem}`);
  console.error('\nCrossing connects to Slack with tokens. README.md shows in six steps how to get them.');
  console.error('To try it now without Slack: npm run demo');
  process.exit(1);
}

const { config } = read;
const log = createLog(config.logLevel);
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'stopped by an unexpected error');
  process.exit(1);
});
const store = await openStore(config.databaseUrl, (err, what) => log.warn({ err }, what)).catch((error) => {
  log.fatal({ err: error }, 'the database did not open: check DATABASE_URL');
  process.exit(1);
});
if (process.argv.includes('--restored')) {
  const isRecorded = await store.outbox.recordRestore(Date.now());
  log.warn(isRecorded ? 'the database was restored' : 'the database is new: there is nothing to restore');
}
const { service, schedule } = createCrossing({ config, store, now: Date.now, log });

let port: number;
try {
  port = await service.start();
} catch (error) {
  log.fatal({ err: error }, 'Crossing could not start: check the tokens, the address of Slack and the port');
  await store.close();
  process.exit(1);
}

schedule.start();

/** How long running work may take when the process is stopped, in milliseconds. */
const shutdownTimeout = 25_000;
let leaving = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, async () => {
    if (leaving) return;
    leaving = true;
    log.info({ signal }, 'stopping: finishing the work in hand');
    setTimeout(() => {
      log.error('stopped with unfinished work');
      process.exit(1);
    }, shutdownTimeout);
    service.refuse();
    await schedule.stop();
    await service.stop();
    await store.close();
    process.exit(0);
  });
}
log.info({ mode: config.connection.mode, port }, 'Crossing is running');
