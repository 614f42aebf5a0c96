import { Temporal } from 'temporal-polyfill';
import { addDays, dayOf, instantAt, weekdayOf } from './calendar.ts';
import { type Day, holidayId, type Instant, type Register, settingsOf } from './register.ts';

/** The hours in which reminders are sent, in the person's time zone. */
const [opensAt, closesAt] = ['09:00', '17:00'];

/** The working hours of one day in one time zone. */
export interface WorkingHours {
  readonly day: Day;
  readonly from: Instant;
  /** The end, exclusive. */
  readonly until: Instant;
}

export function isWorkingDay(register: Register, day: Day, timeZone: string): boolean {
  const { holidays } = register;
  return (
    settingsOf(register).workingDays.includes(weekdayOf(day)) &&
    !holidays.has(holidayId({ day, timeZone: null })) &&
    !holidays.has(holidayId({ day, timeZone }))
  );
}

/** Returns the day that is this many working days later. */
export function addWorkingDays(register: Register, from: Day, days: number, timeZone: string): Day {
  let day = from;
  for (let left = days; left > 0; left -= isWorkingDay(register, day, timeZone) ? 1 : 0)
    day = addDays(day, 1);
  return day;
}

/** Returns this day, or the next working day. */
export const findWorkingDay = (register: Register, day: Day, timeZone: string): Day =>
  addWorkingDays(register, addDays(day, -1), 1, timeZone);

/** Returns the time of day of an instant, `HH:MM`. */
export const timeOfDay = (at: Instant, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });

/** Returns the current working hours, or the next ones. */
export function findWorkingHours(register: Register, at: Instant, timeZone: string): WorkingHours {
  for (let day = dayOf(at, timeZone); ; day = addDays(day, 1)) {
    const until = instantAt(day, closesAt, timeZone);
    if (at < until && isWorkingDay(register, day, timeZone))
      return { day, from: instantAt(day, opensAt, timeZone), until };
  }
}
