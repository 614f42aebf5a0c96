import { z } from 'zod';
import { day, useCaseKey, userId } from '../values.ts';

export const roiInputs = [
  'users',
  'hoursPerUserPerWeek',
  'weeksPerYear',
  'hourlyCost',
  'modelApi',
  'aiOperations',
  'infrastructure',
  'monitoring',
] as const;
export type RoiInput = (typeof roiInputs)[number];

const roi = z.object({
  useCase: useCaseKey,
  phase: z.enum(['pilot', 'production']),
  inputs: z.record(z.enum(roiInputs), z.number().nonnegative()),
  /** Inputs in neither list are guesses. */
  measured: z.array(z.enum(roiInputs)),
  quoted: z.array(z.enum(roiInputs)),
  overheadPercent: z.number().nonnegative(),
  by: userId,
  on: day,
});
export type Roi = z.infer<typeof roi>;

export const roiId = (useCase: string, phase: Roi['phase']): string => `${useCase}:${phase}`;

/** Records, actions with their change-log words, and steps of ROI. Keys are stored: never rename one. */
export const roiSchema = {
  entities: { roi },
  actions: {
    'record-roi': 'calculated ROI',
  },
  steps: {
    'record-roi': z.object({ useCase: z.string() }),
  },
};
