import type { Subject } from '../subject.ts';
import { answerPulseStep, askPulseStep } from './pulse.ts';

export const purgatorySubject: Subject = {
  steps: [askPulseStep, answerPulseStep],
};
