import { checkInsOf } from '../adoption/index.ts';
import { daysBetween } from '../calendar.ts';
import {
  type Charter,
  type CheckIn,
  type ChecklistItem,
  checklistItems,
  type Day,
  evidenceId,
  type ItemEvidence,
  type Register,
  type UseCase,
} from '../register.ts';

/** A pilot counts as running this many days after its last sign of life. */
export const quietDays = 30;

export interface SignOfLife {
  readonly on: Day;
  /** The checklist item that was confirmed; null for a check-in and for the start. */
  readonly item: ChecklistItem | null;
  /** Null for the start. */
  readonly record: CheckIn | ItemEvidence | null;
}

/**
 * Returns the latest sign of life of a pilot: its start, a check-in or new evidence. A new owner, name or date does not
 * count. Source: section 3 of the domain, requirement 3.
 */
export function findLastSignOfLife(
  register: Register,
  { key }: UseCase,
  { startedOn }: Pick<Charter, 'startedOn'>,
): SignOfLife {
  let last: SignOfLife = { on: startedOn, item: null, record: null };
  for (const record of checkInsOf(register, key))
    if (record.on > last.on) last = { on: record.on, item: null, record };
  for (const item of checklistItems) {
    const record = register.evidence.get(evidenceId(key, item));
    if (record && record.confirmedOn > last.on) last = { on: record.confirmedOn, item, record };
  }
  return last;
}

/** Returns the days since the last sign of life. */
export const countQuietDays = (
  register: Register,
  useCase: UseCase,
  charter: Pick<Charter, 'startedOn'>,
  today: Day,
): number => daysBetween(findLastSignOfLife(register, useCase, charter).on, today);
