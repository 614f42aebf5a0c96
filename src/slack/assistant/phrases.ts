import { type Entry, type Language, languages, type SlotName } from '../kit/question.ts';
import { genericNames } from './function-words.ts';
import { tokenize } from './text.ts';
import type { ReadQuestion, Unit } from './units.ts';
import type { Vocabularies } from './vocabulary.ts';

type Part = { readonly term: string } | { readonly slot: SlotName };

interface Phrase {
  readonly parts: readonly Part[];
  readonly terms: ReadonlySet<string>;
  readonly slots: readonly SlotName[];
}

interface IndexedEntry {
  readonly entry: Entry;
  readonly phrases: readonly Phrase[];
  /** The terms of all its phrases. */
  readonly terms: ReadonlySet<string>;
  readonly accepts: ReadonlySet<SlotName>;
}

/** An entry with its score, from 0 to 1. */
export interface Candidate {
  readonly entry: Entry;
  readonly score: number;
  /** The share of the question's meaning that the entry explains, from 0 to 1. */
  readonly explained: number;
}

export interface PhraseIndex {
  /** Returns entries, the best first. */
  readonly rank: (question: ReadQuestion) => readonly Candidate[];
  /** Returns the words of a question that an entry does not explain. */
  readonly unexplained: (question: ReadQuestion, entry: Entry) => readonly Unit[];
}

/** The weights of words that ask: "who" and "when" tell questions apart, "which" and "how" hardly. */
const askingWeights: Readonly<Record<string, number>> = {
  '?who': 0.55,
  '?when': 0.6,
  '?where': 0.5,
  '?why': 0.55,
  '?many': 0.5,
  '?how': 0.2,
  '?which': 0.12,
};
const functionWeight = 0.03;
const slotWeight = 0.5;
const generic = new Set(genericNames);
/** Slots that take words as they were typed. */
const openSlots: readonly SlotName[] = ['words', 'tool'];

const slotInBraces = /\{(\w+)\}/;

