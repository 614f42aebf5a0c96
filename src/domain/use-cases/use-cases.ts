import { withoutRolloutPlan } from '../adoption/index.ts';
import { addDays, written } from '../calendar.ts';
import { type Draft, put } from '../change.ts';
import { openItems } from '../checklist/index.ts';
import {
  type Act,
  changed,
  type Decide,
  type Gap,
  invalid,
  noUseCase,
  type Outcome,
  type Refusal,
  refuse,
} from '../decide.ts';
import { answersFor, knownPeople, unfit } from '../people.ts';
import { mustBeMember, mustGoOn, mustOwn, mustOwnOrOperate } from '../permissions.ts';
import {
  type Category,
  type Charter,
  type Day,
  isBlank,
  isOver,
  type Life,
  longestVendor,
  mostPeople,
  nextKey,
  type Register,
  sameName,
  type UseCase,
  type UserId,
  vendorKey,
} from '../register.ts';
import { withoutProductionRoi } from '../roi/index.ts';
import { placeholderIn } from '../typed.ts';
import { enteredVendors, vendorKeys } from '../vendors/index.ts';
import { counted } from '../wording.ts';

/** Unless another day is agreed, a pilot is decided on this many days after its start. */
export const pilotDays = 60;
/** The longest name, in characters. */
export const longestName = 150;

export interface Description {
  readonly name: string;
  readonly purpose: string;
  readonly team: string;
  readonly owner: UserId;
  readonly members: readonly UserId[];
  readonly intendedUsers: number;
  readonly data: UseCase['data'];
  readonly autonomy: UseCase['autonomy'];
  readonly retrieval: boolean;
  /** Names as typed. */
  readonly vendors: readonly string[];
  /** What is said of vendors beside those; left as it was when absent. */
  readonly otherVendors?: UseCase['otherVendors'];
}

/** Where a use case stands that already runs when it is registered: reality first, judgement after. */
export type Standing =
  | { readonly stage: 'proposed' }
  | { readonly stage: 'pilot'; readonly charter: CharterInput }
  | { readonly stage: 'production'; readonly liveOn: Day; readonly rollout: RolloutInput };

export interface CharterInput {
  readonly startedOn: Day;
  readonly decideBy: Day;
  readonly volunteers: number;
  readonly criteria: readonly string[];
}

export interface RolloutInput {
  readonly audience: 'volunteers' | 'everyone';
  readonly deployed: number;
}

export interface Registration extends Description {
  readonly standing: Standing;
  /** What it runs on, by decision category; empty or absent while that is not stated. */
  readonly stack?: UseCase['stack'];
  readonly whyNew: string | null;
}

const commonWords = new Set(
  'a an the and or of for to in on with by from ai agent assistant bot tool system our we it is that this which'.split(
    ' ',
  ),
);
/** The words that a text is compared by; a placeholder such as "tbd" has none. */
const words = (text: string): Set<string> =>
  new Set(
    (placeholderIn(text) === null ? text : '')
      .toLocaleLowerCase('en')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1 && !commonWords.has(word)),
  );

/** From this share of common words on, two names or purposes are taken to mean the same. */
const resembling = 0.5;

/** Shared words over all words, 0 to 1; 0 where their numbers alone keep it from `resembling`. */
function overlap(a: Set<string>, b: Set<string>): number {
  if (Math.min(a.size, b.size) < resembling * Math.max(a.size, b.size)) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}

interface Likeness {
  readonly key: string;
  readonly name: Set<string>;
  readonly purpose: Set<string>;
}

const likeness = new WeakMap<UseCase, Likeness>();
/** What a use case is compared by, made once: an import compares each of its lines with all there are. */
function likenessOf(useCase: UseCase): Likeness {
  const known = likeness.get(useCase);
  if (known) return known;
  const { name, purpose } = useCase;
  const made = { key: vendorKey(name), name: words(name), purpose: words(purpose) };
  likeness.set(useCase, made);
  return made;
}

