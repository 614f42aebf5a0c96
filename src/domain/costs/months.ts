import { addDays, formatDay } from '../calendar.ts';
import type { Day, Month, Register } from '../register.ts';
import { settingsOf } from '../register.ts';
import { type ReadValue, readDay } from '../typed.ts';
import { addWorkingDays } from '../working-days.ts';

/** The costs of a month are due on this working day of the next month. Source: "Governance". */
export const dueOnWorkingDay = 5;

export const monthOf = (day: Day): Month => day.slice(0, 7);

export function shiftMonth(month: Month, months: number): Month {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const count = 12 * year + number - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** Returns the first day after a month. */
export const dayAfter = (month: Month): Day => `${shiftMonth(month, 1)}-01`;

/** Returns the last month that is over. */
export const lastFullMonth = (today: Day): Month => shiftMonth(monthOf(today), -1);

/** Returns the fifth working day of the next month. */
export const dueDayOf = (register: Register, month: Month): Day =>
  addWorkingDays(register, addDays(dayAfter(month), -1), dueOnWorkingDay, settingsOf(register).timeZone);

/** Formats a month as `January 2026`. */
export const formatMonth = (month: Month): string => formatDay(`${month}-01`).slice(2);

/** Formats a month as `Jan 2026`, for charts. */
export const formatShortMonth = (month: Month): string =>
  formatMonth(month).replace(/^(\p{L}{3})\p{L}*/u, '$1');

const monthForms = [
  /^(?<year>\d{4})[-/.](?<month>\d{1,2})$/,
  /^(?<month>\d{1,2})[-/.](?<year>\d{4})$/,
  /^(?<name>[a-z]{3,9})\.?[-/ ,]{0,2}(?<year>\d{4})$/,
];

const monthNames =
  'january february march april may june july august september october november december'.split(' ');

/** Parses a month as people write it: `2026-01`, `01/2026`, `Jan 2026`, or a day of the month. */
export function readMonth(written: string): ReadValue<Month> {
  const text = written.trim().toLowerCase();
  for (const form of monthForms) {
    const { year, month, name } = form.exec(text)?.groups ?? {};
    const number = name ? monthNames.findIndex((one) => one.startsWith(name)) + 1 : Number(month);
    if (year && number >= 1 && number <= 12)
      return { ok: true, value: `${year}-${String(number).padStart(2, '0')}` };
  }
  const day = readDay(text);
  if (day?.ok) return { ok: true, value: monthOf(day.value) };
  return day ?? { ok: false, problem: 'Write the month like 2026-01.' };
}
