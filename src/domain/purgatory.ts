import { addMonths, daysBetween, written } from './calendar.ts';
import { commitments, decisionCategories, proposals, requiredCategories } from './infrastructure.ts';
import type { Charter, Day, Register, UseCase, UserId } from './register.ts';

export interface Symptom {
  readonly key: string;
  readonly title: string;
  /** What shows it, one line each; empty when the symptom is absent. */
  readonly evidence: (register: Register, today: Day) => readonly string[];
}

interface Pilot {
  readonly useCase: UseCase;
  readonly charter: Charter;
}

const pilots = (register: Register): readonly Pilot[] =>
  [...register.useCases.values()].flatMap((useCase) =>
    useCase.life.stage === 'pilot' ? [{ useCase, charter: useCase.life.charter }] : [],
  );

/** The five symptoms. Source: "What pilot purgatory looks like". */
export const symptoms: readonly Symptom[] = [
  {
    key: 'never-ending-pilot',
    title: 'pilots that never end',
    evidence: (register, today) =>
      pilots(register).flatMap(({ useCase, charter }) => {
        if (charter.decideBy < today) {
          return [`${useCase.key} was to be decided by ${written(charter.decideBy)}, and has not been`];
        }
        return addMonths(charter.startedOn, 12) <= today
          ? [`${useCase.key} has been a pilot since ${written(charter.startedOn)}`]
          : [];
      }),
  },
  {
    key: 'parallel-evaluation',
    title: 'tools compared in parallel',
    evidence: (register) =>
      decisionCategories.flatMap(({ key, title }) => {
        const compared = proposals(register, key).map((decision) => decision.choice);
        return compared.length > 1 ? [`${title}: ${compared.join(', ')} are proposed side by side`] : [];
      }),
  },
  {
    key: 'one-more-data-point',
    title: 'one more data point',
    evidence: (register) =>
      pilots(register).flatMap(({ useCase, charter }) => [
        ...(charter.extensions.length >= 2
          ? [`${useCase.key} was extended ${charter.extensions.length} times`]
          : []),
        ...(charter.movedBars.length > 0 ? [`the bar of ${useCase.key} moved after its start`] : []),
      ]),
  },
  {
    key: 'no-infrastructure',
    title: 'no infrastructure decisions',
    evidence: (register, today) => {
      if (requiredCategories(register).some(({ key }) => commitments(register, key).length > 0)) return [];
      return pilots(register)
        .filter(({ charter }) => charter.decideBy < today || daysBetween(charter.startedOn, today) >= 90)
        .map(
          ({ useCase, charter }) =>
            `none is committed, though ${useCase.key} has been a pilot since ${written(charter.startedOn)}`,
        );
    },
  },
  {
    key: 'worn-out-team',
    title: 'the team is worn out',
    evidence: (register) => {
      const active = new Map<UserId, number>();
      for (const { owner, members, life } of register.useCases.values()) {
        if (life.stage !== 'pilot' && life.stage !== 'production') continue;
        for (const person of new Set([owner, ...members])) active.set(person, (active.get(person) ?? 0) + 1);
      }
      const stretched = [...active.values()].filter((count) => count >= 3).length;
      const people = stretched === 1 ? 'one person is' : `${stretched} people are`;
      return stretched === 0 ? [] : [`${people} on three or more active use cases`];
    },
  },
];

export interface ShownSymptom {
  readonly key: string;
  readonly title: string;
  readonly evidence: readonly string[];
}

export interface Purgatory {
  readonly present: readonly ShownSymptom[];
  /** Two or more symptoms at once. */
  readonly stuck: boolean;
}

export function purgatory(register: Register, today: Day): Purgatory {
  const present = symptoms
    .map(({ key, title, evidence }) => ({ key, title, evidence: evidence(register, today) }))
    .filter((symptom) => symptom.evidence.length > 0);
  return { present, stuck: present.length >= 2 };
}
