import type { Entry } from '../kit/question.ts';
import { adoptionRuleEntries } from './adoption-rule-entries.ts';
import { checkInEntries } from './check-in-entries.ts';
import { intakeEntries } from './intake-entries.ts';
import { rolloutEntries } from './rollout-entries.ts';

export const adoptionEntries: readonly Entry[] = [
  ...checkInEntries,
  ...adoptionRuleEntries,
  ...intakeEntries,
  ...rolloutEntries,
];
