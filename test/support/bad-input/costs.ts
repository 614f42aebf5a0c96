import { recordCosts } from '../../../src/domain/costs/index.ts';
import { costOf } from '../costs.ts';
import { crossing } from '../forms.ts';
import { records } from '../records-directly.ts';
import { negative, noNumber, type Row, unticked } from './words.ts';

/** Records December while somebody fills in the form. */
const recordsDecember = () => records(crossing, recordCosts, costOf('UC-1', '2025-12', 99));

const table = (...rows: readonly string[]) => ({ Table: ['use case,month,amount', ...rows].join('\n') });
/** The row of a refused table, without the tick that only a preview has. */
const noRow = (problem: string) => ({ Table: `No row can be recorded. row 2: ${problem}` });
const notTicked = { 'Tick to record': null };

/** Bad input in forms about costs. */
export const badCostInput: Readonly<Record<string, readonly Row[]>> = {
  'record-costs': [
    [{ Amount: '' }, { Amount: unticked }],
    [{ Amount: 'a lot' }, { Amount: noNumber }],
    [{ Amount: '-1' }, { Amount: negative }],
    [{ Amount: '1000000001' }, { Amount: 'Enter at most 1,000,000,000.' }],
    [{ Amount: '2.620' }, { Amount: 'This can mean 2.62 or 2620. Enter 2620, or give one or two decimals.' }],
    [{ Amount: '2620 EUR' }, { Amount: noNumber }],
    [{ Tokens: '1.5' }, { Tokens: 'Enter a whole number.' }],
    [{ Tokens: '-3' }, { Tokens: negative }],
    [{ Calls: 'many' }, { Calls: noNumber }],
    [{ Calls: '1000000000000001' }, { Calls: 'Enter at most 1,000,000,000,000,000.' }],
    [{ 'Source of the amount': null }, { 'Source of the amount': unticked }],
    [
      {},
      {
        Month: 'December 2025 is already recorded. To correct it, edit it in the list of UC-1.',
      },
      recordsDecember,
    ],
  ],
  'record-costs-several': [
    [{ 'UC-2 Invoice reader': '-1' }, { 'UC-2 Invoice reader': negative }],
    [{ 'UC-2 Invoice reader': 'free' }, { 'UC-2 Invoice reader': noNumber }],
    [{ 'UC-2 Invoice reader': '' }, { 'UC-1 AI Support Agent': 'Fill in at least one line.' }],
  ],
  'import-costs': [
    [{ Table: ' ', ...notTicked }, { Table: 'Paste a table, or choose a file.' }],
    [
      { Table: 'use case,month\nUC-1,2025-12', ...notTicked },
      { Table: 'The table has no column "amount". Add it, and submit again.' },
    ],
    [
      { Table: 'nothing\nto see', ...notTicked },
      { Table: 'One of the first 10 rows must name the columns. Missing: use case, month, amount.' },
    ],
    [{ ...table(), ...notTicked }, { Table: 'There is no row below the column names. Add at least one.' }],
    [{ ...table('UC-7,2025-12,5'), ...notTicked }, noRow('use case: there is no "UC-7".')],
    [
      { ...table('UC-1,2026-01,5'), ...notTicked },
      noRow('month: January 2026 is not over. Enter its costs from 1 February 2026 on.'),
    ],
    [
      { ...table('UC-1,2025-12,5 EUR'), ...notTicked },
      noRow('amount: it is in EUR, and this workspace counts in USD. Convert the amount.'),
    ],
    [
      { 'Tick to record': [] },
      {
        'Tick to record':
          'Nothing is recorded yet. Tick this, or change something and submit to see the preview again.',
      },
    ],
  ],
};
