import { absences } from './absences/manifest.ts';
import { adoptionSubject } from './adoption/manifest.ts';
import { aiOperations } from './ai-operations/manifest.ts';
import { auditTrail } from './audit-trail/manifest.ts';
import { checklistSubject } from './checklist/manifest.ts';
import { costsSubject } from './costs/manifest.ts';
import type { Outcome } from './decide.ts';
import { digest } from './digest/manifest.ts';
import { evidencePack } from './evidence-pack/manifest.ts';
import { followUps } from './follow-ups/manifest.ts';
import { incidents } from './incidents/manifest.ts';
import { infrastructure } from './infrastructure/manifest.ts';
import { mcp } from './mcp/manifest.ts';
import { modelVersionsSubject } from './model-versions/manifest.ts';
import type { WithActorAndTime } from './permissions.ts';
import { purgatorySubject } from './purgatory/manifest.ts';
import type { Register } from './register.ts';
import { reminders } from './reminders/manifest.ts';
import { reviews } from './reviews/manifest.ts';
import { roiSubject } from './roi/manifest.ts';
import type { Step, StepKey } from './schema.ts';
import { settings } from './settings/manifest.ts';
import type { StepDefinition } from './step.ts';
import type { Subject } from './subject.ts';
import { suspensions } from './suspensions/manifest.ts';
import { tools } from './tools/manifest.ts';
import { useCases } from './use-cases/manifest.ts';
import { vendors } from './vendors/manifest.ts';

/** Every subject with rules. Their records are listed in `schema.ts`. */
export const subjects: readonly Subject[] = [
  absences,
  adoptionSubject,
  aiOperations,
  auditTrail,
  checklistSubject,
  costsSubject,
  digest,
  evidencePack,
  followUps,
  incidents,
  infrastructure,
  mcp,
  modelVersionsSubject,
  purgatorySubject,
  reminders,
  reviews,
  roiSubject,
  settings,
  suspensions,
  tools,
  useCases,
  vendors,
];

const steps = new Map(subjects.flatMap((subject) => subject.steps.map((step) => [step.key, step] as const)));

/** Returns the definition of a step. @throws RangeError when no subject has this key */
export function stepFor<K extends StepKey>(key: K): StepDefinition<K> {
  const found = steps.get(key);
  if (!found) throw new RangeError(`no step ${key}`);
  return found as unknown as StepDefinition<K>;
}

/** Refuses a step that this person may not take; null when they may. */
export const checkPermission = (register: Register, act: WithActorAndTime, step: Step): Outcome | null =>
  (stepFor(step.do).permission as StepDefinition['permission'])(register, act, step as never);

/** Returns the button text of a step where nothing around it names the subject. */
export function stepTitle(step: Step): string {
  const { title, label } = stepFor(step.do) as StepDefinition;
  return title?.(step as never) ?? label;
}