/** The use cases that a new one may be the same as: alike in name or in purpose, the likeliest five. */
export function alike(register: Register, name: string, purpose: string): readonly UseCase[] {
  const [key, nameWords, purposeWords] = [vendorKey(name), words(name), words(purpose)];
  const found: { useCase: UseCase; shared: number }[] = [];
  for (const useCase of register.useCases.values()) {
    const own = likenessOf(useCase);
    const shared =
      own.key === key ? 1 : Math.max(overlap(nameWords, own.name), overlap(purposeWords, own.purpose));
    if (shared >= resembling && !isOver(useCase)) found.push({ useCase, shared });
  }
  return found
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 5)
    .map(({ useCase }) => useCase);
}

/** Enters a use case. One that resembles others is entered only with a word on why it is new. */
export const registerUseCase: Decide<Registration> = (register, input, act) => {
  const refused =
    mustBeMember(act) ?? descriptionProblems(register, input, null, act) ?? standingProblems(input, act);
  if (refused) return refused;
  const resembled = alike(register, input.name, input.purpose);
  if (resembled.length > 0 && !input.whyNew?.trim()) {
    return refuse(
      'looks-alike',
      'This may be registered already. Join that use case, or say why this one is new.',
      {
        alike: resembled.map((useCase) => useCase.key),
        fields: { whyNew: 'Say what makes it different from the ones above, or join one of them.' },
      },
    );
  }
  const { standing, whyNew, stack = {}, ...description } = input;
  const key = nextKey('UC', register.useCases);
  const useCase: UseCase = {
    ...described(register, description, null),
    key,
    stack,
    goLivePlannedOn: null,
    lastReviewedOn: null,
    whyNew: whyNew?.trim() || null,
    life: lifeFrom(standing, act.today),
  };
  return changed(
    put(register, 'register-use-case', 'useCases', key, useCase),
    ...enteredVendors(register, 'register-use-case', input.vendors),
    ...knownPeople(register, act),
  );
};

function lifeFrom(standing: Standing, today: Day): Life {
  if (standing.stage === 'pilot') return { stage: 'pilot', charter: chartered(standing.charter) };
  if (standing.stage === 'proposed') return { stage: 'proposed', since: today };
  return { stage: 'production', liveOn: standing.liveOn, ...standing.rollout, charter: null };
}

const chartered = (input: CharterInput) => ({
  ...input,
  criteria: [...input.criteria],
  movedBars: [],
  extensions: [],
  scaled: null,
});

const described = (register: Register, input: Description, known: UseCase | null) => ({
  ...input,
  name: input.name.trim().replace(/\s+/g, ' '),
  purpose: input.purpose.trim(),
  team: input.team.trim(),
  members: [...new Set(input.members)].filter((member) => member !== input.owner),
  data: [...input.data],
  vendors: [...vendorKeys(register, input.vendors)],
  otherVendors: input.otherVendors === undefined ? (known?.otherVendors ?? null) : input.otherVendors,
});

/** How many people use it, or may: the volunteers of its pilot, or those it is deployed to. */
export function reachedBy({ life }: UseCase): number {
  if (life.stage === 'production') return life.deployed;
  return life.stage === 'pilot' ? life.charter.volunteers : 0;
}

function descriptionProblems(
  register: Register,
  input: Description,
  own: UseCase | null,
  act: Act,
): Outcome | null {
  const name = vendorKey(input.name);
  const twin = [...register.useCases.values()].find(
    (useCase) => likenessOf(useCase).key === name && useCase.key !== own?.key,
  );
  const length = [...input.name.trim()].length;
  return invalid({
    name:
      ((isBlank(input.name) || placeholderIn(input.name) !== null) &&
        'Give it a name that people will recognise.') ||
      (length > longestName && `At most ${longestName} characters; this has ${length}.`) ||
      (twin &&
        (isOver(twin)
          ? `${twin.key}, which was ${twin.life.stage}, had this name. Choose another.`
          : `${twin.key} already has this name. Choose another, or work with ${twin.key}.`)),
    purpose: isBlank(input.purpose) && 'Say in a sentence what job it does.',
    team: isBlank(input.team) && 'Name the team it is for.',
    intendedUsers:
      (input.intendedUsers < 1 && 'It is meant for at least one person.') ||
      (input.intendedUsers > mostPeople && 'At most 1,000,000.'),
    data:
      input.data.includes('none') &&
      input.data.length > 1 &&
      '"None" goes with nothing else. Choose one or the other.',
    vendors:
      input.vendors.some((name) => [...name.trim()].length > longestVendor) &&
      `The name of a vendor has at most ${longestVendor} characters. Part several by commas.`,
    owner: input.owner !== own?.owner && unfit(act, input.owner),
    members: input.members
      .filter((member) => !own?.members.includes(member))
      .map((member) => unfit(act, member))
      .find((problem) => problem !== null),
  });
}

