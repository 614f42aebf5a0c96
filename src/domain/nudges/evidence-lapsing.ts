import { written } from '../calendar.ts';
import { checklistEntry, lapsing } from '../checklist.ts';
import { answersFor } from '../people.ts';
import { counted } from '../wording.ts';
import { type Due, type NudgeKind, weekly } from './concern.ts';
import { runningOf } from './running.ts';

/**
 * Evidence that nobody confirmed for 90 days no longer holds; asked a week before, and weekly once it has lapsed, for
 * all items of a use case together: what was confirmed on one day lapses on one day.
 */
export const evidenceLapsing: NudgeKind = {
  key: 'evidence-lapsing',
  title: 'Evidence lapsing',
  due: (register, today) =>
    runningOf(register).flatMap((useCase): readonly Due[] => {
      const { key, name } = useCase;
      const person = answersFor(register, useCase);
      const pressing = lapsing(register, useCase, today);
      const [first] = pressing;
      if (person === null || !first) return [];
      const { item, holdsUntil } = first;
      const rest = pressing.length - 1;
      const what = `${checklistEntry(item).title}${rest === 0 ? '' : ` and ${counted(rest, 'more item')}`}`;
      const counts = holdsUntil < today ? 'counted' : rest === 0 ? 'counts' : 'count';
      return [
        {
          subject: key,
          person,
          fact: `${key} ${name}: ${what} ${counts} until ${written(holdsUntil)}`,
          why: 'is it still true?',
          step:
            pressing.length > 1
              ? { do: 'reconfirm', useCase: key }
              : { do: 'confirm-item', useCase: key, item },
          about: [key],
          rhythm: weekly,
        },
      ];
    }),
};
