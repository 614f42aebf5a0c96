import type { Gap } from '../decide.ts';
import { createEvidence, type Evidence, fromPerson, fromRecords, refTo } from '../facts.ts';
import {
  type Drift,
  describeDrift,
  explainOpenCategory,
  findDrift,
  isNotNeeded,
  listCommitments,
  listRequiredCategories,
  listUnrecordedCategories,
  rotationOf,
} from '../infrastructure/index.ts';
import { assigneeOf, leadOf } from '../people.ts';
import type { Category, Day, Decision, Register, UseCase } from '../register.ts';
import { uncapitalize } from '../wording.ts';
import { listOpenUseCases, type Requirement } from './requirement.ts';

/** Assesses requirement 2. The pilot of requirement 3 must run on the commitments too. */
export function assessInfrastructure(register: Register, second: UseCase | null, today: Day): Requirement {
  const lead = leadOf(register);
  const required = listRequiredCategories(register).map(({ key }) => ({
    key,
    open: explainOpenCategory(register, key),
  }));
  const undecided = required.flatMap(({ key, open }): Gap[] =>
    open === null ? [] : [{ text: open, owner: lead, step: { do: 'commit-decision', category: key } }],
  );
  const live = listOpenUseCases(register).filter(({ life }) => life.stage === 'production');
  const running = second?.life.stage === 'pilot' ? [...live, second] : live;
  const elsewhere = running.flatMap((useCase) => findDrift(register, useCase, today));
  const gaps = [
    ...undecided,
    ...running.flatMap((useCase) => listDriftGaps(register, useCase, today)),
    ...live.flatMap((useCase) => findUnrecordedGap(register, useCase)),
  ];
  return {
    key: 'R2',
    title: 'Shared infrastructure committed',
    met: gaps.length === 0,
    useCase: null,
    evidence: [
      ...required.flatMap(({ key, open }) => (open === null ? decisionEvidence(register, key) : [])),
      ...elsewhere.flatMap(waiverEvidence),
      ...stackEvidence(register, running, elsewhere, today),
    ],
    gaps,
  };
}

function decisionEvidence(register: Register, category: Category): readonly Evidence[] {
  const decisions = listCommitments(register, category).map(commitmentEvidence);
  return category === 'api-ownership' ? [...decisions, ...rotationEvidence(register)] : decisions;
}

function commitmentEvidence(decision: Decision): Evidence {
  const { key, category, decidedOn, decidedBy, proposedOn, proposedBy } = decision;
  const choice = isNotNeeded(decision) ? null : decision.choice;
  return createEvidence(
    'decision-committed',
    { category, choice },
    fromPerson(decidedBy ?? proposedBy, decidedOn ?? proposedOn, refTo('decisions', key)),
  );
}

function rotationEvidence(register: Register): readonly Evidence[] {
  const rotation = rotationOf(register);
  if (rotation === null) return [];
  const { decision, last, next, recorded } = rotation;
  const { decidedBy, decidedOn, proposedOn } = decision;
  const from = recorded
    ? fromPerson(recorded.by, recorded.on, refTo('rotations', recorded.rotatedOn))
    : fromPerson(decidedBy, decidedOn ?? proposedOn, refTo('decisions', decision.key));
  return [createEvidence('keys-rotated', { last, next }, from)];
}

/** Returns the flag of an overdue key rotation; null when there is none. */
export function findRotationFlag(register: Register, today: Day): Evidence | null {
  const isAsked = listRequiredCategories(register).some(({ key }) => key === 'api-ownership');
  const rotation = isAsked ? rotationOf(register) : null;
  if (rotation === null || rotation.next >= today) return null;
  const { decision, next, recorded } = rotation;
  const refs = recorded ? [refTo('rotations', recorded.rotatedOn)] : [];
  return createEvidence('rotation-overdue', { dueOn: next }, fromRecords(today, decision.key, ...refs));
}

const waiverEvidence = ({ useCase, category, runsOn, committed, waiver }: Drift): readonly Evidence[] =>
  waiver
    ? [
        createEvidence(
          'stack-waived',
          { useCase: useCase.key, category, runsOn, committed, until: waiver.until },
          fromPerson(waiver.approvedBy, waiver.from, refTo('waivers', waiver.key), useCase.key),
        ),
      ]
    : [];

/** Returns the use cases that run only on commitments, as evidence. */
function stackEvidence(
  register: Register,
  running: readonly UseCase[],
  elsewhere: readonly Drift[],
  today: Day,
): readonly Evidence[] {
  const without = new Set(elsewhere.map(({ useCase }) => useCase.key));
  const keys = running
    .filter(
      (useCase) => !without.has(useCase.key) && listUnrecordedCategories(register, useCase).length === 0,
    )
    .map(({ key }) => key);
  return keys.length === 0 ||
    listRequiredCategories(register).every(({ key }) => !listCommitments(register, key)[0])
    ? []
    : [createEvidence('stacks-on-decisions', { useCases: keys }, fromRecords(today, ...keys))];
}

export const listDriftGaps = (register: Register, useCase: UseCase, today: Day): readonly Gap[] =>
  findDrift(register, useCase, today)
    .filter(({ waiver }) => waiver === null)
    .map((drift) => ({
      text: `${useCase.key} ${describeDrift(drift)}`,
      owner: assigneeOf(register, useCase),
      step: { do: 'record-stack', useCase: useCase.key },
    }));

export function findUnrecordedGap(register: Register, useCase: UseCase): readonly Gap[] {
  const unrecorded = listUnrecordedCategories(register, useCase);
  if (unrecorded.length === 0) return [];
  const text = `${useCase.key}: its stack is not recorded (${unrecorded.map(({ title }) => uncapitalize(title)).join(', ')})`;
  return [{ text, owner: assigneeOf(register, useCase), step: { do: 'record-stack', useCase: useCase.key } }];
}
