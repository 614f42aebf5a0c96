import { withdrawAuditTokenStep } from '../../domain/audit-trail/index.ts';
import { click } from '../kit/click.ts';
import { ofUseCase, toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { auditPage } from './audit-page.ts';
import { auditTokenForm } from './audit-token-form.ts';
import { auditTrailEntries } from './audit-trail-entries.ts';
import examples from './examples.json' with { type: 'json' };

export const auditTrail: SlackSubject = {
  pages: [auditPage],
  forms: [auditTokenForm],
  clicks: [
    click({
      step: withdrawAuditTokenStep,
      done: (_, { useCase }) => ({ page: 'audit', args: { useCase } }),
    }),
  ],
  about: 'audit trails',
  entries: auditTrailEntries,
  examples,
  commands: [
    {
      name: 'audit',
      topic: 'Production',
      args: 'UC-3',
      help: 'The audit trail of a use case',
      run: ofUseCase('/stage3 audit UC-3', (useCase) => toPage('audit', { useCase })),
    },
  ],
};
