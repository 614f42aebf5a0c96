import { indexByUseCase, memoizePerState } from '../by-use-case.ts';
import { addDays, daysBetween, formatDay } from '../calendar.ts';
import { findCurrentName, findSimilarNames, isSameToolIn, removeSameTools } from '../names.ts';
import {
  type Category,
  categories,
  type Day,
  type Decision,
  isOver,
  type Reading,
  type Register,
  type RotationRecord,
  settingsOf,
  type UseCase,
  type UserId,
  type Waiver,
} from '../register.ts';
import { listVacancies } from '../roles.ts';
import { describeRefused } from '../tools/index.ts';
import { formatDaysAgo } from '../wording.ts';

export interface CategoryEntry {
  readonly key: Category;
  readonly title: string;
  /** At most two words, for the button "Commit model provider". */
  readonly shortName: string;
  /** The consequence without it, in a few words. */
  readonly why: string;
  /** Common choices, shown as examples. */
  readonly examples: string;
  /** True when several commitments may exist at once. */
  readonly several: boolean;
  /** The readings of requirement 2 that ask for it. */
  readonly readings: readonly Reading[];
  /** True when a use case must record it in its stack. */
  readonly appliesTo: (useCase: Pick<UseCase, 'retrieval'>) => boolean;
}

const always = () => true;

/**
 * The shared decisions in their order. Source: "The infrastructure decisions Stage 3 requires" (five); the exit
 * criteria name the first four, the crossing test three of them.
 */
export const decisionCategories: readonly CategoryEntry[] = [
  {
    key: 'model-provider',
    title: 'Model provider',
    shortName: 'model provider',
    why: 'production needs an enterprise agreement with an SLA; a pilot account is not enough',
    examples: 'OpenAI Enterprise, Anthropic, Google',
    several: true,
    readings: ['five', 'four', 'three'],
    appliesTo: always,
  },
  {
    key: 'vector-database',
    title: 'Vector database',
    shortName: 'vector database',
    why: 'use cases on different vector stores are costly to bring together later',
    examples: 'Pinecone, Weaviate, Qdrant, pgvector',
    several: false,
    readings: ['five', 'four', 'three'],
    appliesTo: (useCase) => useCase.retrieval,
  },
  {
    key: 'guardrails',
    title: 'Guardrail tooling',
    shortName: 'guardrail tooling',
    why: 'at scale nobody can read every output before it is used',
    examples: 'Guardrails AI, a pre- and post-processing layer of your own',
    several: false,
    readings: ['five', 'four'],
    appliesTo: always,
  },
  {
    key: 'observability',
    title: 'Observability stack',
    shortName: 'observability stack',
    why: 'without it the first sign of trouble is an incident',
    examples: 'LangSmith, Langfuse, Datadog',
    several: false,
    readings: ['five', 'four', 'three'],
    appliesTo: always,
  },
  {
    key: 'api-ownership',
    title: 'API ownership and rate limits',
    shortName: 'API ownership',
    why: 'a key that belongs to one person is lost when that person leaves',
    examples: 'IT service account',
    several: false,
    readings: ['five'],
    appliesTo: always,
  },
];

export function categoryEntry(key: Category): CategoryEntry {
  const entry = decisionCategories.find((candidate) => candidate.key === key);
  if (!entry) throw new RangeError(`no decision category ${key}`);
  return entry;
}

/** Returns the categories that the workspace's reading of requirement 2 requires. */
export const listRequiredCategories = (register: Register): readonly CategoryEntry[] =>
  decisionCategories.filter((entry) => entry.readings.includes(settingsOf(register).reading));

/** Returns the current commitments of a category, oldest first. */
export const listCommitments = (register: Register, category: Category): readonly Decision[] =>
  [...register.decisions.values()].filter(
    (decision) => decision.category === category && decision.status === 'committed',
  );

export const listProposals = (register: Register, category: Category): readonly Decision[] =>
  [...register.decisions.values()].filter(
    (decision) => decision.category === category && decision.status === 'proposed',
  );

