import { z } from 'zod';
import { day, useCaseKey, userId } from '../values.ts';

/** The longest name of a model or version, in characters. */
export const maxModelNameLength = 150;

const modelVersion = z.object({
  useCase: useCaseKey,
  model: z.string().min(1),
  version: z.string().min(1),
  /** The first day on which the use case ran this version. */
  from: day,
  source: z.enum(['typed', 'measured']),
  by: userId,
  on: day,
});
export type ModelVersion = z.infer<typeof modelVersion>;

/** A use case changes its version at most once a day. A second record of a day corrects the first. */
export const modelVersionId = (useCase: string, from: string): string => `${useCase}:${from}`;

const modelRetirement = z.object({
  key: z.string().regex(/^MR-\d+$/),
  model: z.string().min(1),
  /** Null when the provider retires every version of the model. */
  version: z.string().nullable(),
  /** The last day on which the provider runs it. */
  endsOn: day,
  /** The announcement of the provider: a web address. */
  announcement: z.string(),
  by: userId,
  on: day,
});
export type ModelRetirement = z.infer<typeof modelRetirement>;

/** Records, actions with their change-log words, and steps of model versions. Keys are stored: never rename one. */
export const modelVersionsSchema = {
  entities: { modelVersions: modelVersion, modelRetirements: modelRetirement },
  actions: {
    'record-model-version': 'recorded the model version',
    'record-model-retirement': 'recorded the retirement date of a model',
    'remove-model-retirement': 'removed the retirement date of a model',
  },
  steps: {
    'record-model-version': z.object({ useCase: z.string() }),
    /** `retirement` is the key of the date to edit; null for a new one. */
    'record-model-retirement': z.object({ retirement: z.string().nullable() }),
    'remove-model-retirement': z.object({ retirement: z.string() }),
  },
};
