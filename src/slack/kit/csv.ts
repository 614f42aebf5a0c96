import { CsvError, parse } from 'csv-parse/sync';
import {
  type ImportColumn,
  type ImportLine,
  importColumns,
  requiredColumns,
} from '../../domain/use-cases/index.ts';
import { findClosest } from './slash-text.ts';

/** A row as written, with its position. */
export interface TableRow {
  readonly at: string;
  readonly record: readonly string[];
}

/** A parsed table: its lines, and what cannot be read. */
export interface ReadTable {
  /** The column names as written. */
  readonly header: readonly string[];
  /** The position of each import column. */
  readonly columns: Readonly<Partial<Record<ImportColumn, number>>>;
  /** Columns with other names that were recognized by meaning. */
  readonly guessed: readonly ImportColumn[];
  /** Required columns that are missing. */
  readonly missing: readonly ImportColumn[];
  readonly lines: readonly ImportLine[];
  /** Why nothing can be read; null when something can. */
  readonly problem: string | null;
  /** Rows that do not fit the header, with the reason. */
  readonly unfit: readonly { readonly at: string; readonly problem: string }[];
  /** Columns that are ignored. */
  readonly unread: readonly string[];
  /** Every row below the header, as written. */
  readonly rows: readonly TableRow[];
}

/** A person's choices: the position of each column (null: none), and values for empty cells. */
export interface ColumnChoices {
  readonly columns: Readonly<Partial<Record<ImportColumn, number | null>>>;
  readonly defaults: Readonly<Partial<Record<ImportColumn, string>>>;
}

const delimiters = [',', ';', '\t'];
/** The most characters that are read, because the person waits for the answer. */
const maxCharacters = 2_000_000;
/** The most lines, because each is compared with all others. */
const maxLines = 1000;
/** The most rows that may be above the header. */
const maxRowsBeforeHeader = 10;
/** The column that an earlier import added with its problems. */
const problemColumn = 'problem';

const columnKey = (written: string): string =>
  written
    .normalize('NFKC')
    .replace(/\uFEFF/g, '')
    .toLowerCase()
    // Exports of forms number their questions and mark required ones.
    .replace(/^\s*\d+[.)]\s+/, '')
    .replace(/\((?:required|mandatory|optional)\)/, '')
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim();
const columnsByName = new Map<string, ImportColumn>(importColumns.map(({ name }) => [columnKey(name), name]));
const columnsByMeaning = new Map<string, ImportColumn>(
  importColumns.flatMap(({ name, also }) => also.map((other) => [columnKey(other), name] as const)),
);
const isKnown = (cell: string): boolean =>
  columnsByName.has(columnKey(cell)) || columnsByMeaning.has(columnKey(cell));

/** Excel's delimiter line, such as `sep=;`; it is not a row. */
const separatorLine = /^\uFEFF?"?sep=(.)"?[,;\t ]*(?:\r\n?|\n|$)/i;

/** Returns the delimiter that yields the most known column names in the first lines. */
function detectDelimiter(text: string): string {
  const first = text
    .slice(0, 20_000)
    .split(/\r\n?|\n/)
    .slice(0, maxRowsBeforeHeader);
  const countKnown = (delimiter: string) =>
    Math.max(
      ...first.map(
        (line) => line.split(delimiter).filter((cell) => isKnown(cell.replace(/^"|"$/g, ''))).length,
      ),
    );
  return delimiters.reduce((best, next) => (countKnown(next) > countKnown(best) ? next : best));
}

/** Returns all rows including empty ones, so that row numbers match the spreadsheet. */
function parseRows(text: string, delimiter: string): readonly (readonly string[])[] | string {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      // Several, because a file from two programs can have mixed line ends.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'A double quote is opened and never closed. Write it twice if it is part of a text, or remove it.'
      : `This cannot be read as a table: ${error.message}`;
  }
}

const isEmpty = (record: readonly string[]): boolean => record.every((cell) => cell.trim() === '');

