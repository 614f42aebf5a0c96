import type { Subject } from '../subject.ts';
import { issueAuditTokenStep, withdrawAuditTokenStep } from './audit-tokens.ts';
import { auditTrailSilent } from './audit-trail-reminder.ts';

export const auditTrail: Subject = {
  steps: [issueAuditTokenStep, withdrawAuditTokenStep],
  reminders: [auditTrailSilent],
};
