import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { ownersPage } from './owners-page.ts';

export const people: SlackSubject = {
  pages: [ownersPage],
  commands: [
    {
      name: 'owners',
      topic: 'People and settings',
      args: '',
      help: 'The lead, AI Operations and all owners',
      run: () => toPage('owners'),
    },
  ],
};
