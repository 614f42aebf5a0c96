import { describe, expect, test } from 'vitest';
import {
  compareRoi,
  describeSpike,
  findOpenMonth,
  findSpike,
  formatChange,
  recordCosts,
  recordCostsSeveral,
  removeCosts,
  reportOwnerOf,
  totalOf,
} from '../../../src/domain/costs/index.ts';
import { createAgenda } from '../../../src/domain/reviews/review-agenda.ts';
import { costOf, recordsMonths, retireUseCase } from '../../support/costs.ts';
import { type CastMember, stage3, type Workspace } from '../../support/register.ts';

/** Returns a company whose UC-1 went live on 12 January 2026; "admin" owns its cost report, with $3,000 a month. */
const company = (today = '2026-05-04') => stage3('2026-01-12').on(today);
const money = (amount: number) => `$${amount}`;

const spikeOf = (workspace: Workspace, month: string, useCase = 'UC-1') => {
  const cost = workspace.register.costs.get(`${useCase}:${month}`);
  const spike = cost && findSpike(workspace.register, cost);
  return spike ? describeSpike(spike, money) : null;
};

describe('a month is a spike', () => {
  test.each<[string, readonly number[], string | null]>([
    [
      'at one and a half times the mean of the three months before',
      [100, 200, 300, 300],
      '1.5 times the mean of the three months before',
    ],
    ['not below that', [100, 200, 300, 299.99], null],
    ['not when fewer than three months before are recorded', [100, 200, 900], null],
    ['not after three months without costs', [0, 0, 0, 900], null],
    ['over the budget, whatever came before', [3000.01], 'over the budget of $3000'],
    ['not at the budget', [3000], null],
    [
      'for both reasons at once',
      [1000, 1000, 1000, 3500],
      'over the budget of $3000 and 3.5 times the mean of the three months before',
    ],
  ])('%s', (_, amounts, words) => {
    const workspace = recordsMonths(company(), 'UC-1', '2026-01', amounts);
    const last = `2026-0${amounts.length}`;
    expect(spikeOf(workspace, last)).toBe(words);
  });

  test('by the three months of the calendar, so that a gap leaves nothing to compare', () => {
    const workspace = recordsMonths(company(), 'UC-1', '2025-11', [100, 100, 100]);
    recordsMonths(workspace, 'UC-1', '2026-03', [900]);
    expect(spikeOf(workspace, '2026-03')).toBeNull();
    recordsMonths(workspace, 'UC-1', '2026-02', [100]);
    expect(spikeOf(workspace, '2026-03')).toBe('9.0 times the mean of the three months before');
  });

  test('only by the mean before a budget is named', () => {
    const workspace = company();
    const pilot = 'UC-2';
    recordsMonths(workspace, pilot, '2026-01', [10, 10, 10, 50_000]);
    expect(spikeOf(workspace, '2026-04', pilot)).toBe('5000.0 times the mean of the three months before');
  });
});

describe('a month is confirmed', () => {
  const confirmedBy = (workspace: Workspace, month: string) =>
    workspace.register.costs.get(`UC-1:${month}`)?.confirmed?.by ?? null;

  test.each<[CastMember, CastMember | null]>([
    ['admin', 'admin'],
    ['lead', null],
    ['owner', null],
    ['operator', null],
  ])('by the record of %s: %s', (who, by) => {
    const workspace = company().do(who, recordCosts, costOf('UC-1', '2026-04', 2000));
    expect(confirmedBy(workspace, '2026-04')).toBe(by);
  });

  test('by the same figures again, which change nothing else', () => {
    const workspace = company().do('owner', recordCosts, costOf('UC-1', '2026-04', 2000));
    workspace.on('2026-05-05').do('admin', recordCosts, costOf('UC-1', '2026-04', 2000));
    expect(workspace.register.costs.get('UC-1:2026-04')).toMatchObject({
      ...{ by: 'owner', on: '2026-05-04' },
      confirmed: { by: 'admin', on: '2026-05-05' },
    });
    expect(workspace.changes.at(-1)?.action).toBe('confirm-costs');
    const { seq } = workspace.register;
    workspace.do('admin', recordCosts, costOf('UC-1', '2026-04', 2000));
    expect(workspace.register.seq).toBe(seq);
  });

  test('no longer, once another person corrects it', () => {
    const workspace = company().do('admin', recordCosts, costOf('UC-1', '2026-04', 2000));
    workspace.do('owner', recordCosts, costOf('UC-1', '2026-04', 2100));
    expect(confirmedBy(workspace, '2026-04')).toBeNull();
  });

  test('by the owner of the use case when nobody or nobody active owns the cost report', () => {
    const workspace = company();
    const owner = () => reportOwnerOf(workspace.register, workspace.getUseCase('UC-1'));
    expect(owner()).toBe('admin');
    workspace.leaves('admin');
    expect(owner()).toBe('owner');
    workspace.leaves('owner');
    expect(owner()).toBe('lead');
    expect(reportOwnerOf(workspace.register, workspace.getUseCase('UC-2'))).toBe('seller');
  });
});

