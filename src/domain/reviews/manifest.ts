import type { Subject } from '../subject.ts';
import { quarterlyReview } from './quarterly-review-reminder.ts';
import { recordReviewStep } from './reviews.ts';

export const reviews: Subject = {
  steps: [recordReviewStep],
  reminders: [quarterlyReview],
};
