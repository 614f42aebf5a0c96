import {
  type AcceptedCost,
  costColumns,
  formatMonth,
  importCosts,
  planCostImport,
  requiredCostColumns,
} from '../../domain/costs/index.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import { type Cost, costId, type Register } from '../../domain/register.ts';
import { formatCount } from '../../domain/wording.ts';
import { choice } from '../kit/choice-fields.ts';
import type { Entered } from '../kit/form.ts';
import { splitIntoSections } from '../kit/left-out.ts';
import { tableImportForm } from '../kit/table-import-form.ts';
import { costSourceOptions, describeSpikeOf } from './cost-words.ts';

/** The most spikes shown; the rest is counted. */
const maxSpikes = 10;

const sourceOf = ({ source }: Entered): Cost['source'] => (source === 'typed' ? 'typed' : 'measured');

/** Returns "• UC-1 February 2026: $2,620, replaces $2,600". */
function describeAccepted(register: Register, { input, before }: AcceptedCost): string {
  const money = createMoneyFormat(register);
  const replaces = before === null ? '' : `, replaces ${money(before.amount)}`;
  return `• ${input.useCase} ${formatMonth(input.month)}: ${money(input.amount)}${replaces}`;
}

export const costsImportForm = tableImportForm({
  key: 'import-costs',
  title: 'Import costs',
  about:
    'Choose a CSV file of monthly costs, or paste cells copied from a spreadsheet: one row for each use case and month. You see a preview before anything is recorded.',
  noun: 'month',
  pastedRows: 100,
  columns: costColumns,
  required: requiredCostColumns,
  more: () => ({
    source: choice({ label: 'Source of the amounts', options: costSourceOptions, initial: 'measured' }),
  }),
  plan: (lines, { register, ...act }, entered) => planCostImport(register, lines, sourceOf(entered), act),
  describe: describeAccepted,
  allRecorded: 'These costs are already recorded. Nothing would change.',
  changedMeanwhile: 'Somebody else changed the costs in the meantime.',
  record: (lines, entered, register, act) => importCosts(register, { lines, source: sourceOf(entered) }, act),
  done: ({ accepted }, { register }) => {
    const useCases = new Set(accepted.map(({ input }) => input.useCase)).size;
    const spikes = accepted.flatMap((one) => {
      const cost = register.costs.get(costId(one.input.useCase, one.input.month));
      const spike = cost ? describeSpikeOf(register, cost) : '';
      return spike === '' ? [] : [`${describeAccepted(register, { ...one, before: null })}, ${spike}`];
    });
    return {
      text: `${formatCount(accepted.length, 'month')} recorded for ${formatCount(useCases, 'use case')}.`,
      more:
        spikes.length > 0
          ? splitIntoSections(`:warning: *Cost spikes: ${spikes.length}*`, spikes, maxSpikes)
          : [],
    };
  },
});
