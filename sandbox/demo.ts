import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../src/log.ts';
import { createSlackApp } from '../src/slack/app.ts';
import { openStore } from '../src/store/open.ts';
import { startSampleWorkspace } from './sample-workspace.ts';
import { buildPage } from './web/build.ts';
import { morningOf, workedExample } from './worked-example.ts';

const empty = process.argv.includes('--empty');
const port = Number(process.argv.find((word) => word.startsWith('--port='))?.slice(7) ?? 3210);

/** Where the workspace's clock stands, in ms ahead of (or behind) the real one. */
let shift = 0;
const now = () => Date.now() + shift;
const moveTo = (day: string) => {
  shift = morningOf(day) - Date.now();
};

const folder = mkdtempSync(join(tmpdir(), 'crossing-demo-'));
const store = await openStore(`sqlite:${join(folder, 'demo.db')}`);
const workspace = await startSampleWorkspace({ port, now, webRoot: await buildPage() });
const slack = createSlackApp({
  config: {
    botToken: workspace.botToken,
    connection: { mode: 'socket', appToken: workspace.appToken },
    slackApiUrl: workspace.apiUrl,
    databaseUrl: '',
    port: 0,
    logLevel: 'warn',
  },
  store,
  now,
  log: createLog('warn'),
});
await slack.start();

if (!empty) {
  process.stdout.write('Walking through the worked example, as its people would');
  for (const { on, act } of workedExample) {
    moveTo(on);
    await act(workspace);
    process.stdout.write('.');
  }
  process.stdout.write('\n');
}

console.log(`\n  Crossing runs in a local workspace: ${workspace.url}\n`);
console.log('  Open it, and type /stage3 in any channel. Switch people at the top right. Ctrl+C ends it.\n');

let leaving = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (leaving) return;
    leaving = true;
    await slack.stop();
    await workspace.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });
}
