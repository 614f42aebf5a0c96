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

/** A scheduled quarterly review, with everything that its calendar file needs. */
const reviewMeeting = z.object({
  quarter: z.string().regex(/^\d{4}-Q[1-4]$/),
  day,
  /** `HH:MM` in its time zone. */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  timeZone: z.string(),
  attendees: z.array(userId),
  /** The number of the calendar file: calendars take a file over one with a lower number. */
  sequence: z.int().nonnegative(),
  /** The agenda in the last calendar file: its points, and how many lines each has. */
  agenda: z.array(z.object({ title: z.string(), lines: z.int() })),
  /** Null while it stands. */
  cancelled: z.object({ reason: z.string(), by: userId, on: day }).nullable(),
  /** The person who changed it last, the organizer. */
  by: userId,
  /** When it changed last, in epoch milliseconds. */
  at: z.int(),
});
export type ReviewMeeting = z.infer<typeof reviewMeeting>;

/**
 * Records, actions with their change-log words, and steps of the quarterly review. Keys are stored: never rename one.
 */
export const reviewsSchema = {
  entities: { reviews: review, reviewMeetings: reviewMeeting },
  actions: {
    'record-review': 'recorded the policy review',
    'schedule-review': 'scheduled the policy review',
    'move-review': 'moved the policy review',
    'cancel-review': 'cancelled the policy review',
    'send-review-agenda': 'sent the agenda of the policy review',
  },
  steps: {
    'record-review': review.pick({ quarter: true }),
    'schedule-review': review.pick({ quarter: true }),
    'cancel-review': review.pick({ quarter: true }),
    'send-review-agenda': review.pick({ quarter: true }),
  },
};
