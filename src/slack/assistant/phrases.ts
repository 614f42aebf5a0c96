import { type Entry, languages, type SlotName } from '../kit/question.ts';
import { genericNames } from './lexicon/function-words.ts';
import { type Part, type Phrase, readPhrase, type UnweighedPart } from './phrase.ts';
import { tokenize } from './text.ts';
import type { ReadQuestion, Unit } from './units.ts';
import type { Vocabularies } from './vocabulary.ts';

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

/** An entry that has something in common with a question, before its phrases are compared one by one. */
export interface NearEntry {
  readonly entry: Entry;
  /** The highest score that it can have. */
  readonly most: number;
  /** Compares its phrases one by one. Only before the next question is looked up. */
  readonly compare: () => Candidate;
}

export interface PhraseIndex {
  /** Returns the entries that have something in common with a question, in no order. */
  readonly findNear: (question: ReadQuestion) => readonly NearEntry[];
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
const allButErrors = 0.95;
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
  const read = texts.map(({ entry, examples }) => {
    const phrases = examples.map(({ language, text }) => readPhrase(text, language, vocabularies));
    return { entry, phrases, terms: new Set(phrases.flatMap(({ terms }) => [...terms])) };
  });
  const spread = new Map<string, number>();
  for (const { terms } of read) for (const term of terms) spread.set(term, (spread.get(term) ?? 0) + 1);
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

  const weighPart = (part: UnweighedPart): Part =>
    'term' in part ? { ...part, weight: weightOf(part.term) } : part;
  const indexed = read.map(({ entry, phrases, terms }): IndexedEntry => {
    const weighed = phrases.map((phrase): Phrase => {
      const parts = phrase.parts.map(weighPart);
      const whole = parts.reduce((sum, part) => sum + ('term' in part ? part.weight : slotWeight), 0);
      const slots = parts.flatMap((part) => ('slot' in part ? [part.slot] : []));
      return { ...phrase, parts, slots, whole, isOpen: slots.some((slot) => openSlots.includes(slot)) };
    });
    return { entry, phrases: weighed, terms, accepts: new Set([...entry.needs, ...entry.takes]) };
  });
  const byEntry = new Map(indexed.map((one) => [one.entry.key, one]));

  const isAccepted = ({ accepts }: IndexedEntry, { spans }: Unit): boolean =>
    spans.some(({ slot }) => accepts.has(slot) || convertible[slot]?.some((other) => accepts.has(other)));

  /** Returns how well an entry explains a unit without a phrase, and how much of it a free text can be. */
  function explain(one: IndexedEntry, unit: Unit, own: number): Explanation {
    const { meaning } = unit;
    const bySlot = isAccepted(one, unit);
    if (meaning === null) return { own, term: null, similarity: 0, base: bySlot ? 1 : 0, open: 0 };
    const { term, similarity, kind } = meaning;
    if (kind === 'function') return { own, term: null, similarity, base: 1, open: 0 };
    const base = bySlot ? 0.9 : one.terms.has(term) ? 0.8 * similarity : 0;
    const isFree = unit.isName || unit.isAfterColon;
    const share = isFree ? openShares.name : unit.isUnknown ? openShares.unknown : openShares.known;
    const isAsking = kind === 'asks' && !unit.isAfterColon;
    return { own, term, similarity, base, open: base > 0 || isAsking ? 0 : share };
  }

  /** Returns what an entry makes of a question, whatever the phrase. */
  function readFor(one: IndexedEntry, question: ReadQuestion, given: GivenWords): ReadEntry {
    const explanations = question.units.map((unit, at) => explain(one, unit, given.weights[at] ?? 0));
    let weight = 0;
    let most = 0;
    for (const { own, term, similarity, base, open } of explanations) {
      weight += own;
      most += own * Math.max(base, open, term !== null && one.terms.has(term) ? similarity : 0);
    }
    const hasOpenWords = question.units.some(
      ({ meaning }) => meaning?.kind === 'content' && !one.terms.has(meaning.term),
    );
    return { one, explanations, weight, most, hasOpenWords };
  }

  /** Returns the weight of the slots of a phrase that a question gives or needs not give, and the free texts. */
  function readSlots({ slots }: Phrase, { entry }: IndexedEntry, question: ReadQuestion, given: GivenWords) {
    let found = 0;
    let openParts = 0;
    for (const slot of slots) {
      if (given.slots.has(slot) || (slot === 'person' && question.speaksOfSelf)) found += slotWeight;
      else if (openSlots.includes(slot)) openParts += 1;
      else if (question.hasPronoun) found += slotWeight * 0.8;
      else if (entry.needs.includes(slot)) found += slotWeight * 0.3;
    }
    return { found, openParts };
  }

