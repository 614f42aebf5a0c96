import type { Subject } from '../subject.ts';
import { notMineStep, snoozeStep } from './answers.ts';
import { muteNudgesStep, unmuteNudgesStep } from './mutes.ts';

export const reminders: Subject = {
  steps: [snoozeStep, notMineStep, muteNudgesStep, unmuteNudgesStep],
};
