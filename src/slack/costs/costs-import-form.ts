import {
  type CostImportPlan,
  costColumns,
  formatMonth,
  importCosts,
  requiredCostColumns,
} from '../../domain/costs/index.ts';
import { type Outcome, refuse } from '../../domain/decide.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import { costId, type Register } from '../../domain/register.ts';
import { formatCount } from '../../domain/wording.ts';
import { contextBlock, escapeMrkdwn, section } from '../kit/blocks.ts';
import { choice, choices } from '../kit/choice-fields.ts';
import { writeRows } from '../kit/csv.ts';
import type { Field } from '../kit/fields.ts';
import { optionalFile } from '../kit/file-field.ts';
import { form } from '../kit/form.ts';
import { renderLeftOutLines, splitIntoSections } from '../kit/left-out.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { optionalText } from '../kit/text-fields.ts';
import { costSourceOptions, describeSpikeOf } from './cost-words.ts';
import { createPreview, findFile, findPreviewProblem, findTable, sourceOf } from './costs-import-preview.ts';

/** The header and an example line, to paste. */
const template = writeRows([
  costColumns.map(({ name }) => name),
  costColumns.map(({ example }) => example),
]).join('\n');

/** The most rows, reasons and spikes shown; the rest is counted. */
const [maxShown, maxReasons, maxSpikes] = [60, 25, 10];

const renderLeftOut = (refused: CostImportPlan['refused']) =>
  refused.length === 0
    ? []
    : splitIntoSections(
        `*Left out: ${formatCount(refused.length, 'row')}*`,
        renderLeftOutLines(refused),
        maxReasons,
      );

/** Returns "• UC-1 February 2026: $2,620, replaces $2,600". */
function describeAccepted(register: Register, { input, before }: CostImportPlan['accepted'][number]): string {
  const money = createMoneyFormat(register);
  const replaces = before === null ? '' : `, replaces ${money(before.amount)}`;
  return `• ${input.useCase} ${formatMonth(input.month)}: ${money(input.amount)}${replaces}`;
}

export const costsImportForm = form({
  key: 'import-costs',
  title: () => 'Import costs',
  submit: 'Continue',
  intro: (_, context, entered) => {
    if (findTable(entered) === '')
      return [
        section(
          'Choose a CSV file of monthly costs, or paste cells copied from a spreadsheet: one row for each use case and month. You see a preview before anything is recorded.',
        ),
      ];
    const { plan, refused, table } = createPreview(context, entered);
    const file = findFile(entered);
    return [
      section(
        [
          `*${formatCount(plan.accepted.length, 'month')} can be recorded.*`,
          plan.unchanged.length > 0
            ? `${formatCount(plan.unchanged.length, 'row')} would change nothing.`
            : '',
          refused.length > 0 ? `*${formatCount(refused.length, 'row')} would be left out.*` : '',
          'The lists are below the fields.',
        ]
          .filter(Boolean)
          .join(' '),
      ),
      ...(file ? [contextBlock(`From ${escapeMrkdwn(file.name, 100)}`)] : []),
      ...(table.unread.length > 0
        ? [
            contextBlock(
              `Columns not read: ${table.unread
                .slice(0, 10)
                .map((column) => `"${escapeMrkdwn(column, 40)}"`)
                .join(', ')}`,
            ),
          ]
        : []),
    ];
  },
  details: (_, context, entered) => {
    if (findTable(entered) === '')
      return [
        section(`*An example*\n\`\`\`${template}\`\`\``),
        section(['*The columns*', ...costColumns.map(({ name, holds }) => `*${name}*: ${holds}`)].join('\n')),
      ];
    const { plan, refused } = createPreview(context, entered);
    return [
      ...renderLeftOut(refused),
      ...(plan.accepted.length > 0
        ? splitIntoSections(
            `*Ready: ${formatCount(plan.accepted.length, 'month')}*`,
            plan.accepted.map((one) => describeAccepted(context.register, one)),
            maxShown,
          )
        : []),
    ];
  },
  fields: (_, context, entered) => {
    const file = findFile(entered);
    const fields: Record<string, Field<unknown>> = {
      csv: optionalText({
        label: 'Table',
        hint: 'Up to 3,000 characters, about 100 rows.',
        multiline: true,
        placeholder: requiredCostColumns.join(','),
      }),
      file: optionalFile({
        label: 'CSV file',
        hint: file
          ? `${file.name} is kept. To change it, choose another file.`
          : 'Up to 1,000 lines, instead of a pasted table.',
        filetypes: ['csv', 'txt'],
      }),
      source: choice({ label: 'Source of the amounts', options: costSourceOptions, initial: 'measured' }),
    };
    if (findTable(entered) === '') return fields;
    const preview = createPreview(context, entered);
    const count = formatCount(preview.plan.accepted.length, 'month');
    if (findPreviewProblem(entered, preview) !== null) return fields;
    // The name depends on the preview, so that a confirmation counts only for what was shown.
    fields[`confirm-${preview.mark}`] = choices({
      label: 'Tick to record',
      hint: 'Without the tick nothing is recorded. You can change something and submit to see the preview again.',
      options: [['record', `Record ${count}`]],
    });
    return fields;
  },
  decide: (values, _, register, act): Outcome => {
    const preview = createPreview({ ...act, register }, values);
    const problem = findPreviewProblem(values, preview);
    if (problem) return refuse('invalid', problem.problem, { fields: { [problem.field]: problem.problem } });
    const confirmation = `confirm-${preview.mark}`;
    const ticked = values[confirmation];
    if (ticked === undefined) return refuse('changed', 'Somebody else changed the costs in the meantime.');
    if (!Array.isArray(ticked) || ticked.length === 0) {
      const untold =
        'Nothing is recorded yet. Tick this, or change something and submit to see the preview again.';
      return refuse('invalid', untold, { fields: { [confirmation]: untold } });
    }
    return importCosts(register, { lines: preview.table.lines, source: sourceOf(values) }, act);
  },
  done: (values, _, after, before) => {
    const { register } = after;
    const { plan, refused } = createPreview(before, values);
    const useCases = new Set(plan.accepted.map(({ input }) => input.useCase)).size;
    const spikes = plan.accepted.flatMap((accepted) => {
      const cost = register.costs.get(costId(accepted.input.useCase, accepted.input.month));
      const spike = cost ? describeSpikeOf(register, cost) : '';
      return spike === '' ? [] : [`${describeAccepted(register, { ...accepted, before: null })}, ${spike}`];
    });
    return {
      text: `${formatCount(plan.accepted.length, 'month')} recorded for ${formatCount(useCases, 'use case')}.${refused.length > 0 ? ` ${formatCount(refused.length, 'row')} left out.` : ''}`,
      more: [
        ...(spikes.length > 0
          ? splitIntoSections(`:warning: *Cost spikes: ${spikes.length}*`, spikes, maxSpikes)
          : []),
        ...renderLeftOut(refused),
      ],
      next: refused.length > 0 ? [{ do: 'import-costs' }] : listTestSteps(after),
    };
  },
});
