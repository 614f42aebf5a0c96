import { expect, test } from 'vitest';
import { reportIncident } from '../../../src/domain/incidents/decisions.ts';
import { entries, findForm } from '../../../src/slack/subjects.ts';
import { contextOf, open } from '../../support/answers.ts';
import { stage3 } from '../../support/register.ts';

/** A value of each slot, as of 2 February 2026. */
const said = {
  useCase: 'UC-2',
  day: '2026-02-20',
  person: 'seller',
  vendor: 'OpenAI',
  tool: 'Notion AI',
  category: 'guardrails',
  item: 'training',
  incident: 'I-1',
  model: 'GPT-5',
  figures: { daily: 3, weekly: 5, notAtAll: 1 },
  words: 'meeting notes',
} as const;

test('the form of each request shows every value that it is opened with', () => {
  const company = stage3('2026-02-02').do('member', reportIncident, {
    ...{ useCase: 'UC-1', kind: 'wrong-output', severity: 'critical', what: 'Wrong refunds.', link: null },
    ...{ sinceDay: '2026-02-02', sinceTime: '08:00' },
  });
  const context = contextOf(company, 'lead');
  const hidden: string[] = [];
  let shownFields = 0;
  for (const { key, kind } of entries) {
    if (kind !== 'request') continue;
    const { step, prefilled = {} } = open(key, context, said, 'meeting notes');
    const form = findForm(step);
    if (form === null || form === undefined) continue;
    const fieldsOf = (entered: Readonly<Record<string, unknown>>): Record<string, string> =>
      Object.fromEntries(
        form
          .view(step, context, entered)
          .blocks.map((block) => [block.block_id ?? '', JSON.stringify(block)]),
      );
    const [filled, blank] = [fieldsOf(prefilled), fieldsOf({})];
    for (const field of Object.keys(prefilled)) {
      shownFields += 1;
      if (filled[field] === undefined || filled[field] === blank[field])
        hidden.push(`${key}.${field} = ${JSON.stringify(prefilled[field])}`);
    }
  }
  expect(hidden).toEqual([]);
  expect(shownFields).toBeGreaterThan(20);
});
