import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, instantAt, startOfDay } from '../../src/domain/calendar.ts';
import { saveHoliday } from '../../src/domain/settings/holidays.ts';
import { addWorkingDays, findWorkingHours, isWorkingDay } from '../../src/domain/working-days.ts';
import { Workspace } from '../support/register.ts';

const utc = (at: number) => new Date(at).toISOString().slice(0, 16);
const { register } = new Workspace('2026-01-05');
const hours = (at: string, zone: string, of = register) => {
  const { day, from, until } = findWorkingHours(of, Date.parse(at), zone);
  return [day, utc(from), utc(until)];
};
const withHoliday = (day: string, timeZone: string | null, until: string | null = null) =>
  new Workspace('2026-01-05').do('lead', saveHoliday, { day, until, name: 'Holiday', timeZone }).register;

describe('working hours', () => {
  test.each([
    ['the current ones', '2026-01-05T10:00Z', 'UTC', '2026-01-05', '2026-01-05T09:00', '2026-01-05T17:00'],
    ['later today', '2026-01-05T03:00Z', 'UTC', '2026-01-05', '2026-01-05T09:00', '2026-01-05T17:00'],
    [
      'tomorrow once they ended',
      '2026-01-05T17:00Z',
      'UTC',
      '2026-01-06',
      '2026-01-06T09:00',
      '2026-01-06T17:00',
    ],
    [
      'on Monday after Friday',
      '2026-01-09T17:00Z',
      'UTC',
      '2026-01-12',
      '2026-01-12T09:00',
      '2026-01-12T17:00',
    ],
    [
      'a day ahead in Tokyo',
      '2026-01-05T22:00Z',
      'Asia/Tokyo',
      '2026-01-06',
      '2026-01-06T00:00',
      '2026-01-06T08:00',
    ],
    [
      'a quarter past in Nepal',
      '2026-01-05T00:00Z',
      'Asia/Kathmandu',
      '2026-01-05',
      '2026-01-05T03:15',
      '2026-01-05T11:15',
    ],
    ['on a leap day', '2028-02-28T18:00Z', 'UTC', '2028-02-29', '2028-02-29T09:00', '2028-02-29T17:00'],
    [
      'before the clocks go forward',
      '2026-03-27T06:00Z',
      'Europe/Berlin',
      '2026-03-27',
      '2026-03-27T08:00',
      '2026-03-27T16:00',
    ],
    [
      'after the clocks went forward',
      '2026-03-28T06:00Z',
      'Europe/Berlin',
      '2026-03-30',
      '2026-03-30T07:00',
      '2026-03-30T15:00',
    ],
    [
      'after the clocks went back',
      '2026-10-24T06:00Z',
      'Europe/Berlin',
      '2026-10-26',
      '2026-10-26T08:00',
      '2026-10-26T16:00',
    ],
    [
      'forward in the south',
      '2026-10-02T20:00Z',
      'Australia/Sydney',
      '2026-10-05',
      '2026-10-04T22:00',
      '2026-10-05T06:00',
    ],
  ])('%s', (_, at, zone, ...expected) => {
    expect(hours(at, zone)).toEqual(expected);
  });

  test('they last eight hours on a day of 23 or 25 hours', () => {
    const everyDay = new Workspace('2026-01-05', { workingDays: [1, 2, 3, 4, 5, 6, 7] }).register;
    expect(hours('2026-03-29T00:00Z', 'Europe/Berlin', everyDay)).toEqual([
      ...['2026-03-29', '2026-03-29T07:00', '2026-03-29T15:00'],
    ]);
    expect(hours('2026-11-01T05:00Z', 'America/New_York', everyDay)).toEqual([
      ...['2026-11-01', '2026-11-01T14:00', '2026-11-01T22:00'],
    ]);
  });

  test('holidays for everyone and for the zone are skipped, those of another zone are not', () => {
    expect(hours('2026-01-06T10:00Z', 'UTC', withHoliday('2026-01-06', null, '2026-01-07'))[0]).toBe(
      '2026-01-08',
    );
    expect(hours('2026-01-06T10:00Z', 'Europe/Berlin', withHoliday('2026-01-06', 'Europe/Berlin'))[0]).toBe(
      '2026-01-07',
    );
    expect(hours('2026-01-06T10:00Z', 'Europe/Paris', withHoliday('2026-01-06', 'Europe/Berlin'))[0]).toBe(
      '2026-01-06',
    );
  });

  test('in every zone and at any time they end later, and last eight hours', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/St_Johns',
      'Pacific/Chatham',
      'Asia/Tehran',
      'Africa/Cairo',
    );
    fc.assert(
      fc.property(
        zone,
        fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-01-01') }),
        (timeZone, at) => {
          const { day, from, until } = findWorkingHours(register, at, timeZone);
          expect(until).toBeGreaterThan(at);
          expect(until - from).toBe(8 * 3_600_000);
          expect([dayOf(from, timeZone), dayOf(until, timeZone)]).toEqual([day, day]);
          expect(isWorkingDay(register, day, timeZone)).toBe(true);
          expect(findWorkingHours(register, from, timeZone)).toEqual({ day, from, until });
        },
      ),
    );
  });
});

test.each([
  ['2026-01-05', 2, '2026-01-07'],
  ['2026-01-08', 2, '2026-01-12'],
  ['2026-01-10', 1, '2026-01-12'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-01-05', 0, '2026-01-05'],
])('%s and %i working days is %s', (from, days, to) => {
  expect(addWorkingDays(register, from, days, 'UTC')).toBe(to);
});

test('a holiday does not count as a working day', () => {
  const holiday = withHoliday('2026-01-06', 'Europe/Berlin');
  expect(addWorkingDays(holiday, '2026-01-05', 2, 'Europe/Berlin')).toBe('2026-01-08');
  expect(addWorkingDays(holiday, '2026-01-05', 2, 'Europe/Paris')).toBe('2026-01-07');
});

test('a time that the clocks skip is an hour later, one that they repeat is the first', () => {
  expect(utc(instantAt('2026-03-29', '02:30', 'Europe/Berlin'))).toBe('2026-03-29T01:30');
  expect(utc(instantAt('2026-10-25', '02:30', 'Europe/Berlin'))).toBe('2026-10-25T00:30');
});

test('a day whose midnight the clocks skip begins at one', () => {
  expect(utc(startOfDay('2026-04-24', 'Africa/Cairo'))).toBe('2026-04-23T22:00');
});
