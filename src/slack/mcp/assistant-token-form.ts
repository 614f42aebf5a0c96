import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { formatDay } from '../../domain/calendar.ts';
import { issueAssistantToken } from '../../domain/mcp/index.ts';
import { section } from '../kit/blocks.ts';
import { choices } from '../kit/choice-fields.ts';
import { form } from '../kit/form.ts';

/** The beginning of every assistant token. The log masks tokens by it. */
const prefix = 'mcp_';

/** A token is a secret and the workspace. */
export const assistantTokenPattern = new RegExp(`^${prefix}[\\w-]{43}\\.([A-Z0-9]{2,32})$`);

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export const assistantTokenForm = form({
  key: 'issue-assistant-token',
  title: () => 'Assistant token',
  submit: 'Create',
  args: z.object({
    // Created when the form opens, so that a repeated submission has the same token.
    secret: z
      .string()
      .regex(new RegExp(`^${prefix}[\\w-]{43}$`))
      .default(() => `${prefix}${randomBytes(32).toString('base64url')}`),
  }),
  intro: (_, { register, actor }) => {
    const known = register.assistantTokens.get(actor.id);
    return [
      section(
        'With this token an assistant asks Crossing in your name. It reads what you can read in Slack, and cannot record anything.',
      ),
      ...(known
        ? [section(`You created a token on ${formatDay(known.issuedOn)}. A new token replaces it.`)]
        : []),
    ];
  },
  fields: () => ({
    kept: choices({
      label: 'The token is shown once',
      options: [['yes', 'I will give it only to my assistant']],
      optional: false,
    }),
  }),
  decide: (_, { secret }, register, act) =>
    issueAssistantToken(register, { hash: hashToken(`${secret}.${register.workspace}`) }, act),
  done: (_, { secret }, { register }) => ({
    text: `This is your assistant token. Copy it now: Crossing does not show it again.\n\`\`\`${secret}.${register.workspace}\`\`\`\nYour assistant sends it as \`Authorization: Bearer &lt;token&gt;\`. \`/stage3 assistants\` shows the address of the server.`,
    next: [],
  }),
});
