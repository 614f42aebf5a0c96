import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import examples from './examples.json' with { type: 'json' };
import { ownersPage } from './owners-page.ts';
import { peopleEntries } from './people-entries.ts';

export const people: SlackSubject = {
  about: 'owners and roles',
  entries: peopleEntries,
  examples,
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
