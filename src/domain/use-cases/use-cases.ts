import { addDays } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { type Act, accept, type Outcome, refuse, refuseInvalid } from '../decide.ts';
import { draftKnownPeople, findAssigneeProblem } from '../people.ts';
import {
  anyMember,
  anyMemberOnUseCase,
  getExistingUseCase,
  ownerOrLead,
  ownerOrOperations,
} from '../permissions.ts';
import {
  type Category,
  type Day,
  isBlank,
  isOver,
  type Life,
  maxPeople,
  maxVendorNameLength,
  nextKey,
  type Register,
  type UseCase,
  type UserId,
  vendorKey,
} from '../register.ts';
import { defineStep } from '../step.ts';
import { findPlaceholder } from '../typed.ts';
import { draftNewVendors, keysOfVendors } from '../vendors/index.ts';

/** The default length of a pilot, in days. */
export const pilotDays = 60;
/** The longest name, in characters. */
export const maxNameLength = 150;

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
  /** A statement about further vendors; absent leaves it unchanged. */
  readonly otherVendors?: UseCase['otherVendors'];
}

/** The stage of a use case that already runs when it is registered. */
export type InitialStage =
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
  readonly standing: InitialStage;
  /** The tools in use, by decision category; empty or absent when not stated. */
  readonly stack?: UseCase['stack'];
  readonly whyNew: string | null;
}

const commonWords = new Set(
  'a an the and or of for to in on with by from ai agent assistant bot tool system our we it is that this which'.split(
    ' ',
  ),
);
/** Returns the words by which a text is compared; none for a placeholder such as "tbd". */
const comparedWords = (text: string): Set<string> =>
  new Set(
    (findPlaceholder(text) === null ? text : '')
      .toLocaleLowerCase('en')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1 && !commonWords.has(word)),
  );

/** From this share of common words, two names or purposes count as similar. */
const similarShare = 0.5;

/** Returns the share of common words, 0 to 1; 0 when the sizes alone keep it below `similarShare`. */
function shareOfCommonWords(a: Set<string>, b: Set<string>): number {
  if (Math.min(a.size, b.size) < similarShare * Math.max(a.size, b.size)) return 0;
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
/** Returns the compared words of a use case, cached because an import compares every line with all use cases. */
function likenessOf(useCase: UseCase): Likeness {
  const known = likeness.get(useCase);
  if (known) return known;
  const { name, purpose } = useCase;
  const made = { key: vendorKey(name), name: comparedWords(name), purpose: comparedWords(purpose) };
  likeness.set(useCase, made);
  return made;
}

/** Returns up to five use cases with a similar name or purpose, most likely first. */
export function findSimilarUseCases(register: Register, name: string, purpose: string): readonly UseCase[] {
  const [key, nameWords, purposeWords] = [vendorKey(name), comparedWords(name), comparedWords(purpose)];
  const found: { useCase: UseCase; shared: number }[] = [];
  for (const useCase of register.useCases.values()) {
    const own = likenessOf(useCase);
    const shared =
      own.key === key
        ? 1
        : Math.max(shareOfCommonWords(nameWords, own.name), shareOfCommonWords(purposeWords, own.purpose));
    if (shared >= similarShare && !isOver(useCase)) found.push({ useCase, shared });
  }
  return found
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 5)
    .map(({ useCase }) => useCase);
}

/** Registers a use case. If it is similar to others, it needs a reason why it is new. */
export const registerUseCaseStep = defineStep<'register-use-case', Registration>({
  key: 'register-use-case',
  label: 'Register use case',
  title: ({ stage }) => (stage === 'pilot' ? 'Register pilot' : 'Register use case'),
  permission: anyMember,
  decide: (register, input, act) => {
    const refused =
      findDescriptionProblems(register, input, null, act) ?? findInitialStageProblems(input, act);
    if (refused) return refused;
    const resembled = findSimilarUseCases(register, input.name, input.purpose);
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
      ...describeRecord(register, description, null),
      key,
      stack,
      goLivePlannedOn: null,
      lastReviewedOn: null,
      whyNew: whyNew?.trim() || null,
      life: createLife(standing, act.today),
    };
    return accept(
      createDraft(register, 'register-use-case', 'useCases', key, useCase),
      ...draftNewVendors(register, 'register-use-case', input.vendors),
      ...draftKnownPeople(register, act),
    );
  },
});
export const registerUseCase = registerUseCaseStep.decide;