describe('the month that is asked for', () => {
  const open = (workspace: Workspace, useCase = 'UC-1') => {
    const found = findOpenMonth(workspace.register, workspace.getUseCase(useCase), workspace.today);
    return found && `${found.month} ${found.cost === null ? 'missing' : 'not confirmed'}`;
  };

  test('is the last full month in production, and none of a pilot', () => {
    expect(open(company('2026-01-31'))).toBeNull();
    expect(open(company('2026-02-01'))).toBe('2026-01 missing');
    expect(open(company())).toBe('2026-04 missing');
    expect(open(company(), 'UC-2')).toBeNull();
  });

  test('is the earliest gap since the first recorded month, three months back at most', () => {
    const workspace = recordsMonths(company(), 'UC-1', '2026-01', [100], 'admin');
    expect(open(workspace)).toBe('2026-02 missing');
    expect(open(workspace.on('2026-06-01'))).toBe('2026-03 missing');
  });

  test('is an unconfirmed one, of a pilot too', () => {
    const workspace = company().do('owner', recordCosts, costOf('UC-1', '2026-04', 100));
    expect(open(workspace)).toBe('2026-04 not confirmed');
    const { owner } = workspace.getUseCase('UC-2');
    workspace.do(owner as CastMember, recordCosts, costOf('UC-2', '2026-04', 100));
    expect(open(workspace, 'UC-2')).toBeNull();
    workspace.do('operator', recordCosts, costOf('UC-2', '2026-03', 100));
    expect(open(workspace, 'UC-2')).toBe('2026-03 not confirmed');
  });
});

describe('costs are refused at their field', () => {
  test.each([
    [
      'a month that is not over',
      { month: '2026-05' },
      { month: 'May 2026 is not over. Enter its costs from 1 June 2026 on.' },
    ],
    [
      'a month to come',
      { month: '2027-01' },
      { month: 'January 2027 is not over. Enter its costs from 1 February 2027 on.' },
    ],
    [
      'a month of another century',
      { month: '0026-01' },
      { month: 'The year 0026 cannot be right: enter a day from 2000 to 2099. Did you mean 2026-01-01?' },
    ],
    ['an amount below zero', { amount: -1 }, { amount: 'Enter 0 or more.' }],
    ['an amount without end', { amount: 1_000_000_001 }, { amount: 'Enter at most 1,000,000,000.' }],
    ['tokens below zero', { tokens: -1 }, { tokens: 'Enter 0 or more.' }],
    ['calls without end', { calls: 1e16 }, { calls: 'Enter at most 1,000,000,000,000,000.' }],
  ])('%s', (_, wrong, fields) => {
    const input = { ...costOf('UC-1', '2026-04', 100), ...wrong };
    expect(company().attempt('owner', recordCosts, input)?.fields).toEqual(fields);
  });

  test('a new month that somebody else recorded in the meantime', () => {
    const workspace = company().do('operator', recordCosts, costOf('UC-1', '2026-04', 100));
    const input = { ...costOf('UC-1', '2026-04', 200), isNew: true };
    expect(workspace.attempt('owner', recordCosts, input)?.fields).toEqual({
      month: 'April 2026 is already recorded. To correct it, edit it in the list of UC-1.',
    });
  });

  test('a month after the use case ended; its last months are still recorded', () => {
    const workspace = retireUseCase(company('2026-03-20'), 'UC-1').on('2026-05-04');
    expect(workspace.attempt('owner', recordCosts, costOf('UC-1', '2026-04', 1))?.fields).toEqual({
      month: 'UC-1 was retired on 20 March 2026. Enter months until March 2026.',
    });
    workspace.do('owner', recordCosts, costOf('UC-1', '2026-03', 1));
  });

  test('amounts keep their cents', () => {
    const workspace = company().do('owner', recordCosts, costOf('UC-1', '2026-04', 1234.5678));
    expect(workspace.register.costs.get('UC-1:2026-04')?.amount).toBe(1234.57);
  });
});

