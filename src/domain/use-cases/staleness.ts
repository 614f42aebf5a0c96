import { addMonths } from '../calendar.ts';
import type { Charter, Day, Register, UseCase } from '../register.ts';
import { isOverdue } from './pilots.ts';
import { countQuietDays } from './signs-of-life.ts';

/** A pilot without news for this many days is silent. */
export const silentDays = 14;

/** Returns the most serious reason why a pilot is stale; null when it is not. Each reason is a reminder of its own. */
export function findStaleReason(
  register: Register,
  useCase: UseCase,
  charter: Charter,
  today: Day,
): 'overdue' | 'year' | 'silent' | null {
  if (isOverdue(charter, today)) return 'overdue';
  if (charter.scaled === null && addMonths(charter.startedOn, 12) <= today) return 'year';
  return countQuietDays(register, useCase, charter, today) >= silentDays ? 'silent' : null;
}