/** Creates the index of all examples. */
export function createPhraseIndex(entries: readonly Entry[], vocabularies: Vocabularies): PhraseIndex {
  const texts = entries.map((entry) => ({
    entry,
    examples: languages.flatMap((language) =>
      (entry.examples[language] ?? []).map((text) => ({ language, text })),
    ),
  }));
  for (const { examples } of texts) {
    for (const { language, text } of examples)
      for (const { word } of tokenize(text.replace(/\{\w+\}/g, ' '))) vocabularies[language].learn(word);
  }
  const indexed = texts.map(({ entry, examples }): IndexedEntry => {
    const phrases = examples.map(({ language, text }) => readPhrase(text, language, vocabularies));
    return {
      entry,
      phrases,
      terms: new Set(phrases.flatMap(({ terms }) => [...terms])),
      accepts: new Set([...entry.needs, ...entry.takes]),
    };
  });
  const byEntry = new Map(indexed.map((one) => [one.entry.key, one]));

  const spread = new Map<string, number>();
  for (const { terms } of indexed) for (const term of terms) spread.set(term, (spread.get(term) ?? 0) + 1);
  const most = Math.log(1 + entries.length);
  /** Returns the weight of a term: a word of few entries tells more than a word of many. */
  const weightOf = (term: string): number => {
    const asking = askingWeights[term];
    if (asking !== undefined) return asking;
    if (generic.has(term)) return functionWeight;
    const count = spread.get(term);
    return count === undefined ? 1 : Math.max(0.3, Math.log(1 + entries.length / count) / most);
  };
  const weightOfUnit = ({ meaning }: Unit): number =>
    meaning === null
      ? slotWeight * 1.4
      : meaning.kind === 'function'
        ? functionWeight
        : weightOf(meaning.term);

  /** Returns how well an entry explains a unit, from 0 to 1. */
  function explains({ terms, accepts }: IndexedEntry, unit: Unit, phrase: Phrase | null): number {
    const bySlot = unit.spans.some(({ slot }) => accepts.has(slot));
    const { meaning } = unit;
    if (meaning === null) return bySlot ? 1 : 0;
    if (meaning.kind === 'function') return 1;
    if (phrase?.terms.has(meaning.term)) return meaning.similarity;
    if (bySlot) return 0.9;
    if (terms.has(meaning.term)) return 0.8 * meaning.similarity;
    if (meaning.kind === 'asks') return 0;
    return openSlots.some((slot) => accepts.has(slot)) ? 0.6 : 0;
  }

  function score(one: IndexedEntry, phrase: Phrase, question: ReadQuestion): Omit<Candidate, 'entry'> {
    const { units, hasPronoun, speaksOfSelf } = question;
    let weight = 0;
    let explained = 0;
    const given = new Map<string, number>();
    let hasOpenWords = false;
    for (const unit of units) {
      const own = weightOfUnit(unit);
      weight += own;
      explained += own * explains(one, unit, phrase);
      if (unit.meaning)
        given.set(unit.meaning.term, Math.max(given.get(unit.meaning.term) ?? 0, unit.meaning.similarity));
      hasOpenWords ||= unit.meaning?.kind === 'content' && !one.terms.has(unit.meaning.term);
    }
    const named = new Set(units.flatMap(({ spans }) => spans.map(({ slot }) => slot)));
    let whole = 0;
    let found = 0;
    for (const part of phrase.parts) {
      if ('term' in part) {
        const own = weightOf(part.term);
        whole += own;
        found += own * (given.get(part.term) ?? 0);
        continue;
      }
      const { slot } = part;
      whole += slotWeight;
      if (named.has(slot) || (slot === 'person' && speaksOfSelf)) found += slotWeight;
      else if (openSlots.includes(slot) && hasOpenWords) found += slotWeight * 0.9;
      else if (hasPronoun) found += slotWeight * 0.8;
      else if (one.entry.needs.includes(slot)) found += slotWeight * 0.3;
    }
    const precision = weight === 0 ? 0 : explained / weight;
    const recall = whole === 0 ? 0 : found / whole;
    return { score: precision * (0.4 + 0.6 * recall), explained: precision };
  }

  return {
    rank: (question) =>
      indexed
        .map((one): Candidate => {
          let best: Omit<Candidate, 'entry'> = { score: 0, explained: 0 };
          for (const phrase of one.phrases) {
            const found = score(one, phrase, question);
            if (found.score > best.score) best = found;
          }
          return { entry: one.entry, ...best };
        })
        .filter(({ score: value }) => value > 0)
        .sort((a, b) => b.score - a.score),
    unexplained(question, entry) {
      const one = byEntry.get(entry.key);
      if (!one) return [];
      return question.units.filter(
        (unit) =>
          unit.meaning !== null && unit.meaning.kind === 'content' && explains(one, unit, null) < 0.75,
      );
    },
  };
}

/** Reads an example: its terms and slots. */
function readPhrase(text: string, language: Language, vocabularies: Vocabularies): Phrase {
  const own = vocabularies[language];
  const parts: Part[] = [];
  for (const [index, piece] of text.split(slotInBraces).entries()) {
    if (index % 2 === 1) {
      parts.push({ slot: piece as SlotName });
      continue;
    }
    const words = tokenize(piece).map(({ word }) => word);
    for (let at = 0; at < words.length; ) {
      const expression = own.findExpression(words, at) ?? vocabularies.en.findExpression(words, at);
      if (expression) parts.push({ term: expression.term });
      else {
        const word = words[at] ?? '';
        const meaning = own.lookUp(word) ?? vocabularies.en.lookUp(word);
        if (meaning && meaning.kind !== 'function') parts.push({ term: meaning.term });
      }
      at += expression?.length ?? 1;
    }
  }
  const terms = new Set(parts.flatMap((part) => ('term' in part ? [part.term] : [])));
  return { parts, terms, slots: parts.flatMap((part) => ('slot' in part ? [part.slot] : [])) };
}
