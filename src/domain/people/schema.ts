import { z } from 'zod';
import { day, userId } from '../values.ts';

export const personKinds = ['member', 'guest', 'external', 'bot'] as const;
export type PersonKind = (typeof personKinds)[number];

/** How Slack describes a person who holds a role. */
const person = z.object({
  id: userId,
  name: z.string(),
  active: z.boolean(),
  timeZone: z.string().nullable(),
  /** Only full members can hold a role. A person who becomes a guest counts as having left. */
  kind: z.enum(personKinds).default('member'),
});
export type Person = z.infer<typeof person>;

/**
 * An erasure: the changes whose contents were removed, and by whose order. It is a change itself, so the hash chain
 * covers it.
 */
const erasure = z.object({
  key: z.string().regex(/^X-\d+$/),
  /** The person or thing that was erased, by a user id or another name that identifies nobody. */
  subject: z.string(),
  orderedBy: userId,
  on: day,
  reason: z.string(),
  /** The erased changes: number, and hash of the row after the erasure. */
  changes: z.array(z.object({ seq: z.int().positive(), row: z.string().length(64) })),
});
export type Erasure = z.infer<typeof erasure>;

/** Records, actions with their change-log words, and steps of people. Keys are stored: never rename one. */
export const peopleSchema = {
  entities: { people: person, erasures: erasure },
  actions: {
    'erase-person': 'erased personal facts',
    'person-seen': null,
    'person-left': 'left Slack',
    'person-became-guest': 'is no longer a full member',
    'person-returned': 'is a full member again',
  },
  steps: {},
};
