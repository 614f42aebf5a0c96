import { expect, test } from 'vitest';
import { answer, contextOf, open, readInitial, say } from '../../support/answers.ts';
import { recordsMonths } from '../../support/costs.ts';
import { stage3 } from '../../support/register.ts';

/** UC-1 is live since 2 February 2026, with a budget of 3,000; today is 10 June 2026. */
const company = () =>
  recordsMonths(stage3('2026-02-02').on('2026-06-10'), 'UC-1', '2026-02', [1000, 1200, 1100, 3600]);
const april = { from: '2026-04-01', to: '2026-04-30' };

test('the costs of a use case are those of its latest month, beside the budget', async () => {
  const { text, source } = await answer('use-case-costs', contextOf(company()), { useCase: 'UC-1' });
  expect(text).toBe(
    '*UC-1 AI Support Agent*: May 2026: *$3,600*, +227% on April 2026. The budget is $3,000 a month. :warning: Over the budget of $3,000 and 3.3 times the mean of the three months before.',
  );
  expect(source).toEqual({ source: 'typed', at: '2026-06-10', by: 'lead', refs: ['costs:UC-1:2026-05'] });
});

test('a month and a quarter are added up, and missing months are named', async () => {
  expect(await say('use-case-costs', company(), { useCase: 'UC-1', period: april })).toBe(
    '*UC-1 AI Support Agent* cost *$1,100* in April 2026.',
  );
  expect(
    await say('use-case-costs', company(), {
      useCase: 'UC-1',
      period: { from: '2026-01-01', to: '2026-03-31' },
    }),
  ).toBe(
    '*UC-1 AI Support Agent* cost *$2,200* in Q1 2026, in 2 recorded months. By month: February $1,000, March $1,200. Not recorded: January 2026.',
  );
  expect(
    await say('use-case-costs', company(), {
      useCase: 'UC-1',
      period: { from: '2025-12-01', to: '2025-12-31' },
    }),
  ).toBe(
    'No costs of *UC-1 AI Support Agent* in December 2025 are recorded. The last recorded month is May 2026: $3,600.',
  );
});

test('the amount of each month is said for a period of up to six months', async () => {
  const both = recordsMonths(company(), 'UC-2', '2026-05', [400]);
  const spring = { from: '2026-03-01', to: '2026-05-31' };
  expect(await say('total-costs', both, { period: spring })).toContain(
    'All use cases cost *$6,300* from 1 March 2026 to 31 May 2026, in 2 use cases. By month: March $1,200, April $1,100, May $4,000.',
  );
  expect(await say('use-case-costs', both, { useCase: 'UC-1', period: spring })).toBe(
    '*UC-1 AI Support Agent* cost *$5,900* from 1 March 2026 to 31 May 2026, in 3 recorded months. By month: March $1,200, April $1,100, May $3,600.',
  );
  const year = { from: '2025-06-01', to: '2026-05-31' };
  expect(await say('total-costs', both, { period: year })).not.toContain('By month');
});

test('a month that is not over has no costs yet', async () => {
  expect(await say('total-costs', company(), { period: { from: '2026-06-01', to: '2026-06-30' } })).toBe(
    'No month of this period is over. Costs are recorded after each month. The last full month is May 2026.',
  );
});

test('a use case without costs says so, and the form is offered', async () => {
  const { text, next } = await answer('use-case-costs', contextOf(company()), { useCase: 'UC-2' });
  expect(text).toContain('*UC-2 Call summaries*: No costs are recorded yet.');
  expect(next[1]).toEqual([{ do: 'record-costs', useCase: 'UC-2', month: null }, 'Record costs']);
});

test('the total is that of the last full month, and of a named one', async () => {
  const both = recordsMonths(company(), 'UC-2', '2026-05', [400]);
  expect(await say('total-costs', both)).toBe(
    'All use cases cost *$4,000* in May 2026, in 2 use cases, +227% on April 2026. Recorded by <@lead>.',
  );
  expect(await say('total-costs', both, { period: april })).toBe(
    'All use cases cost *$1,100* in April 2026, in 1 use case, -8% on March 2026. Recorded by <@lead>.',
  );
  expect(await say('total-costs', stage3('2026-02-02'))).toBe('No costs in January 2026 are recorded.');
  expect(await say('cost-ranking', both)).toBe(
    'The most expensive use cases in May 2026: *UC-1 AI Support Agent* $3,600 and *UC-2 Call summaries* $400. All use cases cost $4,000.',
  );
});

