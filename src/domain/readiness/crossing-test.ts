import { weeklyUse } from '../adoption/index.ts';
import { accountabilityTitles, activeOperators, notAccepted } from '../ai-operations/index.ts';
import { written } from '../calendar.ts';
import { checklistEntry, checklistOf, openItem, openItems } from '../checklist/index.ts';
import type { Gap, Step } from '../decide.ts';
import {
  commitments,
  committedSince,
  drift,
  isNotNeeded,
  openBecause,
  overdueRotation,
  requiredCategories,
  rotationEvidence,
  unrecorded,
} from '../infrastructure/index.ts';
import { answersFor, departureOf, leadOf, nameOf } from '../people.ts';
import { type Purgatory, purgatory } from '../purgatory/index.ts';
import {
  type Day,
  type Operator,
  type Reading,
  type Register,
  settingsOf,
  type UseCase,
} from '../register.ts';
import { vacancies, vacanciesIn } from '../roles.ts';
import { dueWords, missingForProduction, quietDays, quietFor } from '../use-cases/index.ts';
import { counted, inSentence } from '../wording.ts';

export type Verdict = 'Stage 3' | 'Scaled pilot' | 'Stage 2' | 'Stage 1';

export interface Requirement {
  readonly key: 'R1' | 'R2' | 'R3' | 'R4';
  readonly title: string;
  readonly met: boolean;
  /** The use case that meets it, or is closest to it. */
  readonly useCase: UseCase | null;
  /** How it stands, in one or two short lines. */
  readonly summary: readonly string[];
  readonly evidence: readonly string[];
  /** What is missing; empty exactly when it is met. */
  readonly gaps: readonly Gap[];
}

export interface Blocker extends Gap {
  readonly requirement: Requirement['key'];
}

export interface Assessment {
  readonly today: Day;
  readonly verdict: Verdict;
  readonly met: number;
  readonly requirements: Requirements;
  readonly reading: Reading;
  /** Ordered by the fewest steps to the next requirement met. */
  readonly blockers: readonly Blocker[];
  /** What does not fail the test and should be known. */
  readonly flags: readonly string[];
  readonly purgatory: Purgatory;
}

export type Requirements = readonly [Requirement, Requirement, Requirement, Requirement];

/** The use cases that R1 and R3 are judged on; null where there is none. */
export interface Candidates {
  readonly first: UseCase | null;
  readonly second: UseCase | null;
}

/** The use case that meets R1, or is closest to it, and of the others the one that is closest to R3. */
function candidatesOn(register: Register, today: Day): Candidates {
  const first = closest(
    alive(register).map((useCase) => ({
      useCase,
      steps: productionGaps(register, useCase, today).length,
    })),
  );
  const second = closest(
    alive(register)
      .filter((useCase) => useCase !== first)
      .map((useCase) => ({ useCase, steps: stepsToPilot(register, useCase, today) })),
  );
  return { first, second };
}

/** The four requirements as they stand on a day, judged on these use cases. */
export function requirementsOn(
  register: Register,
  today: Day,
  { first, second }: Candidates = candidatesOn(register, today),
): Requirements {
  const r2 = sharedInfrastructure(register, second, today);
  return [
    oneInProduction(register, first, today),
    r2,
    secondPilot(register, second, r2, today),
    operationsOwnership(register),
  ];
}

/** "Are we Stage 3?", judged on what the register holds. Source: "The Stage 2-to-3 Crossing Test". */
export function assess(register: Register, today: Day): Assessment {
  const requirements = requirementsOn(register, today);
  const met = requirements.filter((requirement) => requirement.met).length;
  return {
    today,
    verdict: verdictOf(register, requirements, met),
    met,
    requirements,
    reading: settingsOf(register).reading,
    blockers: blockers(requirements),
    flags: flags(register, requirements, today),
    purgatory: purgatory(register, today),
  };
}

/**
 * Whether all four hold: the same as `assess` finds, without words and at the least cost, for a log that is replayed.
 * It does not matter which use case meets requirement 1 where several do: each of the others then meets requirement 3.
 */
export function isStage3(register: Register, today: Day): boolean {
  if (!operationsOwnership(register).met) return false;
  if (requiredCategories(register).some(({ key }) => openBecause(register, key) !== null)) return false;
  const running = alive(register).filter(({ life }) => life.stage === 'production' || life.stage === 'pilot');
  const live = running.filter(({ life }) => life.stage === 'production');
  const elsewhere = (useCase: UseCase) =>
    unrecordedGap(register, useCase).length > 0 || driftGaps(register, useCase, today).length > 0;
  if (live.some(elsewhere)) return false;
  const first = live.find((useCase) => productionGaps(register, useCase, today).length === 0);
  if (!first) return false;
  return running.some((useCase) => useCase !== first && pilotGaps(register, useCase, today).length === 0);
}

