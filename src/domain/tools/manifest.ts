import type { Subject } from '../subject.ts';
import { changeDataRulesStep } from './data-rules.ts';
import { importToolsStep } from './import-tools.ts';
import { decideToolStep, requestToolStep, withdrawToolRequestStep } from './requests.ts';
import { appointToolReviewerStep } from './reviewer.ts';
import { reviewToolStep } from './reviews.ts';
import { toolRequestReminder } from './tool-request-reminder.ts';

export const tools: Subject = {
  steps: [
    requestToolStep,
    decideToolStep,
    withdrawToolRequestStep,
    importToolsStep,
    reviewToolStep,
    appointToolReviewerStep,
    changeDataRulesStep,
  ],
  reminders: [toolRequestReminder],
};
