export { type AdoptionWeek, computeAdoptionTrend } from './adoption-trend.ts';
export {
  type ChangeSummary,
  hasNoNews,
  snapshotOf,
  summarizeChanges,
  type VerdictSnapshot,
} from './change-summary.ts';
export {
  chooseDigest,
  defaultSchedule,
  endDigestStep,
  findDueDigest,
  findNextDigestTime,
  maxDigests,
  postponeLateDigest,
  stopRefusedDigest,
} from './digests.ts';
