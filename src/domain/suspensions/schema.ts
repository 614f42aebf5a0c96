import { z } from 'zod';
import { day, instant, useCaseKey, userId } from '../values.ts';

/** A time in which a use case in production does not run. */
const suspension = z.object({
  key: z.string().regex(/^S-\d+$/),
  useCase: useCaseKey,
  reason: z.string().min(1),
  /** The incident that it contains; null when there is none. */
  incident: z
    .string()
    .regex(/^I-\d+$/)
    .nullable(),
  by: userId,
  on: day,
  at: instant,
  /** Null while it is suspended. */
  resumed: z.object({ by: userId, on: day, at: instant, changed: z.string() }).nullable(),
});
export type Suspension = z.infer<typeof suspension>;

/** Records, actions with their change-log words, and steps of suspensions. Keys are stored: never rename one. */
export const suspensionsSchema = {
  entities: { suspensions: suspension },
  actions: {
    'suspend-use-case': 'suspended the use case',
    'resume-use-case': 'resumed the use case',
  },
  steps: {
    'suspend-use-case': z.object({ useCase: z.string() }),
    'resume-use-case': z.object({ useCase: z.string() }),
  },
};
