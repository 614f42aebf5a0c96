import type { Subject } from '../subject.ts';
import { costReport } from './cost-report-reminder.ts';
import { importCostsStep } from './import-costs.ts';
import { recordCostsSeveralStep, recordCostsStep, removeCostsStep } from './record-costs.ts';

export const costsSubject: Subject = {
  steps: [recordCostsStep, recordCostsSeveralStep, removeCostsStep, importCostsStep],
  reminders: [costReport],
};
