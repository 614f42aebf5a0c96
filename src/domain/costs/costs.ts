import { indexByUseCase } from '../by-use-case.ts';
import { assigneeOf, isActive } from '../people.ts';
import {
  type Cost,
  costId,
  type Day,
  evidenceId,
  type Month,
  type Register,
  type UseCase,
  type UserId,
} from '../register.ts';
import { lastFullMonth, monthOf, shiftMonth } from './months.ts';

const recordedFor = indexByUseCase('costs');

/** Returns the recorded months of a use case, oldest first. */
export const costsOf = (register: Register, useCase: string): readonly Cost[] =>
  [...recordedFor(register, useCase)].sort((a, b) => (a.month < b.month ? -1 : 1));

const monitoringOf = (register: Register, useCase: string) => {
  const details = register.evidence.get(evidenceId(useCase, 'cost-monitoring'))?.details;
  return details?.item === 'cost-monitoring' ? details : null;
};

/** Returns the monthly budget in the evidence of the checklist item; null without one. */
export const budgetOf = (register: Register, useCase: string): number | null =>
  monitoringOf(register, useCase)?.monthlyBudget ?? null;

/** Returns the owner of the cost report; the owner of the use case or the lead while nobody active is named. */
export function reportOwnerOf(register: Register, useCase: UseCase): UserId | null {
  const named = monitoringOf(register, useCase.key)?.reportOwner;
  return named !== undefined && isActive(register, named) ? named : assigneeOf(register, useCase);
}

/** A month that costs at least this many times the mean of the months before is a spike. Source: "Governance". */
export const spikeFactor = 1.5;
/** The number of months before, all of them recorded. */
export const monthsBefore = 3;

export interface Spike {
  readonly cost: Cost;
  /** The cost divided by the mean of the three months before; null below one and a half. */
  readonly factor: number | null;
  /** The budget that it exceeds; null when it does not. */
  readonly budget: number | null;
}

/** Returns the mean of the three months before; null when one is not recorded, or when they cost nothing. */
function meanBefore(register: Register, { useCase, month }: Cost): number | null {
  const before = Array.from({ length: monthsBefore }, (_, index) =>
    register.costs.get(costId(useCase, shiftMonth(month, -index - 1))),
  );
  const sum = before.reduce((total, one) => total + (one?.amount ?? 0), 0);
  return before.every((one) => one !== undefined) && sum > 0 ? sum / monthsBefore : null;
}

/** Returns why a month is a spike: far above the months before, or over the budget. Null when it is none. */
export function findSpike(register: Register, cost: Cost): Spike | null {
  const mean = meanBefore(register, cost);
  const budget = budgetOf(register, cost.useCase);
  const factor = mean !== null && cost.amount >= spikeFactor * mean ? cost.amount / mean : null;
  const exceeded = budget !== null && cost.amount > budget ? budget : null;
  return factor === null && exceeded === null ? null : { cost, factor, budget: exceeded };
}

/** Returns "over the budget of $2,500 and 3.5 times the mean of the three months before". */
export const describeSpike = ({ factor, budget }: Spike, money: (amount: number) => string): string =>
  [
    ...(budget === null ? [] : [`over the budget of ${money(budget)}`]),
    ...(factor === null ? [] : [`${factor.toFixed(1)} times the mean of the three months before`]),
  ].join(' and ');

/** Months before this many are not asked for: nobody looks up last year's invoices for a reminder. */
const monthsAsked = 3;

/** A month that is not recorded, or not confirmed by the owner of the cost report. */
export interface OpenMonth {
  readonly month: Month;
  readonly cost: Cost | null;
}

/**
 * Returns the earliest open month of the last three: in production every month from the first recorded one on, in a
 * pilot only recorded ones.
 */
export function findOpenMonth(register: Register, { key, life }: UseCase, today: Day): OpenMonth | null {
  const last = lastFullMonth(today);
  const recorded = costsOf(register, key);
  const liveSince = life.stage === 'production' ? monthOf(life.liveOn) : null;
  const first = recorded[0]?.month ?? last;
  for (let month = shiftMonth(last, 1 - monthsAsked); month <= last; month = shiftMonth(month, 1)) {
    const cost = register.costs.get(costId(key, month)) ?? null;
    const isExpected = liveSince !== null && month >= liveSince && month >= first;
    if (cost === null ? isExpected : cost.confirmed === null) return { month, cost };
  }
  return null;
}

/** The costs of all use cases in one month. */
export interface MonthTotal {
  readonly month: Month;
  readonly amount: number;
  readonly costs: readonly Cost[];
  /** The change since the month before, over the use cases that recorded both; null when there is none. */
  readonly change: number | null;
}

/** Adds up a month over all use cases. */
export function totalOf(register: Register, month: Month): MonthTotal {
  const costs = [...register.costs.values()].filter((cost) => cost.month === month);
  let [now, before] = [0, 0];
  for (const { useCase, amount } of costs) {
    const earlier = register.costs.get(costId(useCase, shiftMonth(month, -1)));
    if (earlier) [now, before] = [now + amount, before + earlier.amount];
  }
  return {
    month,
    amount: costs.reduce((sum, { amount }) => sum + amount, 0),
    costs,
    change: before > 0 ? now / before - 1 : null,
  };
}

/** Returns "+12%" or "-3%"; "same" without a difference of half a percent. */
export function formatChange(change: number): string {
  const percent = Math.round(change * 100);
  return percent === 0 ? 'same' : `${percent > 0 ? '+' : ''}${percent.toLocaleString('en')}%`;
}

/** Adds up the last months over all use cases, oldest first; months without costs are left out. */
export function totalsUntil(
  register: Register,
  last: Month,
  months: number,
): readonly (readonly [Month, number])[] {
  const totals = new Map<Month, number>();
  const first = shiftMonth(last, 1 - months);
  for (const { month, amount } of register.costs.values()) {
    if (month >= first && month <= last) totals.set(month, (totals.get(month) ?? 0) + amount);
  }
  return [...totals].sort(([a], [b]) => a.localeCompare(b));
}

/** Returns the use cases in production without costs of a month in which they were live. */
export const listUnrecorded = (register: Register, month: Month): readonly UseCase[] =>
  [...register.useCases.values()].filter(
    ({ key, life }) =>
      life.stage === 'production' && monthOf(life.liveOn) <= month && !register.costs.has(costId(key, month)),
  );

/** Returns the use cases whose month this person records or confirms: they own the cost report. */
export const listWaiting = (
  register: Register,
  person: UserId,
  month: Month,
  today: Day,
): readonly UseCase[] =>
  [...register.useCases.values()].filter(
    (useCase) =>
      reportOwnerOf(register, useCase) === person && findOpenMonth(register, useCase, today)?.month === month,
  );
