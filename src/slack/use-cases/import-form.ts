import { createHash } from 'node:crypto';
import { type Act, type Outcome, refuse } from '../../domain/decide.ts';
import { type Doubt, foldName } from '../../domain/names.ts';
import { type Register, vendorKey } from '../../domain/register.ts';
import {
  type Directory,
  groupRefusals,
  type ImportColumn,
  type ImportPlan,
  importColumns,
  importUseCases,
  type Likeness,
  neededColumns,
  ownersIn,
  planImport,
  vendorDoubts,
} from '../../domain/use-cases/index.ts';
import { counted } from '../../domain/wording.ts';
import { clip, context, mention, preformatted, safe, section } from '../kit/blocks.ts';
import { type ColumnChoices, type ReadTable, readTables, writeRows } from '../kit/csv.ts';
import {
  choices,
  type Field,
  keepShort,
  meantName,
  menu,
  optionalFile,
  optionalText,
  type TextFile,
} from '../kit/fields.ts';
import { type Entered, form, markOf } from '../kit/form.ts';
import { nextFromTest } from '../kit/next-steps.ts';
import { slackIds } from '../members.ts';

/** How many texts can be pasted one after the other; a text in a form has 3,000 characters at most. */
const mostParts = 10;
/** The most owners of one import: each is told. Where Slack did not list the people, each is also looked up. */
const mostOwners = { listed: 100, lookedUp: 30 };
/** So many use cases and reasons are shown; of the rest, the number. */
const mostShown = 60;
const mostReasons = 25;
/** So many names of vendors are asked about; the rest are taken as they are written, and listed. */
const mostDoubts = 10;
/** How much of the rows that were left out is shown as text, in characters. */
const mostText = 90_000;

const partName = (index: number): string => (index === 0 ? 'csv' : `csv${index + 1}`);

/** The first two lines of a file, as they may be pasted. */
export const importTemplate = writeRows([
  importColumns.map(({ name }) => name),
  importColumns.map(({ example }) => example),
]).join('\n');

const fileIn = ({ file }: Entered): TextFile | null => (file as TextFile | null | undefined) ?? null;

/** Where the table is given: what is wrong with it stands there. */
const sourceOf = (entered: Entered): 'file' | 'csv' => (fileIn(entered) ? 'file' : 'csv');

/** The text of the file, or the texts as pasted, up to the first that is empty. */
function partsIn(entered: Entered): readonly string[] {
  const file = fileIn(entered);
  if (file) return [file.text];
  const parts: string[] = [];
  for (let index = 0; index < mostParts; index += 1) {
    const part = entered[partName(index)];
    if (typeof part !== 'string' || part === '') break;
    parts.push(part);
  }
  return parts;
}

const digestOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);

/** Names of the fields about a table, which carry a mark of what they are about: another table asks anew. */
const inField = (name: ImportColumn): string => name.replaceAll(' ', '-');
const columnField = (mark: string, name: ImportColumn): string => `column-${mark}-${inField(name)}`;
const defaultField = (mark: string, name: ImportColumn): string => `all-${mark}-${inField(name)}`;
const alikeField = (mark: string): string => `alike-${mark}`;
/** The field that asks what is meant by a name. */
const meantField = ({ name }: Doubt): string => `meant-${markOf(foldName(name))}`;

interface Preview {
  readonly table: ReadTable;
  /** Marks the header, which the choices of columns are about. */
  readonly headerMark: string;
  /** The vendors that are new and may be meant for others. */
  readonly doubts: readonly Doubt[];
  readonly plan: ImportPlan;
  /** Marks what is shown: another mark asks for another confirmation. */
  readonly mark: string;
}

/** What a preview depends on beside what was entered. */
interface Judged extends Pick<Act, 'today' | 'actor'> {
  readonly register: Register;
  readonly directory?: Directory | null;
}

const known = new WeakMap<Register, { readonly key: string; readonly preview: Preview }>();

