import type { Entry } from '../kit/question.ts';
import { checklistRuleEntries } from './checklist-rule-entries.ts';
import { driftWaiverEntries } from './drift-waiver-entries.ts';
import { endWaiverEntries } from './end-waiver-entries.ts';
import { itemEntries } from './item-entries.ts';
import { safeguardEntries } from './safeguard-entries.ts';
import { waiverEntries } from './waiver-entries.ts';

export const checklistEntries: readonly Entry[] = [
  ...itemEntries,
  ...safeguardEntries,
  ...waiverEntries,
  ...driftWaiverEntries,
  ...endWaiverEntries,
  ...checklistRuleEntries,
];