  /** Returns the score of a phrase. */
  function score(
    { one, explanations, weight, hasOpenWords }: ReadEntry,
    phrase: Phrase,
    givenTerms: number,
    question: ReadQuestion,
    given: GivenWords,
  ): Omit<Candidate, 'entry'> {
    const { whole } = phrase;
    const { found: foundSlots, openParts } = readSlots(phrase, one, question, given);
    let found = givenTerms + foundSlots;
    const aboutSelf = phrase.isAboutSelf && !question.hasOwn ? notAboutSelf : 1;
    const factor = aboutSelf * moodFactor(question.isQuestion, one.entry);
    // Free words count only as far as the words around them are those of the phrase.
    const around = whole - openParts * slotWeight;
    const openShare =
      openParts === 0 || around === 0
        ? 0
        : (found / around) * Math.min(1, around / tellingWeights[one.entry.kind]);
    let explained = 0;
    for (const { own, term, similarity, base, open } of explanations)
      explained += own * (term !== null && phrase.terms.has(term) ? similarity : base + openShare * open);
    if (hasOpenWords) found += openParts * slotWeight * openPartShare;
    else if (openParts > 0 && question.hasPronoun) found += openParts * slotWeight * 0.8;
    const recall = whole === 0 ? 1 : found / whole;
    let shared = 0;
    for (const word of given.wording) if (phrase.wording.has(word)) shared += 1;
    const wording = (2 * shared) / Math.max(given.wording.size + phrase.wording.size, 1);
    // A question of small words only is compared by its wording.
    const precision =
      weight < leastWeight ? wording : (explained + wordingWeight * wording) / (weight + wordingWeight);
    // A question of small words is told from others by nothing but its wording.
    const closeness = given.isBare
      ? 0.3 + 0.2 * recall + 0.5 * wording
      : 0.36 + 0.44 * recall + 0.2 * wording;
    const isSame = recall >= allButErrors && explained >= weight * allButErrors && wording >= sameWording;
    return { score: (isSame ? 1 : precision * closeness) * factor, explained: precision };
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

  /** All phrases with the place of their entry, and by what they contain those that do: terms, and slots in braces. */
  const all = indexed.flatMap(({ phrases }, entry) => phrases.map((phrase) => ({ entry, phrase })));
  const entryOf = Uint16Array.from(all, ({ entry }) => entry);
  const byPart = new Map<string, Located[]>();
  for (const [place, { phrase }] of all.entries()) {
    const own = new Map<string, number>(phrase.parts.length === 0 ? [['', 0]] : []);
    for (const part of phrase.parts) {
      const key = 'term' in part ? part.term : `{${part.slot}}`;
      own.set(key, (own.get(key) ?? 0) + ('term' in part ? part.weight : 0));
    }
    for (const [key, weight] of own) {
      const located = { place, weight };
      byPart.get(key)?.push(located) ?? byPart.set(key, [located]);
    }
  }

  /** The shortest phrase of each entry with a slot and a word that asks, if it has one: "person ?who". */
  const shortest = new Map<string, Located[]>();
  const found = new Set<string>();
  for (const [place, { entry, phrase }] of [...all.entries()].sort(
    ([, a], [, b]) => a.phrase.whole - b.phrase.whole,
  ))
    for (const slot of phrase.slots)
      for (const term of ['', ...phrase.terms]) {
        const key = `${slot} ${term}`;
        if ((term !== '' && !(term in askingWeights)) || found.has(`${entry} ${key}`)) continue;
        found.add(`${entry} ${key}`);
        const known = shortest.get(key) ?? [];
        if (known.push({ place, weight: 0 }) === 1) shortest.set(key, known);
      }

  /** What bounds the score of each phrase. As numbers: thousands are looked at for one question. */
  const wholes = Float64Array.from(all, ({ phrase }) => phrase.whole);
  const slotWeights = Float64Array.from(all, ({ phrase }) => phrase.slots.length * slotWeight);
  const areOpen = Uint8Array.from(all, ({ phrase }) => Number(phrase.isOpen));
  /** The weight that a question gives of each phrase, valid where the round is the current one. */
  const givenWeights = new Float64Array(all.length);
  const rounds = new Uint32Array(all.length);
  let round = 0;

  /** Returns the places of phrases that have something in common with a question, by entry; more than a word that asks. */
  function findPhrases({ terms, slots, isBare }: GivenWords): ReadonlyMap<number, number[]> {
    round += 1;
    const places: number[] = [];
    const add = ({ place, weight }: Located, similarity: number, isEnough: boolean): void => {
      if (rounds[place] === round) givenWeights[place] = (givenWeights[place] ?? 0) + weight * similarity;
      else if (isEnough) {
        rounds[place] = round;
        givenWeights[place] = weight * similarity;
        places.push(place);
      }
    };
    const addAll = (key: string, similarity: number, isEnough: boolean): void => {
      for (const located of byPart.get(key) ?? []) add(located, similarity, isEnough);
    };
    if (isBare) addAll('', 0, true);
    const isAsking = (term: string) => !isBare && term.startsWith('?');
    for (const [term, similarity] of terms) if (!isAsking(term)) addAll(term, similarity, true);
    // Most entries accept a use case. Where words tell more, the shortest phrases of each other entry are enough.
    const told = new Set(places.map((place) => entryOf[place]));
    const asked = ['', ...[...terms.keys()].filter(isAsking)];
    for (const slot of slots)
      if (told.size === 0) addAll(`{${slot}}`, 0, true);
      else
        for (const term of asked)
          for (const located of shortest.get(`${slot} ${term}`) ?? [])
            if (!told.has(entryOf[located.place])) add(located, 0, true);
    for (const [term, similarity] of terms) if (isAsking(term)) addAll(term, similarity, false);
    const near = new Map<number, number[]>();
    for (const place of places) {
      const entry = entryOf[place] ?? 0;
      near.get(entry)?.push(place) ?? near.set(entry, [place]);
    }
    return near;
  }

  /** Returns the highest score that a phrase can have. */
  function limitOf(place: number, precision: number, isLimited: boolean): number {
    if (!isLimited || areOpen[place] === 1) return 1;
    const whole = wholes[place] ?? 0;
    const reach = whole === 0 ? 1 : ((givenWeights[place] ?? 0) + (slotWeights[place] ?? 0)) / whole;
    return reach < allButErrors ? precision * (0.56 + 0.44 * reach) : 1;
  }

  return {
    findNear(question) {
      const given = readGiven(question);
      const near: NearEntry[] = [];
      for (const [at, places] of findPhrases(given)) {
        const one = indexed[at];
        if (!one) continue;
        const read = readFor(one, question, given);
        const precision = (read.most + wordingWeight) / (read.weight + wordingWeight);
        const isLimited = !given.isBare && read.weight >= leastWeight;
        let most = 0;
        for (const place of places) most = Math.max(most, limitOf(place, precision, isLimited));
        near.push({
          entry: one.entry,
          most,
          compare() {
            let best = { score: 0, explained: 0 };
            // The phrase that can score most is often the best, so that others need no comparison.
            const limited = places
              .map((place) => ({ place, limit: limitOf(place, precision, isLimited) }))
              .sort((a, b) => b.limit - a.limit);
            for (const { place, limit } of limited) {
              if (limit <= best.score) break;
              const phrase = all[place]?.phrase;
              if (!phrase) continue;
              const found = score(read, phrase, givenWeights[place] ?? 0, question, given);
              if (found.score > best.score) best = found;
            }
            return { entry: one.entry, ...best };
          },
        });
      }
      return near;
    },
    unexplained(question, entry) {
      const one = byEntry.get(entry.key);
      if (!one) return [];
      return question.units.filter(
        (unit) =>
          unit.meaning !== null && unit.meaning.kind === 'content' && explain(one, unit, 0).base < 0.5,
      );
    },
  };
}

/** How an entry explains a unit: by itself, and by a free text of one of its phrases. */
interface Explanation {
  /** The weight of the unit. */
  readonly own: number;
  /** Null for a name or a small word. */
  readonly term: string | null;
  readonly similarity: number;
  readonly base: number;
  readonly open: number;
}

/** A question as one entry reads it. */
interface ReadEntry {
  readonly one: IndexedEntry;
  readonly explanations: readonly Explanation[];
  /** The weight of all units, and the most of it that a phrase of the entry can explain. */
  readonly weight: number;
  readonly most: number;
  /** True when words are left that the entry does not know. */
  readonly hasOpenWords: boolean;
}

/** A phrase by one of its parts. */
interface Located {
  /** The place in the list of all phrases. */
  readonly place: number;
  /** The weight of the part in the phrase; 0 for a slot. */
  readonly weight: number;
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
