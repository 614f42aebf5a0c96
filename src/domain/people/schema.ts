import { z } from 'zod';
import { day, userId } from '../values.ts';

export const personKinds = ['member', 'guest', 'external', 'bot'] as const;
export type PersonKind = (typeof personKinds)[number];

/** What Slack says of somebody who holds a role here. */
const person = z.object({
  id: userId,
  name: z.string(),
  active: z.boolean(),
  timeZone: z.string().nullable(),
  /** Only full members hold a role; somebody who turns guest later counts as if they had left. */
  kind: z.enum(personKinds).default('member'),
});
export type Person = z.infer<typeof person>;

/** An erasure: which changes lost their contents, and by whose order. It is a change itself, so the chain covers it. */
const erasure = z.object({
  key: z.string().regex(/^X-\d+$/),
  /** The person or thing that was erased, by a user id or another name that identifies nobody. */
  subject: z.string(),
  orderedBy: userId,
  on: day,
  reason: z.string(),
  /** Each change by its number, with a hash over its row as it stands since. */
  changes: z.array(z.object({ seq: z.int().positive(), row: z.string().length(64) })),
});
export type Erasure = z.infer<typeof erasure>;

/** Records, actions with their words for the change log, and steps of what Slack says of people. Keys are stored: never rename one. */
export const peopleSchema = {
  entities: { people: person, erasures: erasure },
  actions: {
    'erase-person': 'erased personal facts',
    'person-seen': null,
    'person-left': 'left Slack',
    'person-became-guest': 'is no full member any more',
    'person-returned': 'is a full member again',
  },
  steps: {},
};
