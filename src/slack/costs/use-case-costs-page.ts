import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import {
  budgetOf,
  compareRoi,
  costsOf,
  findOpenMonth,
  formatChange,
  formatMonth,
  formatShortMonth,
  reportOwnerOf,
  shiftMonth,
} from '../../domain/costs/index.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import { type Cost, costId, isOver, type Register, settingsOf, type UseCase } from '../../domain/register.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import { aboutUseCase, tabsOf } from '../kit/about-use-case.ts';
import {
  actions,
  contextBlock,
  divider,
  header,
  mention,
  pageButton,
  section,
  stepButton,
  truncate,
} from '../kit/blocks.ts';
import { lineChart } from '../kit/charts.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';
import { describeSpikeOf, renderCostLines } from './cost-words.ts';

const perPage = 8;
const monthsInChart = 12;

/** Returns ", +94% on January 2026"; empty when the month before is not recorded. */
function describeChange(register: Register, { useCase, month, amount }: Cost): string {
  const before = register.costs.get(costId(useCase, shiftMonth(month, -1)));
  if (!before || before.amount === 0) return '';
  const change = formatChange(amount / before.amount - 1);
  const name = formatMonth(before.month);
  return change === 'same' ? `, as much as in ${name}` : `, ${change} on ${name}`;
}

/** Renders the latest month beside the budget: the answer of the page. */
export function renderAnswer(register: Register, key: string, latest: Cost | undefined): string {
  const money = createMoneyFormat(register);
  const budget = budgetOf(register, key);
  const budgetWords = budget === null ? '' : ` The budget is ${money(budget)} a month.`;
  if (!latest)
    return `No costs are recorded yet.${budgetWords} Enter what vendors charged in a month, or import several months.`;
  const spike = describeSpikeOf(register, latest);
  return [
    `${formatMonth(latest.month)}: *${money(latest.amount)}*${describeChange(register, latest)}.${budgetWords}`,
    ...(spike === '' ? [] : [`:warning: ${capitalize(spike)}.`]),
  ].join('\n');
}

/** Renders the open month, and who is asked for it. */
function renderOpenBlocks({ register, today }: PageContext, useCase: UseCase): KnownBlock[] {
  const open = isOver(useCase) ? null : findOpenMonth(register, useCase, today);
  const owner = reportOwnerOf(register, useCase);
  if (open === null) return [];
  const what = open.cost === null ? 'not recorded' : 'not confirmed';
  return [
    section(
      `${formatMonth(open.month)} is ${what}.${owner === null ? '' : ` Waiting for ${mention(owner)}.`}`,
      stepButton(
        { do: 'record-costs', useCase: useCase.key, month: open.month },
        open.cost === null ? undefined : 'Confirm costs',
        { style: 'primary' },
      ),
    ),
  ];
}

/** Renders the calculated ROI beside the recorded costs; empty before there is something to compare. */
export function renderRealRoiBlocks(register: Register, useCase: UseCase): KnownBlock[] {
  const compared = compareRoi(register, useCase);
  if (compared === null) return [];
  const { months, planned, real, plannedNet, realNet, roi } = compared;
  const money = createMoneyFormat(register);
  const spent = months.reduce((sum, { amount }) => sum + amount, 0);
  const change = planned > 0 ? formatChange(real / planned - 1) : null;
  const difference = change === null ? '' : change === 'same' ? ', as planned' : ` (${change})`;
  return [
    section(
      [
        '*ROI with the real costs*',
        `Planned in ${roi.phase} for model API, infrastructure and monitoring: ${money(planned)} a year`,
        `Real: ${money(spent)} in ${formatCount(months.length, 'month')}, which is *${money(real)}* a year${difference}`,
        `Net value a year: *${money(realNet)}*, planned ${money(plannedNet)}`,
      ].join('\n'),
    ),
  ];
}

function renderChart(register: Register, key: string): KnownBlock[] {
  const months = costsOf(register, key).slice(-monthsInChart);
  const budget = budgetOf(register, key);
  if (months.length < 2) return [];
  return [
    lineChart(
      `Costs a month, ${settingsOf(register).currency}`,
      months.map(({ month }) => formatShortMonth(month)),
      {
        Costs: months.map(({ amount }) => amount),
        ...(budget === null ? {} : { Budget: months.map(() => budget) }),
      },
    ),
  ];
}

/** Shows what a use case costs a month: the latest month, the open one, the ROI with real costs, then all months. */
export const useCaseCostsPage = page(
  'use-case-costs',
  z.object({ useCase: z.string(), from: z.int().nonnegative().default(0) }),
  (context, { useCase: key, from }) =>
    aboutUseCase((_, useCase): Content => {
      const { register, today } = context;
      const all = [...costsOf(register, key)].reverse();
      const start = from < all.length ? from : 0;
      const shown = all.slice(start, start + perPage);
      const open = isOver(useCase) ? null : findOpenMonth(register, useCase, today);
      const list = (label: string, first: number) =>
        pageButton(label, { page: 'use-case-costs', args: { useCase: key, from: first } });
      const answer = renderAnswer(register, key, all[0]);
      return {
        title: `${key} costs`,
        text: `Costs of ${key}`,
        blocks: [
          header(`Costs: ${key} ${truncate(useCase.name, 100)}`),
          section(answer),
          ...renderOpenBlocks(context, useCase),
          ...actions(
            stepButton(
              { do: 'record-costs', useCase: key, month: null },
              open === null ? undefined : 'Record another',
              open === null && all.length === 0 ? { style: 'primary' } : undefined,
            ),
            stepButton({ do: 'import-costs' }),
            pageButton('All costs', { page: 'costs' }),
          ),
          ...renderRealRoiBlocks(register, useCase),
          ...renderChart(register, key),
          ...(all.length > 0 ? [divider] : []),
          ...shown.map((cost) =>
            section(
              renderCostLines(register, cost),
              cost.month === open?.month
                ? undefined
                : stepButton({ do: 'record-costs', useCase: key, month: cost.month }, 'Edit', {
                    id: cost.month,
                  }),
            ),
          ),
          ...(all.length > perPage
            ? [contextBlock(`${start + 1} to ${start + shown.length} of ${all.length} months`)]
            : []),
          ...actions(
            start > 0 ? list('Newer', Math.max(0, start - perPage)) : null,
            start + perPage < all.length ? list('Older', start + perPage) : null,
          ),
          ...tabsOf(key, null),
        ],
      };
    })(context, { useCase: key }),
);
