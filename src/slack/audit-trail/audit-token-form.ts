import { issueAuditToken } from '../../domain/audit-trail/index.ts';
import { tokenForm } from '../kit/token-form.ts';

export const auditTokenForm = tokenForm({
  ...{ key: 'issue-audit-token', kind: 'auditTokens', prefix: 'crossing-audit-', path: '/audit-events' },
  ...{ name: 'audit token', holder: 'the system that acts' },
  about: (useCase) =>
    `The system behind ${useCase} sends with this token what it did: what, when, with what result, and who approved it. Nobody can change an event afterwards.`,
  withdraw: (useCase) => ({ do: 'withdraw-audit-token', useCase }),
  without: 'Events are refused until you issue a new one.',
  issue: issueAuditToken,
});
