import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemFrench } from '@orama/stemmers/french';
import { stemmer as stemGerman } from '@orama/stemmers/german';
import { stemmer as stemSpanish } from '@orama/stemmers/spanish';
import { LRUCache } from 'lru-cache';
import { createCache } from '../../cache.ts';
import { foldText } from '../kit/fold-text.ts';
import { type Language, languages } from '../kit/question.ts';
import { functionWords, questionExpressions, questionWords } from './lexicon/function-words.ts';
import { lexicon } from './lexicon/lexicon.ts';
import { compareWords, lacksLetter, tokenize, withoutUmlautLetters } from './text.ts';

/** The meaning of a word. Words of one term mean the same in all languages. */
export interface Meaning {
  readonly term: string;
  readonly kind: 'function' | 'asks' | 'content';
  /** From 0 to 1: below 1 for a corrected word. */
  readonly similarity: number;
}

/** A known word in place of a mistyped one. */
export interface Correction {
  readonly word: string;
  /** From 0 to 1. */
  readonly similarity: number;
}

/** The words of one language. */
export interface Vocabulary {
  /** Returns the meaning of a word; null for an unknown one. */
  readonly lookUp: (word: string) => Meaning | null;
  /** Returns the most similar known word; null without one. */
  readonly correct: (word: string) => Correction | null;
  /** Returns the longest expression of several words that begins at a place, with its number of words. */
  readonly findExpression: (words: readonly string[], at: number) => { term: string; length: number } | null;
  /** Returns the term of a word that no list knows. */
  readonly stem: (word: string) => string;
  /** Adds a word of the examples. */
  readonly learn: (word: string) => void;
}

const stemmers: Readonly<Record<Language, (word: string) => string>> = {
  en: stemEnglish,
  de: stemGerman,
  fr: stemFrench,
  es: stemSpanish,
};

interface Expression {
  readonly words: readonly string[];
  readonly term: string;
}

const wordsOf = (text: string): readonly string[] => tokenize(text).map(({ word }) => word);

/** Stems in the cache, for each language. */
const maxStems = 4_000;
/** Corrected words in the cache: people repeat their errors. */
const maxCorrections = 2_000;

