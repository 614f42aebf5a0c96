import { isCompanySuffix } from './names.ts';
import { type Day, day as daySchema, isBlank } from './register.ts';

/**
 * Reads values as people write them: placeholders, several names in one cell, numbers, yes and no, days. Every form,
 * command and file reads them here.
 */

/** A parsed value, or the problem in words for the person who wrote it. */
export type ReadValue<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

const value = <T>(given: T): ReadValue<T> => ({ ok: true, value: given });
const problem = (text: string): ReadValue<never> => ({ ok: false, problem: text });

/** Shortens a text so that the writer still recognizes it. */
export const excerpt = (text: string): string =>
  [...text].length > 40 ? `${[...text].slice(0, 39).join('')}…` : text;

/** In English, and in the languages of published inventories. */
const noneWords = new Set([
  ...['none', 'no', 'nil', 'nothing', 'n/a', 'na', 'n.a', 'not applicable', 'no vendor', 'no vendors'],
  ...[
    'keine',
    'keiner',
    'keines',
    'entf\u00e4llt',
    'geen',
    'n.v.t',
    'aucun',
    'aucune',
    'n\u00e9ant',
    'sans objet',
  ],
  ...['ninguno', 'ninguna', 'no aplica', 'nessuno', 'nessuna', 'nenhum', 'nenhuma', 'brak', 'ingen', 'inga'],
]);
const unknownWords = new Set([
  ...['unknown', 'not known', 'not yet known', 'not known yet', 'unclear', 'not sure', 'undecided', 'open'],
  ...['tbd', 'tba', 'tbc', 'todo', 'pending', 'xxx', 'null', 'not stated', 'not specified', 'not available'],
  ...['to be determined', 'to be decided', 'to be defined', 'to be confirmed'],
  ...['unbekannt', 'k.a', 'onbekend', 'inconnu', 'desconocido', 'sconosciuto', 'nieznany'],
]);

/**
 * Returns the kind of placeholder: `none` for "there is none", `unknown` for "not known yet", `blank` for a dash. Null
 * for other texts and for an empty one.
 */
export function findPlaceholder(written: string): 'none' | 'unknown' | 'blank' | null {
  const word = written
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    // An explanation in brackets may follow it: "TBD (legal decides)".
    .replace(/(?<=\S)\s*\([^()]*\)$/, '')
    .replace(/^[([{<]+|[)\]}>.]+$/g, '')
    .replace(/\s+/g, ' ');
  if (noneWords.has(word)) return 'none';
  if (/^[-\u2010-\u2015\u2212_/\\]+$/.test(word)) return 'blank';
  return unknownWords.has(word) || /^[?\u00bf]+$/.test(word) ? 'unknown' : null;
}

export interface ReadNames {
  readonly names: readonly string[];
  /** The placeholder among the names; `unknown` wins. Null without one. */
  readonly placeholder: 'none' | 'unknown' | null;
}

/** The bullet or number before an entry of a list. */
const bullet = /^\s*(?:[\u2022\u25e6\u25aa\u2023\u00b7*\u2013-]|\d{1,2}[.)])\s+(?=\S)/;

/** Removes bullets if every line has one. */
function stripBullets(text: string): string {
  const lines = text.split(/\r\n?|\n/);
  const isList = lines.length > 1 && lines.every((line) => line.trim() === '' || bullet.test(line));
  return isList || /^\s*\u2022/.test(text) ? lines.map((line) => line.replace(bullet, '')).join('\n') : text;
}

/**
 * Parses names of tools and vendors, separated by lines, commas, semicolons, bars, or a plus or slash between spaces. A
 * `known` name may contain commas, as may "Acme, Inc."; double quotes mark one name.
 */
export function readNames(text: string, known: readonly string[] = []): ReadNames {
  const { bare, restore } = maskQuoted(stripBullets(text));
  const parts = bare
    .split(/[\n\r;|]|\s[+/]\s/)
    .flatMap((line) => joinNames(line.split(','), known))
    .map((name) => name.trim().replace(/\s+/g, ' '))
    .filter(Boolean);
  const placeholders = parts.map(findPlaceholder);
  return {
    names: parts.filter((_, index) => placeholders[index] === null).map(restore),
    placeholder: placeholders.includes('unknown') ? 'unknown' : placeholders.includes('none') ? 'none' : null,
  };
}

/** Parses sentences, separated by lines or semicolons. Commas, plus signs and "and" belong to a sentence. */
export function readEntries(text: string): readonly string[] {
  const { bare, restore } = maskQuoted(stripBullets(text));
  return bare
    .split(/[\n\r;]/)
    .map((entry) => entry.trim())
    .filter((entry) => !isBlank(entry) && findPlaceholder(entry) === null)
    .map(restore);
}

