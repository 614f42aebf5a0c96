import { addDays, daysBetween, formatDay } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { type Act, accept, type Outcome, refuse, refuseInvalid } from '../decide.ts';
import { assigneeOf, draftKnownPeople, findAssigneeProblem, leadOf } from '../people.ts';
import {
  isLead,
  isOperator,
  mayActFor,
  mustBeMember,
  mustLead,
  ownerOrOperations,
  type Permission,
  type WithActorAndTime,
} from '../permissions.ts';
import { type Day, type FollowUp, isBlank, nextKey, type Register, type UserId } from '../register.ts';
import { defineStep } from '../step.ts';

/** The latest due day, in days from today. */
const maxDaysAhead = 366;
/** The longest text, in characters. */
export const maxFollowUpLength = 300;
/** Reminders begin this many days before the due day. */
const followUpDaysAhead = 7;

/** The incident or review that a follow-up comes from. */
type WithOrigin = Pick<FollowUp, 'origin'>;

/** A follow-up as it is entered. */
export interface FollowUpInput {
  readonly what: string;
  readonly owner: UserId;
  readonly dueOn: Day;
}

/** Formats an origin: "incident I-1", "review of Q1 2026". */
export const describeOrigin = (origin: string): string =>
  origin.startsWith('I-') ? `incident ${origin}` : `review of ${origin.split('-').reverse().join(' ')}`;

export const isOpenFollowUp = ({ closed }: FollowUp): boolean => closed === null;

const sortByDueDay = (followUps: readonly FollowUp[]): readonly FollowUp[] =>
  [...followUps].sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.key.localeCompare(b.key));

/** Returns open follow-ups, the one due first at the front. */
export const listOpenFollowUps = ({ followUps }: Register): readonly FollowUp[] =>
  sortByDueDay([...followUps.values()].filter(isOpenFollowUp));

/** Returns the follow-ups of one incident or review: the open ones by due day, then the closed ones. */
export function listFollowUpsOf({ followUps }: Register, origin: string): readonly FollowUp[] {
  const all = sortByDueDay([...followUps.values()].filter((one) => one.origin === origin));
  return [...all.filter(isOpenFollowUp), ...all.filter((one) => !isOpenFollowUp(one))];
}

/** Returns a person's open follow-ups, the one due first at the front. */
export const listOwnFollowUps = (register: Register, person: UserId): readonly FollowUp[] =>
  listOpenFollowUps(register).filter(({ owner }) => owner === person);

/** True when its reminders have begun. */
export const isDueSoon = ({ dueOn }: FollowUp, today: Day): boolean =>
  daysBetween(today, dueOn) <= followUpDaysAhead;

/** Returns the field errors of a follow-up; an empty object when there is none. */
function findFollowUpProblems(
  { what, owner, dueOn }: FollowUpInput,
  act: Act,
  kept?: FollowUp,
): { readonly what?: string; readonly owner?: string; readonly dueOn?: string } {
  const dayProblem =
    dueOn === kept?.dueOn
      ? null
      : (dueOn < act.today && 'This day is in the past. Choose today or a later day.') ||
        (daysBetween(act.today, dueOn) > maxDaysAhead &&
          `Choose a day within a year, up to ${formatDay(addDays(act.today, maxDaysAhead))}.`);
  const problems = {
    what:
      (isBlank(what) && 'Enter the task.') ||
      (what.trim().length > maxFollowUpLength && `Use at most ${maxFollowUpLength} characters.`),
    owner: owner === kept?.owner ? null : findAssigneeProblem(act, owner),
    dueOn: dayProblem,
  };
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem)) as Record<
    string,
    string
  >;
}

/** The follow-up in a form about something else; empty when there is none. */
export interface FollowUpRow {
  readonly followUp: string;
  readonly followUpOwner: UserId | null;
  readonly followUpDueOn: Day | null;
}

