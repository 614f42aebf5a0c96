import { type Entry, type Language, languages, type SlotName } from '../kit/question.ts';
import { genericNames, possessives } from './lexicon/function-words.ts';
import { tokenize } from './text.ts';
import type { ReadQuestion, Unit } from './units.ts';
import type { Vocabularies } from './vocabulary.ts';

type Part = { readonly term: string } | { readonly slot: SlotName };

interface Phrase {
  readonly parts: readonly Part[];
  readonly terms: ReadonlySet<string>;
  /** All its words, small ones too, for questions that differ in nothing else: "are we" and "were we". */
  readonly wording: ReadonlySet<string>;
  /** True for an example with "my" or "mine". */
  readonly isAboutSelf: boolean;
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
const wordingWeight = 0.15;
/** The weight of words that tell what a name or a free text beside them is. A form states nothing. */
const tellingWeights = { question: 0.9, request: 0.5 } as const;
/**
 * How well a free text explains a word: one that is written like a name, an unknown one, and one that has a meaning. A
 * text that is about something else must not be taken for the name of a tool.
 */
const openShares = { name: 0.95, unknown: 0.4, known: 0.1 } as const;
/** How well words that no slot finds fill a free text of an example. */
const openPartShare = 0.5;
/** The likeness in small words from which a question with the same meaning is in the words of an example. */
const sameWording = 0.88;
const allButRounding = 0.999;
/** A lighter question says nothing but small words. */
const leastWeight = 0.2;
/** The factor for an example about "my" things where the text does not say "my". */
const notAboutSelf = 0.88;
/** The factor for a request where the text asks, and the other way round. */
const otherMood = 0.88;
/** The factor for a request where the text does neither: "dpa openai". */
const noMood = 0.94;

/** Returns the factor of an entry's mood: less than 1 for a request where the text asks, and the other way round. */
export function moodFactor(isQuestion: boolean | null, { kind }: Entry): number {
  if (isQuestion === null) return kind === 'question' ? 1 : noMood;
  return isQuestion === (kind === 'question') ? 1 : otherMood;
}

const generic = new Set(genericNames);
/** Slots that take words as they were typed. */
const openSlots: readonly SlotName[] = ['words', 'tool'];

/** Slots whose values stand for others: a period for its last day. */
const convertible: Partial<Readonly<Record<SlotName, readonly SlotName[]>>> = {
  period: ['day'],
  day: ['period'],
  vendor: ['tool'],
};

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
  const weightOfUnit = ({ meaning, isToday }: Unit): number => {
    // "Today" says hardly more than "now".
    if (meaning === null) return isToday ? functionWeight : slotWeight * 1.4;
    return meaning.kind === 'function' ? functionWeight : weightOf(meaning.term);
  };

  /**
   * Returns how well an entry explains a unit, from 0 to 1.
   * @param openShare how well it explains words that only a name or a free text can be
   */
  function explains(
    { terms, accepts }: IndexedEntry,
    unit: Unit,
    phrase: Phrase | null,
    openShare: number,
  ): number {
    const bySlot = unit.spans.some(
      ({ slot }) => accepts.has(slot) || convertible[slot]?.some((other) => accepts.has(other)),
    );
    const { meaning } = unit;
    if (meaning === null) return bySlot ? 1 : 0;
    if (meaning.kind === 'function') return 1;
    if (phrase?.terms.has(meaning.term)) return meaning.similarity;
    if (bySlot) return 0.9;
    if (terms.has(meaning.term)) return 0.8 * meaning.similarity;
    if (meaning.kind === 'asks') return 0;
    return (
      openShare * (unit.isName ? openShares.name : unit.isUnknown ? openShares.unknown : openShares.known)
    );
  }

  function score(
    one: IndexedEntry,
    phrase: Phrase,
    question: ReadQuestion,
    given: GivenWords,
  ): Omit<Candidate, 'entry'> {
    const { units, hasPronoun, speaksOfSelf } = question;
    let whole = 0;
    let found = 0;
    let openParts = 0;
    for (const part of phrase.parts) {
      if ('term' in part) {
        const own = weightOf(part.term);
        whole += own;
        found += own * (given.terms.get(part.term) ?? 0);
        continue;
      }
      const { slot } = part;
      whole += slotWeight;
      if (given.slots.has(slot) || (slot === 'person' && speaksOfSelf)) found += slotWeight;
      else if (openSlots.includes(slot)) openParts += 1;
      else if (hasPronoun) found += slotWeight * 0.8;
      else if (one.entry.needs.includes(slot)) found += slotWeight * 0.3;
    }
    // Free words count only as far as the words around them are those of the phrase.
    const around = whole - openParts * slotWeight;
    const openShare =
      openParts === 0 || around === 0
        ? 0
        : (found / around) * Math.min(1, around / tellingWeights[one.entry.kind]);
    let weight = 0;
    let explained = 0;
    let hasOpenWords = false;
    for (const [at, unit] of units.entries()) {
      const own = given.weights[at] ?? 0;
      weight += own;
      explained += own * explains(one, unit, phrase, openShare);
      hasOpenWords ||= unit.meaning?.kind === 'content' && !one.terms.has(unit.meaning.term);
    }
    if (hasOpenWords) found += openParts * slotWeight * openPartShare;
    else if (openParts > 0 && hasPronoun) found += openParts * slotWeight * 0.8;
    const recall = whole === 0 ? 1 : found / whole;
    let shared = 0;
    for (const word of given.wording) if (phrase.wording.has(word)) shared += 1;
    const wording = (2 * shared) / Math.max(given.wording.size + phrase.wording.size, 1);
    // A question of small words only is compared by its wording.
    const precision =
      weight < leastWeight ? wording : (explained + wordingWeight * wording) / (weight + wordingWeight);
    const aboutSelf = phrase.isAboutSelf && !question.hasOwn ? notAboutSelf : 1;
    // A question of small words is told from others by nothing but its wording.
    const closeness = given.isBare
      ? 0.3 + 0.2 * recall + 0.5 * wording
      : 0.36 + 0.44 * recall + 0.2 * wording;
    const isSame = recall >= allButRounding && explained >= weight * allButRounding && wording >= sameWording;
    return {
      score: (isSame ? 1 : precision * closeness) * aboutSelf * moodFactor(question.isQuestion, one.entry),
      explained: precision,
    };
  }

