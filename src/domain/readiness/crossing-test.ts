import { countItemsWithoutEvidence } from '../checklist/index.ts';
import type { Gap } from '../decide.ts';
import type { Evidence } from '../facts.ts';
import { explainOpenCategory, listRequiredCategories } from '../infrastructure/index.ts';
import { assessPurgatory, type Purgatory } from '../purgatory/index.ts';
import { type Day, type Reading, type Register, settingsOf, type UseCase } from '../register.ts';
import { listFlags } from './flags.ts';
import { listOpenUseCases, type Requirement, type Requirements, stageRank } from './requirement.ts';
import { assessProduction, listProductionGaps } from './requirement-1-production.ts';
import { assessInfrastructure, findUnrecordedGap, listDriftGaps } from './requirement-2-infrastructure.ts';
import { assessSecondPilot, countStepsToPilot, listPilotGaps } from './requirement-3-pilot.ts';
import { assessOperations, isOwnershipHeld } from './requirement-4-operations.ts';

export type Verdict = 'Stage 3' | 'Scaled pilot' | 'Stage 2' | 'Stage 1';

export interface Blocker extends Gap {
  readonly requirement: Requirement['key'];
}

export interface Assessment {
  readonly today: Day;
  readonly verdict: Verdict;
  readonly met: number;
  readonly requirements: Requirements;
  readonly reading: Reading;
  /** The requirement that needs the fewest steps comes first. */
  readonly blockers: readonly Blocker[];
  /** Facts that do not fail the test but should be known. */
  readonly flags: readonly Evidence[];
  readonly purgatory: Purgatory;
}

/** The use cases on which R1 and R3 are judged; null when there is none. */
export interface Candidates {
  readonly first: UseCase | null;
  readonly second: UseCase | null;
}

/** Returns the use case that meets R1 or is closest to it, and of the others the one closest to R3. */
function findCandidates(register: Register, today: Day): Candidates {
  const inOrder = [...listOpenUseCases(register)].sort(
    (a, b) => stageRank[a.life.stage] - stageRank[b.life.stage] || keyNumber(a) - keyNumber(b),
  );
  const first = findClosest(
    inOrder,
    (one) => stepsByStage[one.life.stage] + countItemsWithoutEvidence(register, one),
    (one) => listProductionGaps(register, one, today).length,
  );
  const others = inOrder.filter((useCase) => useCase !== first);
  const second = findClosest(
    others,
    ({ life }) => (life.stage === 'proposed' ? 1 : 0),
    (one) => countStepsToPilot(register, one, today),
  );
  return { first, second };
}

/** Returns the four requirements as of a day, judged on these use cases. */
export function assessRequirements(
  register: Register,
  today: Day,
  { first, second }: Candidates = findCandidates(register, today),
): Requirements {
  const r2 = assessInfrastructure(register, second, today);
  return [
    assessProduction(register, first, today),
    r2,
    assessSecondPilot(register, second, r2, today),
    assessOperations(register),
  ];
}

/** Answers "Are we Stage 3?" from the register. Source: "The Stage 2-to-3 Crossing Test". */
export function assess(register: Register, today: Day): Assessment {
  const requirements = assessRequirements(register, today);
  const met = requirements.filter((requirement) => requirement.met).length;
  return {
    today,
    verdict: verdictOf(register, requirements, met),
    met,
    requirements,
    reading: settingsOf(register).reading,
    blockers: listBlockers(requirements),
    flags: listFlags(register, requirements, today),
    purgatory: assessPurgatory(register, today),
  };
}

/**
 * True when all four requirements are met. It finds the same as `assess` at a lower cost, for replays. If several use
 * cases meet requirement 1, any of them can be the first: the others then meet requirement 3.
 */
export function isStage3(register: Register, today: Day): boolean {
  if (!isOwnershipHeld(register)) return false;
  if (listRequiredCategories(register).some(({ key }) => explainOpenCategory(register, key) !== null))
    return false;
  const running = listOpenUseCases(register).filter(
    ({ life }) => life.stage === 'production' || life.stage === 'pilot',
  );
  const live = running.filter(({ life }) => life.stage === 'production');
  const hasStackGap = (useCase: UseCase) =>
    findUnrecordedGap(register, useCase).length > 0 || listDriftGaps(register, useCase, today).length > 0;
  if (live.some(hasStackGap)) return false;
  const first = live.find((useCase) => listProductionGaps(register, useCase, today).length === 0);
  if (!first) return false;
  return running.some((useCase) => useCase !== first && listPilotGaps(register, useCase, today).length === 0);
}

function verdictOf(register: Register, [r1]: Requirements, met: number): Verdict {
  if (met === 4) return 'Stage 3';
  if (met === 1 && r1.met) return 'Scaled pilot';
  const everRan = [...register.useCases.values()].some(
    ({ life }) => life.stage !== 'proposed' && (life.stage !== 'stopped' || life.charter !== null),
  );
  return everRan ? 'Stage 2' : 'Stage 1';
}

/**
 * Returns blockers by requirement, the fewest steps first. The steps of R2 count for R3 too, which depends on it. A
 * step that serves several requirements is listed once.
 */
function listBlockers(requirements: Requirements): readonly Blocker[] {
  const [, r2] = requirements;
  const steps = ({ key, gaps }: Requirement) =>
    new Set([...gaps, ...(key === 'R3' ? r2.gaps : [])].map(({ step }) => JSON.stringify(step))).size;
  const asked = new Set<string>();
  return [...requirements]
    .sort((a, b) => steps(a) - steps(b) || a.key.localeCompare(b.key))
    .flatMap(({ key, gaps }) => gaps.map((gap) => ({ ...gap, requirement: key })))
    .filter(({ step }) => {
      const id = JSON.stringify(step);
      if (asked.has(id)) return false;
      asked.add(id);
      return true;
    });
}

const keyNumber = (useCase: UseCase) => Number(useCase.key.slice(3));

/**
 * The number of steps that the stage adds on the way to requirement 1: a pilot must go live, a proposal must start
 * first.
 */
const stepsByStage = { production: 0, pilot: 1, proposed: 2, stopped: 0, retired: 0 } as const;

/**
 * Returns the use case with the fewest steps left; among equals the first in the given order. Steps are counted only
 * when `fewest` can still win.
 * @param fewest a quick lower bound for the steps
 */
function findClosest(
  inOrder: readonly UseCase[],
  fewest: (useCase: UseCase) => number,
  stepsOf: (useCase: UseCase) => number,
): UseCase | null {
  let found: { readonly useCase: UseCase; readonly steps: number } | null = null;
  for (const useCase of inOrder) {
    if (found && found.steps <= fewest(useCase)) continue;
    const steps = stepsOf(useCase);
    if (!found || steps < found.steps) found = { useCase, steps };
  }
  return found?.useCase ?? null;
}
