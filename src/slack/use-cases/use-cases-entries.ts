import type { Entry } from '../kit/question.ts';
import { dependencyEntries } from './dependency-entries.ts';
import { descriptionEntries } from './description-entries.ts';
import { listEntries } from './list-entries.ts';
import { pilotEntries } from './pilot-entries.ts';
import { pilotOutcomeEntries } from './pilot-outcome-entries.ts';
import { pilotRequestEntries } from './pilot-request-entries.ts';
import { pilotRuleEntries } from './pilot-rule-entries.ts';
import { propertyEntries } from './property-entries.ts';
import { requestEntries } from './request-entries.ts';
import { similarEntries } from './similar-entries.ts';
import { stageEntries } from './stage-entries.ts';
import { technologyEntries } from './technology-entries.ts';

export const useCaseEntries: readonly Entry[] = [
  ...descriptionEntries,
  ...stageEntries,
  ...pilotEntries,
  ...pilotOutcomeEntries,
  ...pilotRuleEntries,
  ...technologyEntries,
  ...listEntries,
  ...dependencyEntries,
  ...propertyEntries,
  ...similarEntries,
  ...requestEntries,
  ...pilotRequestEntries,
];
