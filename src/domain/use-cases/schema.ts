import { z } from 'zod';
import { categories } from '../infrastructure/schema.ts';
import { day, noInput, useCaseKey, userId } from '../values.ts';

export const dataClasses = ['none', 'company-confidential', 'personal'] as const;

export const autonomies = ['suggest', 'draft', 'execute'] as const;
export type Autonomy = (typeof autonomies)[number];

export const stages = ['proposed', 'pilot', 'production', 'stopped', 'retired'] as const;
export type Stage = (typeof stages)[number];

/** The charter of a pilot: start, volunteers, success criteria (frozen at the start), and decide-by date. */
const charter = z.object({
  startedOn: day,
  decideBy: day,
  volunteers: z.int().nonnegative(),
  criteria: z.array(z.string()),
  movedBars: z.array(z.object({ on: day, by: userId, criterion: z.string() })),
  extensions: z.array(z.object({ on: day, by: userId, decideBy: day, reason: z.string() })),
  /** The decision to scale, with its go-live day; null until it is made. */
  scaled: z.object({ on: day, by: userId, goLiveBy: day }).nullable().default(null),
});
export type Charter = z.infer<typeof charter>;

const ended = { on: day, by: userId, reason: z.string(), charter: charter.nullable() };

const life = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('proposed'), since: day }),
  z.object({ stage: z.literal('pilot'), charter }),
  z.object({
    stage: z.literal('production'),
    liveOn: day,
    deployed: z.int().nonnegative(),
    audience: z.enum(['volunteers', 'everyone']),
    charter: charter.nullable(),
  }),
  z.object({ stage: z.literal('stopped'), ...ended }),
  z.object({ stage: z.literal('retired'), ...ended }),
]);
export type Life = z.infer<typeof life>;

const useCase = z.object({
  key: useCaseKey,
  name: z.string().min(1),
  purpose: z.string(),
  team: z.string(),
  owner: userId,
  members: z.array(userId),
  intendedUsers: z.int().nonnegative(),
  /** Empty while it is not stated, which is not the same as "none". */
  data: z.array(z.enum(dataClasses)),
  autonomy: z.enum(autonomies),
  /** True when it searches documents or remembers: it then needs a vector database. */
  retrieval: z.boolean(),
  /** Keys into `vendors`. */
  vendors: z.array(z.string()),
  /** A statement about further vendors: there is none, or there is an unknown one. Null when nothing was stated. */
  otherVendors: z.enum(['none', 'unknown']).nullable().default(null),
  /** The tools in use, by category; an absent category is not recorded. */
  stack: z.partialRecord(z.enum(categories), z.array(z.string())),
  goLivePlannedOn: day.nullable(),
  lastReviewedOn: day.nullable(),
  /** Why it is new, although it resembled other use cases when it was registered. */
  whyNew: z.string().nullable(),
  life,
});
export type UseCase = z.infer<typeof useCase>;

/** True for a stopped or retired use case, which cannot change any more. */
export const isOver = ({ life }: UseCase): boolean => life.stage === 'stopped' || life.stage === 'retired';

/** Records, actions with their change-log words, and steps of use cases. Keys are stored: never rename one. */
export const useCasesSchema = {
  entities: { useCases: useCase },
  actions: {
    'register-use-case': 'registered a use case',
    'edit-use-case': 'edited the use case',
    'join-use-case': 'joined the team',
    'record-stack': 'recorded what it runs on',
    'start-pilot': 'started the pilot',
    'scale-pilot': 'decided to scale the pilot',
    'extend-pilot': 'extended the pilot',
    'move-bar': 'added a success criterion',
    'go-live': 'recorded the go-live',
    'widen-rollout': 'changed the roll-out',
    'stop-use-case': 'stopped the use case',
    'retire-use-case': 'retired the use case',
    'hand-over': 'reassigned the use case',
  },
  steps: {
    /** With `stage`, the form shows the charter of a pilot at once. */
    'register-use-case': z.object({ stage: z.literal('pilot').exactOptional() }),
    'import-use-cases': noInput,
    'start-pilot': z.object({ useCase: z.string() }),
    'record-stack': z.object({ useCase: z.string() }),
    'decide-pilot': z.object({ useCase: z.string() }),
    'move-bar': z.object({ useCase: z.string() }),
    'go-live': z.object({ useCase: z.string() }),
    'widen-rollout': z.object({ useCase: z.string() }),
    'edit-use-case': z.object({ useCase: z.string() }),
    'join-use-case': z.object({ useCase: z.string() }),
    'stop-use-case': z.object({ useCase: z.string() }),
    /** The current owner of the use cases. */
    'hand-over': z.object({ person: userId }),
  },
};
