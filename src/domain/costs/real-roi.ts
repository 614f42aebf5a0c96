import type { Cost, Day, Register, Roi, UseCase } from '../register.ts';
import { roiId } from '../register.ts';
import { calculateRoi } from '../roi/index.ts';
import { costsOf } from './costs.ts';

/** The calculated ROI beside the recorded costs. */
export interface RealRoi {
  readonly roi: Roi;
  /** The compared months, oldest first: full months of this stage, the last twelve at most. */
  readonly months: readonly Cost[];
  /** Model API, infrastructure and monitoring a year, as calculated. */
  readonly planned: number;
  /** The same a year, from the recorded months. */
  readonly real: number;
  /** Net value a year, as calculated and with the recorded costs. */
  readonly plannedNet: number;
  readonly realNet: number;
}

/** The stage of a use case that runs, with its first day. */
function phaseOf({ life }: UseCase): { readonly phase: Roi['phase']; readonly since: Day } | null {
  if (life.stage === 'pilot') return { phase: 'pilot', since: life.charter.startedOn };
  return life.stage === 'production' ? { phase: 'production', since: life.liveOn } : null;
}

/**
 * Compares the ROI of the current stage with the recorded costs. The time of AI Operations is on no invoice, so it stays
 * as calculated. Null without an ROI, or before the first full month.
 */
export function compareRoi(register: Register, useCase: UseCase): RealRoi | null {
  const current = phaseOf(useCase);
  const roi = current && register.roi.get(roiId(useCase.key, current.phase));
  if (!current || !roi) return null;
  const months = costsOf(register, useCase.key)
    .filter(({ month }) => `${month}-01` >= current.since)
    .slice(-12);
  if (months.length === 0) return null;
  const { modelApi, infrastructure, monitoring } = roi.inputs;
  const planned = modelApi + infrastructure + monitoring;
  const real = (months.reduce((sum, { amount }) => sum + amount, 0) / months.length) * 12;
  const plannedNet = calculateRoi(roi).net;
  return { roi, months, planned, real, plannedNet, realNet: plannedNet + planned - real };
}