test('a month is compared with the budget', async () => {
  expect(await say('budget', company(), { useCase: 'UC-1' })).toBe(
    'The budget of *UC-1 AI Support Agent* is *$3,000* a month, with an alert at $2,400. May 2026 cost $3,600, over the budget by $600.',
  );
  expect(await say('budget', company(), { useCase: 'UC-1', period: april })).toContain(
    'April 2026 cost $1,100, 37% of it.',
  );
  expect(await say('budget', company(), { useCase: 'UC-2' })).toContain('No budget is recorded');
});

test('spikes are found in the month that has them, and not in the others', async () => {
  expect(await say('cost-spikes', company())).toBe(
    '1 cost spike in May 2026: *UC-1 AI Support Agent* $3,600, over the budget of $3,000 and 3.3 times the mean of the three months before.',
  );
  expect(await say('cost-spikes', company(), { period: april })).toBe(
    'No cost spike in April 2026: no use case is over its budget or far above the months before.',
  );
  expect(await say('cost-spikes', stage3('2026-02-02'))).toBe(
    'No costs in January 2026 are recorded, so no spike can be seen.',
  );
});

test('the owner of the cost report is the named person, else the owner of the use case', async () => {
  expect(await say('cost-report-owner', company(), { useCase: 'UC-1' })).toBe(
    '<@admin> owns the cost report of *UC-1 AI Support Agent*.',
  );
  expect(await say('cost-report-owner', company(), { useCase: 'UC-2' })).toBe(
    'Nobody is named as owner of the cost report of *UC-2 Call summaries*, so <@seller> gets its reminders.',
  );
  expect(await say('cost-report-owner', company().leaves('admin'), { useCase: 'UC-1' })).toBe(
    '<@admin> (left Slack) is named for the cost report of *UC-1 AI Support Agent* but not active, so <@owner> gets its reminders.',
  );
});

test('missing and unconfirmed months are named', async () => {
  expect(await say('missing-costs', company())).toBe(
    'Not confirmed: March 2026 of UC-1, April 2026 of UC-1 and May 2026 of UC-1.',
  );
  const confirmedCompany = () =>
    recordsMonths(company(), 'UC-1', '2026-02', [1000, 1200, 1100, 3600], 'admin');
  expect(await say('missing-costs', confirmedCompany())).toMatch(
    /^No costs are missing from March 2026 to May 2026\./,
  );
  const later = confirmedCompany().on('2026-07-10');
  expect(await say('missing-costs', later)).toBe('Costs are missing: June 2026 (UC-1).');
  const unconfirmed = recordsMonths(later, 'UC-1', '2026-06', [900], 'operator');
  expect(await say('missing-costs', unconfirmed)).toBe('Not confirmed: June 2026 of UC-1.');
  expect(await say('missing-costs', later, { useCase: 'UC-2' })).toContain(
    'No costs of *UC-2 Call summaries* are missing',
  );
});

test('costs open with the month and the amount that were said', () => {
  const lead = contextOf(company().on('2026-07-10'), 'lead');
  const june = { from: '2026-06-01', to: '2026-06-30' };
  expect(open('record-costs', lead, { useCase: 'UC-1', period: june, words: '$1,250' })).toEqual({
    step: { do: 'record-costs', useCase: 'UC-1', month: '2026-06' },
    prefilled: { amount: 1250 },
  });
  expect(
    readInitial('record-costs', lead, { useCase: 'UC-1', period: june, words: '99.50 euros' }),
  ).toMatchObject({
    amount: '99.5',
  });
  const corrected = { useCase: 'UC-1', period: june, words: '2,580 and not 2,620' };
  expect(open('record-costs', lead, corrected)).toMatchObject({ prefilled: { amount: 2580 } });
  const unclear = { useCase: 'UC-1', period: june, words: '2,580 or 2,620' };
  expect(open('record-costs', lead, unclear)).toMatchObject({ prefilled: {} });
  expect(open('record-costs', lead, { useCase: 'UC-1' })).toEqual({
    ...{ step: { do: 'record-costs', useCase: 'UC-1', month: null }, prefilled: {} },
  });
});