/** What is entered would register now. Where Slack did not list the people, those named are taken for members. */
function previewOf({ register, today, actor, directory = null }: Judged, entered: Entered): Preview {
  const parts = partsIn(entered);
  const said = Object.entries(entered).filter(
    ([name, value]) => value !== undefined && /^(?:column|all|alike|meant)-/.test(name),
  );
  const key = JSON.stringify([today, actor.id, parts, said, [...(directory?.keys() ?? [])]]);
  const kept = known.get(register);
  if (kept?.key === key) return kept.preview;
  const headerMark = digestOf(readTables(parts).header);
  const table = readTables(parts, choicesIn(entered, headerMark));
  const doubts = keepShort(vendorDoubts(register, table.lines));
  const listed = (id: string) =>
    directory ? directory.get(id) : { id, name: id, active: true, timeZone: null, kind: 'member' as const };
  const named = [actor.id, ...ownersIn(register, table.lines, directory, slackIds)];
  const people = new Map(
    named.flatMap((id) => {
      const person =
        id === actor.id ? { id, name: id, active: true, timeZone: null, kind: actor.kind } : listed(id);
      return person ? [[id, person] as const] : [];
    }),
  );
  const plan = planImport(
    register,
    table.missing.length > 0 ? [] : table.lines,
    { at: 0, today, actor, people },
    {
      directory,
      syntax: slackIds,
      areNew: areNewIn(entered, headerMark),
      meantVendors: meantIn(entered, doubts),
    },
  );
  const { accepted, refused } = plan;
  const mark = digestOf([parts, accepted.map(({ at, key, input }) => [at, key, input]), refused]);
  const preview = { table, headerMark, doubts, plan, mark };
  known.set(register, { key, preview });
  return preview;
}

/** What the person said of the columns. */
function choicesIn(entered: Entered, mark: string): ColumnChoices {
  const columns: Record<string, number | null> = {};
  const defaults: Record<string, string> = {};
  for (const { name } of importColumns) {
    const column = entered[columnField(mark, name)];
    if (column !== undefined) columns[name] = column === null ? null : Number(column);
    const all = entered[defaultField(mark, name)];
    if (typeof all === 'string') defaults[name] = all;
  }
  return { columns, defaults };
}

const areNewIn = (entered: Entered, mark: string): readonly Likeness[] =>
  (entered[alikeField(mark)] as readonly Likeness[] | undefined) ?? [];

/** What the person said is meant by names of vendors, by their folded names. */
const meantIn = (entered: Entered, doubts: readonly Doubt[]): ReadonlyMap<string, string> =>
  new Map(
    doubts.flatMap((doubt) => {
      const meant = entered[meantField(doubt)];
      return typeof meant === 'string' ? [[foldName(doubt.name), meant] as const] : [];
    }),
  );

/** What is wrong with the whole, and at which field; null when something can be registered. */
function problemOf(
  { register, directory = null }: Judged,
  entered: Entered,
  { table, headerMark, plan }: Preview,
): { readonly field: string; readonly problem: string } | null {
  const source = sourceOf(entered);
  const at = (problem: string, field: string = source) => ({ field, problem });
  if (fileIn(entered) && entered.csv)
    return at('Give one of the two: take out the file, or the table above.');
  if (partsIn(entered).length === 0) return at('Paste a table, or choose a file.');
  if (table.problem) return at(table.problem);
  const [missing] = table.missing;
  if (missing)
    return at(
      `Choose the column that holds "${missing}", or enter a value for all rows.`,
      columnField(headerMark, missing),
    );
  const owners = ownersIn(register, table.lines, directory, slackIds).length;
  const most = directory ? mostOwners.listed : mostOwners.lookedUp;
  if (owners > most) return at(`It names ${owners} owners; at most ${most} in one import.`);
  if (plan.accepted.length > 0 || plan.alike.lines + plan.alike.registered > 0) return null;
  const wrong = refusedIn({ table, plan });
  if (wrong.length === 0) return at('There is no line below the names of the columns.');
  const groups = groupRefusals(wrong);
  const shown = groups.slice(0, 5).map(({ problem, at: rows }) => `${rowsIn(rows)}: ${problem}`);
  const rest = groups.length > 5 ? ` And ${counted(groups.length - 5, 'more reason')}.` : '';
  return at(`Nothing of this can be registered. ${shown.join(' ')}${rest}`);
}

