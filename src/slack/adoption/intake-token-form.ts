import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { issueIntakeToken } from '../../domain/adoption/index.ts';
import { formatDay } from '../../domain/calendar.ts';
import { stepInputs } from '../../domain/schema.ts';
import { mention, recordButton, section } from '../kit/blocks.ts';
import { choices } from '../kit/choice-fields.ts';
import { form } from '../kit/form.ts';

/** Returns the token of a reporting system: a secret, and the workspace. */
const createToken = (workspace: string, secret: string): string => `${secret}.${workspace}`;

export const intakeTokenForm = form({
  key: 'issue-intake-token',
  title: ({ useCase }) => `${useCase}: intake token`,
  submit: 'Issue',
  args: stepInputs['issue-intake-token'].extend({
    // Created when the form opens, so that a repeated submission has the same token. The log masks it by its prefix.
    secret: z
      .string()
      .regex(/^crossing-intake-[\w-]{43}$/)
      .default(() => `crossing-intake-${randomBytes(32).toString('base64url')}`),
  }),
  intro: ({ useCase }, { register }) => {
    const known = register.intakeTokens.get(useCase);
    return [
      section(
        `With this token, a system can report the adoption of ${useCase} every week. Nobody has to check in by hand.`,
      ),
      ...(known
        ? [
            section(
              `${mention(known.issuedBy)} issued a token on ${formatDay(known.issuedOn)}. A new token replaces it.`,
              recordButton({ do: 'withdraw-intake-token', useCase }, 'Withdraw token', {
                confirm: 'The token stops working at once. You can check in by hand, or issue a new token.',
              }),
            ),
          ]
        : []),
    ];
  },
  fields: () => ({
    kept: choices({
      label: 'The token is shown once',
      options: [['yes', 'Only the reporting system will be able to read it']],
      optional: false,
    }),
  }),
  decide: (_, { useCase, secret }, register, act) => {
    const hash = createHash('sha256').update(createToken(register.workspace, secret)).digest('hex');
    return issueIntakeToken(register, { useCase, hash }, act);
  },
  done: (_, { useCase, secret }, { register }) => ({
    text: `This is the intake token of *${useCase}*. Copy it now: Crossing does not show it again.\n\`\`\`${createToken(register.workspace, secret)}\`\`\`\nSend it as \`Authorization: Bearer &lt;token&gt;\` with \`POST /api/v1/use-cases/${useCase}/adoption\`.`,
    next: [],
    useCase,
  }),
});
