import { daysBetween, formatDay } from '../calendar.ts';
import type { Step } from '../decide.ts';
import { categoryEntry, findWaiver } from '../infrastructure/index.ts';
import { type NudgeKind, weekly } from '../nudge-kind.ts';
import { assigneeOf } from '../people.ts';
import { listRunning } from '../use-cases/index.ts';
import { uncapitalize } from '../wording.ts';
import { checklistEntry } from './items.ts';

const daysAhead = 7;

/**
 * Reminds a week before a waiver ends, unless another waiver follows it. After the end, the open item has its own
 * reminders.
 */
export const waiverEnding: NudgeKind = {
  key: 'waiver-ending',
  rank: 60,
  title: 'Waivers ending',
  due: (register, today) => {
    const running = new Map(listRunning(register).map((useCase) => [useCase.key, useCase]));
    return [...register.waivers.values()].flatMap(({ key, useCase: of, subject, until }) => {
      const useCase = running.get(of);
      const person = useCase ? assigneeOf(register, useCase) : null;
      const left = daysBetween(today, until);
      if (!useCase || person === null || left < 0 || left > daysAhead) return [];
      const same = JSON.stringify(subject);
      if (findWaiver(register, of, (other) => JSON.stringify(other) === same, today)?.key !== key) return [];
      const what =
        subject.kind === 'item'
          ? `"${checklistEntry(subject.item).title}"`
          : `drift on ${uncapitalize(categoryEntry(subject.category).title)}`;
      const step: Step =
        subject.kind === 'item'
          ? { do: 'confirm-item', useCase: of, item: subject.item }
          : { do: 'record-stack', useCase: of };
      return [
        {
          subject: key,
          person,
          fact: `${of} ${useCase.name}: the waiver for ${what} ends on ${formatDay(until)}`,
          why:
            subject.kind === 'item'
              ? 'after that day the item is missing again'
              : 'after that day it blocks requirement 2',
          step,
          about: [of],
          repeat: weekly,
        },
      ];
    });
  },
};
