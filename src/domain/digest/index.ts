export { type AdoptionWeek, adoptionTrend } from './adoption-trend.ts';
export {
  chooseDigest,
  digestRefused,
  dueDigest,
  endDigestStep,
  lateUntil,
  mostDigests,
  nextDigestAt,
  usualSchedule,
} from './digests.ts';
export { isQuiet, type Position, positionOf, type WhatChanged, whatChanged } from './what-changed.ts';
