import { casual as german } from 'chrono-node/de';
import { casual as english } from 'chrono-node/en';
import { casual as spanish } from 'chrono-node/es';
import { casual as french } from 'chrono-node/fr';
import { Temporal } from 'temporal-polyfill';
import type { Day } from '../../../domain/register.ts';
import type { Language, Period } from '../../kit/question.ts';
import { monthNames } from '../lexicon/months.ts';
import { foldInPlace } from '../text.ts';
import { joinMonths } from './joined-months.ts';
import { findMistypedDays, findNearestDay, isBesideNumber, readMistypedMonth } from './mistyped-dates.ts';
import { createSpan, findTokenRange, type Reading, type Span } from './span.ts';

const parsers = { en: english, de: german, fr: french, es: spanish };

type Unit = 'week' | 'month' | 'quarter' | 'year';

const units: Readonly<Record<Unit, string>> = {
  week: 'week|woche|semaine|semana',
  month: 'month|monat|mois|mes',
  quarter: 'quarter|quartal|trimestre',
  year: 'year|jahr|annee|an|ano',
};
const isLast =
  'last|previous|past|letzte[nrms]?|vorige[nrms]?|vergangene[nrms]?|dernier|derniere|passe|passee|pasad[oa]|ultim[oa]';
const isThis = 'this|current|the|diese[nrms]?|aktuelle[nrms]?|laufende[nrms]?|ce|cette|en cours|este|esta';
const isNext = 'next|coming|nachste[nrms]?|kommende[nrms]?|prochain|prochaine|proxim[oa]|que viene';

interface Wording {
  readonly pattern: RegExp;
  readonly period: (match: RegExpMatchArray, today: Temporal.PlainDate) => Period | null;
}

/** Wordings of one kind. Most texts have none, and to look for each one takes long. */
interface Kind {
  /** Matches every text with one of the wordings. */
  readonly contains: RegExp;
  readonly wordings: readonly Wording[];
}

const anyWord = (words: string): RegExp => new RegExp(`\\b(?:${words})\\b`);

const periodOf = (from: Temporal.PlainDate, to: Temporal.PlainDate): Period => ({
  from: from.toString(),
  to: to.toString(),
});

/** Returns the period of a unit that contains a date. */
function periodAround(date: Temporal.PlainDate, unit: Unit): Period {
  if (unit === 'week') {
    const monday = date.subtract({ days: date.dayOfWeek - 1 });
    return periodOf(monday, monday.add({ days: 6 }));
  }
  const firstMonth =
    unit === 'year' ? 1 : unit === 'month' ? date.month : Math.floor((date.month - 1) / 3) * 3 + 1;
  const first = date.with({ month: firstMonth, day: 1 });
  const months = unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1;
  return periodOf(first, first.add({ months }).subtract({ days: 1 }));
}

const moveBy = (date: Temporal.PlainDate, unit: Unit, count: number): Temporal.PlainDate =>
  unit === 'quarter' ? date.add({ months: 3 * count }) : date.add({ [`${unit}s`]: count });

const unitKinds = (Object.keys(units) as Unit[]).map(
  (unit): Kind => ({
    contains: anyWord(units[unit]),
    wordings: (
      [
        [isLast, -1],
        [isThis, 0],
        [isNext, 1],
      ] as const
    ).map(([words, count]) => ({
      pattern: new RegExp(
        `\\b(?:(?:the |la |le |el |l |der |im |in der )?(?:${words}) (?:${units[unit]})|(?:${units[unit]}) (?:${words}))\\b`,
        'g',
      ),
      period: (_, today) => periodAround(moveBy(today, unit, count), unit),
    })),
  }),
);

/** Returns a month; without a year, the last one of this name. */
function findMonth(month: number, typed: string | undefined, today: Temporal.PlainDate): Period {
  const ago = month > today.month ? 1 : 0;
  const isYear = typed !== undefined && /\d/.test(typed);
  const year = isYear ? Number(typed.replace(/\D/g, '')) : today.year - (typed === undefined ? ago : 1);
  return periodAround(Temporal.PlainDate.from({ year, month, day: 1 }), 'month');
}

const parts = {
  start: 'early|beginning of|start of|anfang|debut|principios de|inicios de|comienzos de',
  middle: 'mid|middle of|mitte|mi|mediados de',
  end: 'late|end of|ende|fin|finales de',
} as const;

