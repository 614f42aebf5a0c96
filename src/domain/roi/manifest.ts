import type { Subject } from '../subject.ts';
import { recordRoiStep } from './roi.ts';

export const roiSubject: Subject = {
  steps: [recordRoiStep],
};
