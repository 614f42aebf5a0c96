import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fraction, negative, noNumber } from '../support/bad-input/words.ts';
import { as, crossing, pilots, readFields, register, startCrossing } from '../support/forms.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

const checkInUsage =
  'Write /stage3 checkin UC-3 daily:40 weekly:62 none:18 intended:80 week:2026-01-12 note:"what you see".';

const showAll = '/stage3 usecase list shows them all.';
const dayAhead = '2026-12-31 is in the future. Choose today or an earlier day.';

/** Omar's commands while UC-1 is in pilot with twelve volunteers, and the answers. */
const typedAsCommands: readonly (readonly [typed: string, answer: string])[] = [
  ['checkin UC-1 daily:10 weekly:9 none:3', 'daily: Enter at most 9: daily users are weekly users too.'],
  ['checkin UC-1 daily:4 weekly:13 none:0', 'weekly: Enter at most 12, the number of intended users.'],
  [
    'checkin UC-1 daily:4 weekly:9 none:4',
    'none: 9 weekly and 4 not at all add up to more than the 12 intended users. Correct one of the three.',
  ],
  ['checkin UC-1 daily:4 weekly:9 none:3 intended:0', 'intended: Enter at least 1 intended user.'],
  ['checkin UC-1 daily:4 weekly:9 none:3 intended:1000000000', 'intended: Enter at most 1,000,000.'],
  ['checkin UC-1 daily:-1 weekly:9 none:3', `daily: ${negative}`],
  ['checkin UC-1 daily:forty weekly:9 none:3', `daily: ${noNumber}`],
  ['checkin UC-1 daily:1e9 weekly:9 none:3', `daily: ${noNumber}`],
  ['checkin UC-1 daily:40% weekly:9 none:3', `daily: ${noNumber}`],
  ['checkin UC-1 daily:4.5 weekly:9 none:3', `daily: ${fraction}`],
  ['checkin UC-1 daily:4', 'weekly: Enter a number.'],
  ['checkin UC-1 note:"all well"', 'daily: Enter a number.'],
  ['checkin UC-1 dayly:4', `Unknown "dayly:4": did you mean daily:? ${checkInUsage}`],
  ['checkin UC-1 4 9 3', `Unknown "4". ${checkInUsage}`],
  ['checkin UC-1 daily:4 daily:5', '"daily" appears twice. Write it once.'],
  ['checkin UC-1 daily: 4', 'Nothing follows "daily:": write daily:value, without a space in between.'],
  ['checkin UC-9 daily:4', 'There is no UC-9. Did you mean one of these?'],
  ['checkin', `Which use case? ${checkInUsage} ${showAll}`],
  ['as of 2026-02-30', 'There is no day "2026-02-30" in the calendar.'],
  ['as of 2026-12-31', dayAhead],
  ['usecase show <!channel>', `There is no <!channel>. ${showAll}`],
  ['decide "model', 'This double quote is never closed: put a " after the last word that belongs to it.'],
];

describe(`bad input in commands (${typedAsCommands.length} rows) is answered and not recorded, and a form that can put it right holds it`, () => {
  beforeEach(() => pilots());

  test.each(typedAsCommands)('Omar Owner, /stage3 %s → %s', async (typed, answer) => {
    const { seq } = await register();
    const { messages } = await as('Omar Owner').types('#ai-program', `/stage3 ${typed}`);
    const lines = messages[0]?.text.split('\n') ?? [];
    expect(lines.map((line) => line.replace(/^• /, ''))).toContain(answer);
    expect((await register()).seq).toBe(seq);
    if (!messages[0]?.buttons.includes('Correct it')) return;
    await messages[0].clicks('Correct it');
    const form = await as('Omar Owner').openModal();
    for (const [, word = '', inQuotes, bare] of typed.matchAll(/(\w+):(?:"([^"]*)"|(\S+))/g)) {
      expect(form.holds(checkInLabels[word] ?? '')).toBe(inQuotes ?? bare);
    }
  });

  test('a note that is too long for a button opens the form with everything in it', async () => {
    const { seq } = await register();
    const note = 'x'.repeat(1001);
    await as('Omar Owner').types('#ai-program', `/stage3 checkin UC-1 daily:1 weekly:2 note:"${note}"`);
    const form = await as('Omar Owner').openModal();
    expect(readFields(form)).toMatchObject({
      'Daily users': '1',
      'Weekly users': '2',
      Results: note,
    });
    expect((await register()).seq).toBe(seq);
  });
});

/** The field that each word of a check-in stands for. */
const checkInLabels: Readonly<Record<string, string>> = {
  daily: 'Daily users',
  weekly: 'Weekly users',
  none: 'Not at all',
  intended: 'Intended users',
  note: 'Results',
};
