import {
  accountabilityTitles,
  listActiveOperators,
  listOpenAccountabilities,
} from '../ai-operations/index.ts';
import { dayOf } from '../calendar.ts';
import type { Gap } from '../decide.ts';
import { createEvidence, type Evidence, fromPerson, fromRecords, refTo } from '../facts.ts';
import { explainDeparture, leadOf, nameOf } from '../people.ts';
import {
  type Accountability,
  accountabilities,
  type Day,
  type Operator,
  type Register,
  settingsOf,
  type UserId,
} from '../register.ts';
import { listVacancies } from '../roles.ts';
import { uncapitalize } from '../wording.ts';
import type { Requirement } from './requirement.ts';

const listHolders = (register: Register): readonly Operator[] =>
  listActiveOperators(register).filter((operator) => listOpenAccountabilities(operator).length === 0);

/** True when requirement 4 is met. It skips the evidence, for replays. */
export const isOwnershipHeld = (register: Register): boolean => listHolders(register).length > 0;

/**
 * Assesses requirement 4: met while one active person has accepted all three accountabilities. Others who did not
 * answer or have left are gaps only while nobody holds the role.
 */
export function assessOperations(register: Register): Requirement {
  const holding = listHolders(register);
  const gaps = holding.length > 0 ? [] : listOperationsGaps(register);
  return {
    key: 'R4',
    title: 'AI Operations ownership',
    useCase: null,
    met: gaps.length === 0,
    evidence: holding.map((operator) => acceptanceEvidence(register, operator)),
    gaps,
  };
}

function acceptanceEvidence(register: Register, { person, namedOn, accepted: moments }: Operator): Evidence {
  const last = Math.max(...accountabilities.map((key) => moments[key] ?? 0));
  const on = last > 0 ? dayOf(last, settingsOf(register).timeZone) : namedOn;
  return createEvidence(
    'accountabilities-accepted',
    { person, accountabilities },
    fromPerson(person, on, refTo('operators', person)),
  );
}

function listOperationsGaps(register: Register): readonly Gap[] {
  const named = [...register.operators.values()];
  const owner = leadOf(register);
  if (named.length === 0)
    return [{ text: 'no AI Operations owner is appointed', owner, step: { do: 'name-operators' } }];
  if (listActiveOperators(register).length === 0) {
    const gone = named.map(
      ({ person }) => `${nameOf(register, person)} ${explainDeparture(register, person)}`,
    );
    const text = `AI Operations has no active owner: ${gone.join(', ')} and needs a successor`;
    return [{ text, owner, step: { do: 'name-operators' } }];
  }
  return named.flatMap((operator): Gap[] => {
    const [gone] = listVacancies(register, 'operators', operator);
    if (gone !== undefined) return [{ text: gone, owner, step: { do: 'name-operators' } }];
    const { person } = operator;
    return [
      {
        text: describeWaiting(register, person, listOpenAccountabilities(operator)),
        owner: person,
        step: { do: 'accept-accountabilities' },
      },
    ];
  });
}

/** Returns "Ana has not accepted: model versioning". */
export const describeWaiting = (
  register: Register,
  person: UserId,
  missing: readonly Accountability[],
): string =>
  `${nameOf(register, person)} has not accepted: ${missing
    .map((key) => uncapitalize(accountabilityTitles[key]))
    .join(', ')}`;

/** Returns named people who have not answered, as flags while somebody else holds the role. */
export const listWaitingFlags = (register: Register, today: Day): readonly Evidence[] =>
  listActiveOperators(register).flatMap((operator) => {
    const missing = listOpenAccountabilities(operator);
    const values = { person: operator.person, accountabilities: missing };
    return missing.length === 0
      ? []
      : [
          createEvidence(
            'accountabilities-waiting',
            values,
            fromRecords(today, refTo('operators', operator.person)),
          ),
        ];
  });
