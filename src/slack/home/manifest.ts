import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { helpPage } from './help-page.ts';

export const home: SlackSubject = {
  pages: [helpPage],
  commands: [{ name: 'help', topic: 'The app', args: '', help: 'This list', run: () => toPage('help') }],
};