const refusedIn = ({ table, plan }: Pick<Preview, 'table' | 'plan'>) => [
  ...table.unfit.map((line) => ({ ...line, name: '' })),
  ...plan.refused,
];

/** `row 3`, `rows 3, 5 to 120 and 130`, with those of each part of a paste together. */
function rowsIn(at: readonly string[]): string {
  const parts = new Map<string, number[]>();
  for (const place of at) {
    const [, row, part = ''] = /^row (\d+)(.*)$/.exec(place) ?? [];
    parts.set(part, [...(parts.get(part) ?? []), Number(row)]);
  }
  return [...parts]
    .map(([part, rows]) => {
      const runs: string[] = [];
      const sorted = [...rows].sort((a, b) => a - b);
      for (let from = 0; from < sorted.length; ) {
        let to = from;
        while (sorted[to + 1] === (sorted[to] ?? 0) + 1) to += 1;
        runs.push(to - from > 1 ? `${sorted[from]} to ${sorted[to]}` : sorted.slice(from, to + 1).join(', '));
        from = to + 1;
      }
      return `${rows.length === 1 ? 'row' : 'rows'} ${runs.join(', ')}${part}`;
    })
    .join('; ');
}

/** A long text in as many sections as it takes. */
function inSections(title: string, lines: readonly string[], most: number) {
  const rest = lines.length > most ? [`and ${lines.length - most} more`] : [];
  const sections: string[] = [];
  for (const line of [title, ...lines.slice(0, most), ...rest]) {
    const last = sections.at(-1);
    if (last !== undefined && last.length + line.length < 2800)
      sections[sections.length - 1] = `${last}\n${line}`;
    else sections.push(line);
  }
  return sections.map((one) => section(one));
}

/** One use case as it would be registered: enough of it to see what was misread. */
function understoodLine({ at, key, input }: ImportPlan['accepted'][number], actor: string): string {
  const { standing, team, owner, data, vendors, otherVendors = null, name } = input;
  const others = otherVendors === 'unknown' ? ['one not known'] : [];
  const none = otherVendors === 'none' ? 'none' : 'not stated';
  const facts = [
    standing.stage,
    safe(team, 40),
    ...(owner === actor ? [] : [mention(owner)]),
    `data: ${data.length === 0 ? 'not stated' : data.join(', ')}`,
    `vendors: ${[...vendors.map((vendor) => safe(vendor, 40)), ...others].join(', ') || none}`,
  ];
  return `• ${key} *${safe(name, 80)}* (${facts.join('; ')}), ${at}`;
}

/** The names that resemble others, where there are too many to ask about each. */
const unaskedLines = (doubts: readonly Doubt[]) =>
  doubts.length <= mostDoubts
    ? []
    : inSections(
        `*Vendors taken as they are written, though they resemble another: ${doubts.length - mostDoubts}*`,
        doubts
          .slice(mostDoubts)
          .map(({ name, near: [other = ''] }) => `• ${safe(name, 80)}: did you mean ${safe(other, 80)}?`),
        mostReasons,
      );

/** What was left out, one line a reason, with all rows that it concerns. */
function leftOutLines(refused: ReturnType<typeof refusedIn>): readonly string[] {
  const names = new Map(refused.map(({ at, name }) => [at, name]));
  return groupRefusals(refused).map(({ problem, at }) => {
    const [first = ''] = at;
    const name = at.length === 1 ? names.get(first) : '';
    const count = at.length === 1 ? '' : `*${counted(at.length, 'row')}*: `;
    return `• ${count}${safe(rowsIn(at), 900)}${name ? ` *${safe(name, 60)}*` : ''}: ${safe(problem, 400)}`;
  });
}

