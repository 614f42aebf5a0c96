import type { Subject } from '../subject.ts';
import {
  acknowledgeIncidentStep,
  changeIncidentSettingsStep,
  reportIncidentStep,
  resolveIncidentStep,
  updateIncidentStep,
} from './decisions.ts';

export const incidents: Subject = {
  steps: [
    reportIncidentStep,
    acknowledgeIncidentStep,
    updateIncidentStep,
    resolveIncidentStep,
    changeIncidentSettingsStep,
  ],
};
