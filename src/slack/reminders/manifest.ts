import { muteNudgesStep, unmuteNudgesStep } from '../../domain/reminders/index.ts';
import { click } from '../kit/click.ts';
import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { declineNudgeForm, snoozeNudgeForm } from './answer-forms.ts';
import { daily } from './daily-kind.ts';
import { openNudgesPage } from './daily-message.ts';
import examples from './examples.json' with { type: 'json' };
import { nudgesPage } from './nudges-page.ts';
import { reminderEntries } from './reminders-entries.ts';

export const reminders: SlackSubject = {
  about: 'reminders',
  entries: reminderEntries,
  examples,
  pages: [openNudgesPage, nudgesPage],
  forms: [snoozeNudgeForm, declineNudgeForm],
  clicks: [
    click({ step: muteNudgesStep, done: () => ({ page: 'asked' }), findMuted: ({ kind }) => kind }),
    click({ step: unmuteNudgesStep, done: () => ({ page: 'asked' }) }),
  ],
  commands: [
    {
      name: 'nudges',
      topic: 'People and settings',
      args: '',
      help: 'How many reminders were answered',
      run: () => toPage('nudges'),
    },
  ],
  messages: [daily],
};
