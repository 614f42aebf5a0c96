import { Temporal } from 'temporal-polyfill';
import { createMemo } from './memoize.ts';
import type { Day, Instant } from './register.ts';

/** A format takes long to make, and there is one for each time zone at most. */
const dayFormats = createMemo<Intl.DateTimeFormat>();
const createDayFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** Returns the calendar day of an instant in a time zone (IANA name). @throws RangeError on an unknown zone. */
export function dayOf(at: Instant, timeZone: string): Day {
  // Every reminder asks for days, and Temporal is ten times as slow.
  const [month, day, year = ''] = dayFormats(timeZone, createDayFormat).format(at).split('/');
  return `${year.padStart(4, '0')}-${month}-${day}`;
}

/** Reminders and replays ask for the same moments again and again, and Temporal takes long to find one. */
const moments = createMemo<Instant>(10_000);

/** Returns the first moment of a day in a time zone. */
export const startOfDay = (day: Day, timeZone: string): Instant =>
  moments(
    `${day} ${timeZone}`,
    () => Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds,
  );

/** Returns the instant of a time (`HH:MM`) on a day. A time that the clocks skip is an hour later. */
export const instantAt = (day: Day, time: string, timeZone: string): Instant =>
  moments(
    `${day} ${time} ${timeZone}`,
    () => Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds,
  );

/** Returns the last millisecond of a day in a time zone: "as of 31 January" means this instant. */
export const endOfDay = (day: Day, timeZone: string): Instant => startOfDay(addDays(day, 1), timeZone) - 1;

const dayLength = 86_400_000;
/** Days are counted in UTC, where each has 24 hours. Calendar objects would be too slow here. */
const midnight = (day: Day): number => Date.parse(day);

export function addDays(day: Day, days: number): Day {
  return new Date(midnight(day) + days * dayLength).toISOString().slice(0, -14);
}

export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Returns the whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (midnight(to) - midnight(from)) / dayLength;
}

/** Returns 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: Day): number => new Date(midnight(day)).getUTCDay() || 7;

/** Returns the Monday of the day's week. */
export const weekOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** True for an IANA zone name. A bare offset is refused because it has no summer time. */
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

/** Formats a day as `12 January 2026`, the format of all texts. */
export function formatDay(day: Day): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)} ${months[Number(month) - 1]} ${year}`;
}

/** Formats a day as `12 January`, for places where the year is clear. */
export function formatDayWithoutYear(day: Day): string {
  return formatDay(day).replace(/ \d+$/, '');
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Formats a day as `Thu 5 March`. */
export const formatDayWithWeekday = (day: Day): string =>
  `${weekdays[weekdayOf(day) - 1]} ${formatDayWithoutYear(day)}`;
