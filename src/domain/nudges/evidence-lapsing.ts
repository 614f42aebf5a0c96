import { daysBetween, written } from '../calendar.ts';
import { aging, checklistEntry } from '../checklist.ts';
import { waiverFor } from '../infrastructure.ts';
import { answersFor } from '../people.ts';
import type { Waiver } from '../register.ts';
import { counted } from '../wording.ts';
import { type Due, type NudgeKind, weekly } from './concern.ts';
import { runningOf } from './running.ts';

const daysAhead = 7;

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
      const pressing = aging(register, useCase).filter(({ item, holdsUntil }) => {
        const waived = (subject: Waiver['subject']) => subject.kind === 'item' && subject.item === item;
        return holdsUntil < today
          ? waiverFor(register, key, waived, today) === null
          : daysBetween(today, holdsUntil) <= daysAhead;
      });
      const [first] = [...pressing].sort((a, b) => a.holdsUntil.localeCompare(b.holdsUntil));
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
          step: { do: 'confirm-item', useCase: key, item },
          about: [key],
          rhythm: weekly,
        },
      ];
    }),
};