/** Returns the third of a month that "early", "mid" or "late" means. */
function findPart({ from, to }: Period, part: keyof typeof parts): Period {
  const day = (number: number): Day => `${from.slice(0, 8)}${String(number).padStart(2, '0')}`;
  if (part === 'start') return { from, to: day(10) };
  return part === 'middle' ? { from: day(11), to: day(20) } : { from: day(21), to };
}

const yearOfMonth =
  '(?: (?:de |of )?(\\d{4}|last year|letztes jahr|letzten jahres|l annee derniere|del ano pasado))?';
/** A month before or after a number is part of a day: "12 January", and not "UC-1 January". */
const notAfterDay = '(?<!(?<![a-z]-?)\\b\\d{1,4}[.]? |\\d(?:st|nd|rd|th) (?:of )?|\\d de )';
const notBeforeDay = '(?! ?\\d{1,2}\\b| ?\\d{1,2}[snrt][tdh]\\b)';
/** Short names of months that are also small words. */
const ambiguousMonths = /^(may|mai|mar|mars)$/;

const monthKinds = monthNames.map((names, index): Kind => {
  const all = `${names}|${names.slice(0, 3)}`;
  const safe = all.split('|').filter((name) => !ambiguousMonths.test(name));
  const month = ([, year]: RegExpMatchArray, today: Temporal.PlainDate) => findMonth(index + 1, year, today);
  const wordings = [
    ...(Object.keys(parts) as (keyof typeof parts)[]).map(
      (part): Wording => ({
        pattern: new RegExp(`\\b(?:${parts[part]}) (?:${all})${yearOfMonth}\\b`, 'g'),
        period: (match, today) => findPart(month(match, today), part),
      }),
    ),
    {
      pattern: new RegExp(
        `${notAfterDay}\\b(?:(?:in|im|en|au mois de|of|for|fur|pour|since|seit|de|depuis) (?:${all})|${safe.join('|')})${yearOfMonth}\\b${notBeforeDay}`,
        'g',
      ),
      period: month,
    },
  ];
  return { contains: anyWord(all), wordings };
});

const spanUnits: readonly (readonly [pattern: string, unit: 'days' | 'weeks' | 'months'])[] = [
  ['days?|d|tagen?|jours?|dias?', 'days'],
  ['weeks?|wochen?|semaines?|semanas?', 'weeks'],
  ['months?|monaten?|mois|mes(?:es)?', 'months'],
];

const numberWords: readonly string[] = [
  'two|zwei|deux|dos',
  'three|drei|trois|tres',
  'four|vier|quatre|cuatro',
  'five|funf|cinq|cinco',
  'six|sechs|seis',
  'seven|sieben|sept|siete',
  'eight|acht|huit|ocho',
  'nine|neun|neuf|nueve',
  'ten|zehn|dix|diez',
];
const anyNumber = `\\d{1,3}|${numberWords.join('|')}`;
const readNumber = (typed: string): number =>
  /\d/.test(typed) ? Number(typed) : numberWords.findIndex((words) => words.split('|').includes(typed)) + 2;

const ahead =
  'next|coming|within the next|within the|within|nachsten|kommenden|innerhalb von|innerhalb|binnen|prochains?|prochaines|proxim[oa]s|dentro de';
const ago = 'last|past|letzten?|vergangenen|derniers|dernieres|ultim[oa]s';

/** Some days, weeks or months before or after today: "the last 30 days", "in the next two weeks". */
const countedWordings = spanUnits.flatMap(([unit, name]) =>
  (
    [
      [ago, 'derniers|dernieres|ultim[oa]s', -1],
      [ahead, 'prochains|prochaines|proxim[oa]s', 1],
    ] as const
  ).map(
    ([before, between, sign]): Wording => ({
      pattern: new RegExp(
        `\\b(?:${before}) (${anyNumber}) ?(?:${unit})\\b|\\b(?:los|las|les) (${anyNumber}) (?:${between}) (?:${unit})\\b`,
        'g',
      ),
      period([, first, second], today) {
        const days = { [name]: readNumber(first ?? second ?? '') };
        if (sign > 0) return periodOf(today, today.add(days));
        // Today is one of the last seven days, and no further week.
        return periodOf(today.subtract(days).add({ days: name === 'days' ? 1 : 0 }), today);
      },
    }),
  ),
);

