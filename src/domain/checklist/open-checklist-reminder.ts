import { formatDay } from '../calendar.ts';
import { type NudgeKind, weekly } from '../nudge-kind.ts';
import { assigneeOf } from '../people.ts';
import { isOverdue, listMissingForProduction, listPilots } from '../use-cases/index.ts';

/** What is still missing where a day for going live was named. */
export const openChecklist: NudgeKind = {
  key: 'open-checklist',
  rank: 80,
  title: 'Missing before a go-live date',
  due: (register, today) =>
    listPilots(register).flatMap(({ useCase, charter }) => {
      const { key, name, goLivePlannedOn } = useCase;
      const person = assigneeOf(register, useCase);
      // Past the date of its decision to scale, the pilot itself is overdue.
      if (goLivePlannedOn === null || person === null || (charter.scaled && isOverdue(charter, today)))
        return [];
      const [first, ...rest] = listMissingForProduction(register, useCase, today);
      if (!first) return [];
      const when = goLivePlannedOn < today ? 'was to go live on' : 'is to go live on';
      const more = rest.length === 0 ? '' : `, and ${rest.length} more`;
      return [
        {
          subject: key,
          person,
          fact: `${key} ${name} ${when} ${formatDay(goLivePlannedOn)}, and lacks: ${first.text}${more}`,
          why: 'going live waits for all of it',
          step: first.step,
          about: [key],
          repeat: weekly,
        },
      ];
    }),
};
