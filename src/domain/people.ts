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

/** Drafts that keep what Slack says of everybody the action names, so that the register knows when one leaves. */
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

/** Whether somebody is here as a full member. Nobody is thought to have left or become a guest until Slack said so. */
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

/** Why somebody holds no role any more: "left Slack", "became a guest"; null while they are here as a full member. */
export function explainDeparture(register: Register, id: UserId): string | null {
  const person = register.people.get(id);
  if (person === undefined || isPresent(person)) return null;
  return departureReasons[person.active ? person.kind : 'member'];
}

/** The name by which the register knows somebody; in Slack it stands beside the mention. Of one who was erased, the id. */
export const nameOf = (register: Register, id: UserId): string => register.people.get(id)?.name || id;

/** Whether a person's record holds facts that an erasure takes out: `anonymize` leaves none. */
export const hasPersonalFacts = ({ name, timeZone }: Person): boolean => name !== '' || timeZone !== null;

/** A person's record without its personal facts: what is left says whether they are here, and as what. */
export const anonymize = (person: Person): Person => ({ ...person, name: '', timeZone: null });

/** Returns the record to keep for a person: without personal facts for somebody who was erased and is not here. */
const recordToKeep = (known: Person, person: Person): Person =>
  known.name === '' && !isPresent(person) ? anonymize(person) : person;

/** Who is asked for what no use-case owner can do: the first transformation lead here, or null while there is none. */
export const leadOf = (register: Register): UserId | null =>
  settingsOf(register).leads.find((lead) => isActive(register, lead)) ?? null;

/** Who is asked about a use case: its owner, or the lead once the owner is gone. */
export const assigneeOf = (register: Register, { owner }: UseCase): UserId | null =>
  isActive(register, owner) ? owner : leadOf(register);

/** The use cases that somebody owns and that are not over. */
export const listOwnedUseCases = (register: Register, person: UserId): readonly UseCase[] =>
  [...register.useCases.values()].filter((useCase) => useCase.owner === person && !isOver(useCase));

/** The time zone of a person, as Slack last said; the workspace's until Slack has. */
export const timeZoneOf = (register: Register, person: UserId): string =>
  register.people.get(person)?.timeZone ?? settingsOf(register).timeZone;

/** Tells what day it is for each person: an absence begins and ends by the calendar of the person who is away. */
export type LocalDays = (person: UserId) => Day;
export const localDaysAt =
  (register: Register, at: Instant): LocalDays =>
  (person) =>
    dayOf(at, timeZoneOf(register, person));

/** The absence in which somebody is on a day; null while they are here. */
export function findAbsenceOn(register: Register, person: UserId, day: Day): Absence | null {
  const absence = register.absences.get(person);
  return absence && absence.from <= day && day <= absence.until ? absence : null;
}

/** The absence that somebody has entered and that is not over; null when there is none. */
export function findOpenAbsence(register: Register, person: UserId, day: Day): Absence | null {
  const absence = register.absences.get(person);
  return absence && day <= absence.until ? absence : null;
}

/**
 * Returns the person to ask: the person themselves while they are here, otherwise their deputy. When the deputy is away too,
 * it is the deputy's deputy; the chain is followed no further. Null when nobody stands in.
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

/** What is wrong with giving somebody a part here; null when nothing is. */
export function findAssigneeProblem(act: Act, person: UserId): string | null {
  const found = act.people.get(person);
  if (!found) return 'This person is not known in this workspace. Choose a member.';
  if (!found.active) return `${found.name} has left this workspace. Choose somebody who is here.`;
  if (found.kind !== 'member')
    return `${found.name} is not a full member of this workspace. Choose a full member.`;
  return null;
}

/** What follows when Slack says that somebody left, became a guest, came back or moved; nothing for people without a part here. */
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
