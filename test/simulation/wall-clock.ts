/**
 * Calendar functions of the simulation's referee. They use Intl and arithmetic instead of the app's calendar, so that a
 * mistake there is found.
 */
const [minute, dayLength] = [60_000, 86_400_000];
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();
const names = new Map<number, string>();

/** Returns the offset of a time zone from UTC, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  // No zone changes its clocks within a quarter of an hour that begins on one.
  const quarter = Math.floor(at / (15 * minute)) * 15 * minute;
  const ofZone = offsets.get(timeZone) ?? new Map<number, number>();
  offsets.set(timeZone, ofZone);
  const known = ofZone.get(quarter);
  if (known !== undefined) return known;
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(
    format.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute: minutes = 0 } = parts;
  const offset = Date.UTC(year, month - 1, day, hour, minutes) - quarter;
  ofZone.set(quarter, offset);
  return offset;
}

/** Returns the days since 1970-01-01. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00Z`) / dayLength;
export function dayFrom(number: number): string {
  const name = names.get(number) ?? new Date(number * dayLength).toISOString().slice(0, 10);
  names.set(number, name);
  return name;
}
export const plusDays = (day: string, days: number): string => dayFrom(dayNumber(day) + days);
export const daysFromTo = (from: string, to: string): number => dayNumber(to) - dayNumber(from);
/** Returns the weekday, from 1 for Monday to 7 for Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: string): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
export const mondayOf = (day: string): string => plusDays(day, 1 - weekdayOf(day));

export interface Wall {
  readonly day: string;
  /** Minutes since midnight in local time. */
  readonly minutes: number;
}

export function wallAt(at: number, timeZone: string): Wall {
  const local = at + offsetAt(at, timeZone);
  return {
    day: dayFrom(Math.floor(local / dayLength)),
    minutes: (((local % dayLength) + dayLength) % dayLength) / minute,
  };
}

/** Returns the first moment with this local time. A time that the clocks skip is moved by the length of the skip. */
export function instantOf(day: string, minutes: number, timeZone: string): number {
  const utc = dayNumber(day) * dayLength + minutes * minute;
  const before = utc - offsetAt(utc - dayLength, timeZone);
  const after = utc - offsetAt(utc + dayLength, timeZone);
  const shows = (at: number) => {
    const wall = wallAt(at, timeZone);
    return wall.day === day && wall.minutes === minutes;
  };
  const fitting = [before, after].filter(shows);
  return fitting.length > 0 ? Math.min(...fitting) : before;
}
