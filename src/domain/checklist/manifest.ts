import type { Subject } from '../subject.ts';
import { confirmItemStep, reconfirmStep } from './confirm.ts';
import { evidenceLapsing } from './evidence-lapsing-reminder.ts';
import { openChecklist } from './open-checklist-reminder.ts';
import { waiverEnding } from './waiver-ending-reminder.ts';
import { endWaiverStep, waiveDriftStep, waiveStep } from './waivers.ts';

export const checklistSubject: Subject = {
  steps: [confirmItemStep, reconfirmStep, waiveStep, waiveDriftStep, endWaiverStep],
  reminders: [evidenceLapsing, waiverEnding, openChecklist],
};
