import { issueIntakeToken } from '../../domain/adoption/index.ts';
import { tokenForm } from '../kit/token-form.ts';

export const intakeTokenForm = tokenForm({
  ...{ key: 'issue-intake-token', kind: 'intakeTokens', prefix: 'crossing-intake-', path: '/adoption' },
  ...{ name: 'intake token', holder: 'the reporting system' },
  about: (useCase) =>
    `With this token, a system that counts the users of ${useCase} can report them every week. Nobody has to check in by hand.`,
  withdraw: (useCase) => ({ do: 'withdraw-intake-token', useCase }),
  without: 'You can check in by hand, or issue a new token.',
  issue: issueIntakeToken,
});
