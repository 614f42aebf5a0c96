import type { Subject } from '../subject.ts';
import { accountability } from './accountability-reminder.ts';
import { acceptAccountabilitiesStep, appointOperatorsStep, declineOperationsStep } from './ai-operations.ts';

export const aiOperations: Subject = {
  steps: [appointOperatorsStep, acceptAccountabilitiesStep, declineOperationsStep],
  reminders: [accountability],
};
