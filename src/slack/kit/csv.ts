import { CsvError, parse } from 'csv-parse/sync';
import { removeGuard } from '../../domain/csv-rows.ts';
import { type ImportColumn, importColumns, requiredColumns } from '../../domain/use-cases/index.ts';
import { findClosest } from './slash-text.ts';

export { writeRows } from '../../domain/csv-rows.ts';

/** A row as written, with its position. */
export interface TableRow {
  readonly at: string;
  readonly record: readonly string[];
}

/** A line of a table: its position in words, and its cells as written, by column. */
export interface TableLine<N extends string> {
  readonly at: string;
  readonly cells: Readonly<Partial<Record<N, string>>>;
}

/** A parsed table: its lines, and what cannot be read. `N` are the names of its columns. */
export interface ReadTable<N extends string = ImportColumn> {
  /** The column names as written. */
  readonly header: readonly string[];
  /** The position of each import column. */
  readonly columns: Readonly<Partial<Record<N, number>>>;
  /** Columns with other names that were recognized by meaning. */
  readonly guessed: readonly N[];
  /** Required columns that are missing. */
  readonly missing: readonly N[];
  readonly lines: readonly TableLine<N>[];
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
export interface ColumnChoices<N extends string = ImportColumn> {
  readonly columns: Readonly<Partial<Record<N, number | null>>>;
  readonly defaults: Readonly<Partial<Record<N, string>>>;
}

/** The columns of a kind of table, with other names of each, and those that it cannot lack. */
interface TableColumns<N extends string> {
  readonly columns: readonly { readonly name: N; readonly also: readonly string[] }[];
  readonly required: readonly N[];
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

/** The columns of a kind of table, with lookups of their names. */
interface Vocabulary<N extends string> extends TableColumns<N> {
  readonly isName: (cell: string) => boolean;
  /** True for a name or another name of a column. */
  readonly isKnown: (cell: string) => boolean;
}

function createVocabulary<N extends string>({ columns, required }: TableColumns<N>): Vocabulary<N> {
  const names = new Set(columns.map(({ name }) => columnKey(name)));
  const others = new Set(columns.flatMap(({ also }) => also.map(columnKey)));
  const isName = (cell: string) => names.has(columnKey(cell));
  return { columns, required, isName, isKnown: (cell) => isName(cell) || others.has(columnKey(cell)) };
}

/** Excel's delimiter line, such as `sep=;`; it is not a row. */
const separatorLine = /^\uFEFF?"?sep=(.)"?[,;\t ]*(?:\r\n?|\n|$)/i;

/** Returns the delimiter that yields the most known column names in the first lines. */
function detectDelimiter(text: string, isKnown: (cell: string) => boolean): string {
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
function findHeaderRow(rows: readonly (readonly string[])[], isKnown: (cell: string) => boolean): number {
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
  isKnown: (cell: string) => boolean,
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

interface Header<N extends string> {
  readonly columns: Readonly<Partial<Record<N, number>>>;
  readonly guessed: readonly N[];
  readonly twice: N | null;
}

/** Finds the import columns in a header: by name, by meaning, then by likely typos. */
function findColumns<N extends string>(
  header: readonly string[],
  { columns: wanted, required }: TableColumns<N>,
): Header<N> {
  const keys = header.map(columnKey);
  const columns: Partial<Record<N, number>> = {};
  const guessed: N[] = [];
  const taken = new Set<number>();
  const take = (name: N, index: number, isGuess: boolean) => {
    if (index < 0 || taken.has(index) || columns[name] !== undefined) return;
    columns[name] = index;
    taken.add(index);
    if (isGuess) guessed.push(name);
  };
  let twice: N | null = null;
  for (const { name } of wanted) {
    const index = keys.indexOf(columnKey(name));
    if (index >= 0 && keys.indexOf(columnKey(name), index + 1) >= 0) twice ??= name;
    take(name, index, false);
  }
  for (const { name, also } of wanted)
    for (const other of also) take(name, keys.indexOf(columnKey(other)), true);
  for (const [index, key] of keys.entries()) {
    if (key === '' || taken.has(index)) continue;
    const open = required.filter((name) => columns[name] === undefined);
    const meant = key.length >= 4 ? open.find((name) => name === findClosest(key, open)) : undefined;
    if (meant && Math.abs(meant.length - key.length) <= 2) take(meant, index, true);
  }
  return { columns, guessed, twice };
}

/** Returns a record without entries, which TypeScript does not accept as `{}` for an open `N`. */
const noEntries = <N extends string, V>(): Readonly<Partial<Record<N, V>>> => ({}) as never;

const noChoices = <N extends string>(): ColumnChoices<N> => ({ columns: noEntries(), defaults: noEntries() });

const emptyTable = <N extends string>(problem: string): ReadTable<N> => ({
  header: [],
  columns: noEntries(),
  guessed: [],
  missing: [],
  lines: [],
  unfit: [],
  unread: [],
  rows: [],
  problem,
});

/** Parses tables of use cases. */
export const readTables = (texts: readonly string[], choices?: ColumnChoices): ReadTable =>
  readTablesOf({ columns: importColumns, required: requiredColumns }, texts, choices);

/**
 * Parses one or more tables separated by commas, semicolons or tabs. The first has its header within ten rows, others
 * in their first row or none. Cells stay text, whatever they begin with.
 */
export function readTablesOf<N extends string>(
  table: TableColumns<N>,
  texts: readonly string[],
  choices: ColumnChoices<N> = noChoices(),
): ReadTable<N> {
  const vocabulary = createVocabulary(table);
  const { isKnown } = vocabulary;
  const pasted = texts.filter((text) => text.trim() !== '');
  if (pasted.join('').length > maxCharacters)
    return emptyTable(
      `This is too long for one import: at most ${maxCharacters.toLocaleString('en')} characters.`,
    );
  if (pasted.length === 0) return emptyTable('There is no row below the column names. Add at least one.');
  const lines: TableLine<N>[] = [];
  const unfit: { at: string; problem: string }[] = [];
  const all: TableRow[] = [];
  let header: readonly string[] = [];
  let found: Header<N> = { columns: noEntries(), guessed: [], twice: null };
  let first: Header<N> = found;
  let delimiter = ',';
  for (const [index, text] of pasted.entries()) {
    const of = pasted.length > 1 ? ` of part ${index + 1}` : '';
    const separator = separatorLine.exec(text);
    const body = separator ? text.slice(separator[0].length) : text;
    if (index === 0) delimiter = separator?.[1] ?? detectDelimiter(body, isKnown);
    const rows = parseRows(body, delimiter);
    if (typeof rows === 'string') return emptyTable(of ? `Part ${index + 1}: ${rows}` : rows);
    const [names, last] = readHeader(rows, index === 0 ? findHeaderRow(rows, isKnown) : 0, isKnown);
    const begins = index === 0 || (rows[0] ?? []).filter(vocabulary.isName).length >= 2;
    if (begins) {
      header = names;
      found = applyColumnChoices(findColumns(header, table), index === 0 ? choices : noChoices());
      if (index === 0) first = found;
      const problem = findHeaderProblem(header, found, vocabulary);
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
      else lines.push({ at, cells: readCells(record, found.columns, choices.defaults, table) });
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
    missing: table.required.filter(
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
function applyColumnChoices<N extends string>(found: Header<N>, { columns }: ColumnChoices<N>): Header<N> {
  const corrected = Object.fromEntries(
    Object.entries({ ...found.columns, ...columns }).filter(([, index]) => typeof index === 'number'),
  ) as Header<N>['columns'];
  return { ...found, columns: corrected };
}

const readCells = <N extends string>(
  record: readonly string[],
  columns: Header<N>['columns'],
  defaults: ColumnChoices<N>['defaults'],
  table: TableColumns<N>,
): TableLine<N>['cells'] =>
  Object.fromEntries(
    table.columns.flatMap(({ name }) => {
      const index = columns[name];
      const written = index === undefined ? '' : (record[index] ?? '').trim();
      const cell = removeGuard(written) || (defaults[name] ?? '').trim();
      return index === undefined && cell === '' ? [] : [[name, cell]];
    }),
  ) as TableLine<N>['cells'];

function findHeaderProblem<N extends string>(
  header: readonly string[],
  { columns, twice }: Header<N>,
  { isName, required }: Vocabulary<N>,
): string | null {
  if (twice) return `The column "${twice}" appears twice. Remove one.`;
  return Object.keys(columns).length >= 2 || header.some(isName)
    ? null
    : `One of the first ${maxRowsBeforeHeader} rows must name the columns. Missing: ${required.join(', ')}.`;
}
