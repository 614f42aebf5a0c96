import { casual } from 'chrono-node/en';
import { Temporal } from 'temporal-polyfill';
import { dayOf } from '../../domain/calendar.ts';
import type { Day } from '../../domain/register.ts';
import { excerpt, findYearProblem, type ReadValue, readDay } from '../../domain/typed.ts';

/** A wording for a day, matched against the whole text in lower case. */
interface Wording {
  pattern: RegExp;
  day(match: RegExpExecArray, today: Temporal.PlainDate): Temporal.PlainDate;
}

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const count = `(\\d{1,3}|an?|${numberWords.join('|')})`;

/** Wordings that chrono does not know or reads in American order. The first match wins. */
const wordings: Wording[] = [
  { pattern: /^now$/, day: (_, today) => today },
  { pattern: /^(?:eow|end of (?:the |this )?week)$/, day: (_, today) => nextFriday(today) },
  { pattern: /^(?:eom|end of this month)$/, day: (_, today) => endOfMonth(today) },
  {
    pattern: /^(?:eoq|end of (?:the |this )?quarter)$/,
    day: (_, today) => endOfQuarter(today.year, quarter(today)),
  },
  { pattern: /^(?:eoy|end of (?:the |this )?year)$/, day: (_, today) => today.with({ month: 12, day: 31 }) },
  {
    pattern: /^(?:end of )?q([1-4])[ /]?(\d{4})$/,
    day: ([, q, year]) => endOfQuarter(Number(year), Number(q)),
  },
  {
    pattern: new RegExp(`^in ${count} (?:business|working) days?$`),
    day: ([, typed], today) => workingDaysAway(today, number(typed), 1),
  },
  {
    pattern: new RegExp(`^${count} (?:business|working) days? ago$`),
    day: ([, typed], today) => workingDaysAway(today, number(typed), -1),
  },
  // chrono counts one month from 31 January into March.
  {
    pattern: new RegExp(`^in ${count} (month|year)s?$`),
    day: ([, typed, unit], today) => today.add({ [`${unit}s`]: number(typed) }),
  },
  {
    pattern: new RegExp(`^${count} (month|year)s? ago$`),
    day: ([, typed, unit], today) => today.subtract({ [`${unit}s`]: number(typed) }),
  },
];

const moment = /^\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)$/;
/** Digit orders that chrono reads as American. */
const unorderedDigits = /\d{1,2}[/.]\d{1,2}|\d-\d{1,2}-\d/;

/**
 * Parses the day that a person means: `2026-01-31`, `15.12.2026`, "12-Jan-2026", "last friday", "end of month", "2
 * weeks ago", "in 3 business days" (Monday to Friday), "Q1 2027" (its last day). `today` is the person's own day;
 * `timeZone` (IANA) places texts such as `2026-01-31T23:30Z`. Show the parsed day before relying on it.
 */
export function parseDay(
  text: string,
  { today, timeZone }: { today: Day; timeZone: string },
): ReadValue<Day> {
  const typed = text.trim().replace(/\s+/g, ' ');
  const wanted = typed.toLowerCase().replace(/^(?:on|by|until|the) /, '');
  if (moment.test(wanted)) return readMoment(typed, timeZone);
  const inFull = readDay(wanted);
  if (inFull) return inFull;
  const from = Temporal.PlainDate.from(today);
  for (const wording of wordings) {
    const match = wording.pattern.exec(wanted);
    if (match) return withYear(typed, wording.day(match, from));
  }
  return readInWords(typed, wanted, today);
}

function readMoment(typed: string, timeZone: string): ReadValue<Day> {
  const at = Date.parse(typed);
  if (Number.isNaN(at)) return refuse(`"${excerpt(typed)}" is not a date and time.`);
  return withYear(typed, Temporal.PlainDate.from(dayOf(at, timeZone)));
}

function withYear(typed: string, date: Temporal.PlainDate): ReadValue<Day> {
  const day = date.toString();
  const slip = findYearProblem(day);
  return slip === null ? { ok: true, value: day } : refuse(`"${excerpt(typed)}" is ${day}. ${slip}`);
}

function readInWords(typed: string, wanted: string, today: Day): ReadValue<Day> {
  if (unorderedDigits.test(wanted)) return refuse(explainNotADay(typed));
  // Uses only wall-clock parts: chrono's own offsets are an hour off across a clock change.
  const results = casual.parse(wanted, { instant: new Date(`${today}T12:00:00Z`), timezone: 0 });
  const [result] = results;
  if (result?.text !== wanted) return refuse(explainNotADay(typed));
  const { start, end } = result;
  if (end) return refuse(`"${excerpt(typed)}" is more than one day. Enter one day.`);
  if (start.isCertain('minute')) return refuse(`"${excerpt(typed)}" contains a time. Enter only a day.`);
  if (!start.isCertain('day') && !start.isCertain('weekday'))
    return refuse(`"${excerpt(typed)}" does not say which day. Enter one such as 2026-01-31.`);
  const day = createDate(start.get('year'), start.get('month'), start.get('day'));
  return day ? withYear(typed, day) : refuse(explainNotADay(typed));
}

function explainNotADay(typed: string): string {
  return `"${excerpt(typed)}" is not a day that Crossing can read. Write it like 2026-01-31, last friday or end of month.`;
}

function refuse(problem: string): ReadValue<never> {
  return { ok: false, problem };
}

type Part = string | number | null | undefined;

function createDate(year: Part, month: Part, day: Part): Temporal.PlainDate | null {
  try {
    const parts = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(parts, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function number(typed = ''): number {
  if (/^an?$/.test(typed)) return 1;
  return /^\d/.test(typed) ? Number(typed) : numberWords.indexOf(typed);
}

function nextFriday(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: (12 - today.dayOfWeek) % 7 });
}

function endOfMonth(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.with({ day: date.daysInMonth });
}

function quarter(date: Temporal.PlainDate): number {
  return Math.ceil(date.month / 3);
}

function endOfQuarter(year: number, number: number): Temporal.PlainDate {
  return endOfMonth(Temporal.PlainDate.from({ year, month: number * 3, day: 1 }));
}

function workingDaysAway(today: Temporal.PlainDate, count: number, direction: 1 | -1): Temporal.PlainDate {
  let date = today;
  for (let left = count; left > 0; ) {
    date = date.add({ days: direction });
    if (date.dayOfWeek <= 5) left -= 1;
  }
  return date;
}
