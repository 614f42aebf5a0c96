import { addDays, daysBetween, isTimeZone } from '../calendar.ts';
import { put } from '../change.ts';
import { changed, invalid } from '../decide.ts';
import { lead } from '../permissions.ts';
import { type Day, type Holiday, holidayId, isBlank, type Register, settingsOf } from '../register.ts';
import { defineStep } from '../step.ts';

/** A holiday is entered for so many days in a row at most. */
const mostDays = 31;

/** The holidays that are not over, soonest first. */
export const holidaysFrom = (register: Register, today: Day): readonly Holiday[] =>
  [...register.holidays.values()]
    .filter(({ day }) => day >= today)
    .sort((a, b) => (holidayId(a) < holidayId(b) ? -1 : 1));

/** The time zones in which somebody is. */
export const zonesHere = (register: Register): readonly string[] =>
  [
    ...new Set([
      settingsOf(register).timeZone,
      ...[...register.people.values()].flatMap(({ timeZone }) => timeZone ?? []),
    ]),
  ].sort();

export interface HolidayInput extends Holiday {
  /** The last day, where it lasts longer than one. */
  readonly until: Day | null;
}

/** Enters days on which nobody is asked anything; a day that is entered already gets the new name. */
export const keepHolidayStep = defineStep<'keep-holiday', HolidayInput>({
  key: 'keep-holiday',
  label: 'Add a holiday',
  mayBy: lead('enter holidays'),
  decide: (register, { day, until, name, timeZone }, act) => {
    const days = until === null ? 1 : daysBetween(day, until) + 1;
    const refused = invalid({
      day: day < act.today && 'This day is over. Choose today or a later day.',
      until:
        (days < 1 && 'The last day comes before the first.') ||
        (days > mostDays && `At most ${mostDays} days in a row.`),
      name: isBlank(name) && 'Give it a name, so that people know it.',
      timeZone: timeZone !== null && !isTimeZone(timeZone) && 'Not a time zone.',
    });
    if (refused) return refused;
    return changed(
      ...Array.from({ length: days }, (_, after) => {
        const holiday: Holiday = { day: addDays(day, after), name: name.trim(), timeZone };
        return put(register, 'keep-holiday', 'holidays', holidayId(holiday), holiday);
      }),
    );
  },
});
export const keepHoliday = keepHolidayStep.decide;

/** Makes a holiday a day like any other again. */
export const dropHolidayStep = defineStep<'drop-holiday', { readonly id: string }>({
  key: 'drop-holiday',
  label: 'Remove',
  mayBy: lead('remove holidays'),
  decide: (register, { id }) =>
    register.holidays.has(id) ? changed(put(register, 'drop-holiday', 'holidays', id, null)) : changed(),
});
export const dropHoliday = dropHolidayStep.decide;
