import type { KnownBlock } from '@slack/types';
import { expect, test } from 'vitest';
import { reportIncident } from '../../src/domain/incidents/decisions.ts';
import { renderTrendBlocks } from '../../src/slack/digest/trend-blocks.ts';
import { contextOf } from '../support/answers.ts';
import { recordsMonths } from '../support/costs.ts';
import { stage3, type Workspace } from '../support/register.ts';

/** Returns the blocks of a week in which one requirement was met. */
const trendsOf = (company: Workspace) =>
  renderTrendBlocks({
    history: [
      { on: '2026-06-01', met: 3 },
      { on: '2026-06-08', met: 4 },
    ],
    adoption: [],
    readiness: contextOf(company).readiness,
  });
const chartsIn = (blocks: readonly KnownBlock[]): readonly string[] =>
  blocks.flatMap((block) => ('title' in block && 'chart' in block ? [String(block.title)] : []));
const textIn = (blocks: readonly KnownBlock[]): string => JSON.stringify(blocks);

const company = () => stage3('2026-02-02').on('2026-06-10');
const withCosts = (amounts: readonly number[]) => recordsMonths(company(), 'UC-1', '2026-02', amounts);

test('without recorded costs the digest has no costs', () => {
  const blocks = trendsOf(company());
  expect(chartsIn(blocks)).toEqual(['Requirements met, of 4']);
  expect(textIn(blocks)).not.toContain('*Costs*');
});

test('the costs of the last full month come with their change and a chart', () => {
  const blocks = trendsOf(withCosts([1000, 1200, 1100, 3600]));
  expect(chartsIn(blocks)).toEqual(['Costs of all use cases, USD', 'Requirements met, of 4']);
  expect(textIn(blocks)).toContain('*Costs* $3,600 in May 2026, +227% on April 2026');
});

test('constant costs are said and not drawn', () => {
  const blocks = trendsOf(withCosts([1000, 1000, 1000, 1000]));
  expect(chartsIn(blocks)).toEqual(['Requirements met, of 4']);
  expect(textIn(blocks)).toContain('*Costs* $1,000 in May 2026, as much as in April 2026');
});

test('costs of an older month are not those of the last full month', () => {
  expect(textIn(trendsOf(withCosts([1000, 1200])))).not.toContain('*Costs*');
});

test('a message has two charts at most, incidents before costs', () => {
  const busy = withCosts([1000, 1200, 1100, 3600]).do('member', reportIncident, {
    ...{ useCase: 'UC-1', kind: 'wrong-output', severity: 'low', what: 'Wrong', link: null },
    ...{ sinceDay: '2026-06-10', sinceTime: '08:00' },
  });
  expect(chartsIn(trendsOf(busy))).toEqual(['Incidents reported, by week', 'Costs of all use cases, USD']);
});
