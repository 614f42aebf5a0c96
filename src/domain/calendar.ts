import { Temporal } from 'temporal-polyfill';
import type { Day, Instant } from './register.ts';

/** The calendar day of an instant in a time zone (IANA name). @throws RangeError on an unknown zone. */
export function dayOf(at: Instant, timeZone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The last millisecond of a day in a time zone: "as of 31 January" means this moment. */
export function endOfDay(day: Day, timeZone: string): Instant {
  const next = Temporal.PlainDate.from(day).add({ days: 1 });
  return next.toZonedDateTime(timeZone).epochMilliseconds - 1;
}

const dayLength = 86_400_000;
/** Days are counted in UTC, where each is as long as the other; this is asked far too often for anything slower. */
const midnight = (day: Day): number => Date.parse(day);

export function addDays(day: Day, days: number): Day {
  return new Date(midnight(day) + days * dayLength).toISOString().slice(0, -14);
}

export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (midnight(to) - midnight(from)) / dayLength;
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => new Date(midnight(day)).getUTCDay() || 7;

/** The Monday of the day's week. */
export const weekOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** Whether this is an IANA zone that dates can be placed in; a bare offset, which knows no summer time, is none. */
export function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `12 January 2026`, the way dates are written in every answer. */
export function formatDay(day: Day): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)} ${months[Number(month) - 1]} ${year}`;
}

/** `12 January`, where the year is plain from what stands around it. */
export function formatDayWithoutYear(day: Day): string {
  return formatDay(day).replace(/ \d+$/, '');
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `Thu 5 March`, for a day that is near. */
export const formatDayWithWeekday = (day: Day): string =>
  `${weekdays[weekdayOf(day) - 1]} ${formatDayWithoutYear(day)}`;
