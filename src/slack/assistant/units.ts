import type { PageContext } from '../kit/page.ts';
import type { Language, SlotName } from '../kit/question.ts';
import { genericNames, pronouns } from './function-words.ts';
import { findSpans, type Reading, type Span, speaksOfSelf } from './slots/index.ts';
import { tokenize } from './text.ts';
import { detectLanguage, type Meaning, type Vocabularies } from './vocabulary.ts';

/** A word, an expression or a name of a question. */
export interface Unit {
  readonly from: number;
  readonly to: number;
  /** Null for a name: it has no meaning besides its values. */
  readonly meaning: Meaning | null;
  /** True for a word that no list knows. */
  readonly isUnknown: boolean;
  readonly spans: readonly Span[];
}

/** A question in parts. */
export interface ReadQuestion extends Reading {
  readonly units: readonly Unit[];
  readonly spans: readonly Span[];
  readonly hasPronoun: boolean;
  readonly speaksOfSelf: boolean;
}

const generic = new Set(genericNames);

/** Returns the meaning of each word: of an expression, of the word, or of the most similar known word. */
function findMeanings(
  words: readonly string[],
  language: Language,
  vocabularies: Vocabularies,
): readonly (Meaning | null)[] {
  const own = vocabularies[language];
  const english = vocabularies.en;
  const meanings: (Meaning | null)[] = [];
  for (let at = 0; at < words.length; ) {
    const expression = own.findExpression(words, at) ?? english.findExpression(words, at);
    if (expression) {
      const meaning: Meaning = { term: expression.term, kind: 'content', similarity: 1 };
      for (let index = 0; index < expression.length; index += 1) meanings.push(meaning);
      at += expression.length;
      continue;
    }
    const word = words[at] ?? '';
    meanings.push(own.lookUp(word) ?? english.lookUp(word));
    at += 1;
  }
  return meanings;
}

/** Reads a question: its words, their meanings, and everything it names. */
export function readQuestion(text: string, context: PageContext, vocabularies: Vocabularies): ReadQuestion {
  const tokens = tokenize(text);
  const words = tokens.map(({ word }) => word);
  const language = detectLanguage(words, vocabularies);
  const meanings = findMeanings(words, language, vocabularies);
  const reading: Reading = { text, language, tokens, meanings, context };
  const spans = findSpans(reading);
  return {
    ...reading,
    spans,
    units: splitIntoUnits(reading, spans, vocabularies),
    hasPronoun: words.some((word) => pronouns[language].includes(word)),
    speaksOfSelf: speaksOfSelf(reading),
  };
}

function splitIntoUnits(
  { tokens, meanings, language }: Reading,
  spans: readonly Span[],
  vocabularies: Vocabularies,
): readonly Unit[] {
  const units: Unit[] = [];
  const names = spans.filter(({ isWord }) => !isWord);
  for (let at = 0; at < tokens.length; ) {
    const name = names.find(({ from, to }) => at >= from && at < to);
    if (name) {
      const same = names.filter(({ from, to }) => from < name.to && to > name.from);
      units.push({ from: at, to: name.to, meaning: null, isUnknown: false, spans: same });
      at = name.to;
      continue;
    }
    const word = tokens[at]?.word ?? '';
    const known = meanings[at] ?? null;
    let to = at + 1;
    while (known && meanings[to] === known) to += 1;
    const covering = spans.filter((span) => span.isWord && span.from < to && span.to > at);
    const isName = generic.has(word) && known?.kind !== 'content';
    const corrected = known ?? (isName ? null : vocabularies[language].correct(word));
    const meaning: Meaning = isName
      ? { term: word, kind: 'function', similarity: 1 }
      : (corrected ?? {
          term: vocabularies[language].stem(word),
          kind: /^\d$/.test(word) ? 'function' : 'content',
          similarity: 1,
        });
    units.push({ from: at, to, meaning, isUnknown: corrected === null && !isName, spans: covering });
    at = to;
  }
  return units;
}

/** Returns the spans of a slot, the most certain first. */
export const spansOf = ({ spans }: ReadQuestion, slot: SlotName): readonly Span[] =>
  spans.filter((span) => span.slot === slot).sort((a, b) => b.certainty - a.certainty);
