import { daysBetween, formatDay } from '../calendar.ts';
import type { NudgeKind } from '../nudge-kind.ts';
import { assigneeOf } from '../people.ts';
import { formatCount } from '../wording.ts';
import { listPilots } from './running.ts';

const daysAhead = 14;

/** Reminds two weeks before the decide-by date, once per date. */
export const decisionNear: NudgeKind = {
  key: 'decision-near',
  rank: 90,
  title: 'Pilot decisions due',
  due: (register, today) =>
    listPilots(register).flatMap(({ useCase, charter: { decideBy, scaled } }) => {
      const { key, name } = useCase;
      const person = assigneeOf(register, useCase);
      const left = daysBetween(today, decideBy);
      if (scaled || person === null || left < 0 || left > daysAhead) return [];
      const when = left === 0 ? 'today' : `by ${formatDay(decideBy)} (in ${formatCount(left, 'day')})`;
      return [
        {
          subject: `${key}:${decideBy}`,
          person,
          fact: `${key} ${name}: decision is due ${when}`,
          why: 'choose to scale, stop or extend it',
          step: { do: 'decide-pilot', useCase: key },
          about: [key],
          repeat: 'once',
        },
      ];
    }),
};
