import { reopenFollowUpStep } from '../../domain/follow-ups/index.ts';
import { click } from '../kit/click.ts';
import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import examples from './examples.json' with { type: 'json' };
import { addFollowUpForm, changeFollowUpForm, closeFollowUpForm } from './follow-up-forms.ts';
import { followUpsEntries } from './follow-ups-entries.ts';
import { followUpsPage } from './follow-ups-page.ts';

export const followUps: SlackSubject = {
  pages: [followUpsPage],
  forms: [addFollowUpForm, changeFollowUpForm, closeFollowUpForm],
  about: 'follow-ups',
  entries: followUpsEntries,
  examples,
  commands: [
    {
      name: 'followups',
      topic: 'Decisions and tools',
      args: '',
      help: 'Follow-ups of incidents and reviews',
      run: () => toPage('follow-ups'),
    },
  ],
  clicks: [click({ step: reopenFollowUpStep, done: () => ({ page: 'follow-ups' }) })],
};