export const isNotNeeded = (decision: Decision): boolean =>
  decision.details?.category === 'vector-database' && decision.details.notNeeded;

/** Returns use cases that need a vector database, whatever was decided. */
export const listRetrievalUseCases = (register: Register): readonly UseCase[] =>
  [...register.useCases.values()].filter((useCase) => useCase.retrieval && !isOver(useCase));

/** Returns why the category is open, in words; null when it is settled. */
export function explainOpenCategory(register: Register, category: Category): string | null {
  const standing = listCommitments(register, category);
  const title = categoryEntry(category).title;
  if (standing.length === 0) {
    const proposed = listProposals(register, category).length;
    return proposed === 0 ? `${title}: no decision yet` : `${title}: ${proposed} proposed, none committed`;
  }
  const [reader] = listRetrievalUseCases(register);
  if (reader && standing.every(isNotNeeded)) {
    return `${title}: recorded as not needed, but ${reader.key} uses retrieval`;
  }
  const gone = standing.flatMap((decision) => listVacancies(register, 'decisions', decision));
  return gone.length === 0 ? null : `${title}: ${gone.join('; ')}`;
}

/** Each tool that a use case runs on, by category. */
const runningTools = memoizePerState((register) => {
  const useCases = [...register.useCases.values()];
  return new Map(
    categories.map((category) => [
      category,
      removeSameTools(useCases.flatMap(({ stack }) => stack[category] ?? [])),
    ]),
  );
});

/**
 * Returns tools of a category with similar names, most likely first: committed or proposed ones, and when deciding also
 * those in use, which would become drift.
 */
export function findSimilarTools(
  register: Register,
  category: Category,
  name: string,
  { deciding = false } = {},
): readonly string[] {
  const decisions = [...register.decisions.values()].filter(
    (decision) => decision.category === category && !isNotNeeded(decision),
  );
  const running = runningTools(register).get(category) ?? [];
  const recorded = [...decisions.map(({ choice }) => choice), ...running];
  if (recorded.some((known) => isSameToolIn(register, known, name))) return [];
  const standing = decisions.filter(({ status }) => status === 'committed' || status === 'proposed');
  return findSimilarNames(findCurrentName(register, name), [
    ...standing.map(({ choice }) => choice),
    ...(deciding ? running : []),
  ]);
}

export interface Drift {
  readonly useCase: UseCase;
  readonly category: Category;
  /** The tool in use. */
  readonly runsOn: string;
  /** The committed tool; null when the tool in use was refused, and no decision speaks against it. */
  readonly committed: string | null;
  /** Each refused tool in use, as in "Datadog was refused on 3 March 2026 (T-4)". */
  readonly refused: readonly string[];
  readonly waiver: Waiver | null;
}

const waiversOf = indexByUseCase('waivers');

/** Returns the current waiver; of several, the one that ends last. */
export const findWaiver = (
  register: Register,
  useCase: string,
  matches: (subject: Waiver['subject']) => boolean,
  today: Day,
): Waiver | null =>
  waiversOf(register, useCase)
    .filter((waiver) => matches(waiver.subject) && today <= waiver.until)
    .sort((a, b) => b.until.localeCompare(a.until))[0] ?? null;

/**
 * Returns where a use case runs on something other than the commitment, or on a tool that was refused, including drift
 * under a waiver.
 */
export function findDrift(register: Register, useCase: UseCase, today: Day): readonly Drift[] {
  const required = listRequiredCategories(register);
  return decisionCategories.flatMap((entry) => {
    const { key, title } = entry;
    const stack = useCase.stack[key] ?? [];
    const standing = required.includes(entry) ? listCommitments(register, key) : [];
    const chosen = standing.filter((decision) => !isNotNeeded(decision)).map(({ choice }) => choice);
    const elsewhere =
      standing.length === 0
        ? []
        : stack.filter((name) => !chosen.some((choice) => isSameToolIn(register, choice, name)));
    const refused = stack.filter((name) => describeRefused(register, name) !== null);
    if (elsewhere.length === 0 && refused.length === 0) return [];
    const committed = standing
      .map((decision) => (isNotNeeded(decision) ? `no ${title.toLowerCase()}` : decision.choice))
      .join(' or ');
    const waiver = findWaiver(
      register,
      useCase.key,
      (subject) => subject.kind === 'drift' && subject.category === key,
      today,
    );
    return [
      {
        ...{ useCase, category: key, waiver },
        runsOn: stack.filter((name) => elsewhere.includes(name) || refused.includes(name)).join(', '),
        committed: elsewhere.length === 0 ? null : committed,
        refused: refused.flatMap((name) => describeRefused(register, name) ?? []),
      },
    ];
  });
}

