import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { helpPage } from './help-page.ts';
import { homeEntries } from './home-entries.ts';

export const home: SlackSubject = {
  entries: homeEntries,
  pages: [helpPage],
  commands: [
    { name: 'help', topic: 'People and settings', args: '', help: 'All commands', run: () => toPage('help') },
  ],
};
