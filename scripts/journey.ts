import { mkdirSync } from 'node:fs';
import { startLocalCrossing } from '../sandbox/crossing.ts';
import { countingPeople, journey } from '../sandbox/journey.ts';
import { buildPage } from '../sandbox/web/build.ts';
import { withPage } from '../sandbox/web/screenshot.ts';

/**
 * Walks from nothing to Stage 3, takes a picture of the page after every step, and prints what it costs the people who
 * walk: `npm run journey -- FOLDER`.
 */
const folder = process.argv[2] ?? 'journey';
mkdirSync(folder, { recursive: true });

const crossing = await startLocalCrossing('sqlite::memory:', { webRoot: await buildPage() });
const { workspace } = crossing;
crossing.moveTo('2025-12-15');

await withPage(workspace.url, { viewport: { width: 900, height: 1000 } }, async (page) => {
  const { as, effort } = countingPeople(workspace);
  for (const [index, { who, what, take }] of journey.entries()) {
    const person = as(who);
    if (journey[index - 1]?.who !== who) await person.modal()?.closes({ all: true });
    await take(person);
    const { me, channels } = person.connection.state();
    const channel = channels.find(({ name }) => name === 'ai-program')?.id ?? '';
    await page.goto(`${workspace.url}/#as=${me.handle}&at=${channel}`);
    await page.reload();
    await page.waitForLoadState('networkidle');
    const name = `${String(index + 1).padStart(2, '0')} ${who} ${what}`.replace(/[^\w]+/g, '-');
    await page.screenshot({ path: `${folder}/${name}.png` });
    console.log(name);
  }
  const { presses, fields, forms } = effort();
  console.log(`${presses} presses, ${fields} fields filled in, ${forms} forms`);
});
await crossing.close();
