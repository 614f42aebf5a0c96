import { findWeeklyUse } from '../adoption/index.ts';
import { formatDay } from '../calendar.ts';
import { checklistEntry, checklistOf, type ItemState, listOpenItems } from '../checklist/index.ts';
import type { Gap } from '../decide.ts';
import { createEvidence, type Evidence, fromPerson, fromRecords, type Provenance, refTo } from '../facts.ts';
import { assigneeOf, leadOf } from '../people.ts';
import { type CheckIn, checkInId, type Day, evidenceId, type Register, type UseCase } from '../register.ts';
import { findSuspension } from '../suspensions/index.ts';
import { listMissingForProduction } from '../use-cases/index.ts';
import { listVendors } from '../vendors/index.ts';
import { formatCount, removeFinalPeriod } from '../wording.ts';
import { explainEndedUseCases, type Requirement } from './requirement.ts';

/** Assesses requirement 1 on the use case that meets it or is closest to it. */
export function assessProduction(register: Register, useCase: UseCase | null, today: Day): Requirement {
  const base = { key: 'R1', title: 'One use case in production', useCase } as const;
  if (!useCase) {
    const text = explainEndedUseCases(register) ?? 'no use case is registered yet';
    const gap: Gap = { text, owner: leadOf(register), step: { do: 'register-use-case' } };
    return { ...base, met: false, evidence: [], gaps: [gap] };
  }
  const gaps = listProductionGaps(register, useCase, today);
  return { ...base, met: gaps.length === 0, evidence: listEvidence(register, useCase, today), gaps };
}

/** Returns the gaps between a use case and requirement 1. */
export function listProductionGaps(register: Register, useCase: UseCase, today: Day): readonly Gap[] {
  const { key, life, intendedUsers } = useCase;
  const owner = assigneeOf(register, useCase);
  const gap = (text: string, step: Gap['step']): Gap => ({ text: `${key}: ${text}`, owner, step });
  const waived = checklistOf(register, useCase, today)
    .filter(({ state }) => state === 'waived')
    .map((item) =>
      gap(
        `${checklistEntry(item.item).title} is waived until ${formatDay(item.waiver?.until ?? today)}; requirement 1 needs its evidence`,
        item.step,
      ),
    );
  if (life.stage !== 'production') {
    const missing = listMissingForProduction(register, useCase, today);
    const open = missing.map(({ text, step }) => gap(text, step));
    return [
      ...(life.stage === 'proposed'
        ? [gap('its pilot has not started', { do: 'start-pilot', useCase: key })]
        : []),
      ...open,
      ...waived,
      gap('it is not live for all intended users', { do: 'go-live', useCase: key }),
    ];
  }
  const suspension = findSuspension(register, useCase);
  const suspended =
    suspension === null
      ? []
      : [
          gap(`suspended since ${formatDay(suspension.on)}: ${removeFinalPeriod(suspension.reason)}`, {
            do: 'resume-use-case',
            useCase: key,
          }),
        ];
  const items = listOpenItems(register, useCase, today);
  const reach =
    life.audience === 'everyone' && intendedUsers > 0 && life.deployed >= intendedUsers
      ? []
      : [
          gap(
            life.audience === 'volunteers'
              ? `live for volunteers only, ${life.deployed} of ${formatCount(intendedUsers, 'intended user')}`
              : `live for ${life.deployed} of ${formatCount(intendedUsers, 'intended user')}`,
            { do: 'widen-rollout', useCase: key },
          ),
        ];
  return [...suspended, ...items.map(({ text, step }) => gap(text, step)), ...waived, ...reach];
}

function listEvidence(register: Register, useCase: UseCase, today: Day): readonly Evidence[] {
  const { key, name, life, intendedUsers } = useCase;
  const items = checklistOf(register, useCase, today);
  const self = refTo('useCases', key);
  if (life.stage !== 'production') {
    return [
      createEvidence('use-case-closest', { useCase: key, name, stage: life.stage }, fromRecords(today, self)),
      checklistEvidence(register, useCase, items, today),
    ];
  }
  const { liveOn, deployed } = life;
  return [
    createEvidence(
      'use-case-live',
      { useCase: key, name, liveOn, deployed, intendedUsers },
      fromPerson(null, liveOn, self),
    ),
    checklistEvidence(register, useCase, items, today),
    ...monitoringEvidence(register, useCase, items),
    weeklyUseEvidence(register, useCase, today),
  ];
}

function checklistEvidence(
  register: Register,
  useCase: UseCase,
  items: readonly ItemState[],
  today: Day,
): Evidence {
  const complete = items.filter(({ state }) => state === 'holds');
  const refs = complete.flatMap(({ item }) =>
    item === 'dpa'
      ? listVendors(register, useCase).map((vendor) => refTo('vendors', vendor.key))
      : [refTo('evidence', evidenceId(useCase.key, item))],
  );
  const values = { useCase: useCase.key, complete: complete.length, of: items.length };
  return createEvidence('checklist-items-complete', values, fromRecords(today, useCase.key, ...refs));
}

/** Requirement 1 names monitoring, so it is evidence of its own. */
function monitoringEvidence(
  register: Register,
  { key }: UseCase,
  items: readonly ItemState[],
): readonly Evidence[] {
  const id = evidenceId(key, 'monitoring');
  const record = register.evidence.get(id);
  const isActive = items.some(({ item, state }) => item === 'monitoring' && state === 'holds');
  return record && isActive
    ? [
        createEvidence(
          'monitoring-active',
          { useCase: key },
          fromPerson(record.confirmedBy, record.confirmedOn, refTo('evidence', id)),
        ),
      ]
    : [];
}

/** Returns the source of a check-in's figures. */
export function checkInSource({ useCase, week, on, by, source }: CheckIn): Provenance {
  const refs = [refTo('checkIns', checkInId(useCase, week))];
  return {
    source: source ?? 'typed',
    at: on,
    by: source === 'typed' ? by : null,
    refs,
  };
}

const weekValues = ({ useCase, week, weekly, intended }: CheckIn, { intendedUsers }: UseCase) => ({
  useCase,
  week,
  weekly,
  intended,
  intendedNow: intendedUsers,
});

function weeklyUseEvidence(register: Register, useCase: UseCase, today: Day): Evidence {
  const use = findWeeklyUse(register, useCase, today);
  return use === null
    ? unknownUseEvidence(useCase, today)
    : createEvidence('weekly-use', weekValues(use.latest, useCase), checkInSource(use.latest));
}

const unknownUseEvidence = ({ key }: UseCase, today: Day): Evidence =>
  createEvidence('weekly-use-unknown', { useCase: key }, fromRecords(today, refTo('useCases', key)));

/** Returns a flag when weekly use is unknown, old, low or falling; null otherwise. */
export function findWeeklyUseFlag(register: Register, useCase: UseCase, today: Day): Evidence | null {
  const use = findWeeklyUse(register, useCase, today);
  if (use === null) return unknownUseEvidence(useCase, today);
  const { latest, doubts } = use;
  return doubts.length === 0
    ? null
    : createEvidence(
        'weekly-use-doubtful',
        { ...weekValues(latest, useCase), doubts },
        checkInSource(latest),
      );
}
