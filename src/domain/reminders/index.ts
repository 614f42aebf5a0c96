export { declineNudge, snoozeNudge } from './answers.ts';
export { findHelper } from './find-helper.ts';
export { findHelpedPerson } from './help-requests.ts';
export { isMutedByOwner } from './muted-owners.ts';
export { listMutes, muteNudges, muteNudgesStep, unmuteNudgesStep } from './mutes.ts';
export { maxUnanswered, type Nudge, type NudgeOutcome, nudgeOutcomes, type ReminderState } from './nudge.ts';
export { findKindTitle, helpKind, listDueNudges } from './nudge-kinds.ts';
export {
  canSnooze,
  createDueNudgeLookup,
  createOutcomeClassifier,
  groupNudges,
  historyDays,
  maxSnoozesInARow,
  nudgeKey,
  planReminders,
  quietHours,
} from './plan-reminders.ts';
export { type Snooze, snoozedUntil, snoozes } from './snoozes.ts';
export {
  calculateStatistics,
  type KindStatistics,
  lowResponseRate,
  minNudgesForRate,
  responseRate,
  statisticsDays,
  type Tally,
} from './statistics.ts';
