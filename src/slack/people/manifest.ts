import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { ownersPage } from './owners-page.ts';

export const people: SlackSubject = {
  pages: [ownersPage],
  commands: [
    {
      name: 'owners',
      topic: 'Decisions and people',
      args: '',
      help: 'The transformation lead, AI Operations and all owners',
      run: () => toPage('owners'),
    },
  ],
};
