import type { Subject } from '../subject.ts';
import { modelRetirement } from './model-retirement-reminder.ts';
import { recordModelVersionStep } from './model-versions.ts';
import { recordModelRetirementStep, removeModelRetirementStep } from './retirements.ts';

export const modelVersionsSubject: Subject = {
  steps: [recordModelVersionStep, recordModelRetirementStep, removeModelRetirementStep],
  reminders: [modelRetirement],
};
