import { z } from 'zod';
import { type Day, day, useCaseKey, userId } from '../values.ts';

/**
 * How a pilot team is doing in one week, 1 to 5, kept as a sum. The change log holds each sum after the one before it:
 * whatever shows the log leaves pulses out, or an answer could be told from two of them.
 */
const pulse = z.object({
  useCase: useCaseKey,
  week: day,
  answers: z.int().nonnegative(),
  sum: z.int().nonnegative(),
  /** Who has answered; what they answered is not kept. */
  answered: z.array(userId),
});
export type Pulse = z.infer<typeof pulse>;

export const pulseId = (useCase: string, week: Day): string => `${useCase}:${week}`;

/** From 1, worn out, to 5, doing well. */
export const pulseScores = [1, 2, 3, 4, 5] as const;
export type PulseScore = (typeof pulseScores)[number];

/** Records, actions with their words for the change log, and steps of pilot purgatory. Keys are stored: never rename one. */
export const purgatorySchema = {
  entities: { pulses: pulse },
  actions: {
    'ask-pulse': 'asked the team how it is doing',
    'answer-pulse': 'answered the pulse',
  },
  steps: {
    'ask-pulse': z.object({ useCase: z.string() }),
    'answer-pulse': z.object({ useCase: z.string(), score: z.literal(pulseScores) }),
  },
};
