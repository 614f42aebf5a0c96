import { daysBetween, written } from '../calendar.ts';
import { type Due, type NudgeKind, weekly } from '../nudge-kind.ts';
import { answersFor } from '../people.ts';
import { runningOf } from '../use-cases/index.ts';
import { ago, inDays } from '../wording.ts';
import { lapsing } from './evidence-expiry.ts';
import { checklistEntry } from './items.ts';

/**
 * Evidence that nobody confirmed for 90 days no longer holds; asked a week before, and weekly once it has lapsed, for
 * all items of a use case together: what was confirmed on one day lapses on one day.
 */
export const evidenceLapsing: NudgeKind = {
  key: 'evidence-lapsing',
  rank: 50,
  title: 'Evidence lapsing',
  due: (register, today) =>
    runningOf(register).flatMap((useCase): readonly Due[] => {
      const { key, name } = useCase;
      const person = answersFor(register, useCase);
      const pressing = lapsing(register, useCase, today);
      const [first] = pressing;
      if (person === null || !first) return [];
      const { item, holdsUntil } = first;
      const many = pressing.length > 1;
      const what = many
        ? `${pressing.length} confirmations`
        : `the confirmation of "${checklistEntry(item).title}"`;
      const days = daysBetween(today, holdsUntil);
      const together = pressing.every((one) => one.holdsUntil === holdsUntil) ? '' : ', the first';
      const when =
        days < 0
          ? `expired${together} on ${written(holdsUntil)} (${ago(-days)})`
          : `${many ? 'expire' : 'expires'}${together} on ${written(holdsUntil)} (${inDays(days)})`;
      return [
        {
          subject: key,
          person,
          fact: `${key} ${name}: ${what} ${when}`,
          why: 'confirm what is still true',
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
