export { notMine, snooze } from './answers.ts';
export {
  canSnooze,
  fates,
  historyDays,
  nextRound,
  snoozesInARow,
  standingConcern,
  threadKey,
  threadsOf,
} from './asking.ts';
export { type Ask, type AskOutcome, askOutcomes, type Situation } from './asks.ts';
export { helpedIn } from './help.ts';
export { helperFor } from './helpers.ts';
export { isMutedByOwner } from './muted-owners.ts';
export { mutedBy, muteNudges, unmuteNudgesStep } from './mutes.ts';
export { helpKind, kindTitle } from './nudge-kinds.ts';
export { type Snooze, snoozedUntil, snoozes } from './snoozes.ts';
export {
  enoughAsks,
  fewResponses,
  type KindStatistics,
  nudgeStatistics,
  responseRate,
  statisticsDays,
  type Tally,
} from './statistics.ts';
