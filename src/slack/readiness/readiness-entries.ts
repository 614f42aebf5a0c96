import type { Entry } from '../kit/question.ts';
import { blockerEntries } from './blocker-entries.ts';
import { outlookEntries } from './outlook-entries.ts';
import { requirementEntries } from './requirement-entries.ts';
import { ruleEntries } from './rule-entries.ts';
import { verdictEntries } from './verdict-entries.ts';

export const readinessEntries: readonly Entry[] = [
  ...verdictEntries,
  ...outlookEntries,
  ...ruleEntries,
  ...requirementEntries,
  ...blockerEntries,
];
