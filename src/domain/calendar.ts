import { Temporal } from 'temporal-polyfill';
import type { Day, Instant } from './register.ts';

/** A format takes long to make, and there is one for each time zone at most. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormatOf(timeZone: string): Intl.DateTimeFormat {
  const known = dayFormats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  dayFormats.set(timeZone, format);
  return format;
}

/** Returns the calendar day of an instant in a time zone (IANA name). @throws RangeError on an unknown zone. */
export function dayOf(at: Instant, timeZone: string): Day {
  // Every reminder asks for days, and Temporal is ten times as slow.
  const [month, day, year = ''] = dayFormatOf(timeZone).format(at).split('/');
  return `${year.padStart(4, '0')}-${month}-${day}`;
}

/** Returns the last millisecond of a day in a time zone: "as of 31 January" means this instant. */
export function endOfDay(day: Day, timeZone: string): Instant {
  const next = Temporal.PlainDate.from(day).add({ days: 1 });
  return next.toZonedDateTime(timeZone).epochMilliseconds - 1;
}

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
