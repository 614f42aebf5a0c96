import type { Due, NudgeKind } from '../nudge-kind.ts';
import { departureOf, nameOf } from '../people.ts';
import { type Holding, vacancies } from '../roles.ts';

/** How many things are named of those that somebody holds in one role. */
const mostNamed = 5;

/** "still owns UC-1, UC-2", for each kind of role that somebody held. */
function heldWords(held: readonly Holding[]): string {
  const things = new Map<string, string[]>();
  for (const { role, thing } of held) things.set(role.verb, [...(things.get(role.verb) ?? []), thing]);
  return [...things]
    .map(([verb, all]) => {
      const more = all.length > mostNamed ? ` and ${all.length - mostNamed} more` : '';
      return `${verb} ${all.slice(0, mostNamed).join(', ')}${more}`;
    })
    .join(', and ');
}

/** Roles whose holder left or became a guest: for the lead, or for the owner of the use case, to name a successor. */
export const ownerLeft: NudgeKind = {
  key: 'owner-left',
  rank: 20,
  title: 'Roles of people who left',
  due: (register) => {
    const groups = new Map<string, Holding[]>();
    for (const vacancy of vacancies(register)) {
      const key = `${vacancy.person} ${vacancy.askedOf}`;
      groups.set(key, [...(groups.get(key) ?? []), vacancy]);
    }
    return [...groups.values()].flatMap((held): readonly Due[] => {
      const [first] = held;
      if (!first || first.askedOf === null) return [];
      const { person, askedOf, step } = first;
      const operates = held.some(({ role }) => role.entity === 'operators');
      return [
        {
          subject: person,
          person: askedOf,
          fact: `${nameOf(register, person)} ${departureOf(register, person)} and still ${heldWords(held)}`,
          why: operates ? 'production needs somebody who answers for it' : 'what nobody owns stands still',
          step,
          about: [`people:${person}`, ...new Set(held.map(({ about }) => about))],
          rhythm: { workingDays: 2 },
        },
      ];
    });
  },
};
