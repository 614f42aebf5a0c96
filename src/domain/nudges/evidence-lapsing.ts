import { daysBetween, written } from '../calendar.ts';
import { aging, checklistEntry } from '../checklist.ts';
import { waiverFor } from '../infrastructure.ts';
import { answersFor } from '../people.ts';
import type { Waiver } from '../register.ts';
import { type NudgeKind, weekly } from './concern.ts';
import { runningOf } from './running.ts';

const daysAhead = 7;

/** Evidence that nobody confirmed for 90 days no longer holds; asked a week before, and weekly once it has lapsed. */
export const evidenceLapsing: NudgeKind = {
  key: 'evidence-lapsing',
  title: 'Evidence lapsing',
  due: (register, today) =>
    runningOf(register).flatMap((useCase) => {
      const { key, name } = useCase;
      const person = answersFor(register, useCase);
      if (person === null) return [];
      return aging(register, useCase).flatMap(({ item, holdsUntil }) => {
        if (daysBetween(today, holdsUntil) > daysAhead) return [];
        const lapsed = holdsUntil < today;
        const waived = (subject: Waiver['subject']) => subject.kind === 'item' && subject.item === item;
        if (lapsed && waiverFor(register, key, waived, today) !== null) return [];
        return [
          {
            subject: `${key}:${item}`,
            person,
            fact: `${key} ${name}: ${checklistEntry(item).title} ${lapsed ? 'counted' : 'counts'} until ${written(holdsUntil)}`,
            why: 'is it still true?',
            step: { do: 'confirm-item', useCase: key, item } as const,
            about: [key],
            rhythm: weekly,
          },
        ];
      });
    }),
};