/** Returns "runs on Datadog, but LangSmith is committed", or "runs on Datadog, but Datadog was refused on …". */
export function describeDrift({ runsOn, committed, refused }: Drift): string {
  const against = [...(committed === null ? [] : [`${committed} is committed`]), ...refused];
  return `runs on ${runsOn}, but ${against.join(' and ')}`;
}

/** Returns the committed categories for which the use case has no recorded tool. */
export const listUnrecordedCategories = (register: Register, useCase: UseCase): readonly CategoryEntry[] =>
  listRequiredCategories(register).filter(
    (entry) =>
      entry.appliesTo(useCase) &&
      listCommitments(register, entry.key).length > 0 &&
      (useCase.stack[entry.key] ?? []).length === 0,
  );

export interface Rotation {
  readonly decision: Decision;
  readonly owner: UserId;
  /** The day of the last rotation. */
  readonly last: Day;
  /** The day by which the next rotation is due. */
  readonly next: Day;
  /** The record of the last rotation; null when the decision itself names it. */
  readonly recorded: RotationRecord | null;
}

/** Returns the rotation of the service account's keys; null until it is decided. */
export function rotationOf(register: Register): Rotation | null {
  const [decision] = listCommitments(register, 'api-ownership');
  if (decision?.details?.category !== 'api-ownership') return null;
  const { serviceAccountOwner: owner, rotationDays, lastRotatedOn } = decision.details;
  const recorded = [...register.rotations.values()].reduce<RotationRecord | null>(
    (latest, one) => (one.rotatedOn > (latest?.rotatedOn ?? lastRotatedOn) ? one : latest),
    null,
  );
  const last = recorded?.rotatedOn ?? lastRotatedOn;
  return { decision, owner, last, next: addDays(last, rotationDays), recorded };
}

/** Returns "API key rotation was due on 30 December 2025 (34 days ago)", on or after that day. */
export const describeRotationDue = (dueOn: Day, today: Day): string =>
  `API key rotation was due on ${formatDay(dueOn)} (${formatDaysAgo(daysBetween(dueOn, today))})`;

/** Returns since when the key rotation is overdue, in words; null when it is not. */
export function explainOverdueRotation(register: Register, today: Day): string | null {
  const rotation = rotationOf(register);
  return rotation === null || rotation.next >= today ? null : describeRotationDue(rotation.next, today);
}

/** Returns "committed on 6 October 2025, 147 days ago". */
export const describeCommitment = (decision: Decision, today: Day): string =>
  decision.decidedOn === null
    ? `proposed on ${formatDay(decision.proposedOn)}`
    : `${decision.status === 'superseded' ? 'replaced' : decision.status} on ${formatDay(decision.decidedOn)}, ${formatDaysAgo(daysBetween(decision.decidedOn, today))}`;

/** Returns the stack of a use case that runs on all commitments, by category. */
export const committedStack = (register: Register, useCase: Pick<UseCase, 'retrieval'>): UseCase['stack'] =>
  Object.fromEntries(
    listRequiredCategories(register)
      .filter((entry) => entry.appliesTo(useCase))
      .map(({ key }) => [
        key,
        listCommitments(register, key)
          .filter((decision) => !isNotNeeded(decision))
          .map((decision) => decision.choice),
      ])
      .filter(([, choices]) => (choices as string[]).length > 0),
  );