function verdictOf(register: Register, [r1]: Requirements, met: number): Verdict {
  if (met === 4) return 'Stage 3';
  if (met === 1 && r1.met) return 'Scaled pilot';
  const everRan = [...register.useCases.values()].some(
    ({ life }) => life.stage !== 'proposed' && (life.stage !== 'stopped' || life.charter !== null),
  );
  return everRan ? 'Stage 2' : 'Stage 1';
}

/**
 * Requirements with the fewest steps first, those of R2 counted into R3, which cannot hold before it; a step that
 * serves several requirements is asked once.
 */
function blockers(requirements: Requirements): readonly Blocker[] {
  const [, r2] = requirements;
  const steps = ({ key, gaps }: Requirement) =>
    new Set([...gaps, ...(key === 'R3' ? r2.gaps : [])].map(({ step }) => JSON.stringify(step))).size;
  const asked = new Set<string>();
  return [...requirements]
    .sort((a, b) => steps(a) - steps(b) || a.key.localeCompare(b.key))
    .flatMap(({ key, gaps }) => gaps.map((gap) => ({ ...gap, requirement: key })))
    .filter(({ step }) => {
      const id = JSON.stringify(step);
      if (asked.has(id)) return false;
      asked.add(id);
      return true;
    });
}

interface Candidate {
  readonly useCase: UseCase;
  readonly steps: number;
}

const stageRank = { production: 0, pilot: 1, proposed: 2, stopped: 3, retired: 3 } as const;
const number = (useCase: UseCase) => Number(useCase.key.slice(3));

/** The use case with the fewest steps to go; of equals the one further along, then the older one. */
function closest(candidates: readonly Candidate[]): UseCase | null {
  const found = candidates.reduce<Candidate | null>((best, next) => {
    if (!best) return next;
    const order =
      next.steps - best.steps ||
      stageRank[next.useCase.life.stage] - stageRank[best.useCase.life.stage] ||
      number(next.useCase) - number(best.useCase);
    return order < 0 ? next : best;
  }, null);
  return found?.useCase ?? null;
}

const alive = (register: Register): readonly UseCase[] =>
  [...register.useCases.values()].filter(({ life }) => stageRank[life.stage] < 3);

const named = (useCase: UseCase) => `${useCase.key} ${useCase.name}`;

/** Where use cases are registered and missing here because they ended, in words; null where none has ended. */
function ended(register: Register): string | null {
  const left = alive(register).length;
  if (register.useCases.size === left) return null;
  return left === 0 ? 'every use case was stopped or retired' : 'every other use case was stopped or retired';
}

function oneInProduction(register: Register, useCase: UseCase | null, today: Day): Requirement {
  const title = 'One use case in production';
  if (!useCase) {
    const text = ended(register) ?? 'no use case is registered yet';
    const gap: Gap = { text, owner: leadOf(register), step: { do: 'register-use-case' } };
    return { key: 'R1', title, met: false, useCase: null, summary: [], evidence: [], gaps: [gap] };
  }
  const gaps = productionGaps(register, useCase, today);
  const { life } = useCase;
  const evidence =
    life.stage === 'production'
      ? [
          `${named(useCase)}: live since ${written(life.liveOn)}, ${life.deployed} of ${counted(useCase.intendedUsers, 'user')}, ${holding(register, useCase, today)} of 8 on the checklist`,
          weeklyUse(register, useCase, today).fact,
        ]
      : [
          `closest: ${named(useCase)}, ${life.stage === 'pilot' ? 'in pilot' : 'proposed'}, ${holding(register, useCase, today)} of 8 on the checklist`,
        ];
  const use = weeklyUse(register, useCase, today);
  const ready = `${holding(register, useCase, today)} of 8`;
  const summary =
    life.stage === 'production'
      ? [
          `${named(useCase)} · ${life.deployed} of ${useCase.intendedUsers} live · ${ready}`,
          // A figure that is a flag is shown there.
          ...(use.warning === null ? [use.fact] : []),
        ]
      : [`closest: ${named(useCase)} · ${life.stage === 'pilot' ? 'in pilot' : 'proposed'} · ${ready}`];
  return { key: 'R1', title, met: gaps.length === 0, useCase, summary, evidence, gaps };
}

const holding = (register: Register, useCase: UseCase, today: Day): number =>
  checklistOf(register, useCase, today).filter(({ state }) => state === 'holds').length;

