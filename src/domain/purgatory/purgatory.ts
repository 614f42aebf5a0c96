import { addMonths, daysBetween, formatDay } from '../calendar.ts';
import type { Gap } from '../decide.ts';
import {
  assigneeOfEvaluation,
  decisionCategories,
  evaluationSubject,
  listCommitments,
  listOpenEvaluations,
  listProposals,
  listRequiredCategories,
} from '../infrastructure/index.ts';
import { findCurrentName, removeSameTools } from '../names.ts';
import { assigneeOf, leadOf } from '../people.ts';
import type { Category, Charter, Day, Evaluation, Register, UseCase, UserId } from '../register.ts';
import { describeDeadline, isOverdue, tooManyExtensions } from '../use-cases/index.ts';
import { pulseOf } from './pulse.ts';

export interface Symptom {
  readonly key: string;
  readonly title: string;
  /** The text shown when the symptom is absent. */
  readonly absent: string;
  /** Returns the findings; empty when the symptom is absent. */
  readonly findings: (register: Register, today: Day) => readonly Finding[];
}

export interface Finding {
  /** About use cases and counts; names no person. */
  readonly text: string;
  /** The gap whose step ends the symptom. */
  readonly wayOut: Gap | null;
}

/** The limits of the symptoms and of pilot purgatory. Source: "What pilot purgatory looks like". */
export const purgatoryLimits = {
  /** So many symptoms at once are pilot purgatory. */
  symptoms: 2,
  /** A pilot of this age never ends. */
  months: 12,
  /** Without a shared decision, a pilot is no longer than this. */
  days: 90,
  /** A person on this many running use cases is overloaded. */
  useCases: 3,
  /** A team whose answers have this average, or a lower one, is worn out. */
  pulse: 2,
} as const;

interface Pilot {
  readonly useCase: UseCase;
  readonly charter: Charter;
}

const listPilots = (register: Register): readonly Pilot[] =>
  [...register.useCases.values()].flatMap((useCase) =>
    useCase.life.stage === 'pilot' ? [{ useCase, charter: useCase.life.charter }] : [],
  );

const decideGap = (register: Register, useCase: UseCase): Gap => ({
  text: `${useCase.key}: scale it, stop it, or extend it with a reason`,
  owner: assigneeOf(register, useCase),
  step: { do: 'decide-pilot', useCase: useCase.key },
});

const commitGap = (register: Register, category: Category, title: string): Gap => ({
  text: `${title}: commit a decision`,
  owner: leadOf(register),
  step: { do: 'commit-decision', category },
});

const closeGap = (register: Register, evaluation: Evaluation): Gap => ({
  text: `${evaluation.key}: close it with its outcome`,
  owner: assigneeOfEvaluation(register, evaluation),
  step: { do: 'close-evaluation', evaluation: evaluation.key },
});

/** The five symptoms. Source: "What pilot purgatory looks like". */
export const symptoms: readonly Symptom[] = [
  {
    key: 'never-ending-pilot',
    title: 'pilots that never end',
    absent: 'no pilot is past its decide-by date, and none has run for 12 months without a decision',
    findings: (register, today) =>
      listPilots(register).flatMap(({ useCase, charter }) => {
        const wayOut = decideGap(register, useCase);
        if (isOverdue(charter, today)) {
          const text = `${useCase.key}: ${describeDeadline(charter, today)}, and is still open`;
          return [{ text, wayOut }];
        }
        return charter.scaled === null && addMonths(charter.startedOn, purgatoryLimits.months) <= today
          ? [{ text: `${useCase.key} has been a pilot since ${formatDay(charter.startedOn)}`, wayOut }]
          : [];
      }),
  },
  {
    key: 'parallel-evaluation',
    title: 'tools compared in parallel',
    absent: 'no two tools are compared for one purpose, and no evaluation is past its date',
    findings: (register, today) => {
      const open = listOpenEvaluations(register);
      const overdue = open.filter(({ decideBy }) => decideBy < today);
      return [
        ...findDecisionComparisons(register, open),
        ...findUseCaseComparisons(register, open),
        ...overdue.map((evaluation) => ({
          text: `${evaluation.key}, ${evaluationSubject(evaluation)}: decision was due by ${formatDay(evaluation.decideBy)}`,
          wayOut: closeGap(register, evaluation),
        })),
      ];
    },
  },
  {
    key: 'one-more-data-point',
    title: 'waiting for more data',
    absent: 'no pilot was extended twice, and no success criterion was added after the start',
    findings: (register) =>
      listPilots(register).flatMap(({ useCase, charter }) => {
        const wayOut = decideGap(register, useCase);
        const { extensions, movedBars } = charter;
        return [
          ...(extensions.length >= tooManyExtensions
            ? [{ text: `${useCase.key} was extended ${extensions.length} times`, wayOut }]
            : []),
          ...(movedBars.length > 0
            ? [{ text: `${useCase.key} got another success criterion after its start`, wayOut }]
            : []),
        ];
      }),
  },
  {
    key: 'no-infrastructure',
    title: 'no infrastructure decisions',
    absent: 'a shared decision is committed, or no pilot has run for 90 days or past its decide-by date',
    findings: (register, today) => {
      const required = listRequiredCategories(register);
      if (required.some(({ key }) => listCommitments(register, key).length > 0)) return [];
      const [first] = required;
      return listPilots(register)
        .filter(
          ({ charter }) =>
            isOverdue(charter, today) || daysBetween(charter.startedOn, today) >= purgatoryLimits.days,
        )
        .map(({ useCase, charter }) => ({
          text: `no decision is committed, though ${useCase.key} has been a pilot since ${formatDay(charter.startedOn)}`,
          wayOut: first ? commitGap(register, first.key, first.title) : null,
        }));
    },
  },
  {
    key: 'worn-out-team',
    title: 'the team is worn out',
    absent: 'nobody owns or works on three active use cases, and no pilot team says it is worn out',
    findings: (register, today) => [...findOverloadedPeople(register), ...findWornOutTeams(register, today)],
  },
];

