export { type Assessment, assess, requirementsOn, type Verdict } from './crossing-test.ts';
export { daysAhead, expirations } from './expirations.ts';
export { waitingWords } from './operations-ownership.ts';
export type { Requirement } from './requirement.ts';
export { type History, laterReasons, noHistory, replay, type Spell, spellOn } from './standing.ts';
