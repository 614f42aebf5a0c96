import { type Outcome, refuse } from '../../domain/decide.ts';
import { type Register, vendorKey } from '../../domain/register.ts';
import {
  type ImportPlan,
  importColumns,
  importUseCases,
  type Likeness,
  listOwners,
  requiredColumns,
} from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { contextBlock, escapeMrkdwn, section, truncate } from '../kit/blocks.ts';
import { choices, menu } from '../kit/choice-fields.ts';
import { writeRows } from '../kit/csv.ts';
import type { Field } from '../kit/fields.ts';
import { optionalFile, type TextFile } from '../kit/file-field.ts';
import { type Entered, form } from '../kit/form.ts';
import { formatRows, renderLeftOutLines, splitIntoSections } from '../kit/left-out.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { slackIds } from '../kit/slack-ids.ts';
import { meantNameField, optionalText } from '../kit/text-fields.ts';
import {
  alikeField,
  columnField,
  createPreview,
  defaultField,
  findFile,
  findPreviewProblem,
  findSource,
  listMeantVendors,
  listNewLikenesses,
  listParts,
  listRefused,
  maxDoubts,
  maxParts,
  meantField,
  type Preview,
  partName,
} from './import-preview.ts';
import {
  describeAccepted,
  formatLeftOut,
  maxReasons,
  maxShown,
  renderColumnLines,
  renderUnaskedDoubts,
  summarizeImport,
} from './import-summary.ts';

/** The header and an example line, to paste. */
export const importTemplate = writeRows([
  importColumns.map(({ name }) => name),
  importColumns.map(({ example }) => example),
]).join('\n');

export const importForm = form({
  key: 'import-use-cases',
  title: () => 'Import use cases',
  submit: 'Continue',
  asksForPeople: true,
  intro: (_, context, entered) => {
    const parts = listParts(entered);
    const file = findFile(entered);
    if (parts.length === 0) {
      return [
        section(
          'Choose a CSV file of use cases, or paste cells copied from a spreadsheet. One of the first rows names the columns, in any order. You see a preview before anything is registered.',
        ),
      ];
    }
    const preview = createPreview(context, entered);
    const { plan, table } = preview;
    const refused = listRefused(preview);
    return [
      ...(file?.changed
        ? [
            section(
              `:warning: *${escapeMrkdwn(file.name, 100)} has changed since the preview.* This is the new preview. Nothing is registered yet.`,
            ),
          ]
        : []),
      ...(file ? [contextBlock(`From ${escapeMrkdwn(file.name, 100)}`)] : []),
      ...(file?.guessed
        ? [
            section(
              `:warning: *The encoding of this file was guessed: ${file.guessed}.* If letters look wrong below, save it as UTF-8 (in Excel: Save as, "CSV UTF-8") and choose it again.`,
            ),
          ]
        : []),
      ...(plan.accepted.length + refused.length > 0
        ? [section(summarizeImport(plan.accepted.length, refused.length))]
        : []),
      ...renderColumnLines(table),
      ...renderUnaskedDoubts(preview.doubts),
    ];
  },
  details: (_, context, entered) => {
    if (listParts(entered).length === 0) {
      return [
        section(`*An example*\n\`\`\`${importTemplate}\`\`\``),
        section(
          ['*The columns*', ...importColumns.map(({ name, holds }) => `*${name}*: ${holds}`)].join('\n'),
        ),
      ];
    }
    const preview = createPreview(context, entered);
    const { accepted } = preview.plan;
    const refused = listRefused(preview);
    return [
      ...(refused.length > 0
        ? splitIntoSections(
            `*Left out: ${formatCount(refused.length, 'row')}*`,
            renderLeftOutLines(refused),
            maxReasons,
          )
        : []),
      ...(accepted.length > 0
        ? splitIntoSections(
            `*Ready: ${formatCount(accepted.length, 'use case')}*`,
            accepted.map((line) => describeAccepted(line, context.actor.id)),
            maxShown,
          )
        : []),
    ];
  },
  fields: (_, context, entered) => {
    const parts = listParts(entered);
    const file = findFile(entered);
    const fields: Record<string, Field<unknown> | undefined> = {
      ...(file && !entered.csv ? {} : { csv: pasteField(0) }),
      ...(file || parts.length === 0 ? { file: fileField(file) } : {}),
    };
    if (parts.length === 0) return fields;
    for (let index = 1; !file && index < parts.length; index += 1)
      fields[partName(index)] = pasteField(index);
    const preview = createPreview(context, entered);
    const problem = findPreviewProblem(context, entered, preview);
    const { table, headerMark, plan } = preview;
    if (problem?.field === findSource(entered)) return fields;
    if (!problem && !file && parts.length < maxParts)
      fields[partName(parts.length)] = pasteField(parts.length);
    if (!problem && plan.alike.lines + plan.alike.registered > 0)
      fields[alikeField(headerMark)] = alikeChoices(plan.alike);
    const doubts = problem ? [] : preview.doubts.slice(0, maxDoubts);
    for (const doubt of doubts) fields[meantField(doubt)] = meantNameField(doubt);
    // The name depends on the preview, so that a confirmation counts only for what was shown.
    const accepted = plan.accepted.length;
    if (!problem && accepted > 0 && doubts.every((doubt) => entered[meantField(doubt)] !== undefined))
      fields[`confirm-${preview.mark}`] = {
        ...choices({
          label: 'Tick to register',
          hint: 'Without the tick nothing is registered. You can change something and submit to see the preview again.',
          options: [[String(accepted), `Register ${formatCount(accepted, 'use case')}`]],
        }),
        people: () => [
          context.actor.id,
          ...listOwners(context.register, table.lines, context.directory, slackIds),
        ],
      };
    return { ...fields, ...columnFields(preview, entered) };
  },
  decide: (values, _, register, act, context): Outcome => {
    const judged = { ...act, register, directory: context.directory ?? null };
    const preview = createPreview(judged, values);
    const problem = findPreviewProblem(judged, values, preview);
    if (problem) return refuse('invalid', problem.problem, { fields: { [problem.field]: problem.problem } });
    const confirmation = `confirm-${preview.mark}`;
    const ticked = values[confirmation];
    const alike = alikeField(preview.headerMark);
    if (ticked === undefined && preview.plan.accepted.length === 0) {
      const untold = 'Nothing is left to register. Tick this if they are different use cases.';
      return refuse('invalid', untold, { fields: { [alike]: untold } });
    }
    if (ticked === undefined) return refuse('changed', 'Somebody else changed the register in the meantime.');
    if (!Array.isArray(ticked) || ticked.length === 0) {
      const untold =
        'Nothing is registered yet. Tick this, or change something and submit to see the preview again.';
      return refuse('invalid', untold, { fields: { [confirmation]: untold } });
    }
    // Decided again with current data: people may have left since.
    const areNew = listNewLikenesses(values, preview.headerMark);
    const meantVendors = listMeantVendors(values, preview.doubts);
    const options = { directory: context.directory ?? null, syntax: slackIds, areNew, meantVendors };
    const outcome = importUseCases(register, { lines: preview.table.lines, ...options }, act);
    const none = outcome.ok ? undefined : outcome.refusal.fields?.lines;
    return none === undefined ? outcome : refuse('invalid', none, { fields: { [findSource(values)]: none } });
  },
  done: (values, _, after, before) => {
    const preview = createPreview(before, values);
    const lost = preview.plan.accepted.filter(isMissingIn(after.register));
    const left = listRefused(preview).length;
    return {
      text: [
        `${formatCount(preview.plan.accepted.length - lost.length, 'use case')} imported.`,
        ...(left > 0 ? [`${formatCount(left, 'row')} left out.`] : []),
        ...(lost.length > 0
          ? [
              `Not registered, because the owner is no longer a full member: ${formatRows(lost.map(({ at }) => at))}.`,
            ]
          : []),
      ].join(' '),
      more: formatLeftOut(preview),
      next: left > 0 ? [{ do: 'import-use-cases' }] : listTestSteps(after),
    };
  },
});

