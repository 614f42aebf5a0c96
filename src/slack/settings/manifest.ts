import { removeHolidayStep } from '../../domain/settings/index.ts';
import { click } from '../kit/click.ts';
import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import examples from './examples.json' with { type: 'json' };
import { holidayForm } from './holiday-form.ts';
import { settingsEntries } from './settings-entries.ts';
import { settingsForm } from './settings-form.ts';
import { settingsPage } from './settings-page.ts';

export const settings: SlackSubject = {
  about: 'settings',
  entries: settingsEntries,
  examples,
  pages: [settingsPage],
  forms: [settingsForm, holidayForm],
  clicks: [click({ step: removeHolidayStep, done: () => ({ page: 'settings' }) })],
  commands: [
    {
      name: 'settings',
      topic: 'People and settings',
      args: '',
      help: 'Lead, working days, currency and more',
      run: () => toPage('settings'),
    },
  ],
};