/** The most tools that one finding names. */
const maxToolsNamed = 5;
const formatTools = (tools: readonly string[]): string => {
  const rest = tools.length - maxToolsNamed;
  return `${tools.slice(0, maxToolsNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''} are compared in parallel`;
};

/** Finds open categories in which several tools are proposed or evaluated. */
const findDecisionComparisons = (register: Register, open: readonly Evaluation[]): readonly Finding[] =>
  decisionCategories.flatMap(({ key, title }) => {
    const proposed = listCommitments(register, key).length > 0 ? [] : listProposals(register, key);
    const named = [
      ...proposed.map(({ choice }) => choice),
      ...open.filter(({ category }) => category === key).flatMap(({ tools }) => tools),
    ];
    const compared = removeSameTools(named.map((tool) => findCurrentName(register, tool)));
    return compared.length < 2
      ? []
      : [
          {
            text: `${title}: ${formatTools(compared)}`,
            wayOut: commitGap(register, key, title),
          },
        ];
  });

function findUseCaseComparisons(register: Register, open: readonly Evaluation[]): readonly Finding[] {
  const keys = new Set(open.flatMap(({ useCase }) => useCase ?? []));
  return [...keys].flatMap((key) => {
    const own = open.filter(({ useCase }) => useCase === key);
    const tools = own.flatMap((evaluation) => evaluation.tools);
    const compared = removeSameTools(tools.map((tool) => findCurrentName(register, tool)));
    const [first] = own;
    if (compared.length < 2 || !first) return [];
    return [{ text: `${key}: ${formatTools(compared)}`, wayOut: closeGap(register, first) }];
  });
}

/** Finds people on three or more running use cases. The way out is for the lead, who can distribute the work. */
function findOverloadedPeople(register: Register): readonly Finding[] {
  const active = new Map<UserId, UseCase[]>();
  for (const useCase of register.useCases.values()) {
    const { owner, members, life } = useCase;
    if (life.stage !== 'pilot' && life.stage !== 'production') continue;
    for (const person of new Set([owner, ...members])) {
      const known = active.get(person);
      if (known) known.push(useCase);
      else active.set(person, [useCase]);
    }
  }
  const busy = [...active.values()]
    .filter((useCases) => useCases.length >= purgatoryLimits.useCases)
    .sort((a, b) => a.length - b.length);
  const [least, most] = [busy[0], busy.at(-1)];
  const latest = most?.at(-1);
  if (!least || !most || !latest) return [];
  const range = least.length === most.length ? `${most.length}` : `${least.length} to ${most.length}`;
  const who = busy.length === 1 ? 'one person owns or works on' : `${busy.length} people each own or work on`;
  return [
    {
      text: `${who} ${range} active use cases`,
      wayOut: {
        text: `${latest.key}: reassign it or change its team, so that nobody has ${purgatoryLimits.useCases} active use cases`,
        owner: leadOf(register),
        step: { do: 'edit-use-case', useCase: latest.key },
      },
    },
  ];
}

/** Finds pilot teams whose answers average 2 of 5 or less. */
const findWornOutTeams = (register: Register, today: Day): readonly Finding[] =>
  register.pulses.size === 0
    ? []
    : listPilots(register).flatMap(({ useCase }) => {
        const { average } = pulseOf(register, useCase, today);
        return average === null || average > purgatoryLimits.pulse
          ? []
          : [
              {
                text: `the pilot team of ${useCase.key} answers ${purgatoryLimits.pulse} of 5 or less on average`,
                wayOut: decideGap(register, useCase),
              },
            ];
      });

export interface ShownSymptom {
  readonly key: string;
  readonly title: string;
  readonly evidence: readonly string[];
}

export interface Purgatory {
  readonly present: readonly ShownSymptom[];
  /** Two or more symptoms at once. */
  readonly stuck: boolean;
  /** The ways out, each once: shared infrastructure first, because it helps every pilot, then one for each symptom. */
  readonly waysOut: readonly Gap[];
}

export function assessPurgatory(register: Register, today: Day): Purgatory {
  const found = symptoms
    .map(({ key, title, findings }) => ({ key, title, findings: findings(register, today) }))
    .filter(({ findings }) => findings.length > 0);
  const ways = found
    .flatMap(({ findings }) =>
      findings
        .flatMap(({ wayOut }) => wayOut ?? [])
        .map((gap, index) => ({ gap, rank: gap.step.do === 'commit-decision' ? 0 : index === 0 ? 1 : 2 })),
    )
    .sort((a, b) => a.rank - b.rank)
    .map(({ gap }) => [JSON.stringify(gap.step), gap] as const);
  return {
    present: found.map(({ key, title, findings }) => ({
      key,
      title,
      evidence: findings.map(({ text }) => text),
    })),
    stuck: found.length >= purgatoryLimits.symptoms,
    waysOut: [...new Map(ways).values()],
  };
}
