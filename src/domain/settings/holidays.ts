import { addDays, daysBetween, isTimeZone } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { accept, refuseInvalid } from '../decide.ts';
import { leadOnly } from '../permissions.ts';
import { type Day, type Holiday, holidayId, isBlank, type Register, settingsOf } from '../register.ts';
import { defineStep } from '../step.ts';

/** The longest holiday, in days. */
const maxHolidayDays = 31;

/** Returns current and future holidays, soonest first. */
export const listHolidaysFrom = (register: Register, today: Day): readonly Holiday[] =>
  [...register.holidays.values()]
    .filter(({ day }) => day >= today)
    .sort((a, b) => (holidayId(a) < holidayId(b) ? -1 : 1));

/** Returns the time zones of the people in the register. */
export const listTimeZones = (register: Register): readonly string[] =>
  [
    ...new Set([
      settingsOf(register).timeZone,
      ...[...register.people.values()].flatMap(({ timeZone }) => timeZone ?? []),
    ]),
  ].sort();

export interface HolidayInput extends Holiday {
  /** The last day, if it lasts more than one day. */
  readonly until: Day | null;
}

/** Records days without reminders. An existing day gets the new name. */
export const saveHolidayStep = defineStep<'keep-holiday', HolidayInput>({
  key: 'keep-holiday',
  label: 'Add holiday',
  permission: leadOnly('add holidays'),
  decide: (register, { day, until, name, timeZone }, act) => {
    const days = until === null ? 1 : daysBetween(day, until) + 1;
    const refused = refuseInvalid({
      day: day < act.today && 'This day is in the past. Choose today or a later day.',
      until:
        (days < 1 && 'Choose the first day or a later one.') ||
        (days > maxHolidayDays && `Choose at most ${maxHolidayDays} days in a row.`),
      name: isBlank(name) && 'Enter the name of the holiday.',
      timeZone:
        timeZone !== null && !isTimeZone(timeZone) && 'This is not a time zone. Choose one from the list.',
    });
    if (refused) return refused;
    return accept(
      ...Array.from({ length: days }, (_, after) => {
        const holiday: Holiday = { day: addDays(day, after), name: name.trim(), timeZone };
        return createDraft(register, 'keep-holiday', 'holidays', holidayId(holiday), holiday);
      }),
    );
  },
});
export const saveHoliday = saveHolidayStep.decide;

/** Removes a holiday. */
export const removeHolidayStep = defineStep<'drop-holiday', { readonly id: string }>({
  key: 'drop-holiday',
  label: 'Remove',
  permission: leadOnly('remove holidays'),
  decide: (register, { id }) =>
    register.holidays.has(id)
      ? accept(createDraft(register, 'drop-holiday', 'holidays', id, null))
      : accept(),
});
export const removeHoliday = removeHolidayStep.decide;
