import { z } from 'zod';
import { accessToken, day, useCaseKey } from '../values.ts';

/**
 * The state of the audit trail of a use case. The events are in a stream, and only the beginning and the silences of
 * the trail are recorded here.
 */
const auditTrail = z.object({
  useCase: useCaseKey,
  /** The day of the first event. */
  since: day,
  /** The day of the last event, when none came for `silentDays`; null while events come. */
  silentSince: day.nullable(),
});

/** The results of an audit event: the AI did it, tried and failed, or was kept from it. */
export const auditResults = ['done', 'failed', 'refused'] as const;
export type AuditResult = (typeof auditResults)[number];

/** Records, actions with their change-log words, and steps of the audit trail. Keys are stored: never rename one. */
export const auditTrailSchema = {
  entities: { auditTokens: accessToken, auditTrails: auditTrail },
  actions: {
    'issue-audit-token': 'issued an audit token',
    'withdraw-audit-token': 'withdrew the audit token',
    'begin-audit-trail': 'sent the first audit events',
    'note-audit-silence': 'received no audit events for a week',
    'resume-audit-trail': 'sent audit events again',
  },
  steps: {
    'issue-audit-token': z.object({ useCase: z.string() }),
    'withdraw-audit-token': z.object({ useCase: z.string() }),
  },
};
