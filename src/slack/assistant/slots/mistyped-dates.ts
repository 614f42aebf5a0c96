import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';
import type { Day } from '../../../domain/register.ts';
import { monthNames } from '../lexicon/months.ts';
import { compareWords } from '../text.ts';
import { createSpan, type Reading, type Span } from './span.ts';

type Tokens = Reading['tokens'];

/** The shortest name of a month that is found with a typing error. */
const minMonthLength = 5;
const longMonthNames = monthNames.map((names) =>
  names.split('|').filter((name) => name.length >= minMonthLength),
);

const allMonthNames = new Set(monthNames.flatMap((names) => names.split('|')));

/** Words in the cache: most texts say the same ones. */
const maxWords = 4_000;
const similarMonths = new LRUCache<string, number>({
  max: maxWords,
  memoMethod: (word) =>
    longMonthNames.findIndex((names) => names.some((name) => compareWords(word, name) >= 0.85)) + 1,
});

/**
 * Returns the number of the month that a word names with a typing error, or as a part of a compound: 2 for "febuary" and
 * in "Februarkosten"; null for any other word. "Abril" is no error for "April".
 */
export function readMistypedMonth(tokens: Tokens, at: number): number | null {
  const { word = '', to = 0 } = tokens[at] ?? {};
  const isExact = allMonthNames.has(word) && tokens[at + 1]?.from !== to;
  return isExact || word.length < minMonthLength ? null : similarMonths.memo(word) || null;
}

/** Returns the number of a day: 27 for "27th"; null for any other word. */
function readNumber(tokens: Tokens, at: number): number | null {
  const typed = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(tokens[at]?.word ?? '')?.[1];
  return typed === undefined ? null : Number(typed);
}

/** Returns whether a number stands before or after a word, as in a day. */
export const isBesideNumber = (tokens: Tokens, at: number): boolean =>
  readNumber(tokens, at - 1) !== null || readNumber(tokens, at + 1) !== null;

/** Returns the day of a month that is nearest to today; null for no such day. */
export function findNearestDay(month: number, day: number, today: Temporal.PlainDate): Day | null {
  const candidates = [-1, 0, 1].flatMap((years) => {
    try {
      return [Temporal.PlainDate.from({ year: today.year + years, month, day }, { overflow: 'reject' })];
    } catch {
      return [];
    }
  });
  const distance = (one: Temporal.PlainDate): number => Math.abs(one.until(today).days);
  return candidates.toSorted((a, b) => distance(a) - distance(b))[0]?.toString() ?? null;
}

/** Finds days whose month has a typing error: "27 febuary 2026", "febuary 27th". */
export function findMistypedDays(tokens: Tokens, today: Temporal.PlainDate): readonly Span<'day'>[] {
  return tokens.flatMap((_, at): Span<'day'>[] => {
    if (!isBesideNumber(tokens, at)) return [];
    const month = readMistypedMonth(tokens, at);
    const before = readNumber(tokens, at - 1);
    const number = before ?? readNumber(tokens, at + 1);
    if (month === null || number === null) return [];
    const from = before === null ? at : at - 1;
    const year = /^20\d\d$/.exec(tokens[from + 2]?.word ?? '')?.[0];
    const near = year === undefined ? today : Temporal.PlainDate.from({ year: Number(year), month, day: 1 });
    const day = findNearestDay(month, number, near);
    return day === null ? [] : [createSpan('day', [from, from + (year === undefined ? 2 : 3)], [day], 0.8)];
  });
}