/** Writes entries so that `readNames` and `readEntries` read the same ones; entries with a separator are quoted. */
export const writeEntries = (entries: readonly string[], separator = '; '): string =>
  entries
    .map((entry) => {
      const [names, sentences] = [`a${separator}${entry}${separator}a`, `a; ${entry}; a`];
      const isPlain =
        !entry.includes('"') &&
        !bullet.test(entry) &&
        [readNames(names).names, readEntries(sentences)].every(
          (found) => found.length === 3 && found[1] === entry,
        );
      return isPlain ? entry : `"${entry.replaceAll('"', '""')}"`;
    })
    .join(separator);

/** Replaces quoted entries by marks without separators; `restore` puts them back. */
function maskQuoted(text: string): { readonly bare: string; readonly restore: (part: string) => string } {
  const kept: string[] = [];
  const bare = text.replace(
    /(?<=^|[\n\r;,|]\s*|\s[+/]\s+)"((?:[^"]|"")+)"(?=\s*(?:[\n\r;,|]|$)|\s+[+/]\s)/g,
    (_, quoted: string) => `\u0000${kept.push(quoted.replaceAll('""', '"')) - 1}\u0000`,
  );
  const restore = (part: string) => part.replace(/\0(\d+)\0/g, (mark, index) => kept[Number(index)] ?? mark);
  return { bare, restore };
}

const normalize = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/** Joins parts of one name that a comma separated. */
function joinNames(parts: readonly string[], known: readonly string[]): readonly string[] {
  const whole = new Set(known.filter((name) => name.includes(',')).map(normalize));
  const longest = Math.max(2, ...[...whole].map((name) => name.split(',').length));
  const names: string[] = [];
  for (let at = 0; at < parts.length; ) {
    let length = Math.min(longest, parts.length - at);
    while (length > 1 && !whole.has(normalize(parts.slice(at, at + length).join(',')))) length -= 1;
    const next = normalize(parts[at + 1] ?? '');
    if (length === 1 && isCompanySuffix(next) && !known.some((name) => normalize(name) === next)) length = 2;
    names.push(parts.slice(at, at + length).join(','));
    at += length;
  }
  return names;
}

