import { Temporal } from 'temporal-polyfill';
import { formatDay } from '../calendar.ts';
import type { Evidence } from '../facts.ts';
import { nameOf } from '../people.ts';
import type { Assessment } from '../readiness/index.ts';
import { type Day, type Instant, type Register, settingsOf, type UserId } from '../register.ts';

/** A change of the log, without its contents. */
export interface PackedChange {
  readonly seq: number;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly id: string;
  readonly useCase: string | null;
  readonly hash: string;
}

/** The change log as of the day of the pack. */
export interface PackedLog {
  readonly changes: readonly PackedChange[];
  /** The hash of the last change. */
  readonly head: string;
  /** The first change that is wrong, and why; null when the log is verified. */
  readonly fault: { readonly seq: number; readonly why: string } | null;
  /** The number of changes whose contents were erased, also after the day. */
  readonly erased: number;
  /** The number of changes whose contents are withheld. */
  readonly withheld: number;
}

/** The end of the audit trail of a use case. */
export interface PackedTrail {
  readonly useCase: string;
  readonly events: number;
  readonly hash: string;
  readonly recordedAt: Instant;
}

/** Everything that the sections read. All of it is as of the day. */
export interface PackView {
  readonly register: Register;
  readonly day: Day;
  readonly assessment: Assessment;
  /** The verdict in words: "Stage 2: not yet Stage 3, 3 of 4". */
  readonly headline: string;
  /** When and why Stage 3 was lost, in words; null when it was not. */
  readonly loss: string | null;
  readonly log: PackedLog;
  readonly trails: readonly PackedTrail[];
  /** Words a fact of the verdict as plain text. */
  readonly formatFact: (evidence: Evidence) => string;
}

/** The values of each kind of column. */
interface Values {
  text: string;
  number: number;
  /** An amount of money. */
  amount: number;
  day: Day;
  moment: Instant;
  person: UserId;
  people: readonly UserId[];
  list: readonly string[];
  /** Keys of records. */
  records: readonly string[];
  hash: string;
  yesNo: boolean;
}
type ColumnKind = keyof Values;

/** A column of a table: its key in CSV and JSON, its label in the document, and its value in a row. */
export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly kind: ColumnKind;
  /** Its share of the width in the document; 0 to leave it to the data files. */
  readonly width: number;
  readonly value: (row: Row, view: PackView) => Values[ColumnKind] | null;
}

type ColumnDefinition<Row> = {
  [K in ColumnKind]: {
    readonly key: string;
    /** By default the words of the key. */
    readonly label?: string;
    readonly kind?: K;
    readonly width?: number;
    readonly value: (row: Row, view: PackView) => Values[K] | null;
  } & (K extends 'text' ? unknown : { readonly kind: K });
}[ColumnKind];

/** A section of the pack. A subject adds one to `packSections`. */
export interface PackSection {
  /** The name of its data files: never change it, because auditors compare packs. */
  readonly key: string;
  readonly title: string;
  readonly columns: readonly Omit<Column<never>, 'value'>[];
  /** Says in a few sentences what the table shows. */
  readonly text: (view: PackView) => string;
  /** The most rows in the document; by default 300. The data files have all rows. */
  readonly printedRows?: number;
  /** Prints the last rows instead of the first, for tables that begin with the oldest. */
  readonly printsLast?: true;
  /** Yields the cells of one row after another, because a table can be long. */
  readonly cells: (view: PackView) => Iterable<readonly Cell[]>;
}

/** A value of a table in each of its forms. */
export interface Cell {
  /** In the document. */
  readonly shown: string;
  readonly csv: string;
  readonly json: unknown;
}

const empty: Cell = { shown: '–', csv: '', json: null };

/** Formats a moment as `2 March 2026, 14:05` in a time zone. */
function formatMoment(at: Instant, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return `${formatDay(local.toPlainDate().toString())}, ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** Returns "Ana Operations (U0ANA)": names alone may be the same, and ids alone tell a reader nothing. */
const nameWithId = (register: Register, id: UserId): string => {
  const name = nameOf(register, id);
  return name === id ? id : `${name} (${id})`;
};
const personAsJson = (register: Register, id: UserId) => ({
  id,
  name: register.people.get(id)?.name || null,
});

/** The most keys of records in a cell of the document. */
const maxShownRecords = 3;
/** The characters of a hash in the document: enough to compare it by eye. */
const shownHashLength = 16;

type Formats = { readonly [K in ColumnKind]: (value: Values[K], view: PackView) => Cell };

const formats: Formats = {
  text: (value) => (value === '' ? empty : { shown: value, csv: value, json: value }),
  number: (value) => ({ shown: value.toLocaleString('en'), csv: String(value), json: value }),
  amount: (value) => ({
    shown: value.toLocaleString('en', { minimumFractionDigits: 2 }),
    ...{ csv: String(value), json: value },
  }),
  day: (value) => ({ shown: formatDay(value), csv: value, json: value }),
  moment(value, { register }) {
    const iso = new Date(value).toISOString();
    return { shown: formatMoment(value, settingsOf(register).timeZone), csv: iso, json: iso };
  },
  person: (value, { register }) => ({
    shown: nameOf(register, value),
    csv: nameWithId(register, value),
    json: personAsJson(register, value),
  }),
  people: (value, { register }) =>
    value.length === 0
      ? { ...empty, json: [] }
      : {
          shown: value.map((id) => nameOf(register, id)).join(', '),
          csv: value.map((id) => nameWithId(register, id)).join('; '),
          json: value.map((id) => personAsJson(register, id)),
        },
  list: (value) =>
    value.length === 0
      ? { ...empty, json: [] }
      : { shown: value.join('; '), csv: value.join('; '), json: value },
  records(value) {
    const rest = value.length - maxShownRecords;
    const shown = value.slice(0, maxShownRecords).join('; ');
    return {
      shown: rest > 0 ? `${shown} and ${rest} more` : shown || empty.shown,
      csv: value.join('; '),
      json: value,
    };
  },
  hash: (value) => ({ shown: value.slice(0, shownHashLength), csv: value, json: value }),
  yesNo: (value) => ({ shown: value ? 'yes' : 'no', csv: value ? 'yes' : 'no', json: value }),
};

/** Returns a key as words: `decidedOn` is "Decided on", `data-exposure` is "Data exposure". */
export function keyInWords(key: string): string {
  const words = key
    .replace(/([A-Z])/g, ' $1')
    .replaceAll('-', ' ')
    .toLowerCase()
    .replace(/\b(?:ai|api|dpa|roi|sla)\b/g, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Defines a section: its rows, and the columns with their values. */
export function defineSection<Row>({
  columns: definitions,
  rows,
  ...section
}: Omit<PackSection, 'columns' | 'cells'> & {
  readonly rows: (view: PackView) => readonly Row[];
  readonly columns: readonly ColumnDefinition<Row>[];
}): PackSection {
  const columns = definitions.map(
    ({ label, kind = 'text', width = 2, ...column }) =>
      ({ label: label ?? keyInWords(column.key), kind, width, ...column }) as Column<Row>,
  );
  const format = ({ kind, value: read }: Column<Row>, row: Row, view: PackView): Cell => {
    const value = read(row, view);
    return value === null ? empty : (formats[kind] as (value: unknown, view: PackView) => Cell)(value, view);
  };
  return {
    ...section,
    columns,
    *cells(view) {
      for (const row of rows(view)) yield columns.map((column) => format(column, row, view));
    },
  };
}
