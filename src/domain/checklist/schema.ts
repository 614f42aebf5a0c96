import { z } from 'zod';
import { categories } from '../infrastructure/schema.ts';
import { day, instant, useCaseKey, userId } from '../values.ts';

export const checklistItems = [
  'monitoring',
  'fallback',
  'human-review',
  'model-versions',
  'incident-response',
  'training',
  'cost-monitoring',
  'dpa',
] as const;
export type ChecklistItem = (typeof checklistItems)[number];

const responses = z.enum(['cached-output', 'human-review', 'graceful-decline']).nullable();

/** The evidence of each checklist item. Incomplete evidence may be stored; its item stays open. */
export const evidenceDetails = z.discriminatedUnion('item', [
  z.object({
    item: z.literal('monitoring'),
    alerts: z.array(z.enum(['error-rate', 'latency', 'unusual-output'])),
    dashboard: z.string().nullable(),
  }),
  z.object({
    item: z.literal('fallback'),
    modelTimeout: responses,
    guardrailTrigger: responses,
    rateLimit: responses,
  }),
  z.object({
    item: z.literal('human-review'),
    outputs: z.string(),
    when: z.string(),
    external: z.enum(['none-sent', 'before-sending', 'after-sending']),
  }),
  z.object({
    item: z.literal('model-versions'),
    log: z.array(z.object({ model: z.string(), version: z.string(), from: day })),
  }),
  z.object({
    item: z.literal('incident-response'),
    runbook: z.string().nullable(),
    callOrder: z.array(userId),
    slaHours: z.number().positive().nullable(),
  }),
  z.object({
    item: z.literal('training'),
    toldOn: day.nullable(),
    trained: z.int().nonnegative(),
    covered: z.array(z.enum(['review', 'correct', 'escalate'])),
  }),
  z.object({
    item: z.literal('cost-monitoring'),
    reportOwner: userId,
    monthlyBudget: z.number().positive(),
    alertThreshold: z.number().positive(),
  }),
]);
export type EvidenceDetails = z.infer<typeof evidenceDetails>;

/** Items with evidence of their own. The eighth item, the DPA, is read from the vendors. */
export type EvidencedItem = EvidenceDetails['item'];

const evidence = z.object({
  useCase: useCaseKey,
  details: evidenceDetails,
  confirmedBy: userId,
  confirmedAt: instant,
  confirmedOn: day,
});
export type ItemEvidence = z.infer<typeof evidence>;

export const evidenceId = (useCase: string, item: ChecklistItem): string => `${useCase}:${item}`;

const waiver = z.object({
  key: z.string().regex(/^W-\d+$/),
  useCase: useCaseKey,
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('item'), item: z.enum(checklistItems) }),
    z.object({ kind: z.literal('drift'), category: z.enum(categories) }),
  ]),
  reason: z.string(),
  approvedBy: userId,
  from: day,
  /** The last day on which it is in force. */
  until: day,
});
export type Waiver = z.infer<typeof waiver>;

/**
 * Records, actions with their change-log words, and steps of the production checklist. Keys are stored: never rename
 * one.
 */
export const checklistSchema = {
  entities: { evidence, waivers: waiver },
  actions: {
    'confirm-item': 'confirmed evidence',
    waive: 'granted a waiver',
    'end-waiver': 'ended a waiver',
  },
  steps: {
    'confirm-item': z.object({ useCase: z.string(), item: z.enum(checklistItems) }),
    reconfirm: z.object({ useCase: z.string() }),
    waive: z.object({ useCase: z.string(), item: z.enum(checklistItems).optional() }),
    'waive-drift': z.object({ useCase: z.string(), category: z.enum(categories) }),
    'end-waiver': z.object({ waiver: z.string() }),
  },
};
