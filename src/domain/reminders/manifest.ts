import type { Subject } from '../subject.ts';
import { declineNudgeStep, snoozeNudgeStep } from './answers.ts';
import { muteNudgesStep, unmuteNudgesStep } from './mutes.ts';

export const reminders: Subject = {
  steps: [snoozeNudgeStep, declineNudgeStep, muteNudgesStep, unmuteNudgesStep],
};
