import { governanceSections } from './governance-sections.ts';
import { infrastructureSections } from './infrastructure-sections.ts';
import { logSections } from './log-sections.ts';
import { modelAndCostSections } from './model-and-cost-sections.ts';
import type { PackSection } from './section.ts';
import { useCaseSections } from './use-case-sections.ts';
import { verdictSections } from './verdict-sections.ts';

/** Every section of the evidence pack, in its order. A subject adds its sections here. */
export const packSections: readonly PackSection[] = [
  ...verdictSections,
  ...useCaseSections,
  ...infrastructureSections,
  ...governanceSections,
  ...modelAndCostSections,
  ...logSections,
];
