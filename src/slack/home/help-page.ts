import { z } from 'zod';
import { actions, contextBlock, header, pageButton, section, stepButton } from '../kit/blocks.ts';
import { listHelpLines, topics } from '../kit/command.ts';
import { type Content, page } from '../kit/page.ts';
import { shortForms } from './find-commands.ts';

export const helpPage = page(
  'help',
  z.object({}),
  ({ commands }): Content => ({
    title: 'Commands',
    text: 'Commands',
    blocks: [
      header('Commands'),
      ...topics.map((topic) =>
        section(
          [
            `*${topic}*`,
            ...listHelpLines(commands, topic).map(
              ({ usages, text }) => `${usages.map((usage) => `\`${usage}\``).join(' ')}  ${text}`,
            ),
          ].join('\n'),
        ),
      ),
      contextBlock(
        `Everything here is also a button, in the answers and on the Home tab. You can type part of a name instead of \`UC-3\`. \`/stage3 UC-3\` shows that use case. ${shortForms}`,
      ),
      ...actions(
        pageButton('Verdict', { page: 'verdict' }),
        pageButton('Use cases', { page: 'use-cases' }),
        stepButton({ do: 'register-use-case' }),
        pageButton('Other assistants', { page: 'assistants' }),
      ),
    ],
  }),
);
