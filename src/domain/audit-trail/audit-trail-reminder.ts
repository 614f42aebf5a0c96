import { type NudgeKind, weekly } from '../nudge-kind.ts';
import { assigneeOf } from '../people.ts';
import { explainAuditGap, listExecuting } from './audit-trail.ts';

/** Asks the owner weekly while a use case that may execute sends no audit events. Source: "Governance at Stage 3". */
export const auditTrailSilent: NudgeKind = {
  key: 'audit-trail',
  rank: 55,
  title: 'Audit trails without events',
  due: (register, today) =>
    listExecuting(register).flatMap((useCase) => {
      const { key, name } = useCase;
      const person = assigneeOf(register, useCase);
      const gap = explainAuditGap(register, useCase, today);
      if (person === null || gap === null) return [];
      return [
        {
          subject: key,
          person,
          fact: `${key} ${name}: ${gap}`,
          why: 'without it nobody can show what it did',
          step: { do: 'issue-audit-token', useCase: key },
          see: { page: 'audit', useCase: key },
          about: [key],
          repeat: weekly,
        },
      ];
    }),
};
