import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { parseDay } from '../../src/slack/kit/dates.ts';

// A Wednesday.
const today = '2026-11-18';
const berlin = { today, timeZone: 'Europe/Berlin' };

const days: [text: string, day: string][] = [
  ['2026-01-31', '2026-01-31'],
  [' 2026-1-3 ', '2026-01-03'],
  ['2024-02-29', '2024-02-29'],
  ['15.12.2026', '2026-12-15'],
  ['1.2.2027', '2027-02-01'],
  ['1. 2. 2027', '2027-02-01'],
  ['12/31/2026', '2026-12-31'],
  ['31/12/2026', '2026-12-31'],
  ['5/5/2026', '2026-05-05'],
  ['15 dec', '2026-12-15'],
  ['December 15', '2026-12-15'],
  ['12 Jan 2026', '2026-01-12'],
  ['12 January, 2026', '2026-01-12'],
  ['12-Jan-2026', '2026-01-12'],
  ['13/3/26', '2026-03-13'],
  ['3/13/26', '2026-03-13'],
  ['2026-01-12 00:00:00', '2026-01-12'],
  ['now', today],
  ['today', today],
  ['Yesterday', '2026-11-17'],
  ['tomorrow', '2026-11-19'],
  ['last friday', '2026-11-13'],
  ['Last  Friday', '2026-11-13'],
  ['friday', '2026-11-20'],
  ['by friday', '2026-11-20'],
  ['this friday', '2026-11-20'],
  ['next friday', '2026-11-27'],
  ['next tue', '2026-11-24'],
  ['end of month', '2026-11-30'],
  ['the end of the month', '2026-11-30'],
  ['end of this month', '2026-11-30'],
  ['end of next month', '2026-12-31'],
  ['last day of march', '2027-03-31'],
  ['2 weeks ago', '2026-11-04'],
  ['two weeks ago', '2026-11-04'],
  ['in 3 days', '2026-11-21'],
  ['next week', '2026-11-25'],
  ['6 months ago', '2026-05-18'],
  ['in a month', '2026-12-18'],
  ['two months ago', '2026-09-18'],
  ['a year ago', '2025-11-18'],
  ['in 2 years', '2028-11-18'],
  ['in two business days', '2026-11-20'],
  ['eow', '2026-11-20'],
  ['EOM', '2026-11-30'],
  ['eoq', '2026-12-31'],
  ['end of the year', '2026-12-31'],
  ['in 3 business days', '2026-11-23'],
  ['in 1 working day', '2026-11-19'],
  ['in 10 business days', '2026-12-02'],
  ['3 business days ago', '2026-11-13'],
  ['Q1 2027', '2027-03-31'],
  ['q2/2027', '2027-06-30'],
  ['end of Q4 2026', '2026-12-31'],
];

test.each(days)('on Wednesday 18 November 2026 "%s" is %s', (text, day) => {
  expect(parseDay(text, berlin)).toEqual({ ok: true, value: day });
});

test.each([
  ['2026-11-20', 'eow', '2026-11-20'],
  ['2026-11-21', 'eow', '2026-11-27'],
  ['2026-11-21', 'in 1 business day', '2026-11-23'],
  ['2026-11-21', '1 business day ago', '2026-11-20'],
  ['2026-01-31', 'in a month', '2026-02-28'],
  ['2028-02-10', 'eom', '2028-02-29'],
  ['2026-12-31', 'tomorrow', '2027-01-01'],
  ['2026-03-29', 'yesterday', '2026-03-28'],
  ['2026-03-01', 'in 4 weeks', '2026-03-29'],
  ['2026-01-02', '15 dec', '2025-12-15'],
])('on %s "%s" is %s', (from, text, day) => {
  expect(parseDay(text, { ...berlin, today: from })).toEqual({ ok: true, value: day });
});

test.each([
  ['2026-01-31T23:30:00Z', 'Europe/Berlin', '2026-02-01'],
  ['2026-01-31T23:30Z', 'America/New_York', '2026-01-31'],
  ['2026-01-31T23:30:00-05:00', 'Europe/Berlin', '2026-02-01'],
  ['2026-06-30T22:30:00.000Z', 'Europe/Berlin', '2026-07-01'],
])('the moment %s in %s is on %s', (text, timeZone, day) => {
  expect(parseDay(text, { today, timeZone })).toEqual({ ok: true, value: day });
});

const unread = 'is not a day that Crossing can read';

test.each([
  ['', unread],
  ['banana', unread],
  ['UC-3', unread],
  ['2027', unread],
  ['15.12', unread],
  ['friday UC-3', unread],
  ['friday in 2 weeks', unread],
  ['day after tomorrow or so', unread],
  ['2026-02-30', 'no day'],
  ['31.02.2026', 'no day'],
  ['13/13/2026', 'no day'],
  ['2026-13-01T00:00Z', 'not a date and time'],
  ['3/4/2026', 'can be 2026-03-04 or 2026-04-03'],
  ['5/3/26', 'can be 2026-03-05 or 2026-05-03'],
  ['on 05-03-26', 'ambiguous'],
  ['monday 5/3/26', 'ambiguous'],
  ['week of 5/3/26', unread],
  ['5/3', unread],
  ['0026-01-12', 'Did you mean 2026-01-12?'],
  ['12 Jan 0026', 'Did you mean 2026-01-12?'],
  ['in 999 years', 'The year 3025 cannot be right'],
  ['1-3 march', 'more than one day'],
  ['march', 'does not say which day'],
  ['March 2027', 'does not say which day'],
  ['next month', 'does not say which day'],
  ['next quarter', 'does not say which day'],
  ['tomorrow at 5pm', 'Enter only a day'],
  ['in 3 hours', 'Enter only a day'],
  ['15:12', 'Enter only a day'],
])('"%s" is refused: %s', (text, why) => {
  expect(parseDay(text, berlin)).toEqual({ ok: false, problem: expect.stringContaining(why) });
});

test('a refusal repeats no more than the beginning of a long text', () => {
  const read = parseDay('x'.repeat(3000), berlin);
  expect(read.ok ? '' : read.problem.length).toBeLessThan(200);
});

test('any text is a day or a problem', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 4 }),
    fc.constantFrom(
      'in',
      '999',
      'years',
      'ago',
      'end of',
      'q4',
      '9999',
      'last',
      'friday',
      '31',
      'feb',
      '0000',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
      const read = parseDay(pieces.join(' '), berlin);
      if (read.ok) expect(read.value).toMatch(/^20\d\d-\d\d-\d\d$/);
    }),
    { numRuns: 2000 },
  );
});

describe('the time zone of the machine', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test.each([
    ['Pacific/Kiritimati', -840],
    ['Pacific/Pago_Pago', 660],
  ])('%s does not change what is read', (machine, offset) => {
    process.env.TZ = machine;
    expect(new Date(today).getTimezoneOffset()).toBe(offset);
    for (const [text, day] of days)
      expect.soft(parseDay(text, berlin), text).toEqual({ ok: true, value: day });
  });
});
