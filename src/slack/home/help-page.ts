import { z } from 'zod';
import { actions, contextBlock, header, pageButton, section, stepButton } from '../kit/blocks.ts';
import { topics } from '../kit/command.ts';
import { type Content, page } from '../kit/page.ts';

const usage = (name: string, args: string): string => ['/stage3', name, args].filter(Boolean).join(' ');

export const helpPage = page(
  'help',
  z.object({}),
  ({ commands }): Content => ({
    title: 'Commands',
    text: 'Commands',
    blocks: [
      header('Commands'),
      section('You only need `/stage3`. Its answers and the Home tab have a button for everything here.'),
      ...actions(
        pageButton('Verdict', { page: 'verdict' }),
        pageButton('Use cases', { page: 'use-cases' }),
        stepButton({ do: 'register-use-case' }),
      ),
      ...topics.map((topic) =>
        section(
          [
            `*${topic}*`,
            ...commands
              .filter((subcommand) => subcommand.topic === topic)
              .map(({ name, args, help }) => `\`${usage(name, args)}\`  ${help}`),
          ].join('\n'),
        ),
      ),
      contextBlock(
        'You can type part of a name instead of `UC-3`. `/stage3 UC-3` shows that use case. `/usecase` and `/decision` are short for `/stage3 usecase` and `/stage3 decide`.',
      ),
    ],
  }),
);
