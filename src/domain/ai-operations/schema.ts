import { z } from 'zod';
import { day, instant, noInput, userId } from '../values.ts';

export const accountabilities = ['uptime', 'incident-response', 'model-versioning'] as const;
export type Accountability = (typeof accountabilities)[number];

/** A person who is appointed to AI Operations. An accountability is missing until the person accepts it. */
const operator = z.object({
  person: userId,
  namedOn: day,
  namedBy: userId,
  accepted: z.partialRecord(z.enum(accountabilities), instant),
});
export type Operator = z.infer<typeof operator>;

/** Records, actions with their change-log words, and steps of AI Operations. Keys are stored: never rename one. */
export const aiOperationsSchema = {
  entities: { operators: operator },
  actions: {
    'name-operators': 'appointed AI Operations',
    'accept-accountabilities': 'accepted accountabilities',
    'decline-operations': 'declined AI Operations',
  },
  steps: {
    'name-operators': noInput,
    'accept-accountabilities': noInput,
    'decline-operations': noInput,
  },
};
