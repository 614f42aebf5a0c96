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
import { formatRows } from '../kit/left-out.ts';
import { slackIds } from '../kit/slack-ids.ts';
import { removeLongDoubts } from '../kit/text-fields.ts';

/** The most texts that can be pasted; each has at most 3,000 characters. */
export const maxParts = 10;

/** The most owners in an import, because each is notified. Without Slack's list each is also looked up. */
const maxOwners = { listed: 100, lookedUp: 30 };

/** The most vendor names to ask about; others are taken as written and listed. */
export const maxDoubts = 10;

/** The most characters of refused rows shown as text. */
export const maxTextLength = 90_000;

export const partName = (index: number): string => (index === 0 ? 'csv' : `csv${index + 1}`);

export const findFile = ({ file }: Entered): TextFile | null => (file as TextFile | null | undefined) ?? null;

/** Returns the field of the table, for its problems. */
export const findSource = (entered: Entered): 'file' | 'csv' => (findFile(entered) ? 'file' : 'csv');

/** Returns the text of the file, or the pasted texts up to the first empty one. */
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

/** Field names include a fingerprint of their subject, so that another table asks again. */
const importFieldName = (name: ImportColumn): string => name.replaceAll(' ', '-');

export const columnField = (mark: string, name: ImportColumn): string =>
  `column-${mark}-${importFieldName(name)}`;

export const defaultField = (mark: string, name: ImportColumn): string =>
  `all-${mark}-${importFieldName(name)}`;

export const alikeField = (mark: string): string => `alike-${mark}`;

/** Returns the name of the field about a doubtful name. */
export const meantField = ({ name }: NameDoubt): string => `meant-${fingerprint(normalizeName(name))}`;

export interface Preview {
  readonly table: ReadTable;
  /** The fingerprint of the header, for the column choices. */
  readonly headerMark: string;
  /** New vendors that may mean others. */
  readonly doubts: readonly NameDoubt[];
  readonly plan: ImportPlan;
  /** The fingerprint of the preview; another one needs another confirmation. */
  readonly mark: string;
}

/** The data of a preview besides what was entered. */
interface Judged extends Pick<Act, 'today' | 'actor'> {
  readonly register: Register;
  readonly directory?: Directory | null;
}

const known = new WeakMap<Register, { readonly key: string; readonly preview: Preview }>();

/** Returns what an import would register now. Without Slack's list, named people count as members. */
export function createPreview(
  { register, today, actor, directory = null }: Judged,
  entered: Entered,
): Preview {
  const parts = listParts(entered);
  const answers = Object.entries(entered).filter(
    ([name, value]) => value !== undefined && /^(?:column|all|alike|meant)-/.test(name),
  );
  const key = JSON.stringify([today, actor.id, parts, answers, [...(directory?.keys() ?? [])]]);
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

/** Returns the person's column choices. */
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

/** Returns the vendors the person meant, by normalized name. */
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

/** Returns the problem of the whole import and its field; null when something can be registered. */
export function findPreviewProblem(
  { register, directory = null }: Judged,
  entered: Entered,
  { table, headerMark, plan }: Preview,
): { readonly field: string; readonly problem: string } | null {
  const source = findSource(entered);
  const createProblem = (problem: string, field: string = source) => ({ field, problem });
  if (findFile(entered) && entered.csv)
    return createProblem('Use one of the two: remove the file, or clear the table above.');
  if (listParts(entered).length === 0) return createProblem('Paste a table, or choose a file.');
  if (table.problem) return createProblem(table.problem);
  const [missing] = table.missing;
  if (missing)
    return createProblem(
      `Choose the column that holds "${missing}", or enter a value for all rows.`,
      columnField(headerMark, missing),
    );
  const owners = listOwners(register, table.lines, directory, slackIds).length;
  const most = directory ? maxOwners.listed : maxOwners.lookedUp;
  if (owners > most)
    return createProblem(`The table names ${owners} owners. Import at most ${most} owners at a time.`);
  if (plan.accepted.length > 0 || plan.alike.lines + plan.alike.registered > 0) return null;
  const wrong = listRefused({ table, plan });
  if (wrong.length === 0) return createProblem('There is no row below the column names. Add at least one.');
  const groups = groupRefusals(wrong);
  const shown = groups.slice(0, 5).map(({ problem, at: rows }) => `${formatRows(rows)}: ${problem}`);
  const rest = groups.length > 5 ? ` And ${formatCount(groups.length - 5, 'more reason')}.` : '';
  return createProblem(`No row can be registered. ${shown.join(' ')}${rest}`);
}

export const listRefused = ({ table, plan }: Pick<Preview, 'table' | 'plan'>) => [
  ...table.unfit.map((line) => ({ ...line, name: '' })),
  ...plan.refused,
];
