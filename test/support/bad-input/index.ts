import { badChecklistInput } from './checklist.ts';
import { badCompanyInput } from './company.ts';
import { badCostInput } from './costs.ts';
import { badFollowUpInput } from './follow-ups.ts';
import { badIncidentInput } from './incidents.ts';
import { badInfrastructureInput } from './infrastructure.ts';
import { badModelVersionInput } from './model-versions.ts';
import { badSuspensionInput } from './suspensions.ts';
import { badToolInput } from './tools.ts';
import { badUseCaseInput } from './use-case.ts';
import type { Row } from './words.ts';

/** By the form; who opens it and by which command and button stands with its good submission. */
export const typedIntoForms: Readonly<Record<string, readonly Row[]>> = {
  ...badUseCaseInput,
  ...badChecklistInput,
  ...badInfrastructureInput,
  ...badCompanyInput,
  ...badFollowUpInput,
  ...badIncidentInput,
  ...badSuspensionInput,
  ...badToolInput,
  ...badModelVersionInput,
  ...badCostInput,
};
