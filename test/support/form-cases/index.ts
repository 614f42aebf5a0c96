import type { FormCase } from '../forms.ts';
import { checklistCases } from './checklist.ts';
import { companyCases } from './company.ts';
import { costCases } from './costs.ts';
import { followUpCases } from './follow-ups.ts';
import { incidentCases } from './incidents.ts';
import { infrastructureCases } from './infrastructure.ts';
import { modelVersionCases } from './model-versions.ts';
import { suspensionCases } from './suspensions.ts';
import { toolCases } from './tools.ts';
import { useCaseCases } from './use-case.ts';

/** One good submission of each form. */
export const cases: Readonly<Record<string, FormCase>> = {
  ...useCaseCases,
  ...checklistCases,
  ...infrastructureCases,
  ...companyCases,
  ...followUpCases,
  ...incidentCases,
  ...suspensionCases,
  ...toolCases,
  ...modelVersionCases,
  ...costCases,
};
