import { dayOf } from './calendar.ts';
import { createDraft, type Draft } from './change.ts';
import type { Act } from './decide.ts';
import {
  type Absence,
  type Day,
  type Instant,
  isOver,
  type Person,
  type PersonKind,
  type Register,
  settingsOf,
  type UseCase,
  type UserId,
} from './register.ts';
import type { Action } from './schema.ts';

/** Returns drafts that store how Slack describes everyone in the action, so that departures are noticed later. */
export const draftKnownPeople = (register: Register, act: Act): readonly Draft[] =>
  [...act.people.values()].flatMap((person) => {
    const known = register.people.get(person.id);
    const now = known ? recordToKeep(known, person) : person;
    return isSame(known, now) ? [] : [createDraft(register, 'person-seen', 'people', now.id, now)];
  });

const isSame = (known: Person | undefined, person: Person): boolean =>
  known?.active === person.active &&
  known.kind === person.kind &&
  known.name === person.name &&
  known.timeZone === person.timeZone;

const isPresent = ({ active, kind }: Pick<Person, 'active' | 'kind'>): boolean => active && kind === 'member';

/** True for an active full member. A person counts as active until Slack says otherwise. */
export function isActive(register: Register, id: UserId): boolean {
  const person = register.people.get(id);
  return person === undefined || isPresent(person);
}

const departureReasons: Readonly<Record<PersonKind, string>> = {
  member: 'left Slack',
  guest: 'became a guest',
  external: 'belongs to another company',
  bot: 'is a bot',
};

/** Returns why a person can hold no role: "left Slack", "became a guest"; null for an active full member. */
export function explainDeparture(register: Register, id: UserId): string | null {
  const person = register.people.get(id);
  if (person === undefined || isPresent(person)) return null;
  return departureReasons[person.active ? person.kind : 'member'];
}

/** Returns the stored name of a person; the id for an erased or unknown person. */
export const nameOf = (register: Register, id: UserId): string => register.people.get(id)?.name || id;

/** True when a person's record holds facts that an erasure removes; after `anonymize` it does not. */
export const hasPersonalFacts = ({ name, timeZone }: Person): boolean => name !== '' || timeZone !== null;

/** Removes the personal facts of a record: status and kind stay. */
export const anonymize = (person: Person): Person => ({ ...person, name: '', timeZone: null });

/** Returns the record to store; an erased person who has left gets no personal facts again. */
const recordToKeep = (known: Person, person: Person): Person =>
  known.name === '' && !isPresent(person) ? anonymize(person) : person;

/** Returns the first active transformation lead; null when there is none. */
export const leadOf = (register: Register): UserId | null =>
  settingsOf(register).leads.find((lead) => isActive(register, lead)) ?? null;

/** Returns the person who is asked about a use case: its owner, or the lead when the owner has left. */
export const assigneeOf = (register: Register, { owner }: Pick<UseCase, 'owner'>): UserId | null =>
  isActive(register, owner) ? owner : leadOf(register);

/** Returns the use cases that a person owns and that have not ended. */
export const listOwnedUseCases = (register: Register, person: UserId): readonly UseCase[] =>
  [...register.useCases.values()].filter((useCase) => useCase.owner === person && !isOver(useCase));

/** Returns a person's time zone from Slack, or the workspace's if it is unknown. */
export const timeZoneOf = (register: Register, person: UserId): string =>
  register.people.get(person)?.timeZone ?? settingsOf(register).timeZone;

/** Returns the day it is for a person. Absences follow the person's own calendar. */
export type LocalDays = (person: UserId) => Day;
export const localDaysAt =
  (register: Register, at: Instant): LocalDays =>
  (person) =>
    dayOf(at, timeZoneOf(register, person));

/** Returns the person's absence on a day; null when they are here. */
export function findAbsenceOn(register: Register, person: UserId, day: Day): Absence | null {
  const absence = register.absences.get(person);
  return absence && absence.from <= day && day <= absence.until ? absence : null;
}

/** Returns the person's current or future absence; null when there is none. */
export function findOpenAbsence(register: Register, person: UserId, day: Day): Absence | null {
  const absence = register.absences.get(person);
  return absence && day <= absence.until ? absence : null;
}

/**
 * Returns the person to ask: the person, or while they are away their deputy, or the deputy's deputy. Null when nobody
 * of these is here.
 */
export function findStandIn(register: Register, person: UserId, today: LocalDays): UserId | null {
  let current = person;
  for (let step = 0; step <= 2; step += 1) {
    const absence = findAbsenceOn(register, current, today(current));
    if (!absence) return isActive(register, current) ? current : null;
    if (absence.deputy === null || absence.deputy === person) return null;
    current = absence.deputy;
  }
  return null;
}

/** Returns why a person cannot be given a role; null when they can. */
export function findAssigneeProblem(act: Act, person: UserId): string | null {
  const found = act.people.get(person);
  if (!found) return 'This person is not in this workspace. Choose a member.';
  if (!found.active) return `${found.name} has left this workspace. Choose a current member.`;
  if (found.kind !== 'member')
    return `${found.name} is not a full member of this workspace. Choose a full member.`;
  return null;
}

/** Returns the drafts for a change of a person in Slack; none for people without a role. */
export function draftPersonChange(register: Register, person: Person): readonly Draft[] {
  const known = register.people.get(person.id);
  if (!known) return [];
  const now = recordToKeep(known, person);
  if (isSame(known, now)) return [];
  return [createDraft(register, actionFor(known, now), 'people', now.id, now)];
}

function actionFor(known: Person, person: Person): Action {
  if (isPresent(known) === isPresent(person)) return 'person-seen';
  if (isPresent(person)) return 'person-returned';
  return person.active ? 'person-became-guest' : 'person-left';
}
