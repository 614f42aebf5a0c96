import { formatDay } from '../calendar.ts';
import { type NudgeKind, weekly } from '../nudge-kind.ts';
import { assigneeOf } from '../people.ts';
import { isOverdue, listMissingForProduction, listPilots } from '../use-cases/index.ts';

/** Asks for open checklist items of a use case with a planned go-live day. */
export const openChecklist: NudgeKind = {
  key: 'open-checklist',
  rank: 80,
  title: 'Missing for a planned go-live',
  due: (register, today) =>
    listPilots(register).flatMap(({ useCase, charter }) => {
      const { key, name, goLivePlannedOn } = useCase;
      const person = assigneeOf(register, useCase);
      // After the go-live day of a scaled pilot, the stale-pilot reminder asks instead.
      if (goLivePlannedOn === null || person === null || (charter.scaled && isOverdue(charter, today)))
        return [];
      const missing = listMissingForProduction(register, useCase, today);
      const [first] = missing;
      if (!first) return [];
      const when = goLivePlannedOn < today ? 'go-live was planned for' : 'go-live is planned for';
      const things = missing.length === 1 ? 'one thing is' : `${missing.length} things are`;
      return [
        {
          subject: key,
          person,
          fact: `${key} ${name}: ${when} ${formatDay(goLivePlannedOn)}, and ${things} missing. ${first.text}`,
          why: 'going live needs all of it',
          step: first.step,
          about: [key],
          repeat: weekly,
        },
      ];
    }),
};
