import { leadOf, ownedBy } from '../people.ts';
import type { NudgeKind } from './concern.ts';

/** What somebody owned who has left, for the lead to hand over. */
export const ownerLeft: NudgeKind = {
  key: 'owner-left',
  title: 'Owners who left',
  due: (register) => {
    const lead = leadOf(register);
    if (lead === null) return [];
    return [...register.people.values()]
      .filter(({ active }) => !active)
      .flatMap(({ id, name }) => {
        const keys = ownedBy(register, id).map(({ key }) => key);
        if (keys.length === 0) return [];
        const listed =
          keys.length > 5 ? `${keys.slice(0, 5).join(', ')} and ${keys.length - 5} more` : keys.join(', ');
        return [
          {
            subject: id,
            person: lead,
            fact: `${name} has left and still owns ${listed}`,
            why: 'what nobody owns stands still',
            step: { do: 'hand-over', person: id },
            about: [`people:${id}`, ...keys],
            rhythm: { workingDays: 2 },
          },
        ];
      });
  },
};
