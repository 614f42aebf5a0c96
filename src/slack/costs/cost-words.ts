import { describeSpike, findSpike, formatMonth } from '../../domain/costs/index.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import type { Cost, Register, UserId } from '../../domain/register.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import { mention } from '../kit/blocks.ts';
import type { Options } from '../kit/choice-fields.ts';

export const costSourceOptions: Options<Cost['source']> = [
  ['measured', 'Invoice or usage report'],
  ['typed', 'Estimate'],
];

const sourceWords = { measured: 'Invoice or usage report', typed: 'Estimate' } as const;

/** Returns "over the budget of $2,500"; empty for a month that is no spike. */
export function describeSpikeOf(register: Register, cost: Cost): string {
  const spike = findSpike(register, cost);
  return spike === null ? '' : describeSpike(spike, createMoneyFormat(register));
}

const millions = new Intl.NumberFormat('en', {
  ...{ notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 1 },
});

/** Formats "18,400 calls" and "39.5 million tokens". */
const formatLargeCount = (count: number, one: string): string =>
  count < 1_000_000 ? formatCount(count, one) : `${millions.format(count)} ${one}s`;

const describeCounts = ({ tokens, calls }: Cost): readonly string[] => [
  ...(tokens === null ? [] : [formatLargeCount(tokens, 'token')]),
  ...(calls === null ? [] : [formatLargeCount(calls, 'call')]),
];

/** Returns "recorded by @ana, confirmed by @omar". */
function describePeople(by: UserId, confirmed: Cost['confirmed']): string {
  if (confirmed === null) return `recorded by ${mention(by)}, not confirmed`;
  return confirmed.by === by
    ? `recorded and confirmed by ${mention(by)}`
    : `recorded by ${mention(by)}, confirmed by ${mention(confirmed.by)}`;
}

/** Renders a month: amount, tokens and calls, then the spike, the source and the confirmation. */
export function renderCostLines(register: Register, cost: Cost): string {
  const { month, amount, source, by, confirmed } = cost;
  const spike = describeSpikeOf(register, cost);
  const facts = [`*${createMoneyFormat(register)(amount)}*`, ...describeCounts(cost)].join(' · ');
  return [
    `${formatMonth(month)}: ${facts}`,
    ...(spike === '' ? [] : [`:warning: ${capitalize(spike)}`]),
    `${sourceWords[source]}, ${describePeople(by, confirmed)}`,
  ].join('\n');
}