function standingProblems(input: Registration, act: Act): Outcome | null {
  if (input.standing.stage === 'proposed') return null;
  if (input.standing.stage === 'pilot')
    return charterProblems(input.standing.charter, input.intendedUsers, act.today);
  return invalid({
    liveOn: input.standing.liveOn > act.today && 'It cannot be live from a day in the future.',
    deployed: deployedProblem(input.standing.rollout),
  });
}

/** A roll-out goes in steps, to any audience: it is recorded as it is, and requirement 1 judges it. */
const deployedProblem = ({ deployed }: RolloutInput): string | false =>
  (deployed < 1 && 'Enter how many people it is deployed to; at least 1.') ||
  (deployed > mostPeople && 'At most 1,000,000.');

function charterProblems(charter: CharterInput, intended: number, today: Day): Outcome | null {
  return invalid({
    startedOn:
      charter.startedOn > today && 'A pilot starts today or has started. Register it as proposed until then.',
    decideBy:
      (charter.decideBy <= charter.startedOn && 'The day to decide by must come after the start.') ||
      // A pilot that began earlier is recorded as it is.
      (charter.startedOn === today &&
        charter.decideBy > addDays(today, 365) &&
        'Decide within a year of the start.'),
    volunteers:
      (charter.volunteers < 1 && 'A pilot needs at least one volunteer.') ||
      (charter.volunteers > intended && `At most the ${counted(intended, 'intended user')}.`),
    criteria: charter.criteria.length === 0 && 'Write at least one criterion that can turn out false.',
  });
}

/** Finds the use case, or refuses. */
function withUseCase(register: Register, key: string, then: (useCase: UseCase) => Outcome): Outcome {
  const useCase = register.useCases.get(key);
  return useCase ? then(useCase) : noUseCase(key);
}

const replace = (register: Register, action: Draft['action'], useCase: UseCase): Draft =>
  put(register, action, 'useCases', useCase.key, useCase);

export interface Edit extends Description {
  readonly useCase: string;
  readonly goLivePlannedOn: Day | null;
}

export const editUseCase: Decide<Edit> = (register, input, act) =>
  withUseCase(register, input.useCase, (useCase) => {
    const { useCase: _, goLivePlannedOn, ...description } = input;
    const refused =
      mustOwn(register, act, useCase) ??
      descriptionProblems(register, input, useCase, act) ??
      invalid({
        goLivePlannedOn:
          (goLivePlannedOn !== useCase.goLivePlannedOn &&
            useCase.life.stage === 'pilot' &&
            useCase.life.charter.scaled !== null &&
            'This day belongs to the decision to scale. Decide again to change it.') ||
          (goLivePlannedOn !== null &&
            goLivePlannedOn !== useCase.goLivePlannedOn &&
            goLivePlannedOn < act.today &&
            'This day has passed. Choose a day to come, or none.'),
      });
    if (refused) return refused;
    return changed(
      replace(register, 'edit-use-case', {
        ...useCase,
        ...described(register, description, useCase),
        goLivePlannedOn,
      }),
      ...enteredVendors(register, 'edit-use-case', input.vendors),
      ...knownPeople(register, act),
    );
  });

