import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  endOfDay,
  formatDay,
  formatDayWithoutYear,
  isTimeZone,
  weekOf,
} from '../../src/domain/calendar.ts';

const utc = (at: number) => new Date(at).toISOString();

describe('the end of a day', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', '2026-03-29T21:59:59.999Z', 'the day is 23 hours long'],
    ['Europe/Berlin', '2026-10-25', '2026-10-25T22:59:59.999Z', 'the day is 25 hours long'],
    ['America/New_York', '2026-03-08', '2026-03-09T03:59:59.999Z', 'the clock goes forward in the morning'],
    ['America/New_York', '2026-11-01', '2026-11-02T04:59:59.999Z', 'the clock goes back in the morning'],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-05T13:29:59.999Z', 'the clock goes back half an hour'],
    ['America/Santiago', '2026-09-05', '2026-09-06T03:59:59.999Z', 'the next day begins at one'],
    ['Africa/Cairo', '2026-04-23', '2026-04-23T21:59:59.999Z', 'the next day begins at one'],
    ['Asia/Kolkata', '2026-01-31', '2026-01-31T18:29:59.999Z', 'the zone is half an hour off'],
    ['UTC', '2026-01-31', '2026-01-31T23:59:59.999Z', 'nothing is remarkable'],
  ])('in %s on %s is %s: %s', (zone, day, end) => {
    expect(utc(endOfDay(day, zone))).toBe(end);
  });

  test('is in its day, and a millisecond later the next one has begun, in every zone', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'America/Santiago',
      'Africa/Cairo',
      'Asia/Kolkata',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
      'Australia/Lord_Howe',
      'UTC',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 20_000 }), (zone, days) => {
        const day = addDays('2000-01-01', days);
        const end = endOfDay(day, zone);
        expect(dayOf(end, zone)).toBe(day);
        expect(dayOf(end + 1, zone)).not.toBe(day);
      }),
      { examples: [['Europe/Berlin', 9584]] },
    );
  });
});

test('one moment is different days in different zones', () => {
  const at = Date.parse('2026-01-31T23:30:00Z');
  expect(dayOf(at, 'UTC')).toBe('2026-01-31');
  expect(dayOf(at, 'Europe/Berlin')).toBe('2026-02-01');
  expect(dayOf(at, 'America/New_York')).toBe('2026-01-31');
});

test('days are counted by the calendar, over leap days and clock changes', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-03-01', '2026-02-01')).toBe(-28);
  expect(addDays('2026-01-12', 90)).toBe('2026-04-12');
});

test('twelve months after a leap day is the last of February', () => {
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
  expect(addMonths('2025-07-14', 12)).toBe('2026-07-14');
});

test('a week begins on Monday', () => {
  expect(weekOf('2026-02-02')).toBe('2026-02-02');
  expect(weekOf('2026-02-08')).toBe('2026-02-02');
  expect(weekOf('2026-01-01')).toBe('2025-12-29');
});

test('dates are written out', () => {
  expect(formatDay('2026-01-02')).toBe('2 January 2026');
  expect(formatDayWithoutYear('2026-12-31')).toBe('31 December');
});

test('a time zone is one by name', () => {
  expect(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires'].filter(isTimeZone)).toHaveLength(3);
  expect(['', 'Berlin', 'Europe/Atlantis', 'CEST+1', '+02:00', '-05'].filter(isTimeZone)).toEqual([]);
});