const kinds: readonly Kind[] = [
  ...monthKinds,
  {
    contains: /before last|vorletzte/,
    wordings: [
      {
        pattern: /\b(?:the )?week before last\b|\bvorletzten? woche\b/g,
        period: (_, today) => periodAround(today.subtract({ weeks: 2 }), 'week'),
      },
      {
        pattern: /\b(?:the )?month before last\b|\bvorletzten? monat\b/g,
        period: (_, today) => periodAround(today.subtract({ months: 2 }), 'month'),
      },
    ],
  },
  ...unitKinds,
  {
    contains: /\bq\d/,
    wordings: [
      {
        pattern: /\b(?:in )?q([1-4])(?: (?:of )?(\d{4}))?\b/g,
        period: ([, quarter, year], today) =>
          periodAround(
            Temporal.PlainDate.from({ year: Number(year ?? today.year), month: Number(quarter) * 3, day: 1 }),
            'quarter',
          ),
      },
    ],
  },
  { contains: new RegExp(`\\b(?:${anyNumber})`), wordings: countedWordings },
  {
    contains: /20\d\d/,
    wordings: [
      {
        pattern: /\b(?:in|im jahr|en|during|of|for|fur|pour) (20\d\d)\b(?!-)/g,
        period: ([, year]) =>
          periodAround(Temporal.PlainDate.from({ year: Number(year), month: 1, day: 1 }), 'year'),
      },
    ],
  },
];

const before = /^(before|vor|avant|antes)$/;
const since = /^(since|seit|depuis|desde)$/;
const dayBefore = (day: Day): Day => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();

/**
 * Finds periods: "last week", "im Januar", "Q1 2026", "the last 30 days"; "before February" is the day before it, and
 * "since February" lasts until today.
 */
export function findPeriodSpans({ text, tokens, context }: Reading): readonly Span[] {
  const folded = foldInPlace(text);
  const today = Temporal.PlainDate.from(context.today);
  const spans: Span[] = [];
  const wordings = kinds.flatMap((kind) => (kind.contains.test(folded) ? kind.wordings : []));
  for (const { pattern, period } of wordings) {
    for (const match of folded.matchAll(pattern)) {
      const range = findTokenRange(tokens, match.index, match.index + match[0].length);
      const found = range && period(match, today);
      if (!range || !found || spans.some(({ from, to }) => range[0] < to && range[1] > from)) continue;
      const [first = '', wordBefore = ''] = [tokens[range[0]]?.word, tokens[range[0] - 1]?.word];
      const isSince = (since.test(first) || since.test(wordBefore)) && found.from <= context.today;
      const until = isSince && found.to < context.today ? context.today : found.to;
      spans.push(
        before.test(wordBefore)
          ? createSpan('day', range, [dayBefore(found.from)])
          : createSpan('period', range, [{ ...found, to: until }]),
      );
    }
  }
  return joinMonths([...spans, ...findMistypedMonths(tokens, today, spans)], tokens);
}

/** Finds months with a typing error, or within a compound. A number beside it makes it a day. */
function findMistypedMonths(
  tokens: Reading['tokens'],
  today: Temporal.PlainDate,
  taken: readonly Span[],
): readonly Span[] {
  return tokens.flatMap((_, at): Span[] => {
    const isTaken = taken.some(({ from, to }) => at >= from && at < to);
    const month = isTaken || isBesideNumber(tokens, at) ? null : readMistypedMonth(tokens, at);
    return month === null
      ? []
      : [createSpan('period', [at, at + 1], [findMonth(month, undefined, today)], 0.8)];
  });
}

const relativeDays = Object.entries({
  today: 0,
  heute: 0,
  'aujourd hui': 0,
  hoy: 0,
  yesterday: -1,
  gestern: -1,
  hier: -1,
  ayer: -1,
  tomorrow: 1,
  demain: 1,
  manana: 1,
}).map(([word, days]) => ({ pattern: anyWord(word), days }));

/** Words without which nothing names a day; chrono takes longer than all the rest. */
const namesDay =
  /\d|day\b|days\b|tag\b|tage\b|week|woche|month|monat|semaine|semana|mois|\bmes\b|mittwoch|samstag|sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|tmr|tomorrow|morgen|heute|gestern|demain|hier|manana|ayer|hoy/;

/** Holidays with the name of a weekday. */
const namedDays =
  /\b(?:good|black|casual|holy) friday|\b(?:easter|whit|cyber|blue) monday|\b(?:palm|easter|whit) sunday|\bshrove tuesday|\bash wednesday|\b(?:maundy|holy) thursday|\b(?:vendredi|samedi) saint|\blundi de (?:paques|pentecote)|\b(?:jueves|viernes|sabado) santo|\blunes de (?:pascua|pentecostes)|\bdomingo de (?:ramos|pascua|resurreccion)/g;

