import { createDraft } from './change.ts';
import { type Act, accept, type Outcome, refuse } from './decide.ts';
import type { Register } from './register.ts';

export interface AccessTokenInput {
  readonly useCase: string;
  /** SHA-256 of the token, in hexadecimal. */
  readonly hash: string;
}

/** The kinds of token: the collection of each, and its actions. */
const kinds = {
  intakeTokens: { issue: 'issue-intake-token', withdraw: 'withdraw-intake-token', name: 'intake token' },
  auditTokens: { issue: 'issue-audit-token', withdraw: 'withdraw-audit-token', name: 'audit token' },
} as const;
export type TokenKind = keyof typeof kinds;

/** Issues a token. The previous token of this kind stops working. */
export const issueToken = (
  register: Register,
  kind: TokenKind,
  { useCase, hash }: AccessTokenInput,
  act: Act,
): Outcome => {
  const token = { useCase, hash, issuedOn: act.today, issuedBy: act.actor.id };
  return accept(createDraft(register, kinds[kind].issue, kind, useCase, token));
};

/** Withdraws the token. It is refused from now on. */
export const withdrawToken = (register: Register, kind: TokenKind, useCase: string): Outcome =>
  register[kind].has(useCase)
    ? accept(createDraft(register, kinds[kind].withdraw, kind, useCase, null))
    : refuse('not-now', `${useCase} has no ${kinds[kind].name}.`);

/** Refuses a token that is not the current one of its use case. */
export const refuseOldToken = (
  register: Register,
  kind: TokenKind,
  { useCase, hash }: AccessTokenInput,
): Outcome | null =>
  register.useCases.has(useCase) && register[kind].get(useCase)?.hash === hash
    ? null
    : refuse(
        'not-permitted',
        `The ${kinds[kind].name} of ${useCase} was replaced or withdrawn. Issue a new one in Slack.`,
      );
