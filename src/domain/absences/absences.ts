import { addDays, daysBetween, written } from '../calendar.ts';
import { put } from '../change.ts';
import { changed, invalid, refuse } from '../decide.ts';
import { absenceFrom, knownPeople, localDaysAt, nameOf, unfit } from '../people.ts';
import { member } from '../permissions.ts';
import type { Absence, Register, UserId } from '../register.ts';
import { defineStep } from '../step.ts';

/** The longest absence, in days. */
const mostDays = 366;

export type AbsenceInput = Pick<Absence, 'from' | 'until' | 'deputy'>;

/** Enters the absence of whoever acts, in the place of an earlier one. */
export const enterAbsenceStep = defineStep<'enter-absence', AbsenceInput>({
  key: 'enter-absence',
  label: 'I am away',
  mayBy: member,
  decide: (register, { from, until, deputy }, act) => {
    const person = act.actor.id;
    const today = localDaysAt(register, act.at)(person);
    const refused = invalid({
      until:
        (until < from && `Choose the first day or a later one (${written(from)}).`) ||
        (until < today && 'This day is over. Choose today or a later day.') ||
        (daysBetween(from, until) >= mostDays &&
          `An absence lasts a year at most: until ${written(addDays(from, mostDays - 1))}.`),
      deputy: deputy === null ? null : deputyProblem(register, { person, from, until, deputy }, act),
    });
    if (refused) return refused;
    const absence: Absence = { person, from, until, deputy, enteredOn: act.today };
    return changed(
      put(register, 'enter-absence', 'absences', person, absence),
      ...knownPeople(register, act),
    );
  },
});
export const enterAbsence = enterAbsenceStep.decide;

function deputyProblem(
  register: Register,
  { person, from, until, deputy }: Pick<Absence, 'person' | 'from' | 'until'> & { readonly deputy: UserId },
  act: Parameters<typeof enterAbsence>[2],
): string | null {
  if (deputy === person) return 'Choose somebody else, or leave it empty.';
  const other = absenceFrom(register, deputy, from);
  if (other && other.from <= until)
    return `${nameOf(register, deputy)} is away from ${written(other.from)} to ${written(other.until)}. Choose somebody who is here.`;
  return unfit(act, deputy);
}

/** Ends the absence of the person who acts. Their last day away is yesterday, by their own calendar. */
export const endAbsenceStep = defineStep<'end-absence', Record<never, never>>({
  key: 'end-absence',
  label: 'End absence',
  mayBy: member,
  decide: (register, _, act) => {
    const person = act.actor.id;
    const today = localDaysAt(register, act.at)(person);
    const absence = absenceFrom(register, person, today);
    if (!absence) return refuse('not-now', 'You are not away any more. There is nothing to end.');
    const before = absence.from < today ? { ...absence, until: addDays(today, -1) } : null;
    return changed(put(register, 'end-absence', 'absences', person, before));
  },
});
export const endAbsence = endAbsenceStep.decide;
