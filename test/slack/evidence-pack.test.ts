import { afterEach, beforeEach, expect, test } from 'vitest';
import { readJson, readTable, sumsOf, unzip } from '../support/evidence-pack.ts';
import { as, crossing, register, registers, startCrossing, startCrossingOn } from '../support/forms.ts';
import { manifest as withoutOptional } from '../support/without-optional-scopes.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

const packsOf = (person: string) =>
  as(person)
    .directMessages()
    .filter(({ files }) => files.some((name) => name.startsWith('evidence-pack-')));
const types = async (person: string, command: string): Promise<string> =>
  (await as(person).types('#ai-program', command)).text;
const sent =
  'Crossing is making the evidence pack as of 12 January 2026. It arrives in your direct messages with Crossing within a few minutes.';

test('the lead asks for the pack, gets the file in a direct message, and reads a table of it', async () => {
  await registers({ name: '=Support agent' });
  const { seq } = await register();
  expect(await types('Lena Lead', '/stage3 pack')).toBe(sent);
  await crossing.deliver();
  const [only, other] = packsOf('Lena Lead');
  expect(other).toBeUndefined();
  expect(only?.text).toContain(
    'Evidence pack as of 12 January 2026: Stage 1: 0 of 4 requirements for Stage 3. 1 use case,',
  );
  const files = unzip(only?.opensFile() ?? new Uint8Array());
  expect(readTable(files, 'use-cases')).toMatchObject([
    { key: 'UC-1', name: "'=Support agent", owner: 'U0OMAR' },
  ]);
  const { written, actual } = sumsOf(files);
  expect(written).toEqual(actual);
  expect(readJson(files, 'pack.json')).toMatchObject({ asOf: '2026-01-12', changeLog: { changes: seq } });
  expect((await register()).seq).toBe(seq);
});

test('the button on the change log leads to the pack, and asking again brings the same bytes', async () => {
  await registers();
  const log = await as('Lena Lead').types('#ai-program', '/stage3 log');
  const page = await log.clicks('Evidence pack');
  expect(page.text).toContain('One zip file for an auditor');
  await page.clicks('Send pack');
  await crossing.deliver();
  await crossing.passTo(crossing.now() + 2 * 60_000);
  await types('Lena Lead', '/stage3 pack');
  await crossing.deliver();
  const [first, second] = packsOf('Lena Lead').map((one) => Buffer.from(one.opensFile()));
  expect(first?.equals(second ?? Buffer.of())).toBe(true);
});

test.each(['Omar Owner', 'Ana Operations', 'Itai IT'])('%s is told to ask the lead', async (person) => {
  await registers();
  expect(await types(person, '/stage3 pack')).toBe(
    'Only the transformation lead and Slack admins can get the evidence pack. Ask @Lena Lead (sample).',
  );
  const log = await as(person).types('#ai-program', '/stage3 log');
  expect(log.text).toContain('Ask @Lena Lead (sample) to do these: Evidence pack.');
  await crossing.deliver();
  expect(packsOf(person)).toEqual([]);
});

test.each(['Gus Guest', 'Elle External'])('%s is told that Crossing is for members', async (person) => {
  expect(await types(person, '/stage3 pack')).toContain('Crossing is for full members of this workspace.');
});

test.each([
  ['pack as of 2026-01-31', '31 January 2026 is in the future. Choose today or an earlier day.'],
  ['pack 2026-02-30', 'There is no day "2026-02-30" in the calendar.'],
  ['pack as of', 'As of which day? Write /stage3 pack as of 2026-01-31 or /stage3 pack as of last friday.'],
  [
    'pack as of 2026-01-11',
    'Nothing was recorded by 11 January 2026. Choose 12 January 2026 or a later day.',
  ],
])('/stage3 %s → %s', async (command, reason) => {
  await registers();
  expect(await types('Lena Lead', `/stage3 ${command}`)).toContain(reason);
  await crossing.deliver();
  expect(packsOf('Lena Lead')).toEqual([]);
});

test('without the permission for files the message has a link to the same file', async () => {
  await crossing.close();
  await startCrossingOn('sqlite::memory:', { manifest: withoutOptional, mode: 'http' });
  await registers();
  await types('Lena Lead', '/stage3 pack');
  await crossing.deliver();
  const text = as('Lena Lead').directMessages().at(-1)?.text ?? '';
  expect(text).toContain('Download Evidence pack as of 12 January 2026.');
});
