import { z } from 'zod';
import { day, instant, noInput, userId } from '../values.ts';

export const accountabilities = ['uptime', 'incident-response', 'model-versioning'] as const;
export type Accountability = (typeof accountabilities)[number];

/** Somebody who holds AI Operations; an accountability is absent until the person accepted it. */
const operator = z.object({
  person: userId,
  namedOn: day,
  namedBy: userId,
  accepted: z.partialRecord(z.enum(accountabilities), instant),
});
export type Operator = z.infer<typeof operator>;

/** Records, actions with their words for the change log, and steps of AI Operations. Keys are stored: never rename one. */
export const aiOperationsSchema = {
  entities: { operators: operator },
  actions: {
    'name-operators': 'named AI Operations',
    'accept-accountabilities': 'accepted accountabilities',
    'decline-operations': 'said that AI Operations is not for them',
  },
  steps: {
    'name-operators': noInput,
    'accept-accountabilities': noInput,
    'decline-operations': noInput,
  },
};
