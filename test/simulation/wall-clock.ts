/**
 * Calendars and clocks as the simulation's referee reads them: by Intl and arithmetic, so that a mistake in the
 * app's own calendar is not made here as well.
 */
const [minute, dayLength] = [60_000, 86_400_000];
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** How far ahead of UTC the clocks of a zone are, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  // No zone changes its clocks within a quarter of an hour that begins on one.
  const quarter = Math.floor(at / (15 * minute)) * 15 * minute;
  const key = `${timeZone} ${quarter}`;
  const known = offsets.get(key);
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
  offsets.set(key, offset);
  return offset;
}

/** Days since 1970-01-01. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00Z`) / dayLength;
export const dayFrom = (number: number): string => new Date(number * dayLength).toISOString().slice(0, 10);
export const plusDays = (day: string, days: number): string => dayFrom(dayNumber(day) + days);
export const daysFromTo = (from: string, to: string): number => dayNumber(to) - dayNumber(from);
/** 1 is Monday, 7 is Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: string): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
export const mondayOf = (day: string): string => plusDays(day, 1 - weekdayOf(day));

export interface Wall {
  readonly day: string;
  /** Minutes since midnight as the clock on the wall shows them. */
  readonly minutes: number;
}

export function wallAt(at: number, timeZone: string): Wall {
  const local = at + offsetAt(at, timeZone);
  return {
    day: dayFrom(Math.floor(local / dayLength)),
    minutes: (((local % dayLength) + dayLength) % dayLength) / minute,
  };
}

/** The first moment at which a clock shows this; where the clocks jump over it, as much later as they jump. */
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
