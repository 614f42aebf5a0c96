import type { Subject } from '../subject.ts';
import { cancelReviewStep, scheduleReviewStep, sendReviewAgendaStep } from './meetings.ts';
import { quarterlyReview } from './quarterly-review-reminder.ts';
import { recordReviewStep } from './reviews.ts';

export const reviews: Subject = {
  steps: [recordReviewStep, scheduleReviewStep, cancelReviewStep, sendReviewAgendaStep],
  reminders: [quarterlyReview],
};
