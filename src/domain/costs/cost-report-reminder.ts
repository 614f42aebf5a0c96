import { addDays, formatDay } from '../calendar.ts';
import { createMoneyFormat } from '../money.ts';
import { type NudgeKind, weekly } from '../nudge-kind.ts';
import type { Day, Register, UseCase } from '../register.ts';
import { listRunning } from '../use-cases/index.ts';
import { describeSpike, findOpenMonth, findSpike, type OpenMonth, reportOwnerOf } from './costs.ts';
import { dayAfter, dueDayOf, formatMonth } from './months.ts';

/** The first reminder is this many days before the costs are due, but never before the month is over. */
const daysAhead = 7;

/** Returns the first day of the reminder. */
const firstDayOf = (register: Register, { month }: OpenMonth): Day =>
  [addDays(dueDayOf(register, month), -daysAhead), dayAfter(month)].sort().at(-1) ?? dayAfter(month);

function describeOpen(register: Register, { key, name }: UseCase, { month, cost }: OpenMonth, today: Day) {
  const dueOn = dueDayOf(register, month);
  if (cost === null)
    return `${key} ${name}: the costs of ${formatMonth(month)} ${dueOn < today ? 'were' : 'are'} due on ${formatDay(dueOn)}`;
  const money = createMoneyFormat(register);
  const spike = findSpike(register, cost);
  return `${key} ${name}: the costs of ${formatMonth(month)} are not confirmed: ${money(cost.amount)}${spike === null ? '' : `, ${describeSpike(spike, money)}`}`;
}

/** Asks the owner of the cost report to record and confirm each month. Source: "Governance". */
export const costReport: NudgeKind = {
  key: 'cost-report',
  rank: 65,
  title: 'Monthly costs',
  due: (register, today) =>
    listRunning(register).flatMap((useCase) => {
      const open = findOpenMonth(register, useCase, today);
      const person = reportOwnerOf(register, useCase);
      if (open === null || person === null || today < firstDayOf(register, open)) return [];
      const { key } = useCase;
      return [
        {
          subject: `${key}:${open.month}`,
          person,
          fact: describeOpen(register, useCase, open, today),
          why: 'a cost that nobody reads grows unnoticed',
          step: { do: 'record-costs', useCase: key, month: open.month },
          about: [key],
          repeat: weekly,
        },
      ];
    }),
};
