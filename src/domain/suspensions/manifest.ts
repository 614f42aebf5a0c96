import type { Subject } from '../subject.ts';
import { resumeUseCaseStep, suspendUseCaseStep } from './suspensions.ts';

export const suspensions: Subject = {
  steps: [suspendUseCaseStep, resumeUseCaseStep],
};
