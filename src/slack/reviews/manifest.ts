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
      help: 'The agenda of the quarterly policy review, and what came of it',
      run: () => toPage('review'),
    },
  ],
};