/** Adds oneself to the team of a use case, instead of registering the same one again. */
export const joinUseCase: Decide<{ readonly useCase: string }> = (register, input, act) =>
  withUseCase(register, input.useCase, (useCase) => {
    const refused = mustBeMember(act) ?? mustGoOn(useCase);
    if (refused) return refused;
    if (useCase.owner === act.actor.id || useCase.members.includes(act.actor.id)) return changed();
    const members = [...useCase.members, act.actor.id];
    return changed(
      replace(register, 'join-use-case', { ...useCase, members }),
      ...knownPeople(register, act),
    );
  });

export interface StackInput {
  readonly useCase: string;
  readonly stack: Partial<Record<Category, readonly string[]>>;
}

/** What a use case really runs on; where it differs from the commitments, that is drift. */
export const recordStack: Decide<StackInput> = (register, input, act) =>
  withUseCase(register, input.useCase, (useCase) => {
    const refused = mustOwnOrOperate(register, act, useCase);
    if (refused) return refused;
    const stack = Object.fromEntries(
      Object.entries(input.stack)
        .map(([category, names]) => [category, names.map((name) => name.trim()).filter(Boolean)] as const)
        .filter(([, names]) => names.length > 0),
    );
    return changed(replace(register, 'record-stack', { ...useCase, stack }));
  });

export interface PilotStart extends CharterInput {
  readonly useCase: string;
  /** The stack to record with it, or null to leave what is recorded. */
  readonly stack: UseCase['stack'] | null;
}

/** Starts the pilot; its success criteria are frozen from here on. */
export const startPilot: Decide<PilotStart> = (register, input, act) =>
  withUseCase(register, input.useCase, (useCase) => {
    const refused = mustOwn(register, act, useCase);
    if (refused) return refused;
    if (useCase.life.stage !== 'proposed') {
      return refuse(
        'not-now',
        `${useCase.key} is ${stageWords[useCase.life.stage]} already; a pilot starts from a proposal.`,
      );
    }
    const problem = charterProblems(input, useCase.intendedUsers, act.today);
    if (problem) return problem;
    const { useCase: _, stack, ...charter } = input;
    return changed(
      replace(register, 'start-pilot', {
        ...useCase,
        stack: stack ?? useCase.stack,
        life: { stage: 'pilot', charter: chartered(charter) },
      }),
    );
  });

/**
 * The day by which a pilot has to be settled: to be live once it was decided to scale it, otherwise to be decided.
 */
export const dueBy = ({ decideBy, scaled }: Charter): Day => scaled?.goLiveBy ?? decideBy;

export const isOverdue = (charter: Charter, today: Day): boolean => dueBy(charter) < today;

/**
 * The use cases, the most urgent first: in production with something missing, pilots by the day on which they are due,
 * then what is in order, proposals, and what is over.
 */
export function byUrgency(register: Register, useCases: readonly UseCase[], today: Day): readonly UseCase[] {
  const rankOf = (useCase: UseCase): string => {
    const { life } = useCase;
    if (life.stage === 'production') return openItems(register, useCase, today).length > 0 ? '0' : '2';
    if (life.stage === 'pilot') return `1 ${dueBy(life.charter)}`;
    return life.stage === 'proposed' ? '3' : '4';
  };
  return useCases
    .map((useCase) => ({ useCase, rank: rankOf(useCase) }))
    .sort((a, b) => a.rank.localeCompare(b.rank))
    .map(({ useCase }) => useCase);
}

/** "is to be decided by 2 March 2026", "was to go live by 1 April 2026 (scaled on 2 March 2026)". */
export function dueWords(charter: Charter, today: Day): string {
  const { scaled } = charter;
  const [when, day] = [isOverdue(charter, today) ? 'was' : 'is', written(dueBy(charter))];
  return scaled
    ? `${when} to go live by ${day} (decided on ${written(scaled.on)})`
    : `${when} to be decided by ${day}`;
}

/**
 * Decides to take a pilot to production by a day: recorded at once. It is then decided; what going live still needs is
 * asked for until that day.
 */
