import type { Subject } from '../subject.ts';
import { checkInSeveralStep, checkInStep, planRolloutStep, recordCheckInStep } from './adoption.ts';
import { adoption } from './adoption-reminder.ts';
import { issueIntakeTokenStep, withdrawIntakeTokenStep } from './intake.ts';

export const adoptionSubject: Subject = {
  steps: [
    checkInStep,
    recordCheckInStep,
    checkInSeveralStep,
    planRolloutStep,
    issueIntakeTokenStep,
    withdrawIntakeTokenStep,
  ],
  reminders: [adoption],
};
