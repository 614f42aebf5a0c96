import { checkInsOf } from '../adoption/index.ts';
import { daysBetween } from '../calendar.ts';
import {
  type Charter,
  checklistItems,
  type Day,
  evidenceId,
  type Register,
  type UseCase,
} from '../register.ts';

/** A pilot counts as running for this many days after its last sign of life. */
export const quietDays = 30;

/**
 * Days since a pilot showed a sign of life: its start, a check-in (typed, with its result, or sent by a system) or new
 * evidence. A new owner, a new name or a moved date is none. Source: section 3 of the domain, requirement 3.
 */
export function quietFor(
  register: Register,
  { key }: UseCase,
  { startedOn }: Pick<Charter, 'startedOn'>,
  today: Day,
): number {
  const signs = [
    startedOn,
    ...checkInsOf(register, key).map(({ on }) => on),
    ...checklistItems.flatMap((item) => register.evidence.get(evidenceId(key, item))?.confirmedOn ?? []),
  ];
  const last = signs.reduce((latest, sign) => (sign > latest ? sign : latest));
  return daysBetween(last, today);
}