function productionGaps(register: Register, useCase: UseCase, today: Day): readonly Gap[] {
  const { key, life, intendedUsers } = useCase;
  const owner = answersFor(register, useCase);
  const gap = (text: string, step: Gap['step']): Gap => ({ text: `${key}: ${text}`, owner, step });
  const waived = checklistOf(register, useCase, today)
    .filter(({ state }) => state === 'waived')
    .map((item) =>
      gap(
        `${checklistEntry(item.item).title} is waived until ${written(item.waiver?.until ?? today)}; a waiver is not evidence`,
        item.step,
      ),
    );
  if (life.stage !== 'production') {
    const missing = missingForProduction(register, useCase, today);
    const open = missing.map(({ text, step }) => gap(text, step));
    return [
      ...(life.stage === 'proposed'
        ? [gap('its pilot has not started', { do: 'start-pilot', useCase: key })]
        : []),
      ...open,
      ...waived,
      gap('it is not live for everyone it is meant for', { do: 'go-live', useCase: key }),
    ];
  }
  const items = openItems(register, useCase, today);
  const reach =
    life.audience === 'everyone' && intendedUsers > 0 && life.deployed >= intendedUsers
      ? []
      : [
          gap(
            life.audience === 'volunteers'
              ? `live for volunteers only, ${life.deployed} of ${counted(intendedUsers, 'intended user')}`
              : `live for ${life.deployed} of ${counted(intendedUsers, 'intended user')}`,
            { do: 'widen-rollout', useCase: key },
          ),
        ];
  return [...items.map(({ text, step }) => gap(text, step)), ...waived, ...reach];
}

function sharedInfrastructure(register: Register, second: UseCase | null, today: Day): Requirement {
  const lead = leadOf(register);
  const undecided: Gap[] = [];
  const evidence: string[] = [];
  const required = requiredCategories(register);
  for (const { key, title } of required) {
    const open = openBecause(register, key);
    if (open !== null) {
      undecided.push({ text: open, owner: lead, step: { do: 'commit-decision', category: key } });
      continue;
    }
    const standing = commitments(register, key);
    const choice = standing
      .map((decision) => (isNotNeeded(decision) ? 'not needed' : decision.choice))
      .join(', ');
    const since = standing.length === 1 && standing[0] ? `, ${committedSince(standing[0], today)}` : '';
    const rotated = key === 'api-ownership' ? rotationEvidence(register, today) : '';
    evidence.push(`${title}: ${choice}${since}${rotated}`);
  }
  const live = alive(register).filter(({ life }) => life.stage === 'production');
  const running = second?.life.stage === 'pilot' ? [...live, second] : live;
  const waived = running.flatMap((useCase) => drift(register, useCase, today)).filter(({ waiver }) => waiver);
  const waivers = waived.map(
    ({ useCase, runsOn, committed, waiver }) =>
      `${useCase.key} runs on ${runsOn} instead of ${committed}, waived until ${written(waiver?.until ?? today)}`,
  );
  evidence.push(...waivers);
  const gaps = [
    ...undecided,
    ...running.flatMap((useCase) => driftGaps(register, useCase, today)),
    ...live.flatMap((useCase) => unrecordedGap(register, useCase)),
  ];
  return {
    key: 'R2',
    title: 'Shared infrastructure committed',
    met: gaps.length === 0,
    useCase: null,
    summary: [`${required.length - undecided.length} of ${required.length} decisions committed`, ...waivers],
    evidence,
    gaps,
  };
}

const driftGaps = (register: Register, useCase: UseCase, today: Day): readonly Gap[] =>
  drift(register, useCase, today)
    .filter(({ waiver }) => waiver === null)
    .map(({ runsOn, committed }) => ({
      text: `${useCase.key} runs on ${runsOn}, and ${committed} is what was committed`,
      owner: answersFor(register, useCase),
      step: { do: 'record-stack', useCase: useCase.key },
    }));

function unrecordedGap(register: Register, useCase: UseCase): readonly Gap[] {
  const silent = unrecorded(register, useCase);
  if (silent.length === 0) return [];
  const text = `${useCase.key}: what it runs on is not recorded (${silent.map(({ title }) => inSentence(title)).join(', ')})`;
  return [{ text, owner: answersFor(register, useCase), step: { do: 'record-stack', useCase: useCase.key } }];
}

/** A check-in is a smaller step than any other: a pilot that fell silent is closer than one on another stack. */
const stepsToPilot = (register: Register, useCase: UseCase, today: Day): number =>
  pilotGaps(register, useCase, today).reduce((sum, { step }) => sum + (step.do === 'check-in' ? 0.5 : 1), 0);

