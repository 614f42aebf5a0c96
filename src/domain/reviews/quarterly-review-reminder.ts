import { daysBetween, written } from '../calendar.ts';
import { type NudgeKind, weekly } from '../nudge-kind.ts';
import { leadOf } from '../people.ts';
import { endOfQuarter, quarterTitle, reviewDue, reviewMissed } from './reviews.ts';

/** Two weeks ahead, on the day it is due, then weekly. Source: "Governance at Stage 3". */
export const quarterlyReview: NudgeKind = {
  key: 'quarterly-review',
  rank: 100,
  title: 'Quarterly policy review',
  due: (register, today) => {
    const person = leadOf(register);
    const quarter = reviewDue(register, today);
    if (person === null || quarter === null) return [];
    const end = endOfQuarter(quarter);
    const left = daysBetween(today, end);
    const named = quarterTitle(quarter);
    const missed = reviewMissed(register, quarter);
    const due =
      left > 0
        ? `the policy review of ${named} is due on ${written(end)}`
        : left === 0
          ? `the policy review of ${named} is due today`
          : `the policy review of ${named} was due on ${written(end)}`;
    return [
      {
        subject: quarter,
        person,
        fact: missed === null ? due : `${due}; that of ${quarterTitle(missed)} was not held`,
        why: 'the agenda is ready',
        see: { page: 'review' },
        step: { do: 'record-review', quarter },
        about: [`reviews:${quarter}`],
        rhythm: left > 0 ? 'once' : weekly,
      },
    ];
  },
};
