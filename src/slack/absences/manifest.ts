import { endAbsenceStep } from '../../domain/absences/index.ts';
import { click } from '../kit/click.ts';
import { toForm } from '../kit/command.ts';
import { textContent } from '../kit/contents.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { absenceForm } from './absence-form.ts';

export const absences: SlackSubject = {
  forms: [absenceForm],
  clicks: [
    click({
      step: endAbsenceStep,
      done: () => textContent('Your absence is over. What is due comes with the next daily message.'),
    }),
  ],
  commands: [
    {
      name: 'away',
      topic: 'The app',
      args: '',
      help: 'Enter your own absence: from, until, and who stands in',
      run: () => toForm({ do: 'enter-absence' }),
    },
  ],
};
