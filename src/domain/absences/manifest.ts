import type { Subject } from '../subject.ts';
import { endAbsenceStep, enterAbsenceStep } from './absences.ts';

export const absences: Subject = {
  steps: [enterAbsenceStep, endAbsenceStep],
};
