import type { KnownBlock } from '@slack/types';
import { formatDayWithoutYear } from '../../domain/calendar.ts';
import {
  formatMonth,
  formatShortMonth,
  lastFullMonth,
  type MonthTotal,
  totalOf,
  totalsUntil,
} from '../../domain/costs/index.ts';
import { countByWeek, listUnresolved } from '../../domain/incidents/index.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import { settingsOf } from '../../domain/register.ts';
import { formatCount } from '../../domain/wording.ts';
import type { Week } from '../../operations/digest.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { describeChange } from '../costs/index.ts';
import { contextBlock, section } from '../kit/blocks.ts';
import { lineChart } from '../kit/charts.ts';

type Trends = Pick<Week, 'history' | 'adoption' | 'readiness'>;

/** Slack accepts two charts in a message; the first ones are drawn. */
const maxCharts = 2;

/** True when a series changes; constant ones are not drawn. */
const hasMoved = (values: readonly number[]): boolean => new Set(values).size > 1;

/** The weeks of the chart of incidents: about a month. */
const incidentWeeks = 5;

/** Returns "*Incidents* 2 in 5 weeks, 1 not resolved; week by week: 0, 1, 0, 0, 1". */
function describeIncidents({ register }: Readiness, weeks: readonly { readonly count: number }[]): string {
  const reported = weeks.reduce((sum, { count }) => sum + count, 0);
  const open = listUnresolved(register).length;
  const late = open > 0 ? `, ${open} not resolved` : ', all resolved';
  return `*Incidents* ${reported} in ${weeks.length} weeks${late} · week by week: ${weeks.map(({ count }) => count).join(', ')}`;
}

/** The most months in the chart of costs. */
const costMonths = 12;

/** Returns "*Costs* $4,000 in May 2026, +20% on April 2026"; null when none are recorded. */
function describeCosts({ register }: Readiness, total: MonthTotal): string | null {
  if (total.costs.length === 0) return null;
  const amount = createMoneyFormat(register)(total.amount);
  return `*Costs* ${amount} in ${formatMonth(total.month)}${describeChange(total)}`;
}

/**
 * Renders the charts, each with its figures in words, because Slack may refuse a chart and not everyone can see one.
 */
export function renderTrendBlocks({ history, adoption, readiness }: Trends): KnownBlock[] {
  const incidents = countByWeek(readiness.register, readiness.today, incidentWeeks);
  const reported = incidents.reduce((sum, { count }) => sum + count, 0);
  const counts = history.map(({ met }) => met);
  const days = history.map(({ on }, index) =>
    index === history.length - 1 ? 'today' : formatDayWithoutYear(on),
  );
  const shares = adoption.map(({ weekly, intended }) => Math.round((weekly / Math.max(1, intended)) * 100));
  const weeks = adoption.map(({ week }) => formatDayWithoutYear(week));
  const month = lastFullMonth(readiness.today);
  const costs = describeCosts(readiness, totalOf(readiness.register, month));
  const totals = costs === null ? [] : totalsUntil(readiness.register, month, costMonths);
  const [latest, share = 0, before] = [adoption.at(-1), shares.at(-1), shares.at(-2)];
  const difference = before === undefined ? '' : ` (${share < before ? '' : '+'}${share - before} points)`;
  return [
    ...(latest
      ? [
          section(
            `*Adoption* ${share}%${difference} · ${latest.weekly} of ${latest.intended} people weekly, in ${formatCount(latest.useCases, 'use case')}, week of ${formatDayWithoutYear(latest.week)}`,
          ),
        ]
      : []),
    ...(reported > 0 ? [section(describeIncidents(readiness, incidents))] : []),
    ...(costs === null ? [] : [section(costs)]),
    ...[
      ...(reported > 0
        ? [
            lineChart(
              'Incidents reported, by week',
              incidents.map(({ week }) => formatDayWithoutYear(week)),
              { Incidents: incidents.map(({ count }) => count) },
            ),
          ]
        : []),
      ...(hasMoved(shares)
        ? [lineChart('Weekly users, % of intended users', weeks, { 'Use it weekly': shares })]
        : []),
      ...(hasMoved(totals.map(([, amount]) => amount))
        ? [
            lineChart(
              `Costs of all use cases, ${settingsOf(readiness.register).currency}`,
              totals.map(([one]) => formatShortMonth(one)),
              { Costs: totals.map(([, amount]) => Math.round(amount * 100) / 100) },
            ),
          ]
        : []),
      ...(hasMoved(counts)
        ? [lineChart('Requirements met, of 4', days, { 'Requirements met': counts })]
        : []),
    ].slice(0, maxCharts),
    ...(counts.length > 1 || shares.length > 1
      ? [
          contextBlock(
            [
              counts.length > 1 ? `Requirements met, week by week: ${counts.join(', ')}.` : null,
              shares.length > 1
                ? `Weekly use, week by week: ${shares.map((one) => `${one}%`).join(', ')}.`
                : null,
            ]
              .filter(Boolean)
              .join(' '),
          ),
        ]
      : []),
  ];
}
