import { z } from 'zod';
import { day, useCaseKey, userId } from '../values.ts';

/** `F-7`. */
const followUpKey = z.string().regex(/^F-\d+$/);

/** The record that a follow-up comes from: an incident (`I-1`) or the review of a quarter (`2026-Q1`). */
const followUpOrigin = z.string().regex(/^(I-\d+|\d{4}-Q[1-4])$/);

/** A piece of work that somebody agreed to do after an incident or a review. */
const followUp = z.object({
  key: followUpKey,
  origin: followUpOrigin,
  /** The use case of its incident; null for a review. */
  useCase: useCaseKey.nullable(),
  what: z.string().min(1),
  owner: userId,
  dueOn: day,
  by: userId,
  on: day,
  /** Null while it is open. */
  closed: z
    .object({ outcome: z.enum(['done', 'dropped']), note: z.string(), by: userId, on: day })
    .nullable(),
});
export type FollowUp = z.infer<typeof followUp>;

/** Records, actions with their change-log words, and steps of follow-ups. Keys are stored: never rename one. */
export const followUpsSchema = {
  entities: { followUps: followUp },
  actions: {
    'add-follow-up': 'added a follow-up',
    'change-follow-up': 'changed a follow-up',
    'complete-follow-up': 'completed a follow-up',
    'drop-follow-up': 'dropped a follow-up',
    'reopen-follow-up': 'reopened a follow-up',
  },
  steps: {
    'add-follow-up': z.object({ origin: followUpOrigin }),
    'change-follow-up': z.object({ followUp: followUpKey }),
    'close-follow-up': z.object({ followUp: followUpKey }),
    'reopen-follow-up': z.object({ followUp: followUpKey }),
  },
};
