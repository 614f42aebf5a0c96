import type { Subject } from '../subject.ts';
import { decisionNear } from './decision-near-reminder.ts';
import { importUseCasesStep } from './import.ts';
import { ownerLeft } from './owner-left-reminder.ts';
import { moveBarStep, startPilotStep } from './pilots.ts';
import { decidePilotStep, goLiveStep, stopUseCaseStep, widenRolloutStep } from './production.ts';
import { reassignStep } from './reassign.ts';
import { stalePilot } from './stale-pilot-reminder.ts';
import { editUseCaseStep, joinUseCaseStep, recordStackStep, registerUseCaseStep } from './use-cases.ts';

export const useCases: Subject = {
  steps: [
    registerUseCaseStep,
    editUseCaseStep,
    joinUseCaseStep,
    recordStackStep,
    importUseCasesStep,
    startPilotStep,
    moveBarStep,
    decidePilotStep,
    goLiveStep,
    widenRolloutStep,
    stopUseCaseStep,
    reassignStep,
  ],
  reminders: [ownerLeft, stalePilot, decisionNear],
};