/** Returns the header row: of the first ten, the one with the most known names. */
function findHeaderRow(rows: readonly (readonly string[])[]): number {
  const known = rows.slice(0, maxRowsBeforeHeader).map((record) => record.filter(isKnown).length);
  const most = Math.max(0, ...known);
  return most >= 2
    ? known.indexOf(most)
    : Math.max(
        0,
        rows.findIndex((record) => !isEmpty(record)),
      );
}

/**
 * Reads the header from a row on; with merged cells, some names are in the row above or below.
 * @returns the names, and the last row with one of them
 */
function readHeader(
  rows: readonly (readonly string[])[],
  start: number,
): readonly [readonly string[], number] {
  const own = rows[start] ?? [];
  const [above, below] = [rows[start - 1] ?? [], rows[start + 1] ?? []];
  const namesBelow = below.filter((cell) => cell.trim() !== '');
  const goesOn = namesBelow.length >= 2 && namesBelow.every(isKnown);
  const names = Array.from({ length: Math.max(own.length, goesOn ? below.length : 0) }, (_, index) => {
    const [over = '', name = '', under = ''] = [above[index], own[index], below[index]].map((cell) =>
      cell?.trim(),
    );
    if (goesOn && under !== '') return under;
    return name === '' && isKnown(over) ? over : name;
  });
  return [names, goesOn ? start + 1 : start];
}

interface Header {
  readonly columns: Readonly<Partial<Record<ImportColumn, number>>>;
  readonly guessed: readonly ImportColumn[];
  readonly twice: ImportColumn | null;
}

/** Finds the import columns in a header: by name, by meaning, then by likely typos. */
function findColumns(header: readonly string[]): Header {
  const keys = header.map(columnKey);
  const columns: Partial<Record<ImportColumn, number>> = {};
  const guessed: ImportColumn[] = [];
  const taken = new Set<number>();
  const take = (name: ImportColumn, index: number, isGuess: boolean) => {
    if (index < 0 || taken.has(index) || columns[name] !== undefined) return;
    columns[name] = index;
    taken.add(index);
    if (isGuess) guessed.push(name);
  };
  let twice: ImportColumn | null = null;
  for (const { name } of importColumns) {
    const index = keys.indexOf(columnKey(name));
    if (index >= 0 && keys.indexOf(columnKey(name), index + 1) >= 0) twice ??= name;
    take(name, index, false);
  }
  for (const { name, also } of importColumns)
    for (const other of also) take(name, keys.indexOf(columnKey(other)), true);
  for (const [index, key] of keys.entries()) {
    if (key === '' || taken.has(index)) continue;
    const open = requiredColumns.filter((name) => columns[name] === undefined);
    const meant = key.length >= 4 ? open.find((name) => name === findClosest(key, open)) : undefined;
    if (meant && Math.abs(meant.length - key.length) <= 2) take(meant, index, true);
  }
  return { columns, guessed, twice };
}

const emptyTable = (problem: string): ReadTable => ({
  header: [],
  columns: {},
  guessed: [],
  missing: [],
  lines: [],
  unfit: [],
  unread: [],
  rows: [],
  problem,
});

/**
 * Parses one or more tables separated by commas, semicolons or tabs. The first has its header within ten rows, others
 * in their first row or none. Cells stay text, whatever they begin with.
 */
