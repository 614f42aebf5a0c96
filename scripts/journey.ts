import { mkdirSync } from 'node:fs';
import { startLocalCrossing } from '../sandbox/crossing.ts';
import { clears, journey } from '../sandbox/journey.ts';
import { buildPage } from '../sandbox/web/build.ts';
import { withPage } from '../sandbox/web/screenshot.ts';

/** Walks from a proposal to production and takes a picture of the page after every step: `npm run journey -- FOLDER`. */
const folder = process.argv[2] ?? 'journey';
mkdirSync(folder, { recursive: true });

const crossing = await startLocalCrossing('sqlite::memory:', { webRoot: await buildPage() });
const { workspace } = crossing;
crossing.moveTo('2025-12-15');

await withPage(workspace.url, { viewport: { width: 900, height: 1000 } }, async (page) => {
  for (const [index, { who, what, take }] of journey.entries()) {
    const person = workspace.as(who);
    await take(person);
    const { me, channels } = person.hands.state();
    const channel = channels.find(({ name }) => name === 'ai-program')?.id ?? '';
    await page.goto(`${workspace.url}/#as=${me.handle}&at=${channel}`);
    await page.reload();
    await page.waitForLoadState('networkidle');
    const name = `${String(index + 1).padStart(2, '0')} ${who} ${what}`.replace(/[^\w]+/g, '-');
    await page.screenshot({ path: `${folder}/${name}.png` });
    await clears(workspace, who);
    console.log(name);
  }
});
await crossing.close();
