export { notMine, snooze } from './answers.ts';
export {
  type Ask,
  type AskOutcome,
  askOutcomes,
  canSnooze,
  fates,
  historyDays,
  nextRound,
  type Situation,
  snoozesInARow,
  standingConcern,
  threadKey,
  threadsOf,
} from './asking.ts';
export { helpedIn, helperFor } from './help.ts';
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
