import type { Entry } from '../kit/question.ts';
import { conductEntries } from './conduct-entries.ts';
import { dependencyEntries } from './dependency-entries.ts';
import { descriptionEntries } from './description-entries.ts';
import { launchEntries } from './launch-entries.ts';
import { lifeRuleEntries } from './life-rule-entries.ts';
import { listEntries } from './list-entries.ts';
import { ownershipEntries } from './ownership-entries.ts';
import { pilotEntries } from './pilot-entries.ts';
import { pilotOutcomeEntries } from './pilot-outcome-entries.ts';
import { pilotRequestEntries } from './pilot-request-entries.ts';
import { pilotRuleEntries } from './pilot-rule-entries.ts';
import { propertyEntries } from './property-entries.ts';
import { requestEntries } from './request-entries.ts';
import { rolloutRequestEntries } from './rollout-request-entries.ts';
import { similarEntries } from './similar-entries.ts';
import { stageEntries } from './stage-entries.ts';
import { technologyEntries } from './technology-entries.ts';
import { userEntries } from './user-entries.ts';

export const useCaseEntries: readonly Entry[] = [
  ...descriptionEntries,
  ...userEntries,
  ...stageEntries,
  ...launchEntries,
  ...pilotEntries,
  ...pilotOutcomeEntries,
  ...pilotRuleEntries,
  ...lifeRuleEntries,
  ...conductEntries,
  ...technologyEntries,
  ...listEntries,
  ...dependencyEntries,
  ...propertyEntries,
  ...similarEntries,
  ...requestEntries,
  ...ownershipEntries,
  ...pilotRequestEntries,
  ...rolloutRequestEntries,
];
