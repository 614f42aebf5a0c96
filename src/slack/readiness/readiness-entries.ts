import type { Entry } from '../kit/question.ts';
import { requirementEntries } from './requirement-entries.ts';
import { ruleEntries } from './rule-entries.ts';
import { verdictEntries } from './verdict-entries.ts';

export const readinessEntries: readonly Entry[] = [...verdictEntries, ...ruleEntries, ...requirementEntries];
