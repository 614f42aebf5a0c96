import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { ownersPage } from './owners-page.ts';
import { peopleEntries } from './people-entries.ts';

export const people: SlackSubject = {
  entries: peopleEntries,
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
