import { type AccessTokenInput, issueToken, refuseOldToken, withdrawToken } from '../access-tokens.ts';
import type { Outcome } from '../decide.ts';
import { getExistingUseCase, mustNotBeOver, ownerOrOperations } from '../permissions.ts';
import type { Register } from '../register.ts';
import { defineStep } from '../step.ts';

/** Issues a token with which a system sends audit events of a use case. The previous token stops working. */
export const issueAuditTokenStep = defineStep<'issue-audit-token', AccessTokenInput>({
  key: 'issue-audit-token',
  label: 'Audit token',
  permission: ownerOrOperations,
  decide: (register, input, act) => issueToken(register, 'auditTokens', input, act),
});
export const issueAuditToken = issueAuditTokenStep.decide;

/** Withdraws the token. Events with it are refused from now on. */
export const withdrawAuditTokenStep = defineStep<'withdraw-audit-token', Pick<AccessTokenInput, 'useCase'>>({
  key: 'withdraw-audit-token',
  label: 'Withdraw token',
  permission: ownerOrOperations,
  decide: (register, { useCase }) => withdrawToken(register, 'auditTokens', useCase),
});
export const withdrawAuditToken = withdrawAuditTokenStep.decide;

/** Refuses events with an old token, or about a use case that has ended; null when they are welcome. */
export const refuseAuditEvents = (register: Register, input: AccessTokenInput): Outcome | null =>
  refuseOldToken(register, 'auditTokens', input) ??
  mustNotBeOver(getExistingUseCase(register, input.useCase));
