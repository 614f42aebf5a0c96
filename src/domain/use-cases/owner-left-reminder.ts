import type { NudgeContent, NudgeKind } from '../nudge-kind.ts';
import { explainDeparture, nameOf } from '../people.ts';
import { type Holding, listAllVacancies } from '../roles.ts';

/** The most targets listed per role. */
const maxNamed = 5;

/** Returns "still owns UC-1, UC-2", for each role that the person holds. */
function describeHoldings(holdings: readonly Holding[]): string {
  const targets = new Map<string, string[]>();
  for (const { role, target } of holdings)
    targets.set(role.verb, [...(targets.get(role.verb) ?? []), target]);
  return [...targets]
    .map(([verb, all]) => {
      const more = all.length > maxNamed ? ` and ${all.length - maxNamed} more` : '';
      return `${verb} ${all.slice(0, maxNamed).join(', ')}${more}`;
    })
    .join(', and ');
}

/** Asks the lead, or the owner of the use case, to name a successor for a person who left or became a guest. */
export const ownerLeft: NudgeKind = {
  key: 'owner-left',
  rank: 20,
  title: 'Roles of people who left',
  due: (register) => {
    const groups = new Map<string, Holding[]>();
    for (const vacancy of listAllVacancies(register)) {
      const key = `${vacancy.person} ${vacancy.askedOf}`;
      groups.set(key, [...(groups.get(key) ?? []), vacancy]);
    }
    return [...groups.values()].flatMap((holdings): readonly NudgeContent[] => {
      const [first] = holdings;
      if (!first || first.askedOf === null) return [];
      const { person, askedOf, step } = first;
      const operates = holdings.some(({ role }) => role.entity === 'operators');
      return [
        {
          subject: person,
          person: askedOf,
          fact: `${nameOf(register, person)} ${explainDeparture(register, person)} and still ${describeHoldings(holdings)}`,
          why: operates ? 'production needs an accountable owner' : 'work without an owner stops',
          step,
          about: [`people:${person}`, ...new Set(holdings.map(({ about }) => about))],
          repeat: { workingDays: 2 },
        },
      ];
    });
  },
};