test('costs are recorded by the owners of the use case and its report, AI Operations and the lead', () => {
  for (const who of ['owner', 'admin', 'operator', 'lead'] as const) {
    const workspace = company().do(who, recordCosts, costOf('UC-1', '2026-04', 100));
    workspace.do(who, removeCosts, { useCase: 'UC-1', month: '2026-04' });
    expect(workspace.register.costs.size).toBe(0);
  }
  const workspace = company().do('lead', recordCosts, costOf('UC-1', '2026-04', 100));
  for (const who of ['seller', 'member', 'guest', 'external', 'bot'] as const) {
    expect(workspace.attempt(who, recordCosts, costOf('UC-1', '2026-03', 1))?.code).toBe('not-permitted');
    const removal = workspace.attempt(who, removeCosts, { useCase: 'UC-1', month: '2026-04' });
    expect(removal?.code).toBe('not-permitted');
  }
  expect(workspace.attempt('member', recordCosts, costOf('UC-1', '2026-03', 1))).toMatchObject({
    message:
      'Only the owner of UC-1, the owner of its cost report, AI Operations and the transformation lead can record its costs.',
    ask: 'admin',
  });
  expect(workspace.attempt('lead', recordCosts, costOf('UC-9', '2026-03', 1))?.code).toBe('not-found');
  expect(workspace.attempt('lead', removeCosts, { useCase: 'UC-1', month: '2026-03' })?.code).toBe(
    'not-found',
  );
});

describe('one form for several use cases', () => {
  const several = (rows: readonly (readonly [string, number | null])[]) => ({
    month: '2026-04',
    source: 'measured' as const,
    rows: rows.map(([useCase, amount]) => ({ useCase, amount })),
  });

  test('records all or none, keeps tokens, and leaves empty lines alone', () => {
    const workspace = company().do('owner', recordCosts, { ...costOf('UC-1', '2026-04', 50), tokens: 7 });
    expect(
      workspace.attempt(
        'admin',
        recordCostsSeveral,
        several([
          ['UC-1', 50],
          ['UC-9', 1],
        ]),
      )?.fields,
    ).toEqual({
      'UC-9': 'There is no UC-9.',
    });
    expect(workspace.attempt('admin', recordCostsSeveral, several([['UC-1', null]]))?.fields).toEqual({
      'UC-1': 'Fill in at least one line.',
    });
    workspace.do(
      'admin',
      recordCostsSeveral,
      several([
        ['UC-1', 50],
        ['UC-2', null],
      ]),
    );
    expect(workspace.register.costs.get('UC-1:2026-04')).toMatchObject({
      ...{ tokens: 7, source: 'typed', by: 'owner' },
      confirmed: { by: 'admin' },
    });
    workspace.do(
      'admin',
      recordCostsSeveral,
      several([
        ['UC-1', 60],
        ['UC-2', 5],
      ]),
    );
    expect([...workspace.register.costs.values()].map(({ amount, source }) => `${amount} ${source}`)).toEqual(
      ['60 measured', '5 measured'],
    );
  });
});

describe('the ROI with the real costs', () => {
  test('compares full months in production with the calculated cost, and keeps the labour of AI Operations', () => {
    const workspace = recordsMonths(company(), 'UC-1', '2026-01', [9999, 2000, 3000]);
    const compared = compareRoi(workspace.register, workspace.getUseCase('UC-1'));
    // The source's figures: $104,000 net; $40,000 of cost, of which AI Operations is not on an invoice.
    const { inputs } = workspace.register.roi.get('UC-1:production') ?? {};
    const planned = 40_000 - (inputs?.aiOperations ?? 0);
    expect(compared).toMatchObject({ planned, real: 30_000, plannedNet: 104_000 });
    expect(compared?.realNet).toBe(104_000 + planned - 30_000);
    expect(compared?.months.map(({ month }) => month)).toEqual(['2026-02', '2026-03']);
  });

  test('says nothing without an ROI, or before the first full month', () => {
    const workspace = recordsMonths(company(), 'UC-1', '2026-01', [100]);
    expect(compareRoi(workspace.register, workspace.getUseCase('UC-1'))).toBeNull();
    recordsMonths(workspace, 'UC-2', '2026-02', [100]);
    expect(compareRoi(workspace.register, workspace.getUseCase('UC-2'))).toBeNull();
  });
});

test('a month adds up over all use cases, and is compared over those that have both months', () => {
  const workspace = recordsMonths(company(), 'UC-1', '2026-03', [100, 150]);
  recordsMonths(workspace, 'UC-2', '2026-04', [1000]);
  expect(totalOf(workspace.register, '2026-04')).toMatchObject({ amount: 1150, change: 0.5 });
  expect(totalOf(workspace.register, '2026-03')).toMatchObject({ amount: 100, change: null });
  expect([0.5, -0.031, 0.004, 12.34].map(formatChange)).toEqual(['+50%', '-3%', 'same', '+1,234%']);
});

test('the review lists the spikes of the last three months', () => {
  const workspace = recordsMonths(company(), 'UC-1', '2026-01', [100, 100, 100, 900]);
  const lines = (day: string) =>
    createAgenda(workspace.register, day).find(({ title }) => title === 'Cost spikes')?.lines;
  const spike = 'UC-1 AI Support Agent: $900 in April 2026, 9.0 times the mean of the three months before';
  expect(lines('2026-05-04')).toEqual([spike]);
  expect(lines('2026-07-31')).toEqual([spike]);
  expect(lines('2026-08-01')).toBeUndefined();
});
