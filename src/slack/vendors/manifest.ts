import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { dpaForm } from './dpa-form.ts';
import { mergeForm } from './merge-form.ts';
import { vendorsPage } from './vendors-page.ts';

export const vendors: SlackSubject = {
  pages: [vendorsPage],
  forms: [dpaForm, mergeForm],
  commands: [
    {
      name: 'vendors',
      topic: 'Decisions and people',
      args: '',
      help: 'Vendors, their DPAs and their use cases; the lead can merge duplicates',
      run: () => toPage('vendors'),
    },
  ],
};
