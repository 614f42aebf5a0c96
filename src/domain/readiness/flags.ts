import { listActiveOperators } from '../ai-operations/index.ts';
import { findAuditGap } from '../audit-trail/index.ts';
import { dpaItemOf } from '../checklist/index.ts';
import { createEvidence, type Evidence, fromPerson, fromRecords, refTo } from '../facts.ts';
import { findModelRetirement } from '../model-versions/index.ts';
import type { Day, Register, UseCase } from '../register.ts';
import { listAllVacancies } from '../roles.ts';
import { listSuspended } from '../suspensions/index.ts';
import { listOpenUseCases, type Requirements } from './requirement.ts';
import { findWeeklyUseFlag } from './requirement-1-production.ts';
import { findRotationFlag } from './requirement-2-infrastructure.ts';
import { listWaitingFlags } from './requirement-4-operations.ts';

/** Returns facts that do not fail the test but should be known. Facts that a gap already states are left out. */
export function listFlags(register: Register, requirements: Requirements, today: Day): readonly Evidence[] {
  const [{ useCase: first }, , , r4] = requirements;
  const gapSteps = new Set(requirements.flatMap(({ gaps }) => gaps.map(({ step }) => JSON.stringify(step))));
  const started = listOpenUseCases(register).filter(({ life }) => life.stage !== 'proposed');
  const violations = started
    .filter(({ life }) => life.stage === 'production')
    .flatMap((useCase) => listViolations(register, useCase, gapSteps, today));
  const use = first?.life.stage === 'production' ? findWeeklyUseFlag(register, first, today) : null;
  return [
    ...violations,
    ...listSuspendedFlags(register, gapSteps),
    ...listVacantRoles(register, r4.met, today),
    ...(r4.met ? listWaitingFlags(register, today) : []),
    ...[findRotationFlag(register, today), use].filter((flag) => flag !== null),
    ...started.flatMap((useCase) => listSilentTrails(register, useCase, today)),
    ...started.flatMap((useCase) => listRetiredModels(register, useCase, today)),
    ...listOperatorsWhoOwn(register, started, today),
  ];
}

function listViolations(
  register: Register,
  useCase: UseCase,
  gapSteps: ReadonlySet<string>,
  today: Day,
): readonly Evidence[] {
  const { state, step, missing } = dpaItemOf(register, useCase, today);
  return state !== 'open' || gapSteps.has(JSON.stringify(step))
    ? []
    : [
        createEvidence(
          'dpa-violation',
          { useCase: useCase.key, lacks: missing },
          fromRecords(today, refTo('useCases', useCase.key)),
        ),
      ];
}

/** Returns suspended use cases that no gap names. */
const listSuspendedFlags = (register: Register, gapSteps: ReadonlySet<string>): readonly Evidence[] =>
  listSuspended(register)
    .filter(({ useCase }) => !gapSteps.has(JSON.stringify({ do: 'resume-use-case', useCase: useCase.key })))
    .map(({ suspension: { key, useCase, on, by, reason } }) =>
      createEvidence(
        'use-case-suspended',
        { useCase, since: on, reason },
        fromPerson(by, on, refTo('suspensions', key)),
      ),
    );

/** Returns the gap in the audit trail of a use case that may execute. */
function listSilentTrails(register: Register, useCase: UseCase, today: Day): readonly Evidence[] {
  const gap = findAuditGap(register, useCase, today);
  const refs = [refTo('useCases', useCase.key)];
  return gap === null
    ? []
    : [createEvidence('audit-trail-silent', { useCase: useCase.key, ...gap }, fromRecords(today, ...refs))];
}

/** Returns the model that the provider ends, for a use case that runs. */
function listRetiredModels(register: Register, { key }: UseCase, today: Day): readonly Evidence[] {
  const retirement = findModelRetirement(register, key, today);
  if (retirement === null) return [];
  const { model, endsOn } = retirement;
  const refs = [refTo('useCases', key), refTo('modelRetirements', retirement.key)];
  return [createEvidence('model-retirement', { useCase: key, model, endsOn }, fromRecords(today, ...refs))];
}

const listVacantRoles = (register: Register, isHeld: boolean, today: Day): readonly Evidence[] =>
  listAllVacancies(register)
    .filter(({ role }) => !role.decides || (isHeld && role.entity === 'operators'))
    .map(({ person, role, target, about }) =>
      createEvidence(
        'role-vacant',
        { person, title: role.title, useCase: role.entity === 'useCases' ? target : null },
        fromRecords(today, about, refTo('people', person)),
      ),
    );

/** Returns people of AI Operations who also own a use case: production then runs beside their other work. */
const listOperatorsWhoOwn = (
  register: Register,
  started: readonly UseCase[],
  today: Day,
): readonly Evidence[] =>
  listActiveOperators(register).flatMap(({ person }) => {
    const useCases = started.filter(({ owner }) => owner === person).map(({ key }) => key);
    return useCases.length === 0
      ? []
      : [
          createEvidence(
            'operator-owns-use-cases',
            { person, useCases },
            fromRecords(today, refTo('operators', person), ...useCases),
          ),
        ];
  });
