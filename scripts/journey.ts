import { mkdirSync } from 'node:fs';
import { startLocalCrossing } from '../sandbox/crossing.ts';
import { countingPeople, journey } from '../sandbox/journey.ts';
import { fromHiToUseCase, fromNonsenseToIncident, newColleague } from '../sandbox/journeys-in-words.ts';
import { samplePeople } from '../sandbox/sample-workspace.ts';
import { buildPage } from '../sandbox/web/build.ts';
import { withPage } from '../sandbox/web/screenshot.ts';
import { workedExample } from '../sandbox/worked-example.ts';

/**
 * Walks from nothing to Stage 3, takes a picture of the page after every step, and prints what it costs the people who
 * walk: `npm run journey -- FOLDER`. Then a new colleague walks by words alone, in the sample company.
 */
const folder = process.argv[2] ?? 'journey';
mkdirSync(folder, { recursive: true });

const webRoot = await buildPage();
const nameOf = (index: number, who: string, what: string) =>
  `${String(index + 1).padStart(2, '0')} ${who} ${what}`.replace(/[^\w]+/g, '-');
const crossing = await startLocalCrossing('sqlite::memory:', { webRoot });
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
    const name = nameOf(index, who, what);
    await page.screenshot({ path: `${folder}/${name}.png` });
    console.log(name);
  }
  const { presses, fields, forms } = effort();
  console.log(`${presses} presses, ${fields} fields filled in, ${forms} forms`);
});
await crossing.close();

const company = await startLocalCrossing('sqlite::memory:', {
  webRoot,
  people: [...samplePeople, newColleague],
});
for (const { on, act } of workedExample) {
  company.moveTo(on);
  await act(company.workspace, company);
}
await withPage(company.workspace.url, { viewport: { width: 900, height: 1000 } }, async (page) => {
  const steps = [...fromHiToUseCase, ...fromNonsenseToIncident];
  for (const [index, { who, what, take }] of steps.entries()) {
    const person = company.workspace.as(who);
    if (steps[index - 1]?.who !== who) await person.modal()?.closes({ all: true });
    await take(person, company);
    const { me, directMessages, app } = person.connection.state();
    const direct = directMessages.find(({ withUser }) => withUser === app.botUserId)?.id ?? '';
    const thread = person.directMessages().at(-1)?.threadTs;
    await page.goto(
      `${company.workspace.url}/#as=${me.handle}&at=${direct}${thread ? `&agent=${thread}` : ''}`,
    );
    await page.reload();
    await page.waitForLoadState('networkidle');
    const name = `words-${nameOf(index, who, what)}`;
    await page.screenshot({ path: `${folder}/${name}.png` });
    console.log(name);
  }
});
await company.close();