/** Returns whether a line was not registered. */
function isMissingIn({ useCases }: Register) {
  const names = new Set([...useCases.values()].map(({ name }) => vendorKey(name)));
  return ({ input }: ImportPlan['accepted'][number]): boolean => !names.has(vendorKey(input.name));
}

/** Returns "3 rows that resemble". */
const formatResembling = (rows: number): string =>
  `${formatCount(rows, 'row')} that ${rows === 1 ? 'resembles' : 'resemble'}`;

/** Makes one tick for lines similar to others, and one for lines similar to registered use cases. */
const alikeChoices = ({ lines, registered }: ImportPlan['alike']): Field<unknown> =>
  choices<Likeness>({
    label: 'Rows that resemble another use case',
    hint: 'Tick this if they are different use cases: the preview then shows them. Otherwise they are left out.',
    options: [
      ...(lines > 0
        ? [['lines', `${formatResembling(lines)} another row ${lines === 1 ? 'is' : 'are'} new`] as const]
        : []),
      ...(registered > 0
        ? [
            [
              'registered',
              `${formatResembling(registered)} a registered use case ${registered === 1 ? 'is' : 'are'} new`,
            ] as const,
          ]
        : []),
    ],
  });

/** Makes the fields to assign columns that are not clear, and defaults for missing ones. */
function columnFields({ table, headerMark }: Preview, entered: Entered): Record<string, Field<unknown>> {
  const { header, columns, guessed, missing, unread } = table;
  const asked = new Set(Object.keys(entered));
  const options = header.flatMap((cell, index) =>
    cell === '' ? [] : [[String(index), truncate(cell, 45)] as const],
  );
  // A wide table only asks for required and guessed columns; all would be hundreds of options.
  const isWide = unread.length > 25;
  const fields: Record<string, Field<unknown>> = {};
  for (const { name } of importColumns) {
    const field = columnField(headerMark, name);
    const isNeeded = requiredColumns.includes(name);
    const isOpen =
      guessed.includes(name) ||
      missing.includes(name) ||
      (columns[name] === undefined && unread.length > 0 && !isWide);
    if (!isOpen && !asked.has(field)) continue;
    fields[field] = menu({
      label: `Column for "${name}"${isNeeded ? ' (needed)' : ''}`,
      options,
      initial: columns[name] === undefined ? null : String(columns[name]),
    });
    if (isNeeded && columns[name] === undefined && name !== 'name' && name !== 'purpose')
      fields[defaultField(headerMark, name)] = optionalText({
        label: `Or "${name}" for all rows`,
        hint: importColumns.find((column) => column.name === name)?.holds ?? '',
        max: 150,
      });
  }
  return fields;
}

const fileField = (given: TextFile | null): Field<unknown> =>
  optionalFile({
    label: 'CSV file',
    hint: given
      ? `${given.name} is kept. To change it, choose another file.`
      : 'Up to 1,000 lines, instead of a pasted table.',
    filetypes: ['csv', 'txt'],
  });

const pasteField = (index: number): Field<unknown> =>
  optionalText(
    index === 0
      ? {
          label: 'Table',
          multiline: true,
          placeholder: 'name,purpose,team,intended users,may do,retrieval',
        }
      : {
          label: `More lines (part ${index + 1})`,
          hint: 'Up to 3,000 characters. Do not repeat the column names.',
          multiline: true,
        },
  );
