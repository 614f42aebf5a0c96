import { z } from 'zod';
import { day, noInput, useCaseKey, userId } from '../values.ts';

export const categories = [
  'model-provider',
  'vector-database',
  'guardrails',
  'observability',
  'api-ownership',
] as const;
export type Category = (typeof categories)[number];

const decisionDetails = z.discriminatedUnion('category', [
  z.object({ category: z.literal('model-provider'), enterpriseAgreement: z.boolean(), sla: z.string() }),
  z.object({ category: z.literal('vector-database'), notNeeded: z.boolean() }),
  z.object({ category: z.literal('guardrails'), preProcessing: z.string(), postProcessing: z.string() }),
  z.object({
    category: z.literal('observability'),
    measures: z.array(z.enum(['latency', 'error-rate', 'fallback-rate', 'human-review-triggers'])),
  }),
  z.object({
    category: z.literal('api-ownership'),
    serviceAccountOwner: userId,
    rateLimit: z.string(),
    rotationDays: z.int().positive(),
    lastRotatedOn: day,
  }),
]);
export type DecisionDetails = z.infer<typeof decisionDetails>;

const decision = z.object({
  key: z.string().regex(/^D-\d+$/),
  category: z.enum(categories),
  status: z.enum(['proposed', 'committed', 'superseded', 'withdrawn']),
  choice: z.string().min(1),
  /** Key into `vendors`. Its DPA counts for every use case that runs on this choice. */
  vendor: z.string().nullable(),
  /** Null in a proposal: the details are entered with the commitment. */
  details: decisionDetails.nullable(),
  rationale: z.string(),
  alternatives: z.string(),
  link: z.string().nullable(),
  proposedOn: day,
  proposedBy: userId,
  decidedOn: day.nullable(),
  decidedBy: userId.nullable(),
  supersededBy: z.string().nullable(),
  withdrawn: z.object({ on: day, by: userId, reason: z.string() }).nullable().default(null),
});
export type Decision = z.infer<typeof decision>;

/** Tools that are compared, for a shared decision or for one use case. */
const evaluation = z.object({
  key: z.string().regex(/^E-\d+$/),
  /** Null when it is about a use case. */
  category: z.enum(categories).nullable(),
  /** Null when it is about a shared decision. */
  useCase: useCaseKey.nullable(),
  tools: z.array(z.string()),
  openedBy: userId,
  openedOn: day,
  decideBy: day,
  closed: z.object({ on: day, outcome: z.string() }).nullable(),
});
export type Evaluation = z.infer<typeof evaluation>;

/** A day on which the keys of the shared service account were rotated. */
const rotation = z.object({ rotatedOn: day, by: userId, on: day });
export type RotationRecord = z.infer<typeof rotation>;

/**
 * Records, actions with their change-log words, and steps of shared infrastructure. Keys are stored: never rename one.
 */
export const infrastructureSchema = {
  entities: { decisions: decision, evaluations: evaluation, rotations: rotation },
  actions: {
    'propose-decision': 'proposed a decision',
    'withdraw-proposal': 'withdrew a proposal',
    'commit-decision': 'committed a decision',
    'supersede-decision': 'replaced a decision',
    'record-rotation': 'recorded a rotation of the API keys',
    'open-evaluation': 'opened an evaluation',
    'close-evaluation': 'closed an evaluation',
  },
  steps: {
    'commit-decision': z.object({ category: z.enum(categories) }),
    'propose-decision': z.object({ category: z.enum(categories) }),
    'withdraw-proposal': z.object({ decision: z.string() }),
    'record-rotation': noInput,
    'open-evaluation': z.object({ useCase: z.string().exactOptional() }),
    'close-evaluation': z.object({ evaluation: z.string() }),
  },
};
