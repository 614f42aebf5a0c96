import { issueIntakeToken } from '../../domain/adoption/index.ts';
import type { SystemToken } from '../kit/token-answers.ts';
import { tokenForm } from '../kit/token-form.ts';

/** The tokens with which systems report adoption. */
export const intakeTokens: SystemToken = {
  kind: 'intakeTokens',
  name: 'intake token',
  withdraw: (useCase) => ({ do: 'withdraw-intake-token', useCase }),
  without: 'You can check in by hand, or issue a new token.',
};

export const intakeTokenForm = tokenForm({
  ...intakeTokens,
  ...{ key: 'issue-intake-token', prefix: 'crossing-intake-', path: '/adoption' },
  holder: 'the reporting system',
  about: (useCase) =>
    `With this token, a system that counts the users of ${useCase} can report them every week. Nobody has to check in by hand.`,
  issue: issueIntakeToken,
});