function pilotGaps(register: Register, useCase: UseCase, today: Day): readonly Gap[] {
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

function secondPilot(register: Register, useCase: UseCase | null, r2: Requirement, today: Day): Requirement {
  const base = { key: 'R3', title: 'A second use case in active pilot' } as const;
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
    return { ...base, met: false, useCase: null, summary: [], evidence: [], gaps: [gap, ...infrastructure] };
  }
  const { life } = useCase;
  const gaps = [...pilotGaps(register, useCase, today), ...infrastructure];
  const evidence =
    life.stage === 'pilot'
      ? [
          `${named(useCase)}: in pilot since ${written(life.charter.startedOn)}, ${dueWords(life.charter, today)}`,
        ]
      : life.stage === 'production'
        ? [`${named(useCase)}: went on to production on ${written(life.liveOn)}`]
        : [`closest: ${named(useCase)}, proposed`];
  const summary =
    life.stage === 'pilot'
      ? `${named(useCase)} · ${dueWords(life.charter, today)}`
      : life.stage === 'production'
        ? `${named(useCase)} · live since ${written(life.liveOn)}`
        : `closest: ${named(useCase)} · proposed`;
  return { ...base, met: gaps.length === 0, useCase, summary: [summary], evidence, gaps };
}

/**
 * Met while at least one active person has accepted all three accountabilities. Others who were named and did not
 * answer, or who are gone, lose nothing that is held; they are gaps only while nobody holds it.
 */
function operationsOwnership(register: Register): Requirement {
  const base = { key: 'R4', title: 'AI Operations ownership', useCase: null } as const;
  const holding = activeOperators(register).filter((operator) => notAccepted(operator).length === 0);
  const evidence = holding.map(
    (operator) =>
      `${nameOf(register, operator.person)} accepted uptime, incident response and model versioning`,
  );
  const gaps = holding.length > 0 ? [] : operationsGaps(register);
  const names = holding.map(({ person }) => nameOf(register, person));
  const summary = names.length === 0 ? [] : [`accepted by ${names.join(', ')}`];
  return { ...base, met: gaps.length === 0, summary, evidence, gaps };
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
    return [
      {
        text: unaccepted(register, operator),
        owner: operator.person,
        step: { do: 'accept-accountabilities' },
      },
    ];
  });
}

/** "Ana has not accepted: model versioning". */
const unaccepted = (register: Register, operator: Operator): string =>
  `${nameOf(register, operator.person)} has not accepted: ${notAccepted(operator)
    .map((key) => inSentence(accountabilityTitles[key]))
    .join(', ')}`;

function flags(register: Register, requirements: Requirements, today: Day): readonly string[] {
  const [{ useCase: first }] = requirements;
  const gaps = new Set(requirements.flatMap((requirement) => requirement.gaps.map(({ text }) => text)));
  const owned = alive(register).filter(({ life }) => life.stage !== 'proposed');
  const beside = activeOperators(register)
    .map(({ person }) => ({
      person,
      keys: owned.filter(({ owner }) => owner === person).map(({ key }) => key),
    }))
    .filter(({ keys }) => keys.length > 0)
    .map(
      ({ person, keys }) =>
        `${nameOf(register, person)} holds AI Operations and owns ${keys.join(', ')}: production runs beside a day job`,
    );
  const violations = owned
    .filter(({ life }) => life.stage === 'production')
    .flatMap((useCase) =>
      checklistOf(register, useCase, today)
        .filter(({ item, state }) => item === 'dpa' && state === 'open')
        .map((item) => `${useCase.key}: ${openItem(item)}`),
    );
  const held = operationsOwnership(register).met;
  const gone = vacancies(register)
    .filter(({ role }) => !role.decides || (held && role.entity === 'operators'))
    .map(({ role, thing, text }) => (role.entity === 'useCases' ? `${thing}: ${text}` : text));
  const waiting = held
    ? activeOperators(register)
        .filter((operator) => notAccepted(operator).length > 0)
        .map(
          (operator) =>
            `${unaccepted(register, operator)}. Until they answer, those who accepted hold the role`,
        )
    : [];
  const keys = requiredCategories(register).some(({ key }) => key === 'api-ownership')
    ? overdueRotation(register, today)
    : null;
  const use = first?.life.stage === 'production' ? weeklyUse(register, first, today).warning : null;
  const known = [keys, use].filter((flag) => flag !== null);
  // What is a gap already is said there.
  return [...violations, ...gone, ...waiting, ...known, ...beside].filter((flag) => !gaps.has(flag));
}
