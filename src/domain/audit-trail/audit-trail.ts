import { daysBetween, formatDay } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { type Day, isOver, type Register, type UseCase } from '../register.ts';
import { findLastResumption, findSuspension } from '../suspensions/index.ts';
import { formatCount, formatDaysAgo } from '../wording.ts';

/** A use case that may execute must send an event at least this often, in days. Source: "Governance at Stage 3". */
export const silentDays = 7;

/** Returns the use cases in production that act in systems by themselves. */
export const listExecuting = (register: Register): readonly UseCase[] =>
  [...register.useCases.values()].filter(isExecuting);

/** True in production for a use case that acts in systems by itself. */
export const isExecuting = ({ life, autonomy }: UseCase): boolean =>
  life.stage === 'production' && autonomy === 'execute';

/** A gap in an audit trail. */
export interface AuditGap {
  /** The day of the last event; null when there was none since the use case went live. */
  readonly silentSince: Day | null;
  readonly liveOn: Day;
}

/**
 * Returns the gap in the audit trail of a use case; null when it has none, or needs none.
 * A use case that just went live, or was just resumed, has a week for its first event. A suspended one needs none.
 */
export function findAuditGap(register: Register, useCase: UseCase, today: Day): AuditGap | null {
  const { key, life } = useCase;
  if (!isExecuting(useCase) || life.stage !== 'production') return null;
  const resumedOn = findLastResumption(register, useCase);
  const isFresh = resumedOn !== null && daysBetween(resumedOn, today) < silentDays;
  if (isFresh || findSuspension(register, useCase)) return null;
  const { liveOn } = life;
  const trail = register.auditTrails.get(key);
  if (trail === undefined)
    return daysBetween(liveOn, today) < silentDays ? null : { silentSince: null, liveOn };
  return trail.silentSince === null ? null : { silentSince: trail.silentSince, liveOn };
}

/** Returns "no audit event since 2 March 2026 (8 days ago)". */
export const describeAuditGap = ({ silentSince, liveOn }: AuditGap, today: Day): string =>
  silentSince === null
    ? `it may execute, and has sent no audit event since it went live on ${formatDay(liveOn)}`
    : `no audit event since ${formatDay(silentSince)} (${formatDaysAgo(daysBetween(silentSince, today))})`;

/** Returns the gap in the audit trail of a use case in words; null when it has none, or needs none. */
export function explainAuditGap(register: Register, useCase: UseCase, today: Day): string | null {
  const gap = findAuditGap(register, useCase, today);
  return gap && describeAuditGap(gap, today);
}

/**
 * Returns the changes of the recorded trails that follow from the streams: the first event, a silence of a week, and
 * its end.
 * @param lastDays the day of the last event of each use case that has sent any
 */
export function followTrails(
  register: Register,
  lastDays: ReadonlyMap<string, Day>,
  today: Day,
): readonly Draft[] {
  return [...lastDays].flatMap(([useCase, lastDay]): readonly Draft[] => {
    const known = register.useCases.get(useCase);
    if (!known || isOver(known)) return [];
    const trail = register.auditTrails.get(useCase);
    const silentSince = daysBetween(lastDay, today) >= silentDays ? lastDay : null;
    if (trail?.silentSince === silentSince) return [];
    const action =
      silentSince !== null ? 'note-audit-silence' : trail ? 'resume-audit-trail' : 'begin-audit-trail';
    const record = { useCase, since: trail?.since ?? lastDay, silentSince };
    return [createDraft(register, action, 'auditTrails', useCase, record)];
  });
}

/** Returns "events since 2 March 2026", or what is missing; null for a use case that needs no trail and has none. */
export function describeAuditTrail(register: Register, useCase: UseCase, today: Day): string | null {
  const gap = explainAuditGap(register, useCase, today);
  if (gap !== null) return gap;
  const trail = register.auditTrails.get(useCase.key);
  if (trail) return `events since ${formatDay(trail.since)}`;
  return isExecuting(useCase) ? `none yet, due within ${formatCount(silentDays, 'day')} of going live` : null;
}
