import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import {
  budgetOf,
  createCostRows,
  findSpike,
  formatChange,
  formatMonth,
  formatShortMonth,
  lastFullMonth,
  listUnrecorded,
  listWaiting,
  type MonthTotal,
  shiftMonth,
  totalOf,
  totalsUntil,
} from '../../domain/costs/index.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import { type Cost, costMonth, maxCostsPerForm, type Register, settingsOf } from '../../domain/register.ts';
import { formatCount } from '../../domain/wording.ts';
import {
  actions,
  contextBlock,
  divider,
  escapeMrkdwn,
  header,
  pageButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { lineChart } from '../kit/charts.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';
import { renderTablePart } from '../kit/table-parts.ts';
import { describeSpikeOf } from './cost-words.ts';

const perPage = 10;
const monthsInChart = 12;
/** The most use cases named in a line. */
const maxNamed = 8;

const listShortly = (keys: readonly string[]): string =>
  keys.length > maxNamed
    ? `${keys.slice(0, maxNamed).join(', ')} and ${keys.length - maxNamed} more`
    : keys.join(', ');

/** Returns the costs of a month: spikes first, then the largest. */
export const sortByUrgency = (register: Register, costs: readonly Cost[]): readonly Cost[] =>
  costs
    .map((cost) => ({ cost, spikes: findSpike(register, cost) !== null }))
    .sort((a, b) => Number(b.spikes) - Number(a.spikes) || b.cost.amount - a.cost.amount)
    .map(({ cost }) => cost);

/** Returns ", +94% on January 2026", over the use cases that recorded both months. */
export function describeChange({ month, change }: MonthTotal): string {
  if (change === null) return '';
  const before = formatMonth(shiftMonth(month, -1));
  const words = formatChange(change);
  return words === 'same' ? `, as much as in ${before}` : `, ${words} on ${before}`;
}

/** Renders the total of the month, the spikes, and the use cases without costs. */
function renderAnswer(register: Register, total: MonthTotal): string {
  const { month, amount, costs } = total;
  const money = createMoneyFormat(register);
  const spikes = costs.filter((cost) => findSpike(register, cost) !== null).map(({ useCase }) => useCase);
  const open = costs.filter(({ confirmed }) => confirmed === null).map(({ useCase }) => useCase);
  const unrecorded = listUnrecorded(register, month).map(({ key }) => key);
  return [
    costs.length === 0
      ? `No costs of ${formatMonth(month)} are recorded.`
      : `*${money(amount)}* in ${formatCount(costs.length, 'use case')}${describeChange(total)}.`,
    ...(spikes.length > 0 ? [`:warning: Spikes: ${listShortly(spikes)}`] : []),
    ...(open.length > 0 ? [`Not confirmed: ${listShortly(open)}`] : []),
    ...(unrecorded.length > 0 ? [`In production without costs: ${listShortly(unrecorded)}`] : []),
  ].join('\n');
}

/** Offers the months that this person confirms in one form; empty when nothing waits for them. */
function renderWaitingBlocks({ register, actor, today }: PageContext, month: string): KnownBlock[] {
  const waiting = listWaiting(register, actor.id, month, today).map(({ key }) => key);
  const [only] = waiting;
  if (only === undefined) return [];
  const step =
    waiting.length === 1
      ? ({ do: 'record-costs', useCase: only, month } as const)
      : ({ do: 'record-costs-several', useCases: waiting.slice(0, maxCostsPerForm), month } as const);
  return [
    section(
      `Waiting for you: ${formatMonth(month)} of ${listShortly(waiting)}.`,
      stepButton(
        step,
        waiting.length === 1 ? undefined : `Fill in ${Math.min(waiting.length, maxCostsPerForm)}`,
        { style: 'primary' },
      ),
    ),
  ];
}

function renderRow(register: Register, cost: Cost): KnownBlock {
  const money = createMoneyFormat(register);
  const useCase = register.useCases.get(cost.useCase);
  const budget = budgetOf(register, cost.useCase);
  const spike = describeSpikeOf(register, cost);
  const facts = [
    `*${money(cost.amount)}*`,
    ...(budget === null ? [] : [`budget ${money(budget)}`]),
    ...(cost.confirmed === null ? ['not confirmed'] : []),
  ];
  return section(
    [
      `*${escapeMrkdwn(`${cost.useCase} ${useCase?.name ?? ''}`, 150)}*`,
      facts.join(' · '),
      ...(spike === '' ? [] : [`:warning: ${spike}`]),
    ].join('\n'),
    pageButton('Open', { page: 'use-case-costs', args: { useCase: cost.useCase } }, { id: cost.useCase }),
  );
}

function renderChart(register: Register, month: string): KnownBlock[] {
  const totals = totalsUntil(register, month, monthsInChart);
  return totals.length < 2
    ? []
    : [
        lineChart(
          `Costs of all use cases, ${settingsOf(register).currency}`,
          totals.map(([one]) => formatShortMonth(one)),
          { Costs: totals.map(([, amount]) => Math.round(amount * 100) / 100) },
        ),
      ];
}

/** Shows the costs of all use cases in one month, the last full one by default. */
export const costsPage = page(
  'costs',
  z.object({ month: costMonth.optional(), from: z.int().nonnegative().default(0) }),
  (context, { month: asked, from }): Content => {
    const { register, today } = context;
    const last = lastFullMonth(today);
    const month = asked !== undefined && asked < last ? asked : last;
    const total = totalOf(register, month);
    const all = sortByUrgency(register, total.costs);
    const start = from < all.length ? from : 0;
    const shown = all.slice(start, start + perPage);
    const to = (label: string, args: object) => pageButton(label, { page: 'costs', args: { ...args } });
    const hasEarlier = [...register.costs.values()].some((cost) => cost.month < month);
    return {
      title: 'Costs',
      text: `Costs of ${formatMonth(month)}`,
      blocks: [
        header(`Costs of ${formatMonth(month)}`),
        section(renderAnswer(register, total)),
        ...renderWaitingBlocks(context, month),
        ...actions(
          stepButton({ do: 'import-costs' }),
          pageButton('Export costs', { page: 'costs-export' }),
          pageButton('All use cases', { page: 'use-cases' }),
        ),
        ...renderChart(register, month),
        ...(all.length > 0 ? [divider] : []),
        ...shown.map((cost) => renderRow(register, cost)),
        ...(all.length > perPage
          ? [contextBlock(`${start + 1} to ${start + shown.length} of ${all.length} use cases`)]
          : []),
        ...actions(
          start > 0 ? to('Previous', { month, from: Math.max(0, start - perPage) }) : null,
          start + perPage < all.length ? to('Next', { month, from: start + perPage }) : null,
          hasEarlier ? to('Month before', { month: shiftMonth(month, -1) }) : null,
          month < last ? to('Month after', { month: shiftMonth(month, 1) }) : null,
        ),
      ],
    };
  },
);

/** Shows all recorded costs as text in the import columns, to copy. */
export const costsExportPage = page(
  'costs-export',
  z.object({ part: z.int().min(0).optional() }),
  ({ register }, { part = 0 }): Content => {
    const rows = createCostRows(register);
    const table = renderTablePart('costs-export', formatCount(rows.length - 1, 'month'), rows, part);
    return {
      title: 'Export costs',
      text: table.title,
      blocks: [
        section(
          `*${table.title}*\nCopy the text into a file that ends in .csv, or into *Table* of an import of costs. People are member IDs.`,
        ),
        ...table.blocks,
        ...actions(...table.buttons, pageButton('All costs', { page: 'costs' })),
      ],
    };
  },
);
