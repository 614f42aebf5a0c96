import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { dpaForm } from './dpa-form.ts';
import examples from './examples.json' with { type: 'json' };
import { mergeForm } from './merge-form.ts';
import { vendorsEntries } from './vendors-entries.ts';
import { vendorsPage } from './vendors-page.ts';

export const vendors: SlackSubject = {
  pages: [vendorsPage],
  forms: [dpaForm, mergeForm],
  about: 'vendors and DPAs',
  entries: vendorsEntries,
  examples,
  commands: [
    {
      name: 'vendors',
      topic: 'Decisions and tools',
      args: '',
      help: 'Vendors and their DPAs',
      run: () => toPage('vendors'),
    },
  ],
};