  /** Returns what the question gives to compare with the phrases. */
  function readGiven({ units, words, isBare }: ReadQuestion): GivenWords {
    const terms = new Map<string, number>();
    const wording = new Set<string>();
    const slots = new Set<SlotName>();
    for (const { meaning, spans, from, to, isToday } of units) {
      if (isToday) for (const word of words.slice(from, to)) wording.add(word);
      for (const { slot } of spans) for (const name of [slot, ...(convertible[slot] ?? [])]) slots.add(name);
      if (meaning === null) {
        for (const { slot } of spans) wording.add(`{${slot}}`);
        continue;
      }
      terms.set(meaning.term, Math.max(terms.get(meaning.term) ?? 0, meaning.similarity));
      if (meaning.kind === 'content') wording.add(meaning.term);
      else for (const word of words.slice(from, to)) wording.add(word);
    }
    return { terms, wording, slots, isBare, weights: units.map(weightOfUnit) };
  }

  /** The phrases by what they contain: terms, and slots in braces. */
  const byPart = new Map<string, Located[]>();
  for (const one of indexed)
    for (const phrase of one.phrases) {
      const keys = phrase.parts.map((part) => ('term' in part ? part.term : `{${part.slot}}`));
      for (const key of new Set(keys.length === 0 ? [''] : keys))
        byPart.get(key)?.push({ one, phrase }) ?? byPart.set(key, [{ one, phrase }]);
    }

  /** Returns the phrases that have something in common with a question, more than a word that asks. */
  function findNear({ terms, slots, isBare }: GivenWords): ReadonlySet<Located> {
    const content = [...terms.keys()].filter((term) => isBare || !term.startsWith('?'));
    const keys = [...content, ...[...slots].map((slot) => `{${slot}}`), ...(isBare ? [''] : [])];
    const near = new Map<Phrase, Located>();
    for (const located of keys.flatMap((key) => byPart.get(key) ?? [])) near.set(located.phrase, located);
    return new Set(near.values());
  }

  return {
    rank(question) {
      const given = readGiven(question);
      const best = new Map<IndexedEntry, Omit<Candidate, 'entry'>>();
      for (const { one, phrase } of findNear(given)) {
        const found = score(one, phrase, question, given);
        if (found.score > (best.get(one)?.score ?? 0)) best.set(one, found);
      }
      return [...best]
        .map(([{ entry }, found]): Candidate => ({ entry, ...found }))
        .sort((a, b) => b.score - a.score);
    },
    unexplained(question, entry) {
      const one = byEntry.get(entry.key);
      if (!one) return [];
      return question.units.filter(
        (unit) =>
          unit.meaning !== null && unit.meaning.kind === 'content' && explains(one, unit, null, 0) < 0.5,
      );
    },
  };
}

/** A phrase with its entry. */
interface Located {
  readonly one: IndexedEntry;
  readonly phrase: Phrase;
}

/** A question, as it is compared with phrases. */
interface GivenWords {
  /** Each term with how sure its reading is. */
  readonly terms: ReadonlyMap<string, number>;
  readonly wording: ReadonlySet<string>;
  readonly slots: ReadonlySet<SlotName>;
  /** True for a question of small words only. */
  readonly isBare: boolean;
  /** The weight of each unit. */
  readonly weights: readonly number[];
}

/** Reads an example: its terms and slots. */
function readPhrase(text: string, language: Language, vocabularies: Vocabularies): Phrase {
  const own = vocabularies[language];
  const parts: Part[] = [];
  const wording = new Set<string>();
  for (const [index, piece] of text.split(slotInBraces).entries()) {
    if (index % 2 === 1) {
      parts.push({ slot: piece as SlotName });
      wording.add(`{${piece}}`);
      continue;
    }
    const words = tokenize(piece).map(({ word }) => word);
    for (let at = 0; at < words.length; ) {
      const expression = own.findExpression(words, at) ?? vocabularies.en.findExpression(words, at);
      const word = words[at] ?? '';
      const meaning = expression ? null : (own.lookUp(word) ?? vocabularies.en.lookUp(word));
      const term = expression?.term ?? (meaning?.kind === 'function' ? undefined : meaning?.term);
      if (term !== undefined) parts.push({ term });
      wording.add(term === undefined || meaning?.kind === 'asks' ? word : term);
      at += expression?.length ?? 1;
    }
  }
  const terms = new Set(parts.flatMap((part) => ('term' in part ? [part.term] : [])));
  const isAboutSelf = [...wording].some((word) => possessives[language].includes(word));
  return { parts, terms, wording, isAboutSelf };
}