/** The rows that were left out, below the names of the columns, each with what is wrong with it. */
function leftOutRows({ table, plan }: Preview): readonly string[] {
  const problems = new Map(refusedIn({ table, plan }).map(({ at, problem }) => [at, problem]));
  const { header, rows } = table;
  const cells = (record: readonly string[]) => header.map((_, index) => record[index] ?? '');
  return writeRows([
    [...header, 'problem'],
    ...rows.flatMap(({ at, record }) => {
      const problem = problems.get(at);
      return problem === undefined ? [] : [[...cells(record), `${at}: ${problem}`]];
    }),
  ]);
}

/** The rows that were left out, as text to copy. */
function leftOutText(preview: Preview) {
  const count = refusedIn(preview).length;
  if (count === 0) return [];
  const rows = leftOutRows(preview);
  let size = 0;
  const shown = rows.filter((row) => {
    size += row.length + 1;
    return size <= mostText;
  });
  return [
    section(
      `*The ${counted(count, 'row')} that ${count === 1 ? 'was' : 'were'} left out.* Copy ${count === 1 ? 'it' : 'them'}, correct what the last column says, and import ${count === 1 ? 'it' : 'them'} again.`,
    ),
    ...preformatted(shown),
    ...(shown.length < rows.length
      ? [
          context(
            `${counted(rows.length - shown.length, 'more row')} did not fit here. Correct these in your file and import it again.`,
          ),
        ]
      : []),
  ];
}

const quotedColumns = (columns: readonly string[]): string =>
  `${columns
    .slice(0, 10)
    .map((column) => `"${safe(column, 40)}"`)
    .join(', ')}${columns.length > 10 ? ` and ${columns.length - 10} more` : ''}`;

/** How the columns of the table were read. */
function columnLines({ header, columns, guessed, missing, unread }: ReadTable) {
  const taken = guessed
    .filter((name) => columns[name] !== undefined)
    .map((name) => `"${safe(header[columns[name] ?? -1] ?? '', 40)}" is read as *${name}*`);
  return [
    ...(missing.length > 0
      ? [
          section(
            `*Missing: ${missing.join(', ')}.* Below, choose the column of your table that holds each, or enter one value for all rows.`,
          ),
        ]
      : []),
    ...(taken.length > 0 ? [context(`${taken.join('; ')}. Correct this below if it is wrong.`)] : []),
    ...(unread.length > 0 ? [context(`Not read: ${quotedColumns(unread)}`)] : []),
  ];
}

/** How much of a table would be registered. */
const summaryOf = (accepted: number, refused: number): string =>
  [
    accepted > 0
      ? `*${counted(accepted, 'use case')} can be registered.*`
      : '*Nothing can be registered yet.*',
    refused > 0 ? `*${counted(refused, 'row')} would be left out.*` : '',
    'The lists are below the fields.',
  ]
    .filter(Boolean)
    .join(' ');

