import { Temporal } from 'temporal-polyfill';
import { addDays, dayOf, weekdayOf } from './calendar.ts';
import { type Day, holidayId, type Instant, type Register, settingsOf } from './register.ts';

/** The hours in which people are asked something, where they are. */
const [opensAt, closesAt] = ['09:00', '17:00'];

/** The hours of one working day in one time zone, within which somebody may be asked. */
export interface WorkingHours {
  readonly day: Day;
  readonly from: Instant;
  /** The first moment that is too late. */
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

/** The day so many working days after another one. */
export function addWorkingDays(register: Register, from: Day, days: number, timeZone: string): Day {
  let day = from;
  for (let left = days; left > 0; left -= isWorkingDay(register, day, timeZone) ? 1 : 0)
    day = addDays(day, 1);
  return day;
}

/** This day, or the next one that is a working day. */
export const findWorkingDay = (register: Register, day: Day, timeZone: string): Day =>
  addWorkingDays(register, addDays(day, -1), 1, timeZone);

/** The first moment of a day in a time zone. */
export const startOfDay = (day: Day, timeZone: string): Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;

/** A time of day, `HH:MM`, on a day in a time zone; one that the clocks skip is an hour later. */
export const instantAt = (day: Day, time: string, timeZone: string): Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;

/** Working hours that have not ended at this moment: those that run, or else the next ones. */
export function findWorkingHours(register: Register, at: Instant, timeZone: string): WorkingHours {
  for (let day = dayOf(at, timeZone); ; day = addDays(day, 1)) {
    const until = instantAt(day, closesAt, timeZone);
    if (at < until && isWorkingDay(register, day, timeZone))
      return { day, from: instantAt(day, opensAt, timeZone), until };
  }
}
