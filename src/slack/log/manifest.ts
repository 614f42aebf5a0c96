import { ofUseCase, toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import examples from './examples.json' with { type: 'json' };
import { logEntries } from './log-entries.ts';
import { logPage } from './log-page.ts';

export const log: SlackSubject = {
  about: 'changes',
  entries: logEntries,
  examples,
  pages: [logPage],
  commands: [
    {
      name: 'log',
      topic: 'Verdict',
      args: '[UC-3]',
      help: 'Every change, with who made it and when',
      run: (rest, context) =>
        rest.length === 0
          ? toPage('log')
          : ofUseCase('/stage3 log UC-3', (useCase) => toPage('log', { useCase }))(rest, context),
    },
  ],
};
