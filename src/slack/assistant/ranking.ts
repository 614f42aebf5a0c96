import type { Pace } from '../../operations/pause.ts';
import { type Entry, languages, type SlotName } from '../kit/question.ts';
import { type Memory, referents } from './fill-slots.ts';
import { possessives } from './lexicon/function-words.ts';
import { createMoodModel, type Moods } from './mood.ts';
import { type Comparison, type NearEntry, nothingInCommon, type PhraseIndex } from './phrases.ts';
import { createFormIndex } from './sentence-form.ts';
import { createSimilarityIndex, type ExampleWords, readExamples } from './similarity.ts';
import type { ReadQuestion } from './units.ts';
import type { Vocabularies } from './vocabulary.ts';

/** The score of a question in the very words of an example. */
export const exact = 0.99;
/** The least lead over the second entry. */
export const margin = 0.05;
/** The weights of the comparison by meaning and of the likeness in wording. */
const weights = { meaning: 0.4, likeness: 0.8 } as const;
/** The likeness from which it counts more for entries that share no meaning with the question. */
const alike = 0.4;
const weightWhereAlike = 1.2;

/** The share of the highest score that an entry must be able to reach, to be compared phrase by phrase. */
const worthComparing = 0.6;
/** Most entries score less than this, and are never offered. */
const negligible = 0.1;

/** An entry with its score of both comparisons together. */
export interface Ranked extends Comparison {
  readonly entry: Entry;
  /** The likeness in wording alone, from 0 to 1. */
  readonly likeness: number;
}

/** Returns entries, the best first. */
export type Rank = (question: ReadQuestion, memory: Memory | null) => readonly Ranked[];

/** Creates the ranking of entries, by single examples and by the likeness to all examples together. */
export async function createRanking(
  entries: readonly Entry[],
  index: PhraseIndex,
  vocabularies: Vocabularies,
  pace: Pace,
): Promise<Rank> {
  const examples: ExampleWords[] = [];
  for (const entry of entries) {
    examples.push(readExamples(entry));
    await pace();
  }
  const similarity = await createSimilarityIndex(examples, pace);
  const mood = await createMoodModel(entries, examples, pace);
  const forms = await createFormIndex(entries, vocabularies, pace);
  const areRequests = entries.map(({ wording }) => wording === 'request');
  const needing = new Map<SlotName, readonly number[]>(
    referentsAndTimes.map((slot) => [slot, placesWhere(entries, ({ needs }) => needs.includes(slot))]),
  );
  const ignoringOwn = listAboutAll(entries, examples);
  /** Returns the factors of questions and requests. */
  function readMoods(question: ReadQuestion): Moods {
    const moods = mood.factors(question);
    const isShort = question.form === 'fragment' && question.units.length <= maxShort;
    return isShort ? { ...moods, request: moods.request * ofShortRequest } : moods;
  }

  return (question, memory) => {
    const likeness = similarity.compare(question);
    const factors = forms.factors(question.form).slice();
    const weaken = (places: readonly number[], factor: number): void => {
      for (const place of places) factors[place] = (factors[place] ?? 1) * factor;
    };
    for (const slot of findMissing(question, memory)) weaken(needing.get(slot) ?? [], withoutName);
    if (question.hasOwn) weaken(ignoringOwn, aboutAll);
    const moods = readMoods(question);
    const weigh = (place: number, score: number): number => {
      const like = likeness[place] ?? 0;
      // A question of small words shares no meaning with its examples: "is there already something for".
      const weight = score === 0 && like >= alike ? weightWhereAlike : weights.likeness;
      return (weights.meaning * score + weight * like) * (factors[place] ?? 1);
    };
    let highest = 0;
    for (let place = 0; place < likeness.length; place += 1) {
      likeness[place] = (likeness[place] ?? 0) * (areRequests[place] ? moods.request : moods.question);
      highest = Math.max(highest, weigh(place, 0));
    }
    const { entries: near, compare } = index.findNear(question, moods);
    const limited: { readonly one: NearEntry; readonly most: number }[] = [];
    for (const one of near) {
      const most = weigh(one.place, one.most);
      if (most >= highest * worthComparing) limited.push({ one, most });
    }
    limited.sort((a, b) => b.most - a.most);
    const compared = new Map<number, Comparison>();
    for (const { one, most } of limited) {
      if (most < highest * worthComparing) break;
      const found = compare(one);
      compared.set(one.place, found);
      highest = Math.max(highest, weigh(one.place, found.score));
    }
    const ranked: Ranked[] = [];
    for (let place = 0; place < likeness.length; place += 1) {
      const { score, explained } = compared.get(place) ?? nothingInCommon;
      const together = weigh(place, score);
      const entry = entries[place];
      if (together < negligible || !entry) continue;
      const isAlike = score === 0 && (likeness[place] ?? 0) >= alike;
      ranked.push({
        entry,
        likeness: likeness[place] ?? 0,
        explained: isAlike ? 1 : explained,
        score: score >= exact ? score + together / 100 : together,
      });
    }
    return ranked.sort((a, b) => b.score - a.score);
  };
}

