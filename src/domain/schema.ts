import { z } from 'zod';
import { absencesSchema } from './absences/schema.ts';
import { adoptionSchema } from './adoption/schema.ts';
import { aiOperationsSchema } from './ai-operations/schema.ts';
import { auditTrailSchema } from './audit-trail/schema.ts';
import { checklistSchema } from './checklist/schema.ts';
import { costsSchema } from './costs/schema.ts';
import { digestSchema } from './digest/schema.ts';
import { evidencePackSchema } from './evidence-pack/schema.ts';
import { followUpsSchema } from './follow-ups/schema.ts';
import { incidentsSchema } from './incidents/schema.ts';
import { infrastructureSchema } from './infrastructure/schema.ts';
import { mcpSchema } from './mcp/schema.ts';
import { modelVersionsSchema } from './model-versions/schema.ts';
import { peopleSchema } from './people/schema.ts';
import { purgatorySchema } from './purgatory/schema.ts';
import { remindersSchema } from './reminders/schema.ts';
import { reviewsSchema } from './reviews/schema.ts';
import { roiSchema } from './roi/schema.ts';
import { settingsSchema } from './settings/schema.ts';
import { suspensionsSchema } from './suspensions/schema.ts';
import { toolsSchema } from './tools/schema.ts';
import { useCasesSchema } from './use-cases/schema.ts';
import { vendorsSchema } from './vendors/schema.ts';

/**
 * Records, actions and steps of every subject. A new subject starts with a line here; the register, tables, change log
 * and steps follow.
 */
const subjects = [
  useCasesSchema,
  infrastructureSchema,
  vendorsSchema,
  checklistSchema,
  modelVersionsSchema,
  adoptionSchema,
  purgatorySchema,
  roiSchema,
  costsSchema,
  aiOperationsSchema,
  peopleSchema,
  settingsSchema,
  remindersSchema,
  absencesSchema,
  digestSchema,
  reviewsSchema,
  followUpsSchema,
  suspensionsSchema,
  incidentsSchema,
  toolsSchema,
  auditTrailSchema,
  evidencePackSchema,
  mcpSchema,
] as const;

type Subject = (typeof subjects)[number];
type All<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;
type Plain<T> = { readonly [K in keyof T]: T[K] };

const collect = <K extends keyof Subject>(part: K) =>
  Object.assign({}, ...subjects.map((subject) => subject[part])) as Plain<All<Subject[K]>>;

/** Every kind of record, by the name of its collection in the register, its table, and its `entity` in the change log. */
export const entities = collect('entities');
export type Entity = keyof typeof entities;
export type EntityRecord<E extends Entity> = z.infer<(typeof entities)[E]>;
export const entityNames = Object.keys(entities) as Entity[];

/** Every action with its words in the change log; null when a sentence of its own describes it. */
export const actionWords = collect('actions');
export type Action = keyof typeof actionWords;

/** The input of each step. */
export const stepInputs = collect('steps');
export type StepKey = keyof typeof stepInputs;
export type StepInput<K extends StepKey> = Plain<z.infer<(typeof stepInputs)[K]>>;

/** One step that a person can take, with its input. */
export type Step = { [K in StepKey]: Plain<{ do: K } & StepInput<K>> }[StepKey];

const keyedSchema = z.looseObject({ do: z.string() });

/** Parses a step from a button or a form. @throws ZodError or RangeError when it is not ours */
export function parseStep(value: unknown): Step {
  const { do: key } = keyedSchema.parse(value);
  if (!Object.hasOwn(stepInputs, key)) throw new RangeError(`no step ${key}`);
  return { do: key, ...stepInputs[key as StepKey].parse(value) } as Step;
}