/** Returns the follow-up of a row; null for an empty row, or the errors at its fields. */
export function readFollowUpRow(
  { followUp: what, followUpOwner: owner, followUpDueOn: dueOn }: FollowUpRow,
  act: Act,
):
  | { readonly ok: true; readonly input: FollowUpInput | null }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> } {
  if (isBlank(what) && owner === null && dueOn === null) return { ok: true, input: null };
  const input = { what, owner: owner ?? '', dueOn: dueOn ?? act.today };
  const wrong = Object.entries(findFollowUpProblems(input, act)).map(
    ([field, problem]) => [rowFields[field as keyof FollowUpInput], problem] as const,
  );
  const problems = {
    ...Object.fromEntries(wrong),
    ...(isBlank(what) ? { followUp: 'Enter the task, or empty all three fields.' } : {}),
    ...(owner === null ? { followUpOwner: 'Choose who does it.' } : {}),
    ...(dueOn === null ? { followUpDueOn: 'Choose until when.' } : {}),
  };
  return Object.keys(problems).length === 0 ? { ok: true, input } : { ok: false, problems };
}

const rowFields = { what: 'followUp', owner: 'followUpOwner', dueOn: 'followUpDueOn' } as const;

/** Returns the drafts of new follow-ups, for a decision that records them together with something else. */
export function draftFollowUps(
  register: Register,
  { origin, useCase }: Pick<FollowUp, 'origin' | 'useCase'>,
  inputs: readonly FollowUpInput[],
  act: Act,
): readonly Draft[] {
  const first = Number(nextKey('F', register.followUps).slice(2));
  return inputs.map(({ what, owner, dueOn }, index) => {
    const key = `F-${first + index}`;
    const followUp: FollowUp = {
      ...{ key, origin, useCase, what: what.trim(), owner, dueOn },
      ...{ by: act.actor.id, on: act.today, closed: null },
    };
    return createDraft(register, 'add-follow-up', 'followUps', key, followUp);
  });
}

/** Returns the use case of an incident; null for a review. */
const findOriginUseCase = ({ incidents }: Register, origin: string): string | null =>
  incidents.get(origin)?.useCase ?? null;

/** Allows those who may decide on its origin: for an incident also the owner and AI Operations. */
const mayDecideOrigin: Permission<WithOrigin> = (register, act, { origin }) => {
  const stranger = mustBeMember(act);
  if (stranger) return stranger;
  if (!origin.startsWith('I-')) return mustLead(register, act, 'add follow-ups of a review');
  const useCase = findOriginUseCase(register, origin);
  if (useCase === null) return refuse('not-found', `There is no ${origin}.`);
  const owner = register.useCases.get(useCase)?.owner ?? '';
  return mayActFor(register, act, owner) || isOperator(register, act)
    ? null
    : mustLead(register, act, `add follow-ups of ${origin} beside the owner of ${useCase} and AI Operations`);
};

/** Adds a follow-up to an incident or a review. */
export const addFollowUpStep = defineStep<'add-follow-up', WithOrigin & FollowUpInput>({
  key: 'add-follow-up',
  label: 'Add follow-up',
  permission: mayDecideOrigin,
  decide: (register, input, act) =>
    refuseInvalid(findFollowUpProblems(input, act)) ??
    accept(
      ...draftFollowUps(
        register,
        { origin: input.origin, useCase: findOriginUseCase(register, input.origin) },
        [input],
        act,
      ),
      ...draftKnownPeople(register, act),
    ),
});
export const addFollowUp = addFollowUpStep.decide;

interface WithFollowUp {
  readonly followUp: string;
}

/** Returns a follow-up that a permission already found. @throws RangeError when it does not exist */
function getFollowUp({ followUps }: Register, { followUp: key }: WithFollowUp): FollowUp {
  const found = followUps.get(key);
  if (!found) throw new RangeError(`no follow-up ${key}`);
  return found;
}

