import { confirmItem } from '../../../src/domain/checklist/confirm.ts';
import type { FormCase } from '../forms.ts';
import { crossing, pilots, registers, today } from '../forms.ts';
import { records } from '../records-directly.ts';

/** Runs the pilot of UC-1, whose cost report Omar owns, with $2,500 a month. */
export const budgets = async () => {
  await pilots();
  await records(crossing, confirmItem, {
    useCase: 'UC-1',
    details: {
      ...{ item: 'cost-monitoring' as const, reportOwner: 'U0OMAR' },
      ...{ monthlyBudget: 2500, alertThreshold: 2000 },
    },
  });
};

/** Runs UC-1 and UC-2 in production since December, both with costs to record by Omar. */
export const runsTwo = async () => {
  const rollout = { audience: 'volunteers', deployed: 5 } as const;
  const standing = { stage: 'production', liveOn: '2025-12-01', rollout } as const;
  await registers({ standing });
  await registers({ name: 'Invoice reader', standing });
};

const invoice = 'Invoice or usage report';

/** A good submission of each form about costs. */
export const costCases: Readonly<Record<string, FormCase>> = {
  'record-costs': {
    before: budgets,
    who: 'Omar Owner',
    way: ['/stage3 costs UC-1', 'Record costs'],
    good: {
      Month: 'December 2025',
      Amount: '2,620.5',
      Tokens: '41 000 000',
      Calls: 18_200,
      'Source of the amount': invoice,
    },
    reads:
      'The costs of UC-1 in December 2025 are recorded: $2,621. :warning: This is over the budget of $2,500.',
    next: 'Open UC-1',
    keeps: ({ costs }) => costs.get('UC-1:2025-12'),
    kept: {
      ...{ amount: 2620.5, tokens: 41_000_000, calls: 18_200, source: 'measured', by: 'U0OMAR', on: today },
      confirmed: { by: 'U0OMAR', on: today },
    },
  },
  'record-costs-several': {
    before: runsTwo,
    who: 'Omar Owner',
    way: ['/stage3 costs', 'Fill in 2'],
    good: { 'UC-2 Invoice reader': '12.40' },
    reads: 'UC-2 Invoice reader: $12.40',
    next: 'Add monitoring evidence',
    keeps: ({ costs }) => costs.get('UC-2:2025-12'),
    kept: { amount: 12.4, source: 'measured', by: 'U0OMAR', confirmed: { by: 'U0OMAR', on: today } },
  },
  'import-costs': {
    before: budgets,
    who: 'Omar Owner',
    way: ['/stage3 costs', 'Import costs'],
    good: {
      Table: 'use case;month;amount\nUC-1;2025-11;400,50\nUC-1;2025-12;2600',
      'Source of the amounts': invoice,
      'Tick to record': ['Record 2 months'],
    },
    reads: '2 months recorded for 1 use case.',
    next: 'Register pilot',
    keeps: ({ costs }) => [...costs.values()],
    kept: [
      { month: '2025-11', amount: 400.5, source: 'measured', confirmed: { by: 'U0OMAR' } },
      { month: '2025-12', amount: 2600, source: 'measured', confirmed: { by: 'U0OMAR' } },
    ],
  },
};
