import type { Act } from '../decide.ts';
import { type Person, type Register, type UserId, vendorKey } from '../register.ts';
import { excerpt } from '../typed.ts';

/** Everyone in the workspace with each of their names, from Slack. */
export type Directory = ReadonlyMap<
  UserId,
  Person & { readonly kind: Act['actor']['kind']; readonly names: readonly string[] }
>;

/** How Slack writes people: what an owner cell may contain besides a name. */
export interface PersonSyntax {
  /** Returns the id in a mention; null when the text is not one. */
  readonly parseMention: (written: string) => UserId | null;
  /** True when a text can only be an id, known or not. */
  readonly isId: (written: string) => boolean;
}

/** For tables with names only. */
export const noIdSyntax: PersonSyntax = { parseMention: () => null, isId: () => false };

type Named = Pick<Person, 'id' | 'name'>;

/** Returns a lookup from an owner cell to people: by member ID, full name or first name. */
export function createOwnerLookup(
  register: Register,
  directory: Directory | null,
  { parseMention: idIn, isId }: PersonSyntax,
): (written: string) => readonly Named[] {
  const people = new Map<UserId, Named & { readonly names: readonly string[] }>();
  for (const person of register.people.values())
    if (person.active) people.set(person.id, { ...person, names: [person.name] });
  for (const person of directory?.values() ?? [])
    if (person.active && person.kind === 'member')
      people.set(person.id, { ...person, names: [...(people.get(person.id)?.names ?? []), ...person.names] });
  const whole = new Map<string, Map<UserId, Named>>();
  const first = new Map<string, Map<UserId, Named>>();
  const note = (called: typeof whole, name: string, person: Named) => {
    called.set(name, (called.get(name) ?? new Map()).set(person.id, person));
  };
  for (const person of people.values())
    for (const name of person.names) {
      const key = vendorKey(name);
      if (key === '') continue;
      note(whole, key, person);
      note(first, key.split(' ')[0] ?? key, person);
    }
  return (written) => {
    const parseMention = idIn(written.trim());
    const owner = parseMention ?? written.trim().replace(/^@/, '');
    if (parseMention || people.has(owner) || directory?.has(owner)) return [{ id: owner, name: owner }];
    const [last, given] = vendorKey(owner).split(', ');
    const key = given ? `${given} ${last}` : vendorKey(owner);
    const found = whole.get(key) ?? first.get(key);
    if (found) return [...found.values()];
    return isId(owner) ? [{ id: owner, name: owner }] : [];
  };
}

export const explainUnclearOwner = (written: string, meant: readonly Named[]): string =>
  meant.length === 0
    ? `nobody here is called "${excerpt(written)}". Write the member ID (copy it from the menu of the profile).`
    : `"${excerpt(written)}" may be ${meant.map(({ id, name }) => `${name} (write ${id})`).join(' or ')}.`;
