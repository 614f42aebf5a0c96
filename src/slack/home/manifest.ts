import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import examples from './examples.json' with { type: 'json' };
import { helpPage } from './help-page.ts';
import { homeEntries } from './home-entries.ts';

export const home: SlackSubject = {
  about: 'help and definitions',
  entries: homeEntries,
  examples,
  pages: [helpPage],
  commands: [
    { name: 'help', topic: 'People and settings', args: '', help: 'All commands', run: () => toPage('help') },
  ],
};
