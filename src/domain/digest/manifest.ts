import type { Subject } from '../subject.ts';
import { digestStopped } from './digest-stopped-reminder.ts';
import { chooseDigestStep, endDigestStep } from './digests.ts';

export const digest: Subject = {
  steps: [chooseDigestStep, endDigestStep],
  reminders: [digestStopped],
};
