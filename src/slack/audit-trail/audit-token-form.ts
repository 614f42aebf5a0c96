import { issueAuditToken } from '../../domain/audit-trail/index.ts';
import type { SystemToken } from '../kit/token-answers.ts';
import { tokenForm } from '../kit/token-form.ts';

/** The tokens with which systems send audit events. */
export const auditTokens: SystemToken = {
  kind: 'auditTokens',
  name: 'audit token',
  withdraw: (useCase) => ({ do: 'withdraw-audit-token', useCase }),
  without: 'Events are refused until you issue a new one.',
};

export const auditTokenForm = tokenForm({
  ...auditTokens,
  ...{ key: 'issue-audit-token', prefix: 'crossing-audit-', path: '/audit-events' },
  holder: 'the system that acts',
  about: (useCase) =>
    `The system behind ${useCase} sends with this token what it did: what, when, with what result, and who approved it. Nobody can change an event afterwards.`,
  issue: issueAuditToken,
});
