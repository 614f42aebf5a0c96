import { z } from 'zod';
import { actions, contextBlock, header, pageButton, section, stepButton } from '../kit/blocks.ts';
import { topics } from '../kit/command.ts';
import { type Content, page } from '../kit/page.ts';

const usage = (name: string, args: string): string => ['/stage3', name, args].filter(Boolean).join(' ');

export const helpPage = page(
  'help',
  z.object({}),
  ({ commands }): Content => ({
    title: 'What you can type',
    text: 'What you can type',
    blocks: [
      header('What you can type'),
      section('`/stage3` is enough: everything here is also a button in its answers and in the Home tab.'),
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
        'Instead of `UC-3` you can type words of a name, and `/stage3 UC-3` shows it. `/usecase` and `/decision` are short for `/stage3 usecase` and `/stage3 decide`.',
      ),
    ],
  }),
);