function createLife(standing: InitialStage, today: Day): Life {
  if (standing.stage === 'pilot') return { stage: 'pilot', charter: createCharter(standing.charter) };
  if (standing.stage === 'proposed') return { stage: 'proposed', since: today };
  return { stage: 'production', liveOn: standing.liveOn, ...standing.rollout, charter: null };
}

export const createCharter = (input: CharterInput) => ({
  ...input,
  criteria: [...input.criteria],
  movedBars: [],
  extensions: [],
  scaled: null,
});

const describeRecord = (register: Register, input: Description, known: UseCase | null) => ({
  ...input,
  name: input.name.trim().replace(/\s+/g, ' '),
  purpose: input.purpose.trim(),
  team: input.team.trim(),
  members: [...new Set(input.members)].filter((member) => member !== input.owner),
  data: [...input.data],
  vendors: [...keysOfVendors(register, input.vendors)],
  otherVendors: input.otherVendors === undefined ? (known?.otherVendors ?? null) : input.otherVendors,
});

/** Returns the number of people reached: the volunteers of a pilot, or the users deployed to. */
export function countReached({ life }: UseCase): number {
  if (life.stage === 'production') return life.deployed;
  return life.stage === 'pilot' ? life.charter.volunteers : 0;
}

function findDescriptionProblems(
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
  return refuseInvalid({
    name:
      ((isBlank(input.name) || findPlaceholder(input.name) !== null) &&
        'Enter a name that people will recognise.') ||
      (length > maxNameLength && `Enter at most ${maxNameLength} characters; this has ${length}.`) ||
      (twin &&
        (isOver(twin)
          ? `${twin.key} already has this name and was ${twin.life.stage}. Choose another.`
          : `${twin.key} already has this name. Choose another, or work with ${twin.key}.`)),
    purpose: isBlank(input.purpose) && 'Describe in a sentence what it does.',
    team: isBlank(input.team) && 'Enter the team it is for.',
    intendedUsers:
      (input.intendedUsers < 1 && 'Enter at least 1 intended user.') ||
      (input.intendedUsers > maxPeople && 'Enter at most 1,000,000.'),
    data:
      input.data.includes('none') &&
      input.data.length > 1 &&
      'This says that it touches personal or confidential data, and also neither. Remove one of the two.',
    vendors:
      input.vendors.some((name) => [...name.trim()].length > maxVendorNameLength) &&
      `A vendor name has at most ${maxVendorNameLength} characters. Separate several with commas.`,
    owner: input.owner !== own?.owner && findAssigneeProblem(act, input.owner),
    members: input.members
      .filter((member) => !own?.members.includes(member))
      .map((member) => findAssigneeProblem(act, member))
      .find((problem) => problem !== null),
  });
}

function findInitialStageProblems(input: Registration, act: Act): Outcome | null {
  if (input.standing.stage === 'proposed') return null;
  if (input.standing.stage === 'pilot')
    return findCharterProblems(input.standing.charter, input.intendedUsers, act.today);
  return refuseInvalid({
    liveOn: input.standing.liveOn > act.today && 'This day is in the future. Choose today or an earlier day.',
    deployed: findDeployedProblem(input.standing.rollout),
  });
}

/** A partial roll-out is recorded as it is; requirement 1 judges it. */
export const findDeployedProblem = ({ deployed }: RolloutInput): string | false =>
  (deployed < 1 && 'Enter at least 1 deployed user.') || (deployed > maxPeople && 'Enter at most 1,000,000.');

