import { z } from 'zod';
import { type Day, day, useCaseKey, userId } from '../values.ts';

/**
 * The pulse of a pilot team in one week, 1 to 5, stored as a sum. Never show pulses from the change log: two sums in a
 * row reveal one answer.
 */
const pulse = z.object({
  useCase: useCaseKey,
  week: day,
  answers: z.int().nonnegative(),
  sum: z.int().nonnegative(),
  /** The people who have answered. Single answers are not stored. */
  answered: z.array(userId),
});
export type Pulse = z.infer<typeof pulse>;

export const pulseId = (useCase: string, week: Day): string => `${useCase}:${week}`;

/** From 1, worn out, to 5, doing well. */
export const pulseScores = [1, 2, 3, 4, 5] as const;
export type PulseScore = (typeof pulseScores)[number];

/** Records, actions with their change-log words, and steps of pilot purgatory. Keys are stored: never rename one. */
export const purgatorySchema = {
  entities: { pulses: pulse },
  actions: {
    'ask-pulse': 'asked the team how it is doing',
    'answer-pulse': 'answered the team pulse',
  },
  steps: {
    'ask-pulse': z.object({ useCase: z.string() }),
    'answer-pulse': z.object({ useCase: z.string(), score: z.literal(pulseScores) }),
  },
};
