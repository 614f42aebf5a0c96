import { addDays, daysBetween, formatDay } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { type Act, accept, refuse, refuseInvalid } from '../decide.ts';
import { draftKnownPeople, findAssigneeProblem, findOpenAbsence, localDaysAt, nameOf } from '../people.ts';
import { anyMember } from '../permissions.ts';
import type { Absence, Register, UserId } from '../register.ts';
import { defineStep } from '../step.ts';

/** The longest absence, in days. */
const maxAbsenceDays = 366;

export type AbsenceInput = Pick<Absence, 'from' | 'until' | 'deputy'>;

/** Records the absence of the person who acts. It replaces an earlier absence. */
export const enterAbsenceStep = defineStep<'enter-absence', AbsenceInput>({
  key: 'enter-absence',
  label: 'Enter absence',
  permission: anyMember,
  decide: (register, { from, until, deputy }, act) => {
    const person = act.actor.id;
    const today = localDaysAt(register, act.at)(person);
    const refused = refuseInvalid({
      until:
        (until < from && `Choose the first day (${formatDay(from)}) or a later one.`) ||
        (until < today && 'This day is in the past. Choose today or a later day.') ||
        (daysBetween(from, until) >= maxAbsenceDays &&
          `An absence can last up to one year. Choose a day up to ${formatDay(addDays(from, maxAbsenceDays - 1))}.`),
      deputy: deputy === null ? null : findDeputyProblem(register, { person, from, until, deputy }, act),
    });
    if (refused) return refused;
    const absence: Absence = { person, from, until, deputy, enteredOn: act.today };
    return accept(
      createDraft(register, 'enter-absence', 'absences', person, absence),
      ...draftKnownPeople(register, act),
    );
  },
});
export const enterAbsence = enterAbsenceStep.decide;

function findDeputyProblem(
  register: Register,
  { person, from, until, deputy }: Pick<Absence, 'person' | 'from' | 'until'> & { readonly deputy: UserId },
  act: Act,
): string | null {
  if (deputy === person) return 'You cannot be your own deputy. Choose somebody else, or leave this empty.';
  const other = findOpenAbsence(register, deputy, from);
  if (other && other.from <= until)
    return `${nameOf(register, deputy)} is away from ${formatDay(other.from)} to ${formatDay(other.until)}. Choose somebody who is not away.`;
  return findAssigneeProblem(act, deputy);
}

/** Ends the absence of the person who acts. Their last day away is yesterday in their own time zone. */
export const endAbsenceStep = defineStep<'end-absence', Record<never, never>>({
  key: 'end-absence',
  label: 'End absence',
  permission: anyMember,
  decide: (register, _, act) => {
    const person = act.actor.id;
    const today = localDaysAt(register, act.at)(person);
    const absence = findOpenAbsence(register, person, today);
    if (!absence) return refuse('not-now', 'Your absence has already ended.');
    const shortened = absence.from < today ? { ...absence, until: addDays(today, -1) } : null;
    return accept(createDraft(register, 'end-absence', 'absences', person, shortened));
  },
});
export const endAbsence = endAbsenceStep.decide;
