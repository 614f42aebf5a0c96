import { leadOf, ownedBy } from '../people.ts';
import type { Due, NudgeKind } from './concern.ts';

/** What somebody owned, or answered for in production, who has left: for the lead to hand over. */
export const ownerLeft: NudgeKind = {
  key: 'owner-left',
  title: 'Owners who left',
  due: (register) => {
    const lead = leadOf(register);
    if (lead === null) return [];
    return [...register.people.values()]
      .filter(({ active }) => !active)
      .flatMap(({ id, name }): readonly Due[] => {
        const keys = ownedBy(register, id).map(({ key }) => key);
        const operates = register.operators.has(id);
        if (keys.length === 0 && !operates) return [];
        const named = [...keys.slice(0, 5), ...(keys.length > 5 ? [`${keys.length - 5} more`] : [])];
        const owns =
          keys.length === 0 ? [] : [`still owns ${named.join(', ').replace(/, (\d+ more)$/, ' and $1')}`];
        const holds = operates ? ['still holds AI Operations'] : [];
        return [
          {
            subject: id,
            person: lead,
            fact: `${name} has left and ${[...owns, ...holds].join(', and ')}`,
            why: operates ? 'production needs somebody who answers for it' : 'what nobody owns stands still',
            step: keys.length === 0 ? { do: 'name-operators' } : { do: 'hand-over', person: id },
            about: [`people:${id}`, ...keys, ...(operates ? [`operators:${id}`] : [])],
            rhythm: { workingDays: 2 },
          },
        ];
      });
  },
};