export const scalePilot: Decide<{ readonly useCase: string; readonly liveOn: Day }> = (
  register,
  { useCase: key, liveOn },
  act,
) =>
  withPilot(register, key, act, (useCase, charter) => {
    const problem = invalid({
      liveOn:
        (liveOn < act.today && 'This day has passed. Choose the day by which it goes live.') ||
        (liveOn > addDays(act.today, 365) && 'Choose a day within a year.'),
    });
    if (problem) return problem;
    const scaled = { on: act.today, by: act.actor.id, goLiveBy: liveOn };
    return changed(
      replace(register, 'scale-pilot', {
        ...useCase,
        goLivePlannedOn: liveOn,
        life: { stage: 'pilot', charter: { ...charter, scaled } },
      }),
    );
  });

export interface Extension {
  readonly useCase: string;
  readonly decideBy: Day;
  readonly reason: string;
}

/** Gives a pilot more time: the third answer besides scale and stop. It is counted, in public. */
export const extendPilot: Decide<Extension> = (register, { useCase: key, decideBy, reason }, act) =>
  withPilot(register, key, act, (useCase, charter) => {
    const problem = invalid({
      decideBy:
        (decideBy <= charter.decideBy && `Later than ${written(charter.decideBy)}, the day agreed so far.`) ||
        (decideBy <= act.today && 'Choose a day to come.') ||
        (decideBy > addDays(act.today, 365) && 'Decide within a year.'),
      reason: !reason.trim() && 'Say what is to be known by then that is not known now.',
    });
    if (problem) return problem;
    const extension = { on: act.today, by: act.actor.id, decideBy, reason: reason.trim() };
    const extended = { ...charter, decideBy, extensions: [...charter.extensions, extension], scaled: null };
    return changed(
      replace(register, 'extend-pilot', {
        ...useCase,
        goLivePlannedOn: charter.scaled ? null : useCase.goLivePlannedOn,
        life: { stage: 'pilot', charter: extended },
      }),
    );
  });

/** Adds a criterion to a pilot whose criteria are frozen: possible, and kept for what it is, a moved bar. */
export const moveBar: Decide<{ readonly useCase: string; readonly criterion: string }> = (
  register,
  { useCase: key, criterion },
  act,
) =>
  withPilot(register, key, act, (useCase, charter) => {
    const wording = criterion.trim();
    const known = [...charter.criteria, ...charter.movedBars.map((bar) => bar.criterion)];
    const problem = invalid({
      criterion:
        (!wording && 'Write the criterion.') ||
        (known.some((other) => sameName(other, wording)) && 'This is one of its criteria already.'),
    });
    if (problem) return problem;
    const movedBars = [...charter.movedBars, { on: act.today, by: act.actor.id, criterion: wording }];
    return changed(
      replace(register, 'move-bar', {
        ...useCase,
        life: { stage: 'pilot', charter: { ...charter, movedBars } },
      }),
    );
  });

/** Finds a pilot that the actor may decide on, or refuses. */
function withPilot(
  register: Register,
  key: string,
  act: Act,
  then: (useCase: UseCase, charter: Charter) => Outcome,
): Outcome {
  return withUseCase(register, key, (useCase) => {
    const refused = mustOwn(register, act, useCase);
    if (refused) return refused;
    return useCase.life.stage === 'pilot'
      ? then(useCase, useCase.life.charter)
      : refuse('not-now', `${key} is ${stageWords[useCase.life.stage]}; only a pilot is decided on.`);
  });
}

/** "extended twice: one more data point"; empty while it was not extended. */
export function extensionWords({ extensions }: Charter): string {
  const times = ['', 'once', 'twice'][extensions.length] ?? `${extensions.length} times`;
  if (extensions.length === 0) return '';
  return `extended ${times}${extensions.length >= 2 ? ': one more data point' : ''}`;
}

export const stageWords: Readonly<Record<Life['stage'], string>> = {
  proposed: 'proposed',
  pilot: 'in pilot',
  production: 'in production',
  stopped: 'stopped',
  retired: 'retired',
};

