import type { Gap, Step } from '../decide.ts';
import { derivedOn, type Evidence, evidenceOf, refTo, typedBy } from '../facts.ts';
import { answersFor, leadOf } from '../people.ts';
import { type Day, evidenceId, type Register, type UseCase } from '../register.ts';
import { lastSignOfLife, quietDays, quietFor } from '../use-cases/index.ts';
import { counted } from '../wording.ts';
import { alive, ended, type Requirement } from './requirement.ts';
import { checkInSource } from './requirement-1-production.ts';
import { driftGaps, unrecordedGap } from './requirement-2-infrastructure.ts';

/** Requirement 3, judged on the use case that meets it or is closest to it; it cannot be met before requirement 2. */
export function secondPilot(
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
          text: 'shared infrastructure comes first: it cannot stand on what is not settled',
          owner: first.owner,
          step: first.step,
        },
      ]
    : [];
  if (!useCase) {
    // The first use case and the second are one step while there is neither.
    const step: Step =
      alive(register).length === 0
        ? { do: 'register-use-case' }
        : { do: 'register-use-case', stage: 'pilot' };
    const gap: Gap = {
      text: ended(register) ?? 'there is no second use case',
      owner: leadOf(register),
      step,
    };
    return { ...base, met: false, evidence: [], gaps: [gap, ...infrastructure] };
  }
  const gaps = [...pilotGaps(register, useCase, today), ...infrastructure];
  return { ...base, met: gaps.length === 0, evidence: evidenceFor(register, useCase, today), gaps };
}

/** The gaps between a use case and requirement 3, without those of requirement 2. */
export function pilotGaps(register: Register, useCase: UseCase, today: Day): readonly Gap[] {
  const { key, life } = useCase;
  const owner = answersFor(register, useCase);
  const stack = [...driftGaps(register, useCase, today), ...unrecordedGap(register, useCase)];
  if (life.stage === 'proposed') {
    const text = `${key}: its pilot has not started`;
    return [{ text, owner, step: { do: 'start-pilot', useCase: key } }, ...stack];
  }
  if (life.stage !== 'pilot') return stack;
  const silence = quietFor(register, useCase, life.charter, today);
  if (silence <= quietDays) return stack;
  const text = `${key}: no check-in and no new evidence for ${counted(silence, 'day')}, so it does not count as running`;
  return [{ text, owner, step: { do: 'check-in', useCase: key } }, ...stack];
}

/** A check-in is a smaller step than any other: a pilot that fell silent is closer than one on another stack. */
export const stepsToPilot = (register: Register, useCase: UseCase, today: Day): number =>
  pilotGaps(register, useCase, today).reduce((sum, { step }) => sum + (step.do === 'check-in' ? 0.5 : 1), 0);

function evidenceFor(register: Register, useCase: UseCase, today: Day): readonly Evidence[] {
  const { key, name, life } = useCase;
  const self = refTo('useCases', key);
  if (life.stage === 'production') {
    const { liveOn } = life;
    return [evidenceOf('pilot-went-live', { useCase: key, name, liveOn }, typedBy(null, liveOn, self))];
  }
  if (life.stage !== 'pilot')
    return [
      evidenceOf('use-case-closest', { useCase: key, name, stage: life.stage }, derivedOn(today, self)),
    ];
  const { startedOn, decideBy, scaled } = life.charter;
  return [
    evidenceOf(
      'use-case-in-pilot',
      { useCase: key, name, charter: { startedOn, decideBy, scaled } },
      typedBy(null, startedOn, self),
    ),
    ...signEvidence(register, useCase, startedOn),
  ];
}

/** The latest sign, after its start, that a pilot runs. */
function signEvidence(register: Register, useCase: UseCase, startedOn: Day): readonly Evidence[] {
  const { on, item, record } = lastSignOfLife(register, useCase, { startedOn });
  if (record === null) return [];
  const from =
    'week' in record
      ? checkInSource(record)
      : typedBy(record.confirmedBy, on, refTo('evidence', evidenceId(useCase.key, record.details.item)));
  return [evidenceOf('pilot-sign-of-life', { useCase: useCase.key, on, item }, from)];
}
