import { endAbsenceStep } from '../../domain/absences/index.ts';
import { click } from '../kit/click.ts';
import { toForm } from '../kit/command.ts';
import { textContent } from '../kit/contents.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { absenceForm } from './absence-form.ts';
import { absenceEntries } from './absences-entries.ts';
import examples from './examples.json' with { type: 'json' };

export const absences: SlackSubject = {
  about: 'absences',
  entries: absenceEntries,
  examples,
  forms: [absenceForm],
  clicks: [
    click({
      step: endAbsenceStep,
      done: () => textContent('Your absence has ended. Your next daily message lists what is due.'),
    }),
  ],
  commands: [
    {
      name: 'away',
      topic: 'People and settings',
      args: '',
      help: 'Enter your absence and your deputy',
      run: () => toForm({ do: 'enter-absence' }),
    },
  ],
};
