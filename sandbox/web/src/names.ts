import type { PersonState, SamplePerson } from '../../protocol.ts';

/** Returns the name of a user, channel or direct message for a person. */
export function nameOf(id: string, state: PersonState): string {
  const channel = state.channels.find((one) => one.id === id);
  if (channel) return `#${channel.name}`;
  const user = state.directMessages.find((one) => one.id === id)?.withUser ?? id;
  if (user === state.app.botUserId) return state.app.name;
  return state.people.find((person) => person.id === user)?.name ?? id;
}

export const cityOf = (timeZone: string) => timeZone.split('/').at(-1)?.replaceAll('_', ' ');

const roles: { is(person: SamplePerson): boolean | undefined; name: string }[] = [
  { is: (person) => person.deleted, name: 'Deactivated' },
  { is: (person) => person.isStranger || person.team !== undefined, name: 'From another workspace' },
  { is: (person) => person.isUltraRestricted, name: 'Single-channel guest' },
  { is: (person) => person.isRestricted, name: 'Guest' },
  { is: (person) => person.isOwner, name: 'Workspace owner' },
  { is: (person) => person.isAdmin, name: 'Workspace admin' },
];

export const roleOf = (person: SamplePerson) => roles.find((role) => role.is(person))?.name ?? 'Member';
