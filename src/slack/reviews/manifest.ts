import { sendReviewAgendaStep } from '../../domain/reviews/index.ts';
import { reviewCalendar } from '../../operations/review-calendar.ts';
import { click } from '../kit/click.ts';
import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import examples from './examples.json' with { type: 'json' };
import { cancelReviewForm, scheduleReviewForm } from './meeting-forms.ts';
import { reviewForm } from './review-form.ts';
import { reviewPage } from './review-page.ts';
import { reviewsEntries } from './reviews-entries.ts';

export const reviews: SlackSubject = {
  pages: [reviewPage],
  forms: [reviewForm, scheduleReviewForm, cancelReviewForm],
  clicks: [
    click({ step: sendReviewAgendaStep, done: (_, { quarter }) => ({ page: 'review', args: { quarter } }) }),
  ],
  files: [reviewCalendar],
  about: 'policy reviews',
  entries: reviewsEntries,
  examples,
  commands: [
    {
      name: 'review',
      topic: 'Decisions and tools',
      args: '',
      help: 'The quarterly policy review',
      run: () => toPage('review'),
    },
  ],
};
