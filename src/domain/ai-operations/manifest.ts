import type { Subject } from '../subject.ts';
import { accountability } from './accountability-reminder.ts';
import { acceptAccountabilitiesStep, declineOperationsStep, nameOperatorsStep } from './ai-operations.ts';

export const aiOperations: Subject = {
  steps: [nameOperatorsStep, acceptAccountabilitiesStep, declineOperationsStep],
  reminders: [accountability],
};