export function readTables(
  texts: readonly string[],
  choices: ColumnChoices = { columns: {}, defaults: {} },
): ReadTable {
  const pasted = texts.filter((text) => text.trim() !== '');
  if (pasted.join('').length > maxCharacters)
    return emptyTable(
      `This is too long for one import: at most ${maxCharacters.toLocaleString('en')} characters.`,
    );
  if (pasted.length === 0) return emptyTable('There is no row below the column names. Add at least one.');
  const lines: ImportLine[] = [];
  const unfit: { at: string; problem: string }[] = [];
  const all: TableRow[] = [];
  let header: readonly string[] = [];
  let found: Header = { columns: {}, guessed: [], twice: null };
  let first: Header = found;
  let delimiter = ',';
  for (const [index, text] of pasted.entries()) {
    const of = pasted.length > 1 ? ` of part ${index + 1}` : '';
    const separator = separatorLine.exec(text);
    const body = separator ? text.slice(separator[0].length) : text;
    if (index === 0) delimiter = separator?.[1] ?? detectDelimiter(body);
    const rows = parseRows(body, delimiter);
    if (typeof rows === 'string') return emptyTable(of ? `Part ${index + 1}: ${rows}` : rows);
    const [names, last] = readHeader(rows, index === 0 ? findHeaderRow(rows) : 0);
    const begins =
      index === 0 || (rows[0] ?? []).filter((cell) => columnsByName.has(columnKey(cell))).length >= 2;
    if (begins) {
      header = names;
      found = applyColumnChoices(findColumns(header), index === 0 ? choices : { columns: {}, defaults: {} });
      if (index === 0) first = found;
      const problem = findHeaderProblem(header, found);
      if (problem) return emptyTable(problem);
    }
    const width = header.findLastIndex((cell) => cell !== '') + 1;
    for (const [place, record] of rows.entries()) {
      if ((begins && place <= last) || isEmpty(record)) continue;
      const at = `row ${place + 1}${of}`;
      all.push({ at, record });
      const cells = record.slice(0, record.findLastIndex((cell) => cell.trim() !== '') + 1);
      if (cells.length > Math.max(width, header.length))
        unfit.push({
          at,
          problem: `It has ${cells.length} cells, the header has ${width}. Put double quotes around a text that contains the separator.`,
        });
      else lines.push({ at, cells: readCells(record, found.columns, choices.defaults) });
    }
  }
  const count = lines.length + unfit.length;
  if (count > maxLines)
    return emptyTable(
      `This has ${count.toLocaleString('en')} lines; at most ${maxLines.toLocaleString('en')} in one import.`,
    );
  const read = new Set(Object.values(first.columns));
  return {
    header,
    columns: first.columns,
    guessed: first.guessed,
    missing: requiredColumns.filter(
      (name) => first.columns[name] === undefined && !choices.defaults[name]?.trim(),
    ),
    lines,
    unfit,
    rows: all,
    problem: null,
    unread: header.filter(
      (cell, index) => cell !== '' && !read.has(index) && columnKey(cell) !== problemColumn,
    ),
  };
}

/** Applies a person's choices of columns. */
function applyColumnChoices(found: Header, { columns }: ColumnChoices): Header {
  const corrected = Object.fromEntries(
    Object.entries({ ...found.columns, ...columns }).filter(([, index]) => typeof index === 'number'),
  ) as Header['columns'];
  return { ...found, columns: corrected };
}

const readCells = (
  record: readonly string[],
  columns: Header['columns'],
  defaults: ColumnChoices['defaults'],
): ImportLine['cells'] =>
  Object.fromEntries(
    importColumns.flatMap(({ name }) => {
      const index = columns[name];
      const written = index === undefined ? '' : (record[index] ?? '').trim();
      const cell = removeGuard(written) || (defaults[name] ?? '').trim();
      return index === undefined && cell === '' ? [] : [[name, cell]];
    }),
  );

function findHeaderProblem(header: readonly string[], { columns, twice }: Header): string | null {
  if (twice) return `The column "${twice}" appears twice. Remove one.`;
  return Object.keys(columns).length >= 2 || header.some((cell) => columnsByName.has(columnKey(cell)))
    ? null
    : `One of the first ${maxRowsBeforeHeader} rows must name the columns. Missing: ${requiredColumns.join(', ')}.`;
}

/** Matches cells that a spreadsheet would run as a formula, also when guarded by apostrophes. */
const formula = /^'*[=+\-@\t\r]/;

/** Writes rows as CSV, with an apostrophe before cells that a spreadsheet would run as formulas. */
export const writeRows = (rows: readonly (readonly string[])[]): readonly string[] =>
  rows.map((row) =>
    row
      .map((cell) => (formula.test(cell) ? `'${cell}` : cell))
      .map((cell) => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
      .join(','),
  );

/** Removes the apostrophe that `writeRows` added. */
const removeGuard = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