function createVocabulary(language: Language): Vocabulary {
  const stemCache = new LRUCache<string, string>({
    max: maxStems,
    memoMethod: (word) => foldText(stemmers[language](word)) || word,
  });
  const stem = (word: string): string => stemCache.memo(word);
  const functions = new Set(functionWords[language]);
  const asks = new Map<string, string>();
  for (const [term, words] of Object.entries(questionWords))
    for (const word of words[language]) asks.set(word, term);

  const words = new Map<string, string>();
  const stems = new Map<string, string>();
  const expressions = new Map<string, Expression[]>();
  const addExpression = (parts: readonly string[], term: string): void => {
    const [first = ''] = parts;
    expressions.set(first, [...(expressions.get(first) ?? []), { words: parts, term }]);
  };
  for (const [term, byLanguage] of Object.entries(lexicon)) {
    for (const entry of byLanguage[language]?.split(',') ?? []) {
      const parts = wordsOf(entry);
      const [first = ''] = parts;
      if (parts.length > 1) addExpression(parts, `=${term}`);
      else if (!words.has(first)) words.set(first, `=${term}`);
    }
  }
  for (const [term, byLanguage] of Object.entries(questionExpressions))
    for (const expression of byLanguage[language].split(',')) addExpression(wordsOf(expression), `?${term}`);
  for (const [word, term] of words) if (!stems.has(stem(word))) stems.set(stem(word), term);
  for (const list of expressions.values()) list.sort((a, b) => b.words.length - a.words.length);

  const learnt = new Set<string>();
  const find = (word: string): Meaning | null => {
    const asked = asks.get(word);
    if (asked !== undefined) return { term: `?${asked}`, kind: 'asks', similarity: 1 };
    const known = words.get(word);
    if (known !== undefined) return { term: known, kind: 'content', similarity: 1 };
    if (functions.has(word)) return { term: word, kind: 'function', similarity: 1 };
    const stemmed = stem(word);
    const byStem = stems.get(stemmed) ?? (learnt.has(stemmed) ? stemmed : undefined);
    return byStem === undefined ? null : { term: byStem, kind: 'content', similarity: 1 };
  };
  const lookUp = (word: string): Meaning | null => {
    const found = find(word);
    if (found || language !== 'de') return found;
    const folded = withoutUmlautLetters(word);
    return folded === word ? null : find(folded);
  };

  const learntWords = new Set<string>();
  const partWords = new Set(
    [...expressions.values()]
      .flatMap((list) => list.flatMap((one) => one.words))
      .filter((word) => !functions.has(word)),
  );
  const corrections = createCache<{ readonly correction: Correction | null }>(maxCorrections);
  function correct(word: string): Correction | null {
    const kept = corrections.get(word);
    if (kept) return kept.correction;
    let best: Correction | null = null;
    const consider = (list: Iterable<string>, least: number): void => {
      for (const known of list) {
        const similarity = compareWords(word, known);
        if (similarity < least) continue;
        if (similarity > (best?.similarity ?? 0)) best = { word: known, similarity };
      }
    };
    // Small words are so many that only an obvious slip is corrected to one.
    for (const list of [asks.keys(), functions]) consider(list, 0.9);
    for (const list of [words.keys(), learntWords, partWords])
      consider(word.length > 3 ? list : [...list].filter((known) => lacksLetter(word, known)), 0.7);
    corrections.set(word, { correction: best });
    return best;
  }

  return {
    lookUp,
    correct,
    stem,
    findExpression(typed, at) {
      const found = expressions
        .get(typed[at] ?? '')
        ?.find(({ words: parts }) => parts.every((part, index) => typed[at + index] === part));
      return found ? { term: found.term, length: found.words.length } : null;
    },
    learn(word) {
      const known = lookUp(word);
      if (known && known.kind !== 'content') return;
      // Also a form of a known word: it is what a typing error is compared with.
      learntWords.add(word);
      if (!known) learnt.add(stem(word));
      corrections.clear();
    },
  };
}

export type Vocabularies = Readonly<Record<Language, Vocabulary>>;

const isListed = ({ term, kind }: Meaning): boolean => kind !== 'content' || term.startsWith('=');

/**
 * Returns the meaning of a word in a text; null for an unknown one. English words are known in all languages: "der Vendor"
 * is a vendor, although the German examples only say the word.
 */
export function findMeaning(vocabularies: Vocabularies, language: Language, word: string): Meaning | null {
  const own = vocabularies[language].lookUp(word);
  if (own && isListed(own)) return own;
  const english = vocabularies.en.lookUp(word);
  return english?.kind === 'content' && isListed(english) ? english : (own ?? english);
}

/** Creates the vocabularies of all languages. It takes some milliseconds, so do it once. */
export const createVocabularies = (): Vocabularies =>
  Object.fromEntries(languages.map((language) => [language, createVocabulary(language)])) as Record<
    Language,
    Vocabulary
  >;

/** Returns the language of a text: the one that knows most of its words, English when they are equal. */
export function detectLanguage(words: readonly string[], vocabularies: Vocabularies): Language {
  const weightOf = (language: Language): number =>
    words.reduce((sum, word) => {
      if (/\d|^uc$/.test(word)) return sum;
      const meaning = vocabularies[language].lookUp(word);
      return sum + (meaning === null ? 0 : meaning.kind === 'content' ? 0.8 : 1);
    }, 0);
  let best: Language = 'en';
  let most = weightOf('en') + 0.3;
  for (const language of languages) {
    if (language === 'en') continue;
    const weight = weightOf(language);
    if (weight > most) [best, most] = [language, weight];
  }
  return best;
}
