import type { KnownBlock } from '@slack/types';
import { type Act, type Outcome, refuse } from '../../domain/decide.ts';
import type { Register, UserId } from '../../domain/register.ts';
import { type Directory, groupRefusals } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { contextBlock, escapeMrkdwn, section } from './blocks.ts';
import { choices } from './choice-fields.ts';
import { type ReadTable, readTablesOf, type TableLine, writeRows } from './csv.ts';
import type { Field } from './fields.ts';
import { optionalFile, type TextFile } from './file-field.ts';
import { type Entered, type Form, type FormContext, fingerprint, form } from './form.ts';
import { formatRows, renderLeftOutLines, splitIntoSections } from './left-out.ts';
import { listTestSteps } from './next-steps.ts';
import { optionalText } from './text-fields.ts';

/** The most rows and reasons shown; the rest is counted. */
const [maxShown, maxReasons] = [60, 25];

/** The rows of a table by outcome: `unchanged` are rows that say what is recorded. */
interface ImportPlan<A> {
  readonly accepted: readonly A[];
  readonly unchanged: readonly string[];
  readonly refused: readonly { readonly at: string; readonly name: string; readonly problem: string }[];
}

/** The register, the person who imports, and the time. */
interface Judged extends Pick<Act, 'actor' | 'at' | 'today'> {
  readonly register: Register;
  readonly directory?: Directory | null;
}

interface Preview<N extends string, A> {
  readonly table: ReadTable<N>;
  readonly plan: ImportPlan<A>;
  /** All rows that are left out: those that do not fit the header, and the refused ones. */
  readonly refused: ImportPlan<A>['refused'];
  /** The fingerprint of the preview; another one needs another confirmation. */
  readonly mark: string;
}

interface TableImport<N extends string, A> {
  readonly key: 'import-costs' | 'import-tools';
  readonly title: string;
  /** Says which table to give. */
  readonly about: string;
  /** One accepted row: "month". */
  readonly noun: string;
  /** The number of rows that fit into a pasted text. */
  readonly pastedRows: number;
  readonly columns: readonly {
    readonly name: N;
    readonly also: readonly string[];
    readonly holds: string;
    readonly example: string;
  }[];
  readonly required: readonly N[];
  /** Fields about all rows. */
  readonly more?: () => Readonly<Record<string, Field<unknown>>>;
  readonly plan: (lines: readonly TableLine<N>[], judged: Judged, entered: Entered) => ImportPlan<A>;
  /** Describes a row that is shown. */
  readonly describe: (register: Register, accepted: A) => string;
  /** Returns the people whom the rows name. */
  readonly people?: (plan: ImportPlan<A>, context: FormContext) => readonly UserId[];
  /** Says that all rows are recorded already. */
  readonly allRecorded: string;
  readonly changedMeanwhile: string;
  readonly record: (
    lines: readonly TableLine<N>[],
    entered: Entered,
    register: Register,
    act: Act,
    context: FormContext,
  ) => Outcome;
  /** Returns what was recorded, and blocks below it. */
  readonly done: (
    plan: ImportPlan<A>,
    after: FormContext,
  ) => { readonly text: string; readonly more?: readonly KnownBlock[] };
}

const findFile = ({ file }: Entered): TextFile | null => (file as TextFile | null | undefined) ?? null;

/** Returns the text of the file, or the pasted one; empty before either is given. */
const findTable = (entered: Entered): string =>
  findFile(entered)?.text ?? (typeof entered.csv === 'string' ? entered.csv : '');

const renderLeftOut = (refused: ImportPlan<unknown>['refused']): readonly KnownBlock[] =>
  refused.length === 0
    ? []
    : splitIntoSections(
        `*Left out: ${formatCount(refused.length, 'row')}*`,
        renderLeftOutLines(refused),
        maxReasons,
      );

/** Returns why nothing can be recorded, with the field; null when something can. */
function findPreviewProblem<N extends string, A>(
  entered: Entered,
  { table, plan, refused }: Preview<N, A>,
  allRecorded: string,
): { readonly field: 'file' | 'csv'; readonly problem: string } | null {
  const field = findFile(entered) ? 'file' : 'csv';
  const createProblem = (problem: string) => ({ field, problem }) as const;
  if (findFile(entered) && entered.csv)
    return createProblem('Use one of the two: remove the file, or clear the table above.');
  if (findTable(entered).trim() === '') return createProblem('Paste a table, or choose a file.');
  if (table.problem) return createProblem(table.problem);
  if (table.missing.length > 0)
    return createProblem(
      `The table has no column "${table.missing.join('", "')}". Add it, and submit again.`,
    );
  if (plan.accepted.length > 0) return null;
  const shown = groupRefusals(refused)
    .slice(0, 5)
    .map(({ problem, at }) => `${formatRows(at)}: ${problem}`);
  if (shown.length > 0) return createProblem(`No row can be recorded. ${shown.join(' ')}`);
  return createProblem(
    plan.unchanged.length > 0 ? allRecorded : 'There is no row below the column names. Add at least one.',
  );
}

