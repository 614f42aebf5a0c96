import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { helpPage } from './help-page.ts';

export const home: SlackSubject = {
  pages: [helpPage],
  commands: [
    { name: 'help', topic: 'People and settings', args: '', help: 'All commands', run: () => toPage('help') },
  ],
};
