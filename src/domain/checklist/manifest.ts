import type { Subject } from '../subject.ts';
import { confirmItemStep, endWaiverStep, reconfirmStep, waiveDriftStep, waiveStep } from './checklist.ts';
import { evidenceLapsing } from './evidence-lapsing-reminder.ts';
import { openChecklist } from './open-checklist-reminder.ts';
import { waiverEnding } from './waiver-ending-reminder.ts';

export const checklistSubject: Subject = {
  steps: [confirmItemStep, reconfirmStep, waiveStep, waiveDriftStep, endWaiverStep],
  reminders: [evidenceLapsing, waiverEnding, openChecklist],
};