/**
 * Defines the form that imports a table from a file or a pasted text. It shows a preview first, and records all rows that
 * can be recorded after a tick.
 */
export function tableImportForm<N extends string, A>(definition: TableImport<N, A>): Form {
  const { key, title, about, noun, pastedRows, columns, required, more, plan, describe, people } = definition;
  const { allRecorded, changedMeanwhile, record, done } = definition;

  /** Returns what an import would record now. */
  function createPreview(judged: Judged, entered: Entered): Preview<N, A> {
    const table = readTablesOf({ columns, required }, [findTable(entered)]);
    const planned = plan(table.missing.length > 0 ? [] : table.lines, judged, entered);
    const refused = [...table.unfit.map((line) => ({ ...line, name: '' })), ...planned.refused];
    const mark = fingerprint([planned.accepted, planned.unchanged, refused]);
    return { table, plan: planned, refused, mark };
  }

  const template = writeRows([columns.map(({ name }) => name), columns.map(({ example }) => example)]);

  return form({
    key,
    title: () => title,
    submit: 'Continue',
    asksForPeople: people !== undefined,
    intro: (_, context, entered) => {
      if (findTable(entered) === '') return [section(about)];
      const { plan, refused, table } = createPreview(context, entered);
      const file = findFile(entered);
      const unread = table.unread.slice(0, 10).map((column) => `"${escapeMrkdwn(column, 40)}"`);
      return [
        section(
          [
            `*${formatCount(plan.accepted.length, noun)} can be recorded.*`,
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
        ...(unread.length > 0 ? [contextBlock(`Columns not read: ${unread.join(', ')}`)] : []),
      ];
    },
    details: (_, context, entered) => {
      if (findTable(entered) === '')
        return [
          section(`*An example*\n\`\`\`${template.join('\n')}\`\`\``),
          section(['*The columns*', ...columns.map(({ name, holds }) => `*${name}*: ${holds}`)].join('\n')),
        ];
      const { plan, refused } = createPreview(context, entered);
      return [
        ...renderLeftOut(refused),
        ...(plan.accepted.length > 0
          ? splitIntoSections(
              `*Ready: ${formatCount(plan.accepted.length, noun)}*`,
              plan.accepted.map((one, index) => (index < maxShown ? describe(context.register, one) : '')),
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
          hint: `Up to 3,000 characters, about ${pastedRows} rows.`,
          multiline: true,
          placeholder: required.join(','),
        }),
        file: optionalFile({
          label: 'CSV file',
          hint: file
            ? `${file.name} is kept. To change it, choose another file.`
            : 'Up to 1,000 lines, instead of a pasted table.',
          filetypes: ['csv', 'txt'],
        }),
        ...more?.(),
      };
      if (findTable(entered) === '') return fields;
      const preview = createPreview(context, entered);
      if (findPreviewProblem(entered, preview, allRecorded) !== null) return fields;
      // The name depends on the preview, so that a confirmation counts only for what was shown.
      fields[`confirm-${preview.mark}`] = {
        ...choices({
          label: 'Tick to record',
          hint: 'Without the tick nothing is recorded. You can change something and submit to see the preview again.',
          options: [['record', `Record ${formatCount(preview.plan.accepted.length, noun)}`]],
        }),
        ...(people ? { people: () => people(preview.plan, context) } : {}),
      };
      return fields;
    },
    decide: (values, _, register, act, context) => {
      const { directory = null } = context;
      const preview = createPreview({ ...act, register, directory }, values);
      const problem = findPreviewProblem(values, preview, allRecorded);
      if (problem)
        return refuse('invalid', problem.problem, { fields: { [problem.field]: problem.problem } });
      const confirmation = `confirm-${preview.mark}`;
      const ticked = values[confirmation];
      if (ticked === undefined) return refuse('changed', changedMeanwhile);
      if (!Array.isArray(ticked) || ticked.length === 0) {
        const untold =
          'Nothing is recorded yet. Tick this, or change something and submit to see the preview again.';
        return refuse('invalid', untold, { fields: { [confirmation]: untold } });
      }
      return record(preview.table.lines, values, register, act, context);
    },
    done: (values, _, after, before) => {
      const { plan, refused } = createPreview(before, values);
      const { text, more = [] } = done(plan, after);
      return {
        text: `${text}${refused.length > 0 ? ` ${formatCount(refused.length, 'row')} left out.` : ''}`,
        more: [...more, ...renderLeftOut(refused)],
        next: refused.length > 0 ? [{ do: key }] : listTestSteps(after),
      };
    },
  });
}
