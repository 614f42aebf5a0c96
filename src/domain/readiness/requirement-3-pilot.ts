import type { Gap, Step } from '../decide.ts';
import { createEvidence, type Evidence, fromPerson, fromRecords, refTo } from '../facts.ts';
import { assigneeOf, leadOf } from '../people.ts';
import { type Day, evidenceId, type Register, type UseCase } from '../register.ts';
import { countQuietDays, findLastSignOfLife, quietDays } from '../use-cases/index.ts';
import { formatCount } from '../wording.ts';
import { explainEndedUseCases, listOpenUseCases, type Requirement } from './requirement.ts';
import { checkInSource } from './requirement-1-production.ts';
import { findUnrecordedGap, listDriftGaps } from './requirement-2-infrastructure.ts';

/** Assesses requirement 3 on the use case that meets it or is closest to it. It cannot be met before requirement 2. */
export function assessSecondPilot(
  register: Register,
  useCase: UseCase | null,
  r2: Requirement,
  today: Day,
): Requirement {
  const base = { key: 'R3', title: 'A second use case in active pilot', useCase } as const;
  const first = r2.gaps[0];
  const infrastructure: Gap[] = first
    ? [
        {
          text: 'requirement 2 comes first: the pilot must run on committed infrastructure',
          owner: first.owner,
          step: first.step,
        },
      ]
    : [];
  if (!useCase) {
    // Without any use case, registering one is the step for R1 and R3 alike.
    const step: Step =
      listOpenUseCases(register).length === 0
        ? { do: 'register-use-case' }
        : { do: 'register-use-case', stage: 'pilot' };
    const gap: Gap = {
      text: explainEndedUseCases(register) ?? 'there is no second use case',
      owner: leadOf(register),
      step,
    };
    return { ...base, met: false, evidence: [], gaps: [gap, ...infrastructure] };
  }
  const gaps = [...listPilotGaps(register, useCase, today), ...infrastructure];
  return { ...base, met: gaps.length === 0, evidence: listEvidence(register, useCase, today), gaps };
}

/** Returns the gaps between a use case and requirement 3, without those of requirement 2. */
export function listPilotGaps(register: Register, useCase: UseCase, today: Day): readonly Gap[] {
  const { key, life } = useCase;
  const owner = assigneeOf(register, useCase);
  const stack = [...listDriftGaps(register, useCase, today), ...findUnrecordedGap(register, useCase)];
  if (life.stage === 'proposed') {
    const text = `${key}: its pilot has not started`;
    return [{ text, owner, step: { do: 'start-pilot', useCase: key } }, ...stack];
  }
  if (life.stage !== 'pilot') return stack;
  const silence = countQuietDays(register, useCase, life.charter, today);
  if (silence <= quietDays) return stack;
  const text = `${key}: no check-in and no new evidence for ${formatCount(silence, 'day')}, so the pilot is inactive`;
  return [{ text, owner, step: { do: 'check-in', useCase: key } }, ...stack];
}

/**
 * Counts the steps to requirement 3. A check-in counts less than other steps, so a silent pilot is closer than one with
 * drift.
 */
export const countStepsToPilot = (register: Register, useCase: UseCase, today: Day): number =>
  listPilotGaps(register, useCase, today).reduce(
    (sum, { step }) => sum + (step.do === 'check-in' ? 0.5 : 1),
    0,
  );

function listEvidence(register: Register, useCase: UseCase, today: Day): readonly Evidence[] {
  const { key, name, life } = useCase;
  const self = refTo('useCases', key);
  if (life.stage === 'production') {
    const { liveOn } = life;
    return [
      createEvidence('pilot-went-live', { useCase: key, name, liveOn }, fromPerson(null, liveOn, self)),
    ];
  }
  if (life.stage !== 'pilot')
    return [
      createEvidence('use-case-closest', { useCase: key, name, stage: life.stage }, fromRecords(today, self)),
    ];
  const { startedOn, decideBy, scaled } = life.charter;
  return [
    createEvidence(
      'use-case-in-pilot',
      { useCase: key, name, charter: { startedOn, decideBy, scaled } },
      fromPerson(null, startedOn, self),
    ),
    ...signEvidence(register, useCase, startedOn),
  ];
}

/** Returns the latest sign of life after the start. */
function signEvidence(register: Register, useCase: UseCase, startedOn: Day): readonly Evidence[] {
  const { on, item, record } = findLastSignOfLife(register, useCase, { startedOn });
  if (record === null) return [];
  const from =
    'week' in record
      ? checkInSource(record)
      : fromPerson(record.confirmedBy, on, refTo('evidence', evidenceId(useCase.key, record.details.item)));
  return [createEvidence('pilot-sign-of-life', { useCase: useCase.key, on, item }, from)];
}
