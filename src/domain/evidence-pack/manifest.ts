import type { Subject } from '../subject.ts';
import { sendEvidencePackStep } from './request.ts';

export const evidencePack: Subject = {
  steps: [sendEvidencePackStep],
};