/** Allows the owner, the person who added it, the lead, and those who may decide on its incident. */
const mayHandle: Permission<WithFollowUp> = (register, act, { followUp: key }) => {
  const found = register.followUps.get(key);
  if (!found) return refuse('not-found', `There is no ${key}.`);
  const stranger = mustBeMember(act);
  if (stranger || isHandler(register, act, found)) return stranger;
  return refuse(
    'not-permitted',
    `Only the owner of ${key}, the person who added it, and the transformation lead can change it.`,
    askFor(register, found),
  );
};

const isHandler = (register: Register, act: WithActorAndTime, { owner, by, useCase }: FollowUp): boolean =>
  mayActFor(register, act, owner) ||
  act.actor.id === by ||
  isLead(register, act) ||
  (useCase !== null && ownerOrOperations(register, act, { useCase }) === null);

function askFor(register: Register, { owner }: FollowUp): { readonly ask?: UserId } {
  const ask = assigneeOf(register, { owner }) ?? leadOf(register);
  return ask === null ? {} : { ask };
}

/** Refuses a follow-up that is closed. */
const refuseClosed = ({ key, closed }: FollowUp): Outcome | null =>
  closed === null
    ? null
    : refuse('not-now', `${key} was ${describeOutcome(closed)} on ${formatDay(closed.on)}. Reopen it first.`);

export const describeOutcome = ({ outcome }: NonNullable<FollowUp['closed']>): string =>
  outcome === 'done' ? 'completed' : 'dropped';

/** Changes what is to be done, by whom, and until when. */
export const changeFollowUpStep = defineStep<'change-follow-up', WithFollowUp & FollowUpInput>({
  key: 'change-follow-up',
  label: 'Change follow-up',
  title: ({ followUp }) => `Change ${followUp}`,
  permission: mayHandle,
  decide: (register, input, act) => {
    const found = getFollowUp(register, input);
    const refused = refuseClosed(found) ?? refuseInvalid(findFollowUpProblems(input, act, found));
    if (refused) return refused;
    const { owner, dueOn } = input;
    const changed: FollowUp = { ...found, what: input.what.trim(), owner, dueOn };
    return accept(
      createDraft(register, 'change-follow-up', 'followUps', found.key, changed),
      ...draftKnownPeople(register, act),
    );
  },
});
export const changeFollowUp = changeFollowUpStep.decide;

/** Closes a follow-up: done, or dropped with a reason. */
export const closeFollowUpStep = defineStep<
  'close-follow-up',
  WithFollowUp & { readonly outcome: 'done' | 'dropped'; readonly note: string }
>({
  key: 'close-follow-up',
  label: 'Close follow-up',
  title: ({ followUp }) => `Close ${followUp}`,
  permission: mayHandle,
  decide: (register, input, act) => {
    const found = getFollowUp(register, input);
    const { outcome } = input;
    const note = input.note.trim();
    const refused =
      refuseClosed(found) ??
      refuseInvalid({ note: outcome === 'dropped' && isBlank(note) && 'Say why it is dropped.' });
    if (refused) return refused;
    const closed = { outcome, note, by: act.actor.id, on: act.today };
    const action = outcome === 'done' ? 'complete-follow-up' : 'drop-follow-up';
    return accept(createDraft(register, action, 'followUps', found.key, { ...found, closed }));
  },
});
export const closeFollowUp = closeFollowUpStep.decide;

/** Opens a closed follow-up again. */
export const reopenFollowUpStep = defineStep<'reopen-follow-up', WithFollowUp>({
  key: 'reopen-follow-up',
  label: 'Reopen follow-up',
  title: ({ followUp }) => `Reopen ${followUp}`,
  permission: mayHandle,
  decide: (register, input) => {
    const found = getFollowUp(register, input);
    return found.closed === null
      ? accept()
      : accept(createDraft(register, 'reopen-follow-up', 'followUps', found.key, { ...found, closed: null }));
  },
});
export const reopenFollowUp = reopenFollowUpStep.decide;
