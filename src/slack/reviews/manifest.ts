import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { reviewForm } from './review-form.ts';
import { reviewPage } from './review-page.ts';

export const reviews: SlackSubject = {
  pages: [reviewPage],
  forms: [reviewForm],
  commands: [
    {
      name: 'review',
      topic: 'Decisions and people',
      args: '',
      help: 'Agenda and outcome of the quarterly policy review',
      run: () => toPage('review'),
    },
  ],
};
