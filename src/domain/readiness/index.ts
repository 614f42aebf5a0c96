export { type Assessment, assess, requirementsOn, type Verdict } from './crossing-test.ts';
export { daysAhead, expirations } from './expirations.ts';
export type { Requirement } from './requirement.ts';
export { waitingWords } from './requirement-4-operations.ts';
export { type History, laterReasons, noHistory, replay, type Spell, spellOn } from './stage3-history.ts';