/** What a pilot still lacks for production, most urgent first. Source: "The production deployment checklist". */
export function missingForProduction(register: Register, useCase: UseCase, today: Day): readonly Gap[] {
  const roi = withoutProductionRoi(register, useCase);
  const plan = withoutRolloutPlan(register, useCase);
  const owner = answersFor(register, useCase);
  return [
    ...openItems(register, useCase, today),
    ...(roi ? [{ text: roi, owner, step: { do: 'record-roi', useCase: useCase.key } } as const] : []),
    ...(plan ? [{ text: plan, owner, step: { do: 'plan-rollout', useCase: useCase.key } } as const] : []),
  ];
}

/** What is told to somebody who wants to go live too early. */
export function notReady({ key }: UseCase, missing: readonly Gap[]): Refusal {
  const things = missing.length === 1 ? 'One thing is' : `${missing.length} things are`;
  return { code: 'incomplete', message: `${things} missing before ${key} can go live.`, missing };
}

export interface GoLive extends RolloutInput {
  readonly useCase: string;
  readonly liveOn: Day;
}

export const goLive: Decide<GoLive> = (register, input, act) =>
  withUseCase(register, input.useCase, (useCase) => {
    const refused = mustOwn(register, act, useCase);
    if (refused) return refused;
    if (useCase.life.stage !== 'pilot') {
      const next = useCase.life.stage === 'proposed' ? 'Start its pilot first.' : 'Nothing is to be done.';
      return refuse('not-now', `${useCase.key} is ${stageWords[useCase.life.stage]}. ${next}`);
    }
    const missing = missingForProduction(register, useCase, act.today);
    if (missing.length > 0) {
      return { ok: false, refusal: notReady(useCase, missing) };
    }
    const problem = invalid({
      liveOn:
        (input.liveOn > act.today && 'Record it on the day it goes live, or after.') ||
        (input.liveOn < useCase.life.charter.startedOn &&
          `Its pilot started only on ${written(useCase.life.charter.startedOn)}.`),
      deployed: deployedProblem(input),
    });
    if (problem) return problem;
    const { liveOn, audience, deployed } = input;
    const scaled = useCase.life.charter.scaled ?? { on: act.today, by: act.actor.id, goLiveBy: liveOn };
    const charter = { ...useCase.life.charter, scaled };
    const life: Life = { stage: 'production', liveOn, audience, deployed, charter };
    return changed(replace(register, 'go-live', { ...useCase, goLivePlannedOn: null, life }));
  });

/** Widens (or corrects) the roll-out of a use case in production. */
export const widenRollout: Decide<RolloutInput & { readonly useCase: string }> = (register, input, act) =>
  withUseCase(register, input.useCase, (useCase) => {
    const refused = mustOwn(register, act, useCase);
    if (refused) return refused;
    if (useCase.life.stage !== 'production') {
      return refuse(
        'not-now',
        `${useCase.key} is ${stageWords[useCase.life.stage]}; only what is in production is rolled out.`,
      );
    }
    const { audience, deployed } = input;
    const problem = invalid({ deployed: deployedProblem(input) });
    return (
      problem ??
      changed(
        replace(register, 'widen-rollout', { ...useCase, life: { ...useCase.life, audience, deployed } }),
      )
    );
  });

/** Stops a proposal or pilot, or retires what is in production. Everything recorded is kept. */
export const stopUseCase: Decide<{ readonly useCase: string; readonly reason: string }> = (
  register,
  input,
  act,
) =>
  withUseCase(register, input.useCase, (useCase) => {
    const refused =
      mustOwn(register, act, useCase) ??
      invalid({ reason: !input.reason.trim() && 'Say why, and what was learned.' });
    if (refused) return refused;
    const { life } = useCase;
    const ended = {
      on: act.today,
      by: act.actor.id,
      reason: input.reason.trim(),
      charter: life.stage === 'proposed' ? null : life.charter,
    };
    return life.stage === 'production'
      ? changed(replace(register, 'retire-use-case', { ...useCase, life: { stage: 'retired', ...ended } }))
      : changed(replace(register, 'stop-use-case', { ...useCase, life: { stage: 'stopped', ...ended } }));
  });
