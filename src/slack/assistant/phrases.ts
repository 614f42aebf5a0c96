import type { Pace } from '../../operations/pause.ts';
import { type Entry, languages, type SlotName } from '../kit/question.ts';
import { genericNames } from './lexicon/function-words.ts';
import type { Moods } from './mood.ts';
import { type Part, type Phrase, readPhrase } from './phrase.ts';
import { createPhraseTable, type SearchWords } from './phrase-table.ts';
import { tokenize } from './text.ts';
import type { ReadQuestion, Unit } from './units.ts';
import type { Vocabularies } from './vocabulary.ts';

/** How well an entry fits a question. */
export interface Comparison {
  /** From 0 to 1. */
  readonly score: number;
  /** The share of the question's meaning that the entry explains, from 0 to 1. */
  readonly explained: number;
}

export const nothingInCommon: Comparison = { score: 0, explained: 0 };

/** An entry that has something in common with a question, before its phrases are compared one by one. */
export interface NearEntry {
  /** The place of the entry in the list of entries. */
  readonly place: number;
  /** The highest score that it can have. */
  readonly most: number;
  /** The places of the phrases that have something in common with the question. */
  readonly phrases: readonly number[];
}

/** The entries that have something in common with a question, in no order. */
export interface Near {
  readonly entries: readonly NearEntry[];
  /** Compares the phrases of an entry one by one. Only before the next question is looked up. */
  readonly compare: (one: NearEntry) => Comparison;
}

