import { createHash } from 'node:crypto';
import type { Act } from '../../domain/decide.ts';
import { type NameDoubt, normalizeName } from '../../domain/names.ts';
import type { Register } from '../../domain/register.ts';
import {
  type Directory,
  findVendorDoubts,
  groupRefusals,
  type ImportColumn,
  type ImportPlan,
  importColumns,
  type Likeness,
  listOwners,
  planImport,
} from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { type ColumnChoices, type ReadTable, readTables } from '../kit/csv.ts';
import type { TextFile } from '../kit/file-field.ts';
import { type Entered, fingerprint } from '../kit/form.ts';
import { slackIds } from '../kit/slack-ids.ts';
import { removeLongDoubts } from '../kit/text-fields.ts';

/** How many texts can be pasted one after the other; a text in a form has 3,000 characters at most. */
export const maxParts = 10;

/** The most owners of one import: each is told. Where Slack did not list the people, each is also looked up. */
const maxOwners = { listed: 100, lookedUp: 30 };

/** So many names of vendors are asked about; the rest are taken as they are written, and listed. */
export const maxDoubts = 10;

/** How much of the rows that were left out is shown as text, in characters. */
export const maxTextLength = 90_000;

export const partName = (index: number): string => (index === 0 ? 'csv' : `csv${index + 1}`);

export const findFile = ({ file }: Entered): TextFile | null => (file as TextFile | null | undefined) ?? null;

/** Where the table is given: what is wrong with it stands there. */
export const findSource = (entered: Entered): 'file' | 'csv' => (findFile(entered) ? 'file' : 'csv');

/** The text of the file, or the texts as pasted, up to the first that is empty. */
export function listParts(entered: Entered): readonly string[] {
  const file = findFile(entered);
  if (file) return [file.text];
  const parts: string[] = [];
  for (let index = 0; index < maxParts; index += 1) {
    const part = entered[partName(index)];
    if (typeof part !== 'string' || part === '') break;
    parts.push(part);
  }
  return parts;
}

const fingerprintContent = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);

/** Names of the fields about a table, which carry a mark of what they are about: another table asks anew. */
const importFieldName = (name: ImportColumn): string => name.replaceAll(' ', '-');

export const columnField = (mark: string, name: ImportColumn): string =>
  `column-${mark}-${importFieldName(name)}`;

export const defaultField = (mark: string, name: ImportColumn): string =>
  `all-${mark}-${importFieldName(name)}`;

export const alikeField = (mark: string): string => `alike-${mark}`;

/** The field that asks what is meant by a name. */
export const meantField = ({ name }: NameDoubt): string => `meant-${fingerprint(normalizeName(name))}`;

export interface Preview {
  readonly table: ReadTable;
  /** Marks the header, which the choices of columns are about. */
  readonly headerMark: string;
  /** The vendors that are new and may be meant for others. */
  readonly doubts: readonly NameDoubt[];
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
export function createPreview(
  { register, today, actor, directory = null }: Judged,
  entered: Entered,
): Preview {
  const parts = listParts(entered);
  const said = Object.entries(entered).filter(
    ([name, value]) => value !== undefined && /^(?:column|all|alike|meant)-/.test(name),
  );
  const key = JSON.stringify([today, actor.id, parts, said, [...(directory?.keys() ?? [])]]);
  const kept = known.get(register);
  if (kept?.key === key) return kept.preview;
  const headerMark = fingerprintContent(readTables(parts).header);
  const table = readTables(parts, readColumnChoices(entered, headerMark));
  const doubts = removeLongDoubts(findVendorDoubts(register, table.lines));
  const listed = (id: string) =>
    directory ? directory.get(id) : { id, name: id, active: true, timeZone: null, kind: 'member' as const };
  const named = [actor.id, ...listOwners(register, table.lines, directory, slackIds)];
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
      areNew: listNewLikenesses(entered, headerMark),
      meantVendors: listMeantVendors(entered, doubts),
    },
  );
  const { accepted, refused } = plan;
  const mark = fingerprintContent([parts, accepted.map(({ at, key, input }) => [at, key, input]), refused]);
  const preview = { table, headerMark, doubts, plan, mark };
  known.set(register, { key, preview });
  return preview;
}

/** What the person said of the columns. */
function readColumnChoices(entered: Entered, mark: string): ColumnChoices {
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

export const listNewLikenesses = (entered: Entered, mark: string): readonly Likeness[] =>
  (entered[alikeField(mark)] as readonly Likeness[] | undefined) ?? [];

/** What the person said is meant by names of vendors, by their folded names. */
export const listMeantVendors = (
  entered: Entered,
  doubts: readonly NameDoubt[],
): ReadonlyMap<string, string> =>
  new Map(
    doubts.flatMap((doubt) => {
      const meant = entered[meantField(doubt)];
      return typeof meant === 'string' ? [[normalizeName(doubt.name), meant] as const] : [];
    }),
  );

/** What is wrong with the whole, and at which field; null when something can be registered. */
export function findPreviewProblem(
  { register, directory = null }: Judged,
  entered: Entered,
  { table, headerMark, plan }: Preview,
): { readonly field: string; readonly problem: string } | null {
  const source = findSource(entered);
  const at = (problem: string, field: string = source) => ({ field, problem });
  if (findFile(entered) && entered.csv)
    return at('Give one of the two: take out the file, or the table above.');
  if (listParts(entered).length === 0) return at('Paste a table, or choose a file.');
  if (table.problem) return at(table.problem);
  const [missing] = table.missing;
  if (missing)
    return at(
      `Choose the column that holds "${missing}", or enter a value for all rows.`,
      columnField(headerMark, missing),
    );
  const owners = listOwners(register, table.lines, directory, slackIds).length;
  const most = directory ? maxOwners.listed : maxOwners.lookedUp;
  if (owners > most) return at(`It names ${owners} owners; at most ${most} in one import.`);
  if (plan.accepted.length > 0 || plan.alike.lines + plan.alike.registered > 0) return null;
  const wrong = listRefused({ table, plan });
  if (wrong.length === 0) return at('There is no line below the names of the columns.');
  const groups = groupRefusals(wrong);
  const shown = groups.slice(0, 5).map(({ problem, at: rows }) => `${formatRows(rows)}: ${problem}`);
  const rest = groups.length > 5 ? ` And ${formatCount(groups.length - 5, 'more reason')}.` : '';
  return at(`Nothing of this can be registered. ${shown.join(' ')}${rest}`);
}

export const listRefused = ({ table, plan }: Pick<Preview, 'table' | 'plan'>) => [
  ...table.unfit.map((line) => ({ ...line, name: '' })),
  ...plan.refused,
];

/** `row 3`, `rows 3, 5 to 120 and 130`, with those of each part of a paste together. */
export function formatRows(at: readonly string[]): string {
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
