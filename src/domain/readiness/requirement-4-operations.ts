import { accountabilityTitles, activeOperators, notAccepted } from '../ai-operations/index.ts';
import { dayOf } from '../calendar.ts';
import type { Gap } from '../decide.ts';
import { derivedOn, type Evidence, evidenceOf, refTo, typedBy } from '../facts.ts';
import { departureOf, leadOf, nameOf } from '../people.ts';
import {
  type Accountability,
  accountabilities,
  type Day,
  type Operator,
  type Register,
  settingsOf,
  type UserId,
} from '../register.ts';
import { vacanciesIn } from '../roles.ts';
import { inSentence } from '../wording.ts';
import type { Requirement } from './requirement.ts';

const holders = (register: Register): readonly Operator[] =>
  activeOperators(register).filter((operator) => notAccepted(operator).length === 0);

/** Whether requirement 4 is met, without its evidence. */
export const isHeld = (register: Register): boolean => holders(register).length > 0;

/**
 * Requirement 4, met while at least one active person has accepted all three accountabilities. Others who were named
 * and did not answer, or who are gone, lose nothing that is held; they are gaps only while nobody holds it.
 */
export function operationsOwnership(register: Register): Requirement {
  const holding = holders(register);
  const gaps = holding.length > 0 ? [] : operationsGaps(register);
  return {
    key: 'R4',
    title: 'AI Operations ownership',
    useCase: null,
    met: gaps.length === 0,
    evidence: holding.map((operator) => accepted(register, operator)),
    gaps,
  };
}

function accepted(register: Register, { person, namedOn, accepted: moments }: Operator): Evidence {
  const last = Math.max(...accountabilities.map((key) => moments[key] ?? 0));
  const on = last > 0 ? dayOf(last, settingsOf(register).timeZone) : namedOn;
  return evidenceOf(
    'accountabilities-accepted',
    { person, accountabilities },
    typedBy(person, on, refTo('operators', person)),
  );
}

function operationsGaps(register: Register): readonly Gap[] {
  const named = [...register.operators.values()];
  const owner = leadOf(register);
  if (named.length === 0)
    return [{ text: 'nobody holds AI Operations', owner, step: { do: 'name-operators' } }];
  if (activeOperators(register).length === 0) {
    const gone = named.map(({ person }) => `${nameOf(register, person)} ${departureOf(register, person)}`);
    const text = `AI Operations has no active owner: ${gone.join(', ')} and needs a successor`;
    return [{ text, owner, step: { do: 'name-operators' } }];
  }
  return named.flatMap((operator): Gap[] => {
    const [gone] = vacanciesIn(register, 'operators', operator);
    if (gone !== undefined) return [{ text: gone, owner, step: { do: 'name-operators' } }];
    const { person } = operator;
    return [
      {
        text: waitingWords(register, person, notAccepted(operator)),
        owner: person,
        step: { do: 'accept-accountabilities' },
      },
    ];
  });
}

/** "Ana has not accepted: model versioning". */
export const waitingWords = (
  register: Register,
  person: UserId,
  missing: readonly Accountability[],
): string =>
  `${nameOf(register, person)} has not accepted: ${missing
    .map((key) => inSentence(accountabilityTitles[key]))
    .join(', ')}`;

/** Those who were named and have not answered, where somebody else holds the role meanwhile. */
export const waitingFlags = (register: Register, today: Day): readonly Evidence[] =>
  activeOperators(register).flatMap((operator) => {
    const missing = notAccepted(operator);
    const values = { person: operator.person, accountabilities: missing };
    return missing.length === 0
      ? []
      : [
          evidenceOf(
            'accountabilities-waiting',
            values,
            derivedOn(today, refTo('operators', operator.person)),
          ),
        ];
  });
