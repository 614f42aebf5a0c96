import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AccessTokenInput } from '../../domain/access-tokens.ts';
import { formatDay } from '../../domain/calendar.ts';
import type { Decide } from '../../domain/decide.ts';
import { stepInputs } from '../../domain/schema.ts';
import { mention, recordButton, section } from './blocks.ts';
import { choices } from './choice-fields.ts';
import { type Form, form } from './form.ts';
import { confirmWithdrawal, type SystemToken } from './token-answers.ts';

interface TokenForm extends SystemToken {
  readonly key: 'issue-intake-token' | 'issue-audit-token';
  /** The beginning of every token. The log masks tokens by it. */
  readonly prefix: string;
  /** The system that uses the token, for the checkbox: "the reporting system". */
  readonly holder: string;
  /** Returns what a system does with the token. */
  readonly about: (useCase: string) => string;
  /** After `/api/v1/use-cases/UC-3`. */
  readonly path: string;
  readonly issue: Decide<AccessTokenInput>;
}

/** Returns the token of a system: a secret, and the workspace. */
const createToken = (workspace: string, secret: string): string => `${secret}.${workspace}`;

/** Defines the form that issues a token of a kind for a use case, shows it once, and withdraws it. */
export const tokenForm = (definition: TokenForm): Form => {
  const { key, kind, prefix, name, holder, about, withdraw, without, path, issue } = definition;
  return form({
    key,
    title: ({ useCase }) => `${useCase}: ${name}`,
    submit: 'Issue',
    args: stepInputs[key].extend({
      // Created when the form opens, so that a repeated submission has the same token.
      secret: z
        .string()
        .regex(new RegExp(`^${prefix}[\\w-]{43}$`))
        .default(() => `${prefix}${randomBytes(32).toString('base64url')}`),
    }),
    intro: ({ useCase }, { register }) => {
      const known = register[kind].get(useCase);
      return [
        section(about(useCase)),
        ...(known
          ? [
              section(
                `${mention(known.issuedBy)} issued a token on ${formatDay(known.issuedOn)}. A new token replaces it.`,
                recordButton(withdraw(useCase), 'Withdraw token', {
                  confirm: confirmWithdrawal({ without }),
                }),
              ),
            ]
          : []),
      ];
    },
    fields: () => ({
      kept: choices({
        label: 'The token is shown once',
        options: [['yes', `Only ${holder} will be able to read it`]],
        optional: false,
      }),
    }),
    decide: (_, { useCase, secret }, register, act) => {
      const hash = createHash('sha256').update(createToken(register.workspace, secret)).digest('hex');
      return issue(register, { useCase, hash }, act);
    },
    done: (_, { useCase, secret }, { register }) => ({
      text: `This is the ${name} of *${useCase}*. Copy it now: Crossing does not show it again.\n\`\`\`${createToken(register.workspace, secret)}\`\`\`\nSend it as \`Authorization: Bearer &lt;token&gt;\` with \`POST /api/v1/use-cases/${useCase}${path}\`.`,
      next: [],
      useCase,
    }),
  });
};
