export { type Assessment, assess, assessRequirements, type Verdict } from './crossing-test.ts';
export { daysAhead, listExpirations } from './expirations.ts';
export type { Requirement } from './requirement.ts';
export { describeWaiting } from './requirement-4-operations.ts';
export {
  emptyHistory,
  findLaterReasons,
  findPeriodOn,
  type History,
  replay,
  type Stage3Period,
} from './stage3-history.ts';
