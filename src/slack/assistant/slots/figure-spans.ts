import { foldText } from '../../kit/fold-text.ts';
import { type Figures, readFigures } from '../../kit/thread-replies.ts';
import { createSpan, type Reading, type Span } from './span.ts';

/** Words for figures in other languages, with the words that `readFigures` knows. */
const translations: readonly (readonly [RegExp, string])[] = [
  [
    /\b(taglich|jeden tag|quotidiens?|quotidiennes?|par jour|chaque jour|tous les jours|diari[oa]s?|al dia|a diario|cada dia)\b/g,
    'daily',
  ],
  [
    /\b(wochentlich|jede woche|pro woche|hebdomadaires?|par semaine|chaque semaine|semanal(?:es)?|a la semana|por semana|cada semana)\b/g,
    'weekly',
  ],
  [
    /\b(gar nicht|uberhaupt nicht|niemand|pas du tout|jamais|aucun|para nada|nunca|en absoluto|ninguno|nada)\b/g,
    'not at all',
  ],
  [/\b(?:gar nich|garnicht|ueberhaupt nich)\b/g, 'not at all'],
  [
    /\b(?:(?:nutzen|benutzen|verwenden) (?:ihn|sie|es|das)|(?:l.)?(?:utilisent|emploient)|(?:lo|la) (?:usan|utilizan)|usan)\b/g,
    'use it',
  ],
  [/\b(?:at least once|mindestens einmal|au moins une fois|al menos una vez|mind\.) /g, ''],
  [/\b(day|dayly|dailly|daliy)\b/g, 'daily'],
  [/\b(week|weekley|wekly|weeky)\b/g, 'weekly'],
];

const figureWords =
  /^(\d+|daily|weekly|not|at|all|none|never|taglich|wochentlich|gar|nicht|quotidiens?|hebdomadaires?|pas|du|tout|diari[oa]s?|semanal(es)?|para|nada|par|jour|semaine|por|semana|dia|pro|tag|woche)$/;

/** Returns how many of the three counts are given. */
const countOf = (figures: Figures): number => Object.values(figures).filter((count) => count !== null).length;

/** Finds the figures of a check-in: "25 daily, 33 weekly". They are one value with several places. */
export function findFigureSpans({ text, tokens, words }: Reading): readonly Span[] {
  const withoutKeys = text.replace(/\buc[-\s]?\d+\b/gi, (key) => ' '.repeat(key.length));
  if (!/\d/.test(withoutKeys)) return [];
  const read = readFigures(withoutKeys);
  const translate = (typed: string): string =>
    translations.reduce((rest, [pattern, word]) => rest.replace(pattern, word), typed);
  const corrected = words.join(' ').replace(/\buc \d+\b/g, ' ');
  const readings = [
    read,
    ...[foldText(withoutKeys), corrected].map((typed) => readFigures(translate(typed))),
  ];
  const figures = readings.filter((one) => one !== null).sort((a, b) => countOf(b) - countOf(a))[0];
  if (!figures) return [];
  return tokens.flatMap(({ word }, at): Span[] =>
    figureWords.test(words[at] ?? word) &&
    tokens[at - 1]?.word !== 'uc' &&
    !/^(not|at|all|du|nicht)$/.test(word)
      ? [createSpan('figures', [at, at + 1], [figures])]
      : [],
  );
}
