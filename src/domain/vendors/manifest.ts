import type { Subject } from '../subject.ts';
import { dpa } from './dpa-reminder.ts';
import { mergeVendorsStep, recordDpaStep } from './vendors.ts';

export const vendors: Subject = {
  steps: [recordDpaStep, mergeVendorsStep],
  reminders: [dpa],
};
