import { formatDay } from '../../domain/calendar.ts';
import type { Register, UseCase } from '../../domain/register.ts';
import { findSuspension } from '../../domain/suspensions/index.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';

/** Returns "Suspended since 2 March 2026: wrong refunds" in mrkdwn; null while it runs. */
export function describeSuspension(register: Register, useCase: UseCase): string | null {
  const found = findSuspension(register, useCase);
  return found === null
    ? null
    : `:warning: *Suspended* since ${formatDay(found.on)}: ${escapeMrkdwn(found.reason, 200)}`;
}
