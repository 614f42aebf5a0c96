import { z } from 'zod';
import { day, userId } from '../values.ts';

/** The outcome of a quarterly policy review ("Governance at Stage 3"). */
const review = z.object({
  /** `2026-Q1`. */
  quarter: z.string().regex(/^\d{4}-Q[1-4]$/),
  heldOn: day,
  attendees: z.array(userId),
  outcome: z.string(),
  by: userId,
  on: day,
});
export type Review = z.infer<typeof review>;

/**
 * Records, actions with their change-log words, and steps of the quarterly review. Keys are stored: never rename one.
 */
export const reviewsSchema = {
  entities: { reviews: review },
  actions: {
    'record-review': 'recorded the policy review',
  },
  steps: {
    'record-review': review.pick({ quarter: true }),
  },
};
