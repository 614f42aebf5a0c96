import {
  type CostColumn,
  type CostImportPlan,
  costColumns,
  planCostImport,
  requiredCostColumns,
} from '../../domain/costs/index.ts';
import type { Act } from '../../domain/decide.ts';
import type { Cost, Register } from '../../domain/register.ts';
import { groupRefusals } from '../../domain/use-cases/index.ts';
import { type ReadTable, readTablesOf } from '../kit/csv.ts';
import type { TextFile } from '../kit/file-field.ts';
import { type Entered, fingerprint } from '../kit/form.ts';
import { formatRows } from '../kit/left-out.ts';

export const findFile = ({ file }: Entered): TextFile | null => (file as TextFile | null | undefined) ?? null;

/** Returns the text of the file, or the pasted one; empty before either is given. */
export const findTable = (entered: Entered): string =>
  findFile(entered)?.text ?? (typeof entered.csv === 'string' ? entered.csv : '');

export const sourceOf = ({ source }: Entered): Cost['source'] => (source === 'typed' ? 'typed' : 'measured');

interface Judged extends Pick<Act, 'actor' | 'at' | 'today'> {
  readonly register: Register;
}

export interface Preview {
  readonly table: ReadTable<CostColumn>;
  readonly plan: CostImportPlan;
  readonly refused: CostImportPlan['refused'];
  /** The fingerprint of the preview; another one needs another confirmation. */
  readonly mark: string;
}

/** Returns what an import would record now. */
export function createPreview({ register, actor, at, today }: Judged, entered: Entered): Preview {
  const table = readTablesOf({ columns: costColumns, required: requiredCostColumns }, [findTable(entered)]);
  const lines = table.missing.length > 0 ? [] : table.lines;
  const plan = planCostImport(register, lines, sourceOf(entered), { actor, at, today });
  const refused = [...table.unfit.map((line) => ({ ...line, name: '' })), ...plan.refused];
  return { table, plan, refused, mark: fingerprint([plan.accepted, plan.unchanged, refused]) };
}

interface PreviewProblem {
  readonly field: 'file' | 'csv';
  readonly problem: string;
}

/** Returns why nothing can be recorded, with the field; null when something can. */
export function findPreviewProblem(
  entered: Entered,
  { table, plan, refused }: Preview,
): PreviewProblem | null {
  const field = findFile(entered) ? 'file' : 'csv';
  const createProblem = (problem: string): PreviewProblem => ({ field, problem });
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
    plan.unchanged.length > 0
      ? 'These costs are already recorded. Nothing would change.'
      : 'There is no row below the column names. Add at least one.',
  );
}