/** Returns the places of the entries for which something holds. */
const placesWhere = (
  entries: readonly Entry[],
  holds: (entry: Entry, place: number) => boolean,
): readonly number[] => entries.flatMap((entry, place) => (holds(entry, place) ? [place] : []));

/** Returns the places of the entries that are about everything. By itself, so that no closure keeps the examples. */
const listAboutAll = (entries: readonly Entry[], examples: readonly ExampleWords[]): readonly number[] =>
  placesWhere(entries, (entry, place) => isAboutAll(entry, examples[place] ?? []));

/** The factor of an entry that is about everything, for a question about "my" things. */
const aboutAll = 0.9;
const own = new Set(languages.flatMap((language) => possessives[language]));

/** Returns whether an entry neither is about one use case or person nor has an example with "my". */
const isAboutAll = ({ needs, takes }: Entry, examples: ExampleWords): boolean =>
  ![...needs, ...takes].some((slot) => slot === 'useCase' || slot === 'person') &&
  !examples.some(({ words }) => words.some((word) => own.has(word)));

/** A few words without a verb rather ask for a fact: "volunteers UC-2". */
const maxShort = 5;
const ofShortRequest = 0.88;

/** The slots that a question may leave out. */
const referentsAndTimes: readonly SlotName[] = [...referents, 'day'];

/** The factor for each needed name that the question neither gives nor refers to. */
const withoutName = 0.9;

/** Returns the names that a question neither gives nor refers to: "what do we spend?" names nothing. */
function findMissing(
  { spans, hasPronoun, speaksOfSelf }: ReadQuestion,
  memory: Memory | null,
): ReadonlySet<SlotName> {
  if (hasPronoun || speaksOfSelf) return new Set();
  const given = new Set(spans.map(({ slot }) => slot));
  const missing = new Set(referents.filter((slot) => memory?.slots[slot] === undefined && !given.has(slot)));
  // A period stands for its last day only where nothing asks about the period itself.
  if (given.has('period') && !given.has('day')) missing.add('day');
  return missing;
}

/** Moves an entry to the front whose answer contains the fact of the first, when both are about as likely. */
export function preferCovering(ranked: readonly Ranked[]): readonly Ranked[] {
  const [best] = ranked;
  const covering = ranked.find(
    ({ entry, score }) => best && best.score - score < margin && entry.covers?.includes(best.entry.key),
  );
  if (!best || !covering || best.score >= exact) return ranked;
  const front = { ...covering, score: best.score };
  return [front, ...ranked.filter((one) => one !== covering)];
}

/** The score of the last entry for a question without content, above every other. */
const repeated = 1.2;

/** How much an entry gains that "it" can be about, and how much one loses that it cannot. */
const continues = 0.04;
/** The gain of an entry that needs what a pronoun stands for: "who owns it?". */
const needsReferent = 0.1;
const breaksOff = 0.05;

/** Prefers entries about what "it" stands for, when the question says "it". */
export function continueFrom(
  memory: Memory | null,
  { hasPronoun, spans, isBare }: ReadQuestion,
  ranked: readonly Ranked[],
): readonly Ranked[] {
  const kept = memory === null ? [] : referents.filter((slot) => memory.slots[slot] !== undefined);
  const isNamed = spans.some(({ slot }) => kept.includes(slot));
  if (memory === null || kept.length === 0 || isNamed || (!hasPronoun && !memory.isOpen)) return ranked;
  return ranked
    .map((one): Ranked => {
      const accepted: readonly SlotName[] = [...one.entry.needs, ...one.entry.takes];
      const isNeeded = hasPronoun && kept.some((slot) => one.entry.needs.includes(slot));
      const isTaken = kept.some((slot) => accepted.includes(slot));
      const gain = isNeeded ? needsReferent : isTaken ? continues : -breaksOff;
      // "Why not?" says nothing by itself: it asks about the last answer again.
      if (isBare && one.entry.key === memory.entry) return { ...one, score: repeated, explained: 1 };
      return { ...one, score: one.score + (hasPronoun || gain > 0 ? gain : 0) };
    })
    .sort((a, b) => b.score - a.score);
}
