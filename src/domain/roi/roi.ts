import { createDraft } from '../change.ts';
import { accept, refuseInvalid } from '../decide.ts';
import { ownerOrOperations } from '../permissions.ts';
import { type Register, type Roi, type RoiInput, roiId, roiInputs, type UseCase } from '../register.ts';
import { defineStep } from '../step.ts';

/** Suggested in a new calculation. Source: "The ROI recalculation at Stage 3". */
export const usualRoi = { weeksPerYear: 48, hourlyCost: 50, overheadPercent: 20 } as const;

export interface RoiResult {
  readonly hours: number;
  readonly labourValue: number;
  readonly cost: number;
  readonly net: number;
  readonly overhead: number;
  readonly netWithOverhead: number;
}

/** Returns yearly figures in the workspace's currency. Source: "The ROI recalculation at Stage 3". */
export function calculateRoi({
  inputs,
  overheadPercent,
}: Pick<Roi, 'inputs' | 'overheadPercent'>): RoiResult {
  const hours = inputs.users * inputs.hoursPerUserPerWeek * inputs.weeksPerYear;
  const labourValue = hours * inputs.hourlyCost;
  const cost = inputs.modelApi + inputs.aiOperations + inputs.infrastructure + inputs.monitoring;
  const overhead = (cost * overheadPercent) / 100;
  const net = labourValue - cost;
  return { hours, labourValue, cost, net, overhead, netWithOverhead: net - overhead };
}

/** Returns the ROI of production if there is one, otherwise of the pilot. */
export const findRoi = ({ roi }: Register, useCase: string): Roi | null =>
  roi.get(roiId(useCase, 'production')) ?? roi.get(roiId(useCase, 'pilot')) ?? null;

export const sourceOf = (roi: Roi, input: RoiInput): 'measured' | 'quoted' | 'guessed' =>
  roi.measured.includes(input) ? 'measured' : roi.quoted.includes(input) ? 'quoted' : 'guessed';

/** Returns why the ROI does not allow going live, in words; null when it has a quoted or measured production price. */
export function explainMissingProductionRoi(
  register: Register,
  useCase: Pick<UseCase, 'key'>,
): string | null {
  const roi = register.roi.get(roiId(useCase.key, 'production'));
  if (!roi) return 'ROI: not calculated yet with production pricing';
  return sourceOf(roi, 'modelApi') === 'guessed'
    ? 'ROI: the model API cost is a guess, not a quote at the expected volume'
    : null;
}

export type RoiRecord = Omit<Roi, 'by' | 'on'>;

export const recordRoiStep = defineStep<'record-roi', RoiRecord>({
  key: 'record-roi',
  label: 'Calculate ROI',
  permission: ownerOrOperations,
  decide: (register, input, act) => {
    const both = roiInputs.find((name) => input.measured.includes(name) && input.quoted.includes(name));
    const refused = refuseInvalid({
      users: input.inputs.users < 1 && 'Enter at least 1 user.',
      hoursPerUserPerWeek: input.inputs.hoursPerUserPerWeek > 168 && 'Enter at most 168 hours, a full week.',
      weeksPerYear: input.inputs.weeksPerYear > 53 && 'Enter at most 53 weeks.',
      quoted: both && 'The same figure is ticked as measured and as quoted. Tick it in one list only.',
      overheadPercent: input.overheadPercent > 500 && 'Enter at most 500 percent.',
    });
    if (refused) return refused;
    const roi: Roi = { ...input, by: act.actor.id, on: act.today };
    return accept(createDraft(register, 'record-roi', 'roi', roiId(input.useCase, input.phase), roi));
  },
});
export const recordRoi = recordRoiStep.decide;