export interface PhraseIndex {
  readonly findNear: (question: ReadQuestion, moods: Moods) => Near;
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
const generic = new Set(genericNames);
/** Slots that take words as they were typed. */
const openSlots: readonly SlotName[] = ['words', 'tool'];

/** Slots whose values stand for others: a period for its last day. */
const convertible: Partial<Readonly<Record<SlotName, readonly SlotName[]>>> = {
  period: ['day'],
  day: ['period'],
  vendor: ['tool'],
};

/** Returns the phrases of each entry. The vocabularies learn their words. */
async function readPhrases(
  entries: readonly Entry[],
  vocabularies: Vocabularies,
  pace: Pace,
): Promise<readonly (readonly Phrase[])[]> {
  const texts = entries.map(({ examples }) =>
    languages.flatMap((language) => (examples[language] ?? []).map((text) => ({ language, text }))),
  );
  for (const ofEntry of texts) {
    for (const { language, text } of ofEntry)
      for (const { word } of tokenize(text.replace(/\{\w+\}/g, ' '))) vocabularies[language].learn(word);
    await pace();
  }
  const phrases: (readonly Phrase[])[] = [];
  for (const ofEntry of texts) {
    phrases.push(ofEntry.map(({ language, text }) => readPhrase(text, language, vocabularies)));
    await pace();
  }
  return phrases;
}

/** Returns the function that weighs terms: a word of few entries tells more than a word of many. */
function createTermWeights(phrases: readonly (readonly Phrase[])[]): (term: string) => number {
  const spread = new Map<string, number>();
  for (const ofEntry of phrases)
    for (const term of new Set(ofEntry.flatMap(({ terms }) => [...terms])))
      spread.set(term, (spread.get(term) ?? 0) + 1);
  // Not `phrases.length` in what is returned: it would keep all phrases in memory.
  const entryCount = phrases.length;
  const most = Math.log(1 + entryCount);
  return (term) => {
    const asking = askingWeights[term];
    if (asking !== undefined) return asking;
    if (generic.has(term)) return functionWeight;
    const count = spread.get(term);
    return count === undefined ? 1 : Math.max(0.3, Math.log(1 + entryCount / count) / most);
  };
}

/** Returns the names of slots that a unit can fill. */
const slotsOf = ({ spans }: Unit): readonly SlotName[] =>
  spans.flatMap(({ slot }) => [slot, ...(convertible[slot] ?? [])]);

/** Returns how much of a word a free text can be. */
function openShareOf({ meaning, isName, isAfterColon, isUnknown }: Unit): number {
  if (meaning?.kind === 'asks' && !isAfterColon) return 0;
  if (isName || isAfterColon) return openShares.name;
  return isUnknown ? openShares.unknown : openShares.known;
}

/** Creates the index of all examples. */
export async function createPhraseIndex(
  entries: readonly Entry[],
  vocabularies: Vocabularies,
  pace: Pace,
): Promise<PhraseIndex> {
  const phrases = await readPhrases(entries, vocabularies, pace);
  const weightOf = createTermWeights(phrases);
  const weightOfPart = (part: Part): number => ('term' in part ? weightOf(part.term) : slotWeight);
  await pace();
  const table = await createPhraseTable(phrases, weightOfPart, pace);
  const areOpen = Uint8Array.from(table.slots, (slots) =>
    Number(slots.some((slot) => openSlots.includes(slot))),
  );
  const indexed = entries.map(
    (entry, place): IndexedEntry => ({ entry, place, accepts: new Set([...entry.needs, ...entry.takes]) }),
  );
  const byEntry = new Map(indexed.map((one) => [one.entry.key, one]));

  function readUnit(unit: Unit): GivenUnit {
    const { meaning, isToday } = unit;
    const slots = slotsOf(unit);
    if (meaning === null) {
      // "Today" says hardly more than "now".
      const weight = isToday ? functionWeight : slotWeight * 1.4;
      return { ...withoutTerm, weight, slots, bySlot: 1 };
    }
    const { term, kind, similarity } = meaning;
    if (kind === 'function') return { ...withoutTerm, weight: functionWeight, least: 1 };
    return {
      ...{ weight: weightOf(term), slots, bySlot: 0.9, least: 0, similarity },
      ...{ term: table.numberOf(term) ?? null, openShare: openShareOf(unit), isContent: kind === 'content' },
    };
  }

  const knows = ({ place }: IndexedEntry, { term }: GivenUnit): boolean =>
    term !== null && table.knows(place, term);

  /** Returns how well an entry explains a unit without a phrase, from 0 to 1. */
  function explain(one: IndexedEntry, unit: GivenUnit): number {
    for (const slot of unit.slots) if (one.accepts.has(slot)) return unit.bySlot;
    return knows(one, unit) ? 0.8 * unit.similarity : unit.least;
  }

  /** Returns the highest share of a question's weight that a phrase of an entry can explain. */
  function limitPrecision(one: IndexedEntry, { units, weight }: GivenWords): number {
    let most = 0;
    for (const unit of units) {
      const base = explain(one, unit);
      const open = base > 0 ? 0 : unit.openShare;
      most += unit.weight * Math.max(base, open, knows(one, unit) ? unit.similarity : 0);
    }
    return (most + wordingWeight) / (weight + wordingWeight);
  }

  /** Writes the score of the phrase at a place into `scored`: an object for each phrase was a lot of garbage. */
  function score(
    { one, bases, hasOpenWords, mood }: ReadEntry,
    place: number,
    question: ReadQuestion,
    given: GivenWords,
    scored: Writable<Comparison>,
  ): void {
    const { weight } = given;
    const { entry } = one;
    const whole = table.wholes[place] ?? 0;
    let found = table.givenWeights[place] ?? 0;
    // The slots that the question gives or needs not give, and the free texts.
    let openParts = 0;
    for (const slot of table.slots[place] ?? []) {
      if (given.slots.has(slot) || (slot === 'person' && question.speaksOfSelf)) found += slotWeight;
      else if (openSlots.includes(slot)) openParts += 1;
      else if (question.hasPronoun) found += slotWeight * 0.8;
      else if (entry.needs.includes(slot)) found += slotWeight * 0.3;
    }
    const aboutSelf = table.areAboutSelf[place] === 1 && !question.hasOwn ? notAboutSelf : 1;
    const factor = aboutSelf * mood;
    // Free words count only as far as the words around them are those of the phrase.
    const around = whole - openParts * slotWeight;
    const openShare =
      openParts === 0 || around === 0
        ? 0
        : (found / around) * Math.min(1, around / tellingWeights[one.entry.kind]);
    let explained = 0;
    for (let at = 0; at < given.units.length; at += 1) {
      const unit = given.units[at];
      const base = bases[at] ?? 0;
      if (!unit) continue;
      const open = base > 0 ? 0 : unit.openShare;
      const hasTerm = unit.term !== null && table.hasTerm(place, unit.term);
      explained += unit.weight * (hasTerm ? unit.similarity : base + openShare * open);
    }
    if (hasOpenWords) found += openParts * slotWeight * openPartShare;
    else if (openParts > 0 && question.hasPronoun) found += openParts * slotWeight * 0.8;
    const recall = whole === 0 ? 1 : found / whole;
    const shared = table.countShared(place);
    const wording = (2 * shared) / Math.max(given.wordCount + table.countWords(place), 1);
    // A question of small words only is compared by its wording.
    const precision =
      weight < leastWeight ? wording : (explained + wordingWeight * wording) / (weight + wordingWeight);
    // A question of small words is told from others by nothing but its wording.
    const closeness = given.isBare
      ? 0.3 + 0.2 * recall + 0.5 * wording
      : 0.36 + 0.44 * recall + 0.2 * wording;
    const isSame = recall >= allButErrors && explained >= weight * allButErrors && wording >= sameWording;
    scored.score = (isSame ? 1 : precision * closeness) * factor;
    scored.explained = precision;
  }

  /** Returns what the question gives to compare with the phrases. */
  function readGiven({ units: all, words, isBare }: ReadQuestion): GivenWords {
    const terms = new Map<string, number>();
    const wording = new Set<string>();
    const slots = new Set(all.flatMap(slotsOf));
    for (const { meaning, spans, from, to, isToday } of all) {
      if (isToday) for (const word of words.slice(from, to)) wording.add(word);
      if (meaning === null) {
        for (const { slot } of spans) wording.add(`{${slot}}`);
        continue;
      }
      terms.set(meaning.term, Math.max(terms.get(meaning.term) ?? 0, meaning.similarity));
      if (meaning.kind === 'content') wording.add(meaning.term);
      else for (const word of words.slice(from, to)) wording.add(word);
    }
    const units = all.map(readUnit);
    const weight = units.reduce((sum, unit) => sum + unit.weight, 0);
    table.mark(wording);
    return { terms, slots, isBare, units, weight, wordCount: wording.size };
  }

  /** Returns the highest score that a phrase can have. */
  function limitOf(place: number, precision: number, isLimited: boolean): number {
    if (!isLimited || areOpen[place] === 1) return 1;
    const whole = table.wholes[place] ?? 0;
    const slots = (table.slots[place]?.length ?? 0) * slotWeight;
    const reach = whole === 0 ? 1 : ((table.givenWeights[place] ?? 0) + slots) / whole;
    return reach < allButErrors ? precision * (0.56 + 0.44 * reach) : 1;
  }

  return {
    findNear(question, moods) {
      const given = readGiven(question);
      const isLimited = !given.isBare && given.weight >= leastWeight;
      const near: NearEntry[] = [];
      table.search(given).forEach((places, at) => {
        const one = indexed[at];
        if (!one) return;
        const precision = limitPrecision(one, given);
        let most = 0;
        for (const place of places) most = Math.max(most, limitOf(place, precision, isLimited));
        near.push({ place: at, most, phrases: places });
      });
      return {
        entries: near,
        compare({ place: at, phrases }) {
          const one = indexed[at];
          if (!one) return nothingInCommon;
          const read: ReadEntry = {
            one,
            bases: given.units.map((unit) => explain(one, unit)),
            hasOpenWords: given.units.some((unit) => unit.isContent && !knows(one, unit)),
            mood: moods[one.entry.wording],
          };
          const precision = limitPrecision(one, given);
          let best = nothingInCommon;
          let limitOfBest = 0;
          const found = { ...nothingInCommon };
          for (const place of phrases) {
            const limit = limitOf(place, precision, isLimited);
            if (limit <= best.score) continue;
            score(read, place, question, given, found);
            // Of equal phrases, the one that could have scored most counts.
            const isBetter = found.score > best.score || (found.score === best.score && limit > limitOfBest);
            if (!isBetter || found.score <= 0) continue;
            best = { ...found };
            limitOfBest = limit;
          }
          return best;
        },
      };
    },
    unexplained(question, entry) {
      const one = byEntry.get(entry.key);
      if (!one) return [];
      return question.units.filter(
        (unit) => unit.meaning?.kind === 'content' && explain(one, readUnit(unit)) < 0.5,
      );
    },
  };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface IndexedEntry {
  readonly entry: Entry;
  /** The place in the list of entries. */
  readonly place: number;
  readonly accepts: ReadonlySet<SlotName>;
}

/** A unit of a question, as it is compared with phrases. */
interface GivenUnit {
  readonly weight: number;
  /** The number of its term; null for a name, a small word and a term that no phrase has. */
  readonly term: number | null;
  /** How sure the reading of the term is, from 0 to 1. */
  readonly similarity: number;
  /** The slots that it can fill, and how well an entry with one of them explains it. */
  readonly slots: readonly SlotName[];
  readonly bySlot: number;
  /** How well every entry explains it: 1 for a small word, otherwise 0. */
  readonly least: number;
  /** How much of it a free text can be where nothing else explains it. */
  readonly openShare: number;
  readonly isContent: boolean;
}

const withoutTerm = {
  ...{ term: null, similarity: 0, slots: [], bySlot: 0, least: 0, openShare: 0, isContent: false },
} as const;

/** A question as one entry reads it. */
interface ReadEntry {
  readonly one: IndexedEntry;
  /** How well the entry explains each unit without a phrase. */
  readonly bases: readonly number[];
  /** True when words are left that the entry does not know. */
  readonly hasOpenWords: boolean;
  readonly mood: number;
}

/** A question, as it is compared with phrases. */
interface GivenWords extends SearchWords {
  readonly units: readonly GivenUnit[];
  /** The weight of all units. */
  readonly weight: number;
  /** The number of its words, small ones too. */
  readonly wordCount: number;
}
