import type { Decide } from './decide.ts';
import type { NudgeKind } from './nudge-kind.ts';
import type { StepKey } from './schema.ts';
import type { StepDefinition } from './step.ts';

/** A step of any key, with its decision. */
export type AnyStep = { [K in StepKey]: StepDefinition<K> & { readonly decide: Decide<never> } }[StepKey];

/** The steps and reminders of one subject. Its records are in its schema. */
export interface Subject {
  readonly steps: readonly AnyStep[];
  readonly reminders?: readonly NudgeKind[];
}
