import type { Gap } from '../decide.ts';
import { derivedOn, type Evidence, evidenceOf, refTo, typedBy } from '../facts.ts';
import {
  commitments,
  type Drift,
  drift,
  isNotNeeded,
  openBecause,
  requiredCategories,
  rotationOf,
  unrecorded,
} from '../infrastructure/index.ts';
import { answersFor, leadOf } from '../people.ts';
import type { Category, Day, Decision, Register, UseCase } from '../register.ts';
import { inSentence } from '../wording.ts';
import { alive, type Requirement } from './requirement.ts';

/** Requirement 2; the pilot that requirement 3 is judged on has to run on the decisions too. */
export function sharedInfrastructure(register: Register, second: UseCase | null, today: Day): Requirement {
  const lead = leadOf(register);
  const required = requiredCategories(register).map(({ key }) => ({ key, open: openBecause(register, key) }));
  const undecided = required.flatMap(({ key, open }): Gap[] =>
    open === null ? [] : [{ text: open, owner: lead, step: { do: 'commit-decision', category: key } }],
  );
  const live = alive(register).filter(({ life }) => life.stage === 'production');
  const running = second?.life.stage === 'pilot' ? [...live, second] : live;
  const elsewhere = running.flatMap((useCase) => drift(register, useCase, today));
  const gaps = [
    ...undecided,
    ...running.flatMap((useCase) => driftGaps(register, useCase, today)),
    ...live.flatMap((useCase) => unrecordedGap(register, useCase)),
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
  const decisions = commitments(register, category).map(committed);
  return category === 'api-ownership' ? [...decisions, ...rotationEvidence(register)] : decisions;
}

function committed(decision: Decision): Evidence {
  const { key, category, decidedOn, decidedBy, proposedOn, proposedBy } = decision;
  const choice = isNotNeeded(decision) ? null : decision.choice;
  return evidenceOf(
    'decision-committed',
    { category, choice },
    typedBy(decidedBy ?? proposedBy, decidedOn ?? proposedOn, refTo('decisions', key)),
  );
}

function rotationEvidence(register: Register): readonly Evidence[] {
  const rotation = rotationOf(register);
  if (rotation === null) return [];
  const { decision, last, next, recorded } = rotation;
  const { decidedBy, decidedOn, proposedOn } = decision;
  const from = recorded
    ? typedBy(recorded.by, recorded.on, refTo('rotations', recorded.rotatedOn))
    : typedBy(decidedBy, decidedOn ?? proposedOn, refTo('decisions', decision.key));
  return [evidenceOf('keys-rotated', { last, next }, from)];
}

/** The gap of an overdue rotation of the API keys; null while there is none. */
export function rotationFlag(register: Register, today: Day): Evidence | null {
  const isAsked = requiredCategories(register).some(({ key }) => key === 'api-ownership');
  const rotation = isAsked ? rotationOf(register) : null;
  if (rotation === null || rotation.next >= today) return null;
  const { decision, next, recorded } = rotation;
  const refs = recorded ? [refTo('rotations', recorded.rotatedOn)] : [];
  return evidenceOf('rotation-overdue', { dueOn: next }, derivedOn(today, decision.key, ...refs));
}

const waiverEvidence = ({ useCase, category, runsOn, committed, waiver }: Drift): readonly Evidence[] =>
  waiver
    ? [
        evidenceOf(
          'stack-waived',
          { useCase: useCase.key, category, runsOn, committed, until: waiver.until },
          typedBy(waiver.approvedBy, waiver.from, refTo('waivers', waiver.key), useCase.key),
        ),
      ]
    : [];

/** The use cases that run on what was committed and on nothing else. */
function stackEvidence(
  register: Register,
  running: readonly UseCase[],
  elsewhere: readonly Drift[],
  today: Day,
): readonly Evidence[] {
  const without = new Set(elsewhere.map(({ useCase }) => useCase.key));
  const keys = running
    .filter((useCase) => !without.has(useCase.key) && unrecorded(register, useCase).length === 0)
    .map(({ key }) => key);
  return keys.length === 0 || requiredCategories(register).every(({ key }) => !commitments(register, key)[0])
    ? []
    : [evidenceOf('stacks-on-decisions', { useCases: keys }, derivedOn(today, ...keys))];
}

export const driftGaps = (register: Register, useCase: UseCase, today: Day): readonly Gap[] =>
  drift(register, useCase, today)
    .filter(({ waiver }) => waiver === null)
    .map(({ runsOn, committed }) => ({
      text: `${useCase.key} runs on ${runsOn}, and ${committed} is what was committed`,
      owner: answersFor(register, useCase),
      step: { do: 'record-stack', useCase: useCase.key },
    }));

export function unrecordedGap(register: Register, useCase: UseCase): readonly Gap[] {
  const silent = unrecorded(register, useCase);
  if (silent.length === 0) return [];
  const text = `${useCase.key}: what it runs on is not recorded (${silent.map(({ title }) => inSentence(title)).join(', ')})`;
  return [{ text, owner: answersFor(register, useCase), step: { do: 'record-stack', useCase: useCase.key } }];
}
