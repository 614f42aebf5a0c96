import { describeSpike, findSpike, formatMonth } from '../../domain/costs/index.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import type { Cost, Register } from '../../domain/register.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import { mention } from '../kit/blocks.ts';
import type { Options } from '../kit/choice-fields.ts';

export const costSourceOptions: Options<Cost['source']> = [
  ['measured', 'Invoice or usage report'],
  ['typed', 'Estimate'],
];

const sourceWords = { measured: 'from an invoice or usage report', typed: 'an estimate' } as const;

/** Returns "over the budget of $2,500"; empty for a month that is no spike. */
export function describeSpikeOf(register: Register, cost: Cost): string {
  const spike = findSpike(register, cost);
  return spike === null ? '' : describeSpike(spike, createMoneyFormat(register));
}

const describeCounts = ({ tokens, calls }: Cost): readonly string[] => [
  ...(tokens === null ? [] : [formatCount(tokens, 'token')]),
  ...(calls === null ? [] : [formatCount(calls, 'call')]),
];

/** Renders a month: amount, tokens and calls, then the spike, the source and the confirmation. */
export function renderCostLines(register: Register, cost: Cost): string {
  const { month, amount, source, by, confirmed } = cost;
  const spike = describeSpikeOf(register, cost);
  const facts = [`*${createMoneyFormat(register)(amount)}*`, ...describeCounts(cost)].join(' · ');
  return [
    `${formatMonth(month)}: ${facts}`,
    ...(spike === '' ? [] : [`:warning: ${capitalize(spike)}`]),
    `${capitalize(sourceWords[source])}, recorded by ${mention(by)}, ${confirmed === null ? 'not confirmed' : `confirmed by ${mention(confirmed.by)}`}`,
  ].join('\n');
}
