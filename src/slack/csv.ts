import { CsvError, parse } from 'csv-parse/sync';
import { type ImportColumn, type ImportLine, importColumns } from '../domain/import.ts';
import { closest } from './slash-text.ts';

/** What a table says: its lines, and what of it cannot be read. */
export interface ReadTable {
  readonly lines: readonly ImportLine[];
  /** Why nothing at all can be read of it; null when it can. */
  readonly problem: string | null;
  /** Lines that fit no header, with the reason. */
  readonly unfit: readonly { readonly at: string; readonly problem: string }[];
  /** Columns that nothing is read from. */
  readonly unread: readonly string[];
}

const delimiters = [',', ';', '\t'];
/** The most that is looked at: a file has no end, and whoever waits for the answer waits three seconds. */
const mostCharacters = 2_000_000;
/** Each line is held against all others for a likeness. */
const mostLines = 1000;

const columnName = (written: string): string =>
  written
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
const columnOf = (written: string): ImportColumn | null =>
  importColumns.find(({ name }) => name === columnName(written))?.name ?? null;

type Rows = readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];

/** Which of the delimiters makes the most of the first line. */
function delimiterOf(text: string): string {
  const first = text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
  const known = (delimiter: string) =>
    first.split(delimiter).filter((cell) => columnOf(cell.replace(/^\uFEFF?"?|"?$/g, '')) !== null).length;
  return delimiters.reduce((best, next) => (known(next) > known(best) ? next : best));
}

function rowsOf(text: string, delimiter: string): Rows | string {
  try {
    const options = {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
    } as const;
    return parse(text, { ...options, skip_empty_lines: true }) as unknown as Rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'A quote is opened and never closed. Put two quotes where one is part of a text, or take it out.'
      : `This cannot be read as a table: ${error.message}`;
  }
}

const nothing = (problem: string): ReadTable => ({ lines: [], unfit: [], unread: [], problem });

/**
 * Reads tables given one after the other, parted by commas, semicolons or tabs; the first begins with the names of
 * its columns, the others may. Cells are text, whatever they begin with.
 */
export function readTables(texts: readonly string[]): ReadTable {
  const pasted = texts.filter((text) => text.trim() !== '');
  if (pasted.join('').length > mostCharacters)
    return nothing(
      `This is too much for one import: at most ${mostCharacters.toLocaleString('en')} characters.`,
    );
  const lines: ImportLine[] = [];
  const unfit: { at: string; problem: string }[] = [];
  let header: readonly string[] = [];
  let delimiter = ',';
  for (const [index, text] of pasted.entries()) {
    const of = pasted.length > 1 ? ` of part ${index + 1}` : '';
    if (index === 0) delimiter = delimiterOf(text);
    const rows = rowsOf(text, delimiter);
    if (typeof rows === 'string') return nothing(of ? `Part ${index + 1}: ${rows}` : rows);
    const named = (rows[0]?.record ?? []).filter((cell) => columnOf(cell) !== null).length;
    const begins = index === 0 || named >= 2;
    if (begins) header = rows[0]?.record ?? [];
    const problem = begins ? headerProblem(header) : null;
    if (problem) return nothing(problem);
    for (const { record, info } of begins ? rows.slice(1) : rows) {
      const cells = record.map((cell) => cell.trim());
      if (cells.every((cell) => cell === '')) continue;
      const at = `line ${info.lines}${of}`;
      if (cells.length > header.length)
        unfit.push({
          at,
          problem: `It has ${cells.length} cells, the first line ${header.length}. Put a text that holds a delimiter in quotes.`,
        });
      else
        lines.push({
          at,
          cells: Object.fromEntries(
            cells.flatMap((cell, column) => {
              const name = columnOf(header[column] ?? '');
              return name ? [[name, cell]] : [];
            }),
          ),
        });
    }
  }
  const count = lines.length + unfit.length;
  if (count > mostLines)
    return nothing(
      `This has ${count.toLocaleString('en')} lines; at most ${mostLines.toLocaleString('en')} in one import.`,
    );
  return {
    lines,
    unfit,
    problem: null,
    unread: header.filter((cell) => cell.trim() !== '' && !columnOf(cell)),
  };
}

const needed: readonly ImportColumn[] = ['name', 'purpose', 'team', 'intended users', 'may do', 'retrieval'];

function headerProblem(header: readonly string[]): string | null {
  const found = header.map(columnOf);
  const twice = found.find((name, column) => name !== null && found.indexOf(name) !== column);
  if (twice) return `The column "${twice}" is there twice.`;
  const missing = needed.filter((name) => !found.includes(name));
  if (missing.length === 0) return null;
  const unknown = header.filter((cell) => cell.trim() !== '' && !columnOf(cell));
  const near = unknown.flatMap((cell) => {
    const meant = closest(columnName(cell), missing);
    return meant ? [`"${cell.trim().slice(0, 40)}" may be "${meant}".`] : [];
  });
  return [`The first line names the columns. Missing: ${missing.join(', ')}.`, ...near.slice(0, 5)].join(' ');
}
