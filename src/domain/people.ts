import { type Action, type Draft, put } from './change.ts';
import type { Act } from './decide.ts';
import { type Person, type Register, settingsOf, type UseCase, type UserId } from './register.ts';

/** Drafts that keep what Slack says of everybody the action names, so that the register knows when one leaves. */
export function knownPeople(register: Register, act: Act): readonly Draft[] {
  return [...act.people.values()].flatMap(({ kind: _, ...person }) => {
    const known = register.people.get(person.id);
    const same =
      known?.active === person.active && known.name === person.name && known.timeZone === person.timeZone;
    return same ? [] : [put(register, 'person-seen', 'people', person.id, person)];
  });
}

/** Nobody is thought to have left until Slack said so. */
export const isActive = (register: Register, person: UserId): boolean =>
  register.people.get(person)?.active ?? true;

/** Who is asked for what no use-case owner can do: the first transformation lead here, or null while there is none. */
export const leadOf = (register: Register): UserId | null =>
  settingsOf(register).leads.find((lead) => isActive(register, lead)) ?? null;

/** Who is asked about a use case: its owner, or the lead once the owner has left. */
export const answersFor = (register: Register, { owner }: UseCase): UserId | null =>
  isActive(register, owner) ? owner : leadOf(register);

/** The use cases that somebody owns and that are not over. */
export const ownedBy = (register: Register, person: UserId): readonly UseCase[] =>
  [...register.useCases.values()].filter(
    ({ owner, life }) => owner === person && life.stage !== 'stopped' && life.stage !== 'retired',
  );

/** What is wrong with giving somebody a part here; null when nothing is. */
export function unfit(act: Act, person: UserId): string | null {
  const found = act.people.get(person);
  if (!found) return 'This person is not known in this workspace. Choose a member.';
  if (!found.active) return `${found.name} has left this workspace. Choose somebody who is here.`;
  if (found.kind !== 'member')
    return `${found.name} is not a full member of this workspace. Choose a full member.`;
  return null;
}

/** What follows when Slack says that somebody left, came back or moved; nothing for people without a part here. */
export function personChanged(register: Register, person: Person): readonly Draft[] {
  const known = register.people.get(person.id);
  if (!known) return [];
  const moved = known.timeZone !== person.timeZone || known.name !== person.name;
  if (known.active === person.active && !moved) return [];
  const action: Action =
    known.active === person.active ? 'person-seen' : person.active ? 'person-returned' : 'person-left';
  return [put(register, action, 'people', person.id, person)];
}
