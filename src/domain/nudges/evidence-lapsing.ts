import { daysBetween, written } from '../calendar.ts';
import { checklistEntry, checklistOf } from '../checklist.ts';
import { answersFor } from '../people.ts';
import { type NudgeKind, weekly } from './concern.ts';
import { runningOf } from './running.ts';

const daysAhead = 7;

/** Evidence that nobody confirmed for 90 days no longer holds; asked a week before, and weekly once it has lapsed. */
export const evidenceLapsing: NudgeKind = {
  key: 'evidence-lapsing',
  title: 'Evidence lapsing',
  due: (register, today) =>
    runningOf(register).flatMap((useCase) => {
      const person = answersFor(register, useCase);
      if (person === null) return [];
      return checklistOf(register, useCase, today).flatMap(({ item, holdsUntil, step, waiver }) => {
        if (holdsUntil === null || waiver !== null || daysBetween(today, holdsUntil) > daysAhead) return [];
        const { title } = checklistEntry(item);
        const lapsed = holdsUntil < today;
        return [
          {
            subject: `${useCase.key}:${item}`,
            person,
            fact: `${useCase.key} ${useCase.name}: ${title}, ${lapsed ? 'no longer counts since' : 'counts until'} ${written(holdsUntil)}`,
            why: 'is it still true?',
            step,
            about: [useCase.key],
            rhythm: weekly,
          },
        ];
      });
    }),
};