/** Returns a text with spaces in place of such holidays. @param folded the same text, letter by letter */
const blankNamedDays = (text: string, folded: string): string =>
  [...folded.matchAll(namedDays)].reduce(
    (rest, { 0: name, index }) =>
      `${rest.slice(0, index)}${' '.repeat(name.length)}${rest.slice(index + name.length)}`,
    text,
  );

/** A German day without a year: "6.4." */
const shortGermanDay = /(?<![\d.])([0-3]?\d)\.([01]?\d)\.(?!\d)/g;

/** "8/8" on the checklist is no day. */
const share = /^\d{1,2}\/\d{1,2}$/;

interface ParsedDay {
  readonly get: (part: 'year' | 'month' | 'day') => number | null;
}

/** Returns the day that chrono has read; null when a part is missing. */
function dayOf(parsed: ParsedDay): Day | null {
  const [year, month, day] = [parsed.get('year'), parsed.get('month'), parsed.get('day')];
  return year == null || month == null || day == null
    ? null
    : Temporal.PlainDate.from({ year, month, day }).toString();
}

/** Finds days: "12 January", "am 12. Januar", "le 12 janvier", "yesterday", "2026-01-12"; also periods between two days, and since one. */
export function findDaySpans(
  { text, tokens, language, context }: Reading,
  taken: readonly Span[],
): readonly Span[] {
  const { today } = context;
  const found = new Map<number, Span>();
  const add = (day: Day, from: number, to: number) => {
    const range = findTokenRange(tokens, from, to);
    if (!range || taken.some((span) => range[0] < span.to && range[1] > span.from)) return;
    if (!found.has(range[0])) found.set(range[0], createSpan('day', range, [day]));
  };
  const addPeriod = (period: Period, range: readonly [number, number] | null) => {
    const isTaken = range && taken.some((span) => range[0] < span.to && range[1] > span.from);
    if (range && !isTaken && period.from <= period.to && !found.has(range[0]))
      found.set(range[0], createSpan('period', range, [period]));
  };
  for (const match of text.matchAll(/\b\d{4}-\d\d-\d\d\b/g)) {
    const [day] = match;
    if (Number.isNaN(Date.parse(day))) continue;
    add(day, match.index, match.index + day.length);
  }
  if (language === 'de')
    for (const { 0: typed, 1: day, 2: month, index } of text.matchAll(shortGermanDay)) {
      const nearest = findNearestDay(Number(month), Number(day), Temporal.PlainDate.from(today));
      if (nearest !== null) add(nearest, index, index + typed.length);
    }
  const folded = foldInPlace(text);
  const christmas = /\b(?:at |on |an |zu |a |en )?(christmas|xmas|weihnachten|noel|navidad)\b/.exec(folded);
  if (christmas) {
    const thisYear = `${today.slice(0, 4)}-12-25`;
    const day = thisYear <= today ? thisYear : `${Number(today.slice(0, 4)) - 1}-12-25`;
    add(day, christmas.index, christmas.index + christmas[0].length);
  }
  for (const { pattern, days } of relativeDays) {
    const match = pattern.exec(folded);
    if (match)
      add(
        Temporal.PlainDate.from(today).add({ days }).toString(),
        match.index,
        match.index + match[0].length,
      );
  }
  for (const span of findMistypedDays(tokens, Temporal.PlainDate.from(today)))
    if (!found.has(span.from)) found.set(span.from, span);
  if (!namesDay.test(folded)) return [...found.values()];
  const withoutNames = blankNamedDays(text, folded);
  for (const spoken of [...new Set<Language>([language, 'en'])]) {
    const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 };
    for (const { index, text: typed, start, end } of parsers[spoken].parse(withoutNames, reference)) {
      const names = start.isCertain('day') || start.isCertain('weekday');
      if (!names || !/\d|\p{L}{4}/u.test(typed) || share.test(typed.trim())) continue;
      const from = dayOf(start);
      const to = end && dayOf(end);
      const range = findTokenRange(tokens, index, index + typed.length);
      if (from === null) continue;
      const before = tokens.slice(Math.max(0, (range?.[0] ?? 0) - 2), range?.[0] ?? 0);
      const isSince = from <= today && before.some(({ word }) => since.test(word));
      if (to || isSince) addPeriod({ from, to: to ?? today }, range);
      else if (!end) add(from, index, index + typed.length);
    }
  }
  return [...found.values()];
}