export const importForm = form({
  key: 'import-use-cases',
  title: () => 'Import use cases',
  submit: 'Go on',
  asksForPeople: true,
  intro: (_, scene, entered) => {
    const parts = partsIn(entered);
    const file = fileIn(entered);
    if (parts.length === 0) {
      return [
        section(
          'Choose a CSV file of use cases, or paste cells copied from a spreadsheet. One of the first rows names the columns, in any order. You see what would be registered before anything is.',
        ),
      ];
    }
    const preview = previewOf(scene, entered);
    const { plan, table } = preview;
    const refused = refusedIn(preview);
    return [
      ...(file?.changed
        ? [
            section(
              `:warning: *${safe(file.name, 100)} was changed since it was shown.* This is what it holds now. Nothing is registered yet.`,
            ),
          ]
        : []),
      ...(file ? [context(`From ${safe(file.name, 100)}`)] : []),
      ...(file?.guessed
        ? [
            section(
              `:warning: *The encoding of this file was guessed: ${file.guessed}.* If letters look wrong below, save it as UTF-8 (in Excel: Save as, "CSV UTF-8") and choose it again.`,
            ),
          ]
        : []),
      ...(plan.accepted.length + refused.length > 0
        ? [section(summaryOf(plan.accepted.length, refused.length))]
        : []),
      ...columnLines(table),
      ...unaskedLines(preview.doubts),
    ];
  },
  details: (_, scene, entered) => {
    if (partsIn(entered).length === 0) {
      return [
        section(`*An example*\n\`\`\`${importTemplate}\`\`\``),
        section(
          ['*The columns*', ...importColumns.map(({ name, holds }) => `*${name}*: ${holds}`)].join('\n'),
        ),
      ];
    }
    const preview = previewOf(scene, entered);
    const { accepted } = preview.plan;
    const refused = refusedIn(preview);
    return [
      ...(refused.length > 0
        ? inSections(`*Left out: ${counted(refused.length, 'row')}*`, leftOutLines(refused), mostReasons)
        : []),
      ...(accepted.length > 0
        ? inSections(
            `*Understood: ${counted(accepted.length, 'use case')}*`,
            accepted.map((line) => understoodLine(line, scene.actor.id)),
            mostShown,
          )
        : []),
    ];
  },
  fields: (_, scene, entered) => {
    const parts = partsIn(entered);
    const file = fileIn(entered);
    const fields: Record<string, Field<unknown> | undefined> = {
      ...(file && !entered.csv ? {} : { csv: pasted(0) }),
      ...(file || parts.length === 0 ? { file: uploaded(file) } : {}),
    };
    if (parts.length === 0) return fields;
    for (let index = 1; !file && index < parts.length; index += 1) fields[partName(index)] = pasted(index);
    const preview = previewOf(scene, entered);
    const problem = problemOf(scene, entered, preview);
    const { table, headerMark, plan } = preview;
    if (problem?.field === sourceOf(entered)) return fields;
    if (!problem && !file && parts.length < mostParts) fields[partName(parts.length)] = pasted(parts.length);
    if (!problem && plan.alike.lines + plan.alike.registered > 0)
      fields[alikeField(headerMark)] = alikeChoices(plan.alike);
    const doubts = problem ? [] : preview.doubts.slice(0, mostDoubts);
    for (const doubt of doubts) fields[meantField(doubt)] = meantName(doubt);
    // Named after what is shown, so that only a confirmation of just this counts.
    const accepted = plan.accepted.length;
    if (!problem && accepted > 0 && doubts.every((doubt) => entered[meantField(doubt)] !== undefined))
      fields[`confirm-${preview.mark}`] = {
        ...choices({
          label: 'Tick to register',
          hint: 'Without the tick nothing is registered: change something and submit, and you see the preview again.',
          options: [[String(accepted), `Register ${counted(accepted, 'use case')}`]],
        }),
        people: () => [scene.actor.id, ...ownersIn(scene.register, table.lines, scene.directory, slackIds)],
      };
    return { ...fields, ...columnFields(preview, entered) };
  },
  decide: (values, _, register, act, scene): Outcome => {
    const judged = { ...act, register, directory: scene.directory ?? null };
    const preview = previewOf(judged, values);
    const problem = problemOf(judged, values, preview);
    if (problem) return refuse('invalid', problem.problem, { fields: { [problem.field]: problem.problem } });
    const confirmation = `confirm-${preview.mark}`;
    const ticked = values[confirmation];
    const alike = alikeField(preview.headerMark);
    if (ticked === undefined && preview.plan.accepted.length === 0) {
      const untold = 'Nothing is left to register. Tick this if they are different use cases.';
      return refuse('invalid', untold, { fields: { [alike]: untold } });
    }
    if (ticked === undefined)
      return refuse('changed', 'Somebody else changed the register while you were looking.');
    if (!Array.isArray(ticked) || ticked.length === 0) {
      const untold =
        'Nothing is registered yet. Tick this, or change something and submit to see the preview again.';
      return refuse('invalid', untold, { fields: { [confirmation]: untold } });
    }
    // Decided again with the people as Slack knows them now: somebody may have left since.
    const areNew = areNewIn(values, preview.headerMark);
    const meantVendors = meantIn(values, preview.doubts);
    const options = { directory: scene.directory ?? null, syntax: slackIds, areNew, meantVendors };
    const outcome = importUseCases(register, { lines: preview.table.lines, ...options }, act);
    const none = outcome.ok ? undefined : outcome.refusal.fields?.lines;
    return none === undefined ? outcome : refuse('invalid', none, { fields: { [sourceOf(values)]: none } });
  },
  done: (values, _, after, before) => {
    const preview = previewOf(before, values);
    const lost = preview.plan.accepted.filter(isMissingFrom(after.register));
    const left = refusedIn(preview).length;
    return {
      text: [
        `${counted(preview.plan.accepted.length - lost.length, 'use case')} imported.`,
        ...(left > 0 ? [`${counted(left, 'row')} left out.`] : []),
        ...(lost.length > 0
          ? [
              `Not registered, because the owner is no full member any more: ${rowsIn(lost.map(({ at }) => at))}.`,
            ]
          : []),
      ].join(' '),
      more: leftOutText(preview),
      next: left > 0 ? [{ do: 'import-use-cases' }] : nextFromTest(after),
    };
  },
});

