import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { socketModeManifest, withLinkCards } from '../scripts/manifest.ts';
import { startLocalCrossing } from './crossing.ts';
import { freePort } from './free-port.ts';
import { sampleChannels, samplePeople } from './sample-workspace.ts';
import type { Sandbox } from './server/start-sandbox.ts';
import { buildPage } from './web/build.ts';
import { workedExample } from './worked-example.ts';

const empty = process.argv.includes('--empty');
const port = Number(process.argv.find((word) => word.startsWith('--port='))?.slice('--port='.length) ?? 3210);

const folder = mkdtempSync(join(tmpdir(), 'crossing-demo-'));
const appPort = await freePort();
const publicUrl = `http://127.0.0.1:${appPort}`;
/** Links get a card only where no other company reads along. */
const inside = { name: 'ai-leads', members: samplePeople.filter(({ team }) => !team).map(({ id }) => id) };
const crossing = await startLocalCrossing(`sqlite:${join(folder, 'demo.db')}`, {
  port,
  webRoot: await buildPage(),
  appPort,
  publicUrl,
  manifest: withLinkCards(socketModeManifest(), publicUrl),
  channels: [...sampleChannels, { ...inside, members: [...inside.members, 'app'] }],
});
const { workspace } = crossing;

if (!empty) {
  process.stdout.write('Walking through the worked example, as its people would');
  for (const { on, act } of workedExample) {
    crossing.moveTo(on);
    await act(workspace, crossing);
    process.stdout.write('.');
  }
  await clearAnswers(workspace);
}
crossing.schedule.start();

console.log(`\n\n  Crossing runs in a local workspace: ${workspace.url}\n`);
console.log(
  '  Open it and type /stage3 in a channel. Switch people and move the clock at the top. Ctrl+C ends it.\n',
);

/** Removes private answers after the example, as Slack does when a window is opened again. */
async function clearAnswers({ as }: Sandbox): Promise<void> {
  for (const { name } of samplePeople) {
    const { state, act } = as(name).connection;
    const answers = Object.values(state().messages)
      .flat()
      .filter(({ ephemeral }) => ephemeral);
    for (const { channel, ts } of answers) await act({ type: 'dismissMessage', channel, ts });
  }
}

let leaving = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (leaving) return;
    leaving = true;
    await crossing.close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });
}
