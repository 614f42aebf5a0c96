import type { Subject } from '../subject.ts';
import {
  commitDecisionStep,
  proposeDecisionStep,
  recordRotationStep,
  withdrawProposalStep,
} from './decisions.ts';
import { closeEvaluationStep, openEvaluationStep } from './evaluations.ts';
import { keyRotation } from './key-rotation-reminder.ts';

export const infrastructure: Subject = {
  steps: [
    proposeDecisionStep,
    withdrawProposalStep,
    commitDecisionStep,
    recordRotationStep,
    openEvaluationStep,
    closeEvaluationStep,
  ],
  reminders: [keyRotation],
};
