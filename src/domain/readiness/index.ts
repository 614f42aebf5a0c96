export { type Assessment, assess, type Requirement, requirementsOn, type Verdict } from './crossing-test.ts';
export { daysAhead, expirations } from './expirations.ts';
export { type History, laterReasons, noHistory, replay, type Spell, spellOn } from './standing.ts';
