import type { Subject } from '../subject.ts';
import { chooseDigestStep, endDigestStep } from './digest.ts';
import { digestStopped } from './digest-stopped-reminder.ts';

export const digest: Subject = {
  steps: [chooseDigestStep, endDigestStep],
  reminders: [digestStopped],
};
