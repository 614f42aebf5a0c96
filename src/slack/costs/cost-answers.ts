import {
  budgetOf,
  costsOf,
  findSpike,
  formatMonth,
  lastFullMonth,
  listUnrecorded,
  reportOwnerOf,
  shiftMonth,
  totalOf,
} from '../../domain/costs/index.ts';
import { fromPerson, fromRecords, type Provenance, refTo } from '../../domain/facts.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import { type Cost, costId, evidenceId, isOver, type Month } from '../../domain/register.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import { describePeriod, formatUseCase, joinShortly, offerStep } from '../kit/answer-words.ts';
import { mention, type Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import type { Answer, Period } from '../kit/question.ts';
import { describeSpikeOf } from './cost-words.ts';
import { describeChange, sortByUrgency } from './costs-page.ts';
import { renderAnswer } from './use-case-costs-page.ts';

/** The months that a question about missing costs covers without a period. */
const usualMonths = 3;
/** The most months of one answer. */
const maxMonths = 24;

/** Returns the months of a period that are over, oldest first; without one, the last full month. */
function monthsOf({ today }: PageContext, period: Period | undefined, usual = 1): readonly Month[] {
  const last = lastFullMonth(today);
  const first = period ? period.from.slice(0, 7) : shiftMonth(last, 1 - usual);
  const until = period && period.to.slice(0, 7) < last ? period.to.slice(0, 7) : last;
  const months: Month[] = [];
  for (let month = first; month <= until && months.length < maxMonths; month = shiftMonth(month, 1))
    months.push(month);
  return months;
}

/** Returns "in January 2026" for one month, or the period in words. */
const describeMonths = (months: readonly Month[], period: Period | undefined): string =>
  months.length === 1 || period === undefined
    ? `${months.length > 1 ? `from ${formatMonth(months[0] ?? '')} to` : 'in'} ${formatMonth(months.at(-1) ?? '')}`
    : describePeriod(period);

const refOf = ({ useCase, month }: Cost): string => refTo('costs', costId(useCase, month));

/** Returns who recorded a month; for several months, that they are added up. */
function sourceOf({ today }: PageContext, costs: readonly Cost[]): Provenance {
  const [only] = costs;
  return only && costs.length === 1
    ? { source: only.source, at: only.on, by: only.by, refs: [refOf(only)] }
    : fromRecords(today, ...costs.slice(0, 20).map(refOf));
}

/** Returns " Recorded by @ann and @ben." for the costs of an answer. */
function describeRecorders(costs: readonly Cost[]): string {
  const people = [...new Set(costs.flatMap(({ by }) => by ?? []))];
  return people.length === 0 ? '' : ` Recorded by ${joinShortly(people.map(mention), 3)}.`;
}

const dataOf = ({ useCase, month, amount, tokens, calls, source, confirmed }: Cost) => ({
  ...{ useCase, month, amount, tokens, calls, source, confirmed: confirmed !== null },
});

const allCosts = (month?: Month): Offer => [
  month === undefined ? { page: 'costs' } : { page: 'costs', args: { month } },
  'All costs',
];
const costsOffer = (useCase: string): Offer => [
  { page: 'use-case-costs', args: { useCase } },
  `Costs of ${useCase}`,
];

/** Answers that a period has no month that is over. */
const answerNotOver = ({ today }: PageContext, useCase?: string): Answer => ({
  text: `No month of this period is over. Costs are recorded after each month. The last full month is ${formatMonth(lastFullMonth(today))}.`,
  source: null,
  data: { lastFullMonth: lastFullMonth(today) },
  next: [useCase === undefined ? allCosts() : costsOffer(useCase)],
  about: useCase === undefined ? {} : { useCase },
});

/** The most months whose amounts are said one by one. */
const maxListed = 6;

/** Returns " By month: October $800, November $900." for two to six months; otherwise nothing. */
function describeEachMonth(
  months: readonly { readonly month: Month; readonly amount: number }[],
  money: (amount: number) => string,
): string {
  if (months.length < 2 || months.length > maxListed) return '';
  const [first] = months;
  const isOneYear = months.every(({ month }) => month.slice(0, 4) === first?.month.slice(0, 4));
  const each = months.map(
    ({ month, amount }) =>
      `${isOneYear ? formatMonth(month).replace(/ \d+$/, '') : formatMonth(month)} ${money(amount)}`,
  );
  return ` By month: ${each.join(', ')}.`;
}

/** Answers with the costs of a use case: its latest month, or a period. */
export function answerUseCase(context: PageContext, key: string, period: Period | undefined): Answer {
  const { register } = context;
  const useCase = getUseCase(context, key);
  const money = createMoneyFormat(register);
  const name = formatUseCase(useCase);
  const recorded = costsOf(register, key);
  const latest = recorded.at(-1);
  const months = monthsOf(context, period);
  if (period && months.length === 0) return answerNotOver(context, key);
  const found = period ? recorded.filter(({ month }) => months.includes(month)) : latest ? [latest] : [];
  const sum = found.reduce((total, { amount }) => total + amount, 0);
  const missing = months.filter((month) => !found.some((cost) => cost.month === month));
  const [only] = found;
  const spike = only && months.length === 1 ? describeSpikeOf(register, only) : '';
  const text = !period
    ? `${name}: ${renderAnswer(register, key, latest).split('\n').join(' ')}${describeCounts(found) === '' ? '' : ` That is${describeCounts(found)}.`}`
    : !only
      ? `No costs of ${name} ${describeMonths(months, period)} are recorded.${latest ? ` The last recorded month is ${formatMonth(latest.month)}: ${money(latest.amount)}.` : ''}`
      : months.length === 1
        ? `${name} cost *${money(sum)}* in ${formatMonth(only.month)}${describeCounts(found)}.${spike === '' ? '' : ` This is ${spike}.`}`
        : `${name} cost *${money(sum)}* ${describePeriod(period)}, in ${formatCount(found.length, 'recorded month')}.${describeEachMonth(found, money)}${missing.length === 0 ? '' : ` Not recorded: ${joinShortly(missing.map(formatMonth))}.`}`;
  return {
    text,
    source: sourceOf(context, found),
    data: { ...{ useCase: key, total: sum, budget: budgetOf(register, key) }, months: found.map(dataOf) },
    next: [
      costsOffer(key),
      ...(found.length === 0 && !isOver(useCase)
        ? [offerStep({ do: 'record-costs', useCase: key, month: null })]
        : []),
    ],
    about: { useCase: key, ...(period ? { period } : {}) },
  };
}

/** Returns " for 39,500,000 tokens and 9,700 calls", as far as they are recorded. */
function describeCounts(
  costs: readonly { readonly tokens: number | null; readonly calls: number | null }[],
): string {
  const sumOf = (name: 'tokens' | 'calls') => costs.reduce((all, cost) => all + (cost[name] ?? 0), 0);
  const counts = (['tokens', 'calls'] as const).flatMap((name) =>
    sumOf(name) === 0 ? [] : [`${sumOf(name).toLocaleString('en')} ${name}`],
  );
  return counts.length === 0 ? '' : ` for ${counts.join(' and ')}`;
}

/** Answers with the costs of all use cases. */
export function answerTotal(context: PageContext, period: Period | undefined): Answer {
  const { register } = context;
  const months = monthsOf(context, period);
  const [first] = months;
  if (first === undefined) return answerNotOver(context);
  const money = createMoneyFormat(register);
  const totals = months.map((month) => totalOf(register, month));
  const costs = totals.flatMap((total) => total.costs);
  const sum = totals.reduce((all, { amount }) => all + amount, 0);
  const count = formatCount(new Set(costs.map(({ useCase }) => useCase)).size, 'use case');
  const unrecorded = months.length === 1 ? listUnrecorded(register, first).map(({ key }) => key) : [];
  const last = totals.at(-1);
  const change = totals.length === 1 && last ? describeChange(last) : '';
  const latest =
    totals.length > maxListed && last
      ? ` ${formatMonth(last.month)} alone: ${money(last.amount)}${describeChange(last)}.`
      : describeEachMonth(
          totals.filter((total) => total.costs.length > 0),
          money,
        );
  const when = describeMonths(months, period);
  return {
    text:
      costs.length === 0
        ? `No costs ${when} are recorded.`
        : `All use cases cost *${money(sum)}* ${when}${describeCounts(costs)}, in ${count}${change}.${latest}${unrecorded.length === 0 ? '' : ` In production without costs: ${joinShortly(unrecorded)}.`}${describeRecorders(costs)}`,
    source: sourceOf(context, costs),
    data: {
      ...{ total: sum, withoutCosts: unrecorded },
      months: totals.map(({ month, amount }) => ({ month, amount })),
    },
    next: [allCosts(months.at(-1))],
    ...(period ? { about: { period } } : {}),
  };
}

/** Compares the last full month with the last month of a period; without one, with the month before. */
export function answerChange(context: PageContext, period: Period | undefined): Answer {
  const { register, today } = context;
  const month = lastFullMonth(today);
  const asked = period?.to.slice(0, 7);
  const before = asked !== undefined && asked < month ? asked : shiftMonth(month, -1);
  const [then, now] = [totalOf(register, before), totalOf(register, month)];
  const money = createMoneyFormat(register);
  const change = then.amount === 0 ? null : Math.round((now.amount / then.amount - 1) * 100);
  const words =
    change === null || now.costs.length === 0
      ? ''
      : change === 0
        ? 'The costs are the same'
        : `That is ${Math.abs(change)}% ${change > 0 ? 'more' : 'less'}`;
  const describe = ({ month: one, amount, costs }: typeof now) =>
    costs.length === 0
      ? `no costs are recorded in ${formatMonth(one)}`
      : `${money(amount)} in ${formatMonth(one)}`;
  return {
    text: `All use cases: ${describe(now)}, ${describe(then)}.${words === '' ? '' : ` ${words}.`}`,
    source: sourceOf(context, [...now.costs, ...then.costs]),
    data: { months: [now, then].map((one) => ({ month: one.month, amount: one.amount })), change },
    next: [allCosts(month)],
  };
}

/** Answers which use cases cost the most in a period. */
export function answerRanking(context: PageContext, period: Period | undefined): Answer {
  const { register } = context;
  const months = monthsOf(context, period);
  if (months.length === 0) return answerNotOver(context);
  const money = createMoneyFormat(register);
  const costs = months.flatMap((month) => totalOf(register, month).costs);
  const sums = new Map<string, number>();
  for (const { useCase, amount } of costs) sums.set(useCase, (sums.get(useCase) ?? 0) + amount);
  const ranked = [...sums].sort(([, a], [, b]) => b - a);
  const words = ranked.map(([key, amount]) => `${formatUseCase(getUseCase(context, key))} ${money(amount)}`);
  const total = ranked.reduce((all, [, amount]) => all + amount, 0);
  const when = describeMonths(months, period);
  return {
    text:
      ranked.length === 0
        ? `No costs ${when} are recorded.`
        : ranked.length === 1
          ? `Only one use case has costs ${when}: ${words.join('')}.`
          : `The most expensive use cases ${when}: ${joinShortly(words, 3)}. All use cases cost ${money(total)}.`,
    source: sourceOf(context, costs),
    data: { total, useCases: ranked.map(([useCase, amount]) => ({ useCase, amount })) },
    next: [allCosts(months.at(-1))],
    about: ranked[0] ? { useCase: ranked[0][0] } : {},
  };
}

/** Compares a month of a use case with its budget. */
export function answerBudget(context: PageContext, key: string, period: Period | undefined): Answer {
  const { register } = context;
  const money = createMoneyFormat(register);
  const name = formatUseCase(getUseCase(context, key));
  const budget = budgetOf(register, key);
  const months = monthsOf(context, period);
  const recorded = costsOf(register, key);
  const cost = period ? recorded.findLast(({ month }) => months.includes(month)) : recorded.at(-1);
  const evidence = register.evidence.get(evidenceId(key, 'cost-monitoring'));
  const alert = evidence?.details.item === 'cost-monitoring' ? evidence.details.alertThreshold : null;
  const comparison =
    cost && budget !== null
      ? cost.amount > budget
        ? `over the budget by ${money(cost.amount - budget)}`
        : budget === 0
          ? 'as budgeted'
          : `${Math.round((cost.amount / budget) * 100)}% of it`
      : '';
  return {
    text:
      budget === null
        ? `No budget is recorded for ${name}. Add it to the cost monitoring evidence.`
        : `The budget of ${name} is *${money(budget)}* a month${alert === null ? '' : `, with an alert at ${money(alert)}`}. ${cost ? `${formatMonth(cost.month)} cost ${money(cost.amount)}, ${comparison}.` : `No costs${period ? ` ${describePeriod(period)}` : ''} are recorded.`}`,
    source: evidence
      ? fromPerson(
          evidence.confirmedBy,
          evidence.confirmedOn,
          refTo('evidence', evidenceId(key, 'cost-monitoring')),
        )
      : fromRecords(context.today, key),
    data: { useCase: key, budget, cost: cost ? dataOf(cost) : null },
    next: [
      costsOffer(key),
      ...(budget === null ? [offerStep({ do: 'confirm-item', useCase: key, item: 'cost-monitoring' })] : []),
    ],
    about: { useCase: key },
  };
}

/** Answers with the months that are spikes. */
export function answerSpikes(context: PageContext, period: Period | undefined): Answer {
  const { register } = context;
  const months = monthsOf(context, period);
  if (months.length === 0) return answerNotOver(context);
  const money = createMoneyFormat(register);
  const costs = months.flatMap((month) => sortByUrgency(register, totalOf(register, month).costs));
  const spikes = costs.filter((cost) => findSpike(register, cost) !== null);
  const words = spikes.map((cost) => {
    const month = months.length === 1 ? '' : ` in ${formatMonth(cost.month)}`;
    return `${formatUseCase(getUseCase(context, cost.useCase))} ${money(cost.amount)}${month}, ${describeSpikeOf(register, cost)}`;
  });
  const when = describeMonths(months, period);
  const [first] = spikes;
  return {
    text: first
      ? `${formatCount(spikes.length, 'cost spike')} ${when}: ${joinShortly(words, 3, '; ')}.`
      : costs.length === 0
        ? `No costs ${when} are recorded, so no spike can be seen.`
        : `No cost spike ${when}: no use case is over its budget or far above the months before.`,
    source: sourceOf(context, spikes),
    data: {
      months,
      spikes: spikes.map((cost) => ({ ...dataOf(cost), why: describeSpikeOf(register, cost) })),
    },
    next: [...(first ? [costsOffer(first.useCase)] : []), allCosts(months.at(-1))],
    about: first && spikes.length === 1 ? { useCase: first.useCase } : {},
  };
}

/** Answers who owns the cost report of a use case. */
export function answerReportOwner(context: PageContext, key: string): Answer {
  const { register, today } = context;
  const useCase = getUseCase(context, key);
  const owner = reportOwnerOf(register, useCase);
  const id = evidenceId(key, 'cost-monitoring');
  const evidence = register.evidence.get(id);
  const named = evidence?.details.item === 'cost-monitoring' ? evidence.details.reportOwner : null;
  const name = formatUseCase(useCase);
  const reminded =
    owner === null ? 'so nobody gets its reminders' : `so ${mention(owner)} gets its reminders`;
  return {
    text:
      owner !== null && named === owner
        ? `${capitalize(describePerson(register, owner, today))} owns the cost report of ${name}.`
        : named === null
          ? `Nobody is named as owner of the cost report of ${name}, ${reminded}.`
          : `${capitalize(describePerson(register, named, today))} is named for the cost report of ${name} but not active, ${reminded}.`,
    source: evidence
      ? fromPerson(evidence.confirmedBy, evidence.confirmedOn, refTo('evidence', id))
      : fromRecords(today, key),
    data: { useCase: key, reportOwner: owner, named },
    next: [costsOffer(key)],
    about: { useCase: key, ...(owner === null ? {} : { person: owner }) },
  };
}

/** Answers with the months that are not recorded or not confirmed. */
export function answerMissing(
  context: PageContext,
  key: string | undefined,
  period: Period | undefined,
): Answer {
  const { register, today } = context;
  const months = [...monthsOf(context, period, usualMonths)].reverse();
  if (months.length === 0) return answerNotOver(context, key);
  const isAsked = (useCase: string) => key === undefined || useCase === key;
  const missing = months.flatMap((month) => {
    const useCases = listUnrecorded(register, month).flatMap((one) => (isAsked(one.key) ? [one.key] : []));
    return useCases.length === 0 ? [] : [{ month, useCases }];
  });
  const open = [...register.costs.values()].filter(
    ({ month, useCase, confirmed }) => confirmed === null && months.includes(month) && isAsked(useCase),
  );
  const recorded = [...register.costs.values()].filter(
    ({ month, useCase }) => months.includes(month) && isAsked(useCase),
  );
  const of = key === undefined ? '' : ` of ${formatUseCase(getUseCase(context, key))}`;
  const when = describeMonths([...months].reverse(), period);
  const parts = [
    ...(missing.length === 0
      ? []
      : [
          `Costs${of} are missing: ${joinShortly(
            missing.map(({ month, useCases }) => `${formatMonth(month)} (${joinShortly(useCases)})`),
            5,
            '; ',
          )}.`,
        ]),
    ...(open.length === 0
      ? []
      : [
          `Not confirmed: ${joinShortly(open.map(({ month, useCase }) => `${formatMonth(month)} of ${useCase}`))}.`,
        ]),
  ];
  const first = missing[0];
  const step =
    first?.useCases[0] === undefined
      ? null
      : offerStep({ do: 'record-costs', useCase: first.useCases[0], month: first.month });
  return {
    text:
      parts.length === 0
        ? `No costs${of} are missing ${when}.${describeRecorders(recorded)}`
        : parts.join(' '),
    source: fromRecords(today, ...open.map(refOf)),
    data: { months, missing, notConfirmed: open.map(dataOf) },
    next: [...(step ? [step] : []), key === undefined ? allCosts() : costsOffer(key)],
    about: key === undefined ? {} : { useCase: key },
  };
}