/** Whether a line was not registered. */
function isMissingFrom({ useCases }: Register) {
  const names = new Set([...useCases.values()].map(({ name }) => vendorKey(name)));
  return ({ input }: ImportPlan['accepted'][number]): boolean => !names.has(vendorKey(input.name));
}

/** One tick for all lines that resemble another, and one for those that resemble what is registered. */
const alikeChoices = ({ lines, registered }: ImportPlan['alike']): Field<unknown> =>
  choices<Likeness>({
    label: 'Rows that resemble another use case',
    hint: 'Tick this if they are different use cases; the preview shows them then. Without it they are left out.',
    options: [
      ...(lines > 0
        ? [['lines', `${lines.toLocaleString('en')} that resemble another row are new`] as const]
        : []),
      ...(registered > 0
        ? [
            [
              'registered',
              `${registered.toLocaleString('en')} that resemble a registered one are new`,
            ] as const,
          ]
        : []),
    ],
  });

/** Which column of the table holds what, where that is not plain from its names, and values for what it lacks. */
function columnFields({ table, headerMark }: Preview, entered: Entered): Record<string, Field<unknown>> {
  const { header, columns, guessed, missing, unread } = table;
  const asked = new Set(Object.keys(entered));
  const options = header.flatMap((cell, index) =>
    cell === '' ? [] : [[String(index), clip(cell, 45)] as const],
  );
  // Of a wide table, only what is needed or was guessed is asked for: the rest would be hundreds of options.
  const isWide = unread.length > 25;
  const fields: Record<string, Field<unknown>> = {};
  for (const { name } of importColumns) {
    const field = columnField(headerMark, name);
    const isNeeded = neededColumns.includes(name);
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

const uploaded = (given: TextFile | null): Field<unknown> =>
  optionalFile({
    label: 'CSV file',
    hint: given
      ? `${given.name} is kept. To change it, choose another in its place.`
      : 'Up to 1,000 lines, instead of a pasted table.',
    filetypes: ['csv', 'txt'],
  });

const pasted = (index: number): Field<unknown> =>
  optionalText(
    index === 0
      ? {
          label: 'Table',
          multiline: true,
          placeholder: 'name,purpose,team,intended users,may do,retrieval',
        }
      : {
          label: `More lines (part ${index + 1})`,
          hint: 'A text here has at most 3,000 characters. The names of the columns need not come again.',
          multiline: true,
        },
  );