/** Returns the entry without an explanation after a dash, a colon or in brackets. */
export const firstEntry = (written: string): string =>
  written
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .split(/ [-\u2012-\u2015] | ?[:(] ?/)[0] ?? '';

const tickWords = ['checked', 'x', '\u2713', '\u2714', '\u2705', '\u2611'];
/** True when a cell is ticked: in a column of ticks, an empty cell means no. */
export const isTick = (written: string): boolean => tickWords.includes(firstEntry(written));

/** Parses yes and no, with or without an explanation; null for other texts. */
export function readYesNo(written: string): boolean | null {
  const word = firstEntry(written);
  if (['yes', 'y', 'true', 't', '1'].includes(word) || isTick(word)) return true;
  return ['no', 'n', 'false', 'f', '0', 'unchecked', '\u2610'].includes(word) ? false : null;
}

/** Thousands with one separator, then optional decimals with another: 1,000 or 1.000.000 or 24 000,50. */
const thousands = /^[+-]?[1-9]\d{0,2}([ ,.'\u2019\u00a0\u202f])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?$/;
/** A thousand in one country, three decimals in another. */
const ambiguousNumber = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/** Parses a number as people write it: `1,000` is a thousand, `40.0` is 40; 1e3 and =6*7 are not numbers. */
export function readNumber(written: string, { decimals = false } = {}): ReadValue<number> {
  const given = written.trim();
  const sign = thousands.exec(given)?.[1];
  const bare = (sign === undefined ? given : given.replaceAll(sign, '')).replace(',', '.');
  if (decimals && ambiguousNumber.test(given))
    return problem(
      `This can mean ${Number(given.replace(',', '.'))} or ${bare}. Enter ${bare}, or give one or two decimals.`,
    );
  const number = /^[+-]?\d+(\.\d+)?$/.test(bare) ? Number(bare) : Number.NaN;
  if (Number.isNaN(number)) return problem('Enter a number, such as 12.');
  return !decimals && !Number.isInteger(number) ? problem('Enter a whole number.') : value(number);
}

/** The accepted years. Pilots, agreements and plans lie well within them. */
const [firstYear, lastYear] = [2000, 2099];

/** Returns why the year must be a typo, with the probable day; null when it may be right. */
export function findYearProblem(day: Day): string | null {
  const year = Number(day.replace(/-\d+-\d+$/, ''));
  if (year >= firstYear && year <= lastYear) return null;
  const meant = `20${String(Math.abs(year)).padStart(2, '0').slice(-2)}${/-\d+-\d+$/.exec(day)?.[0] ?? ''}`;
  const suggestion = daySchema.safeParse(meant).success ? ` Did you mean ${meant}?` : '';
  return `The year ${String(year).padStart(4, '0')} cannot be right: enter a day from ${firstYear} to ${lastYear}.${suggestion}`;
}

/** Parses a day as pickers and programs write it, `2026-01-31`. */
export function readIsoDay(written: string): ReadValue<Day> {
  if (!daySchema.safeParse(written).success) return problem('Write a day like 2026-01-31.');
  const slip = findYearProblem(written);
  return slip === null ? value(written) : problem(slip);
}

const monthNames =
  'january february march april may june july august september october november december'.split(' ');
const monthFrom = (name: string): string | undefined => {
  const word = name === 'sept' ? 'sep' : name;
  const index = word.length < 3 ? -1 : monthNames.findIndex((month) => month.startsWith(word));
  return index < 0 ? undefined : String(index + 1);
};

type Parts = readonly [year: string | undefined, month: string | undefined, date: string | undefined];

/** Returns the days that these parts can mean, earliest first. Two-digit years are of this century. */
const daysFrom = (...readings: readonly Parts[]): readonly Day[] => {
  const days = readings.flatMap(([year = '', month = '', date = '']) => {
    const full = year.length === 2 ? `20${year}` : year;
    const day = `${full}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    return daySchema.safeParse(day).success ? [day] : [];
  });
  return [...new Set(days)].sort();
};

/** Formats of a full date, in lower case, with the days each can mean. */
const dayForms: readonly {
  readonly form: RegExp;
  readonly days: (match: RegExpExecArray) => readonly Day[];
}[] = [
  { form: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/, days: ([, y, , m, d]) => daysFrom([y, m, d]) },
  { form: /^((?:19|20)\d\d)([01]\d)([0-3]\d)$/, days: ([, y, m, d]) => daysFrom([y, m, d]) },
  // With dots, the day comes first.
  { form: /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})$/, days: ([, d, m, y]) => daysFrom([y, m, d]) },
  { form: /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/, days: ([, a, b, y]) => daysFrom([y, b, a], [y, a, b]) },
  { form: /^(\d{1,2})-(\d{1,2})-(\d{4})$/, days: ([, a, b, y]) => daysFrom([y, b, a], [y, a, b]) },
  // With dashes, two digits may also be a year that comes first.
  {
    form: /^(\d{2})-(\d{1,2})-(\d{2})$/,
    days: ([, a, b, c]) => daysFrom([c, b, a], [c, a, b], [a, b, c]),
  },
  {
    form: /^(\d{1,2})(?:st|nd|rd|th)?[-/ .]{0,2}([a-z]{3,9})[-/ .,']{0,2}(\d{4}|\d{2})$/,
    days: ([, d, name = '', y]) => daysFrom([y, monthFrom(name), d]),
  },
  {
    form: /^([a-z]{3,9})[-/ .]{0,2}(\d{1,2})(?:st|nd|rd|th)?(?:,? '?|[-/])(\d{4}|\d{2})$/,
    days: ([, name = '', d, y]) => daysFrom([y, monthFrom(name), d]),
  },
];

const timeOfDay =
  /(?:t|,? )\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]m)?(?:z|[+-]\d\d:?\d\d)?(?: \(?(?:[a-z]{2,5}|gmt ?[+-]\d{1,2}(?::\d\d)?)\)?)?$/;
const weekday = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*[,.]? +(?=.*\d)/;

/** Parses a full date, in digits or with an English month, without its time of day. Null for other texts. */
export function readDay(written: string): ReadValue<Day> | null {
  const typed = written.trim().replace(/\s+/g, ' ');
  const bare = typed.toLowerCase().replace(timeOfDay, '').replace(weekday, '').replace(/,$/, '');
  if (/^\d{5}(?:\.\d+)?$/.test(bare)) return readSerial(typed, Number(bare));
  const found = dayForms.flatMap(({ form, days }) => {
    const match = form.exec(bare);
    const named = match?.find((part) => /^[a-z]+$/.test(part ?? ''));
    return match && !(named && monthFrom(named) === undefined) ? [days(match)] : [];
  })[0];
  if (!found) return null;
  const [day, ...others] = found;
  if (day === undefined) return problem(`There is no day "${excerpt(typed)}" in the calendar.`);
  if (others.length > 0)
    return problem(
      `"${excerpt(typed)}" is ambiguous: it can be ${found.join(' or ')}. Enter the one you mean.`,
    );
  const slip = findYearProblem(day);
  return slip === null ? value(day) : problem(slip);
}

/** Parses a spreadsheet's serial day number, which appears when a cell is not formatted as a date. */
function readSerial(typed: string, serial: number): ReadValue<Day> | null {
  const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10);
  return findYearProblem(day) === null
    ? problem(`"${excerpt(typed)}" is a number. If your spreadsheet means ${day}, enter ${day}.`)
    : null;
}
