import { addMonths } from '../calendar.ts';
import type { Charter, Day, Register, UseCase } from '../register.ts';
import { isOverdue } from './pilots.ts';
import { countQuietDays } from './signs-of-life.ts';

/** A pilot that nobody hears of for so many days is asked about. */
const silentDays = 14;

/** Why a pilot is stale, by the weightiest reason: each is asked about as a thing of its own; null when it is not. */
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
