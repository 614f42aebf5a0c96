import type { Entry } from '../kit/question.ts';
import { commandEntries } from './command-entries.ts';
import { crossingRuleEntries } from './crossing-rule-entries.ts';
import { definitionEntries } from './definition-entries.ts';
import { greetingEntries } from './greeting-entries.ts';
import { howToEntries } from './how-to-entries.ts';
import { permissionEntries } from './permission-entries.ts';

export const homeEntries: readonly Entry[] = [
  ...greetingEntries,
  ...howToEntries,
  ...permissionEntries,
  ...commandEntries,
  ...crossingRuleEntries,
  ...definitionEntries,
];