export function findCharterProblems(charter: CharterInput, intended: number, today: Day): Outcome | null {
  return refuseInvalid({
    startedOn:
      charter.startedOn > today &&
      'This day is in the future. Register it as proposed until the pilot starts.',
    decideBy:
      (charter.decideBy <= charter.startedOn && 'Choose a day after the start.') ||
      // A pilot that began earlier is recorded as it is.
      (charter.startedOn === today &&
        charter.decideBy > addDays(today, 365) &&
        'Choose a day within a year of the start.'),
    volunteers:
      (charter.volunteers < 1 && 'Enter at least 1 volunteer.') ||
      (charter.volunteers > intended && `Enter at most ${intended}, the number of intended users.`),
    criteria:
      charter.criteria.length === 0 &&
      'Enter at least one criterion with a number, such as "30% of tickets without a person".',
  });
}

export const draftUseCase = (register: Register, action: Draft['action'], useCase: UseCase): Draft =>
  createDraft(register, action, 'useCases', useCase.key, useCase);

export interface Edit extends Description {
  readonly useCase: string;
  readonly goLivePlannedOn: Day | null;
}

export const editUseCaseStep = defineStep<'edit-use-case', Edit>({
  key: 'edit-use-case',
  label: 'Edit',
  permission: ownerOrLead,
  decide: (register, input, act) => {
    const useCase = getExistingUseCase(register, input.useCase);
    const { useCase: _, goLivePlannedOn, ...description } = input;
    const refused =
      findDescriptionProblems(register, input, useCase, act) ??
      refuseInvalid({
        goLivePlannedOn:
          (goLivePlannedOn !== useCase.goLivePlannedOn &&
            useCase.life.stage === 'pilot' &&
            useCase.life.charter.scaled !== null &&
            'The decision to scale sets this day. Decide again to change it.') ||
          (goLivePlannedOn !== null &&
            goLivePlannedOn !== useCase.goLivePlannedOn &&
            goLivePlannedOn < act.today &&
            'This day is in the past. Choose a later day, or none.'),
      });
    if (refused) return refused;
    return accept(
      draftUseCase(register, 'edit-use-case', {
        ...useCase,
        ...describeRecord(register, description, useCase),
        goLivePlannedOn,
      }),
      ...draftNewVendors(register, 'edit-use-case', input.vendors),
      ...draftKnownPeople(register, act),
    );
  },
});
export const editUseCase = editUseCaseStep.decide;

/** Adds the person to the team of a use case, instead of registering it twice. */
export const joinUseCaseStep = defineStep<'join-use-case', { readonly useCase: string }>({
  key: 'join-use-case',
  label: 'Join',
  permission: anyMemberOnUseCase,
  decide: (register, input, act) => {
    const useCase = getExistingUseCase(register, input.useCase);
    if (useCase.owner === act.actor.id || useCase.members.includes(act.actor.id)) return accept();
    const members = [...useCase.members, act.actor.id];
    return accept(
      draftUseCase(register, 'join-use-case', { ...useCase, members }),
      ...draftKnownPeople(register, act),
    );
  },
});
export const joinUseCase = joinUseCaseStep.decide;

export interface StackInput {
  readonly useCase: string;
  readonly stack: Partial<Record<Category, readonly string[]>>;
}

/** Records the tools in use. A difference from the commitments is drift. */
export const recordStackStep = defineStep<'record-stack', StackInput>({
  key: 'record-stack',
  label: 'Record stack',
  permission: ownerOrOperations,
  decide: (register, input) => {
    const useCase = getExistingUseCase(register, input.useCase);
    const stack = Object.fromEntries(
      Object.entries(input.stack)
        .map(([category, names]) => [category, names.map((name) => name.trim()).filter(Boolean)] as const)
        .filter(([, names]) => names.length > 0),
    );
    return accept(draftUseCase(register, 'record-stack', { ...useCase, stack }));
  },
});
export const recordStack = recordStackStep.decide;

export const stageWords: Readonly<Record<Life['stage'], string>> = {
  proposed: 'proposed',
  pilot: 'in pilot',
  production: 'in production',
  stopped: 'stopped',
  retired: 'retired',
};
