import { activeOperators } from '../ai-operations/index.ts';
import { dpaItemOf } from '../checklist/index.ts';
import { derivedOn, type Evidence, evidenceOf, refTo } from '../facts.ts';
import type { Day, Register, UseCase } from '../register.ts';
import { vacancies } from '../roles.ts';
import { alive, type Requirements } from './requirement.ts';
import { weeklyUseFlag } from './requirement-1-production.ts';
import { rotationFlag } from './requirement-2-infrastructure.ts';
import { waitingFlags } from './requirement-4-operations.ts';

/** Facts that do not fail the test and should be known; a fact with a gap is left to the gap. */
export function flagsOn(register: Register, requirements: Requirements, today: Day): readonly Evidence[] {
  const [{ useCase: first }, , , r4] = requirements;
  const gapSteps = new Set(requirements.flatMap(({ gaps }) => gaps.map(({ step }) => JSON.stringify(step))));
  const started = alive(register).filter(({ life }) => life.stage !== 'proposed');
  const violations = started
    .filter(({ life }) => life.stage === 'production')
    .flatMap((useCase) => violation(register, useCase, gapSteps, today));
  const use = first?.life.stage === 'production' ? weeklyUseFlag(register, first, today) : null;
  return [
    ...violations,
    ...vacantRoles(register, r4.met, today),
    ...(r4.met ? waitingFlags(register, today) : []),
    ...[rotationFlag(register, today), use].filter((flag) => flag !== null),
    ...operatorsWhoOwn(register, started, today),
  ];
}

function violation(
  register: Register,
  useCase: UseCase,
  gapSteps: ReadonlySet<string>,
  today: Day,
): readonly Evidence[] {
  const { state, step, lacks } = dpaItemOf(register, useCase, today);
  return state !== 'open' || gapSteps.has(JSON.stringify(step))
    ? []
    : [
        evidenceOf(
          'dpa-violation',
          { useCase: useCase.key, lacks },
          derivedOn(today, refTo('useCases', useCase.key)),
        ),
      ];
}

const vacantRoles = (register: Register, isHeld: boolean, today: Day): readonly Evidence[] =>
  vacancies(register)
    .filter(({ role }) => !role.decides || (isHeld && role.entity === 'operators'))
    .map(({ person, role, thing, about }) =>
      evidenceOf(
        'role-vacant',
        { person, title: role.title, useCase: role.entity === 'useCases' ? thing : null },
        derivedOn(today, about, refTo('people', person)),
      ),
    );

/** Production that runs beside a day job. */
const operatorsWhoOwn = (register: Register, started: readonly UseCase[], today: Day): readonly Evidence[] =>
  activeOperators(register).flatMap(({ person }) => {
    const useCases = started.filter(({ owner }) => owner === person).map(({ key }) => key);
    return useCases.length === 0
      ? []
      : [
          evidenceOf(
            'operator-owns-use-cases',
            { person, useCases },
            derivedOn(today, refTo('operators', person), ...useCases),
          ),
        ];
  });
