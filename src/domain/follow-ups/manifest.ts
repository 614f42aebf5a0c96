import type { Subject } from '../subject.ts';
import { followUpDue } from './follow-up-due-reminder.ts';
import { addFollowUpStep, changeFollowUpStep, closeFollowUpStep, reopenFollowUpStep } from './follow-ups.ts';

export const followUps: Subject = {
  steps: [addFollowUpStep, changeFollowUpStep, closeFollowUpStep, reopenFollowUpStep],
  reminders: [followUpDue],
};
