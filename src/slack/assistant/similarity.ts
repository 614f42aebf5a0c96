import { type Entry, languages, type SlotName } from '../kit/question.ts';
import { tokenize } from './text.ts';
import type { ReadQuestion } from './units.ts';

/** Parts of a text with their weights. */
type Features = ReadonlyMap<string, number>;

export interface SimilarityIndex {
  /** Returns how alike a question and the examples of each entry are, from 0 to 1; entries without likeness are absent. */
  readonly compare: (question: ReadQuestion) => ReadonlyMap<Entry, number>;
}

const weights = { word: 1, pair: 0.7, first: 0.7, letters: 0.35 } as const;
const lettersLength = 4;

/** Slots that names fill. Vendors, tools and models share names, so they share a placeholder. */
const placeholders: Partial<Readonly<Record<SlotName, string>>> = {
  useCase: '{useCase}',
  person: '{person}',
  incident: '{incident}',
  vendor: '{name}',
  tool: '{name}',
  model: '{name}',
};

/** Returns the weights of words, pairs of neighbours and sequences of letters, as a vector of length 1. */
function extractFeatures(words: readonly string[]): Features {
  const features = new Map<string, number>();
  const add = (key: string, weight: number) => features.set(key, (features.get(key) ?? 0) + weight);
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    add(`word ${word}`, weights.word);
    add(before === undefined ? `first ${word}` : `pair ${before} ${word}`, weights.pair);
    if (word.startsWith('{')) continue;
    const bounded = `^${word}$`;
    for (let from = 0; from + lettersLength <= bounded.length; from += 1)
      add(`letters ${bounded.slice(from, from + lettersLength)}`, weights.letters);
  }
  return features;
}

const foldNumber = (word: string): string => (/^\d+$/.test(word) ? '0' : word);

/** Returns the words of an example, with placeholders for its slots. */
const wordsOfExample = (example: string): readonly string[] =>
  example.split(/\{(\w+)\}/).flatMap((piece, index) => {
    if (index % 2 === 0) return tokenize(piece).map(({ word }) => foldNumber(word));
    return placeholders[piece as SlotName] ?? [];
  });

/** Returns the words of a question, with placeholders for the names in it. */
function wordsOfQuestion({ words, spans }: ReadQuestion): readonly string[] {
  const names = spans.flatMap(({ slot, from, to, isWord }) => {
    const placeholder = placeholders[slot];
    return placeholder === undefined || isWord ? [] : [{ placeholder, from, to }];
  });
  const found: string[] = [];
  for (let at = 0; at < words.length; ) {
    const name = names.filter(({ from }) => from === at).sort((a, b) => b.to - a.to)[0];
    found.push(name?.placeholder ?? foldNumber(words[at] ?? ''));
    at = name?.to ?? at + 1;
  }
  return found;
}

const normalize = (features: Features): Features => {
  const length = Math.hypot(...features.values()) || 1;
  return new Map([...features].map(([key, weight]) => [key, weight / length]));
};

/**
 * Creates the index: for each entry the mean of its examples, weighted by how few examples have a feature (Rocchio's
 * classifier over TF-IDF). It finds likeness in wording that the meanings of single words miss.
 */
export function createSimilarityIndex(entries: readonly Entry[]): SimilarityIndex {
  const examples = entries.flatMap((entry) =>
    languages.flatMap((language) =>
      (entry.examples[language] ?? []).map((text) => ({
        entry,
        features: extractFeatures(wordsOfExample(text)),
      })),
    ),
  );
  const spread = new Map<string, number>();
  for (const { features } of examples)
    for (const key of features.keys()) spread.set(key, (spread.get(key) ?? 0) + 1);
  // Only the number is kept, and not the examples.
  const total = examples.length;
  const most = Math.log(total);
  /** Returns the features that examples have, weighted by their rarity, as a vector of length 1. */
  const weigh = (features: Features): Features =>
    normalize(
      new Map(
        [...features].flatMap(([key, weight]) => {
          const count = spread.get(key);
          return count === undefined ? [] : [[key, (weight * Math.log(total / count)) / most]];
        }),
      ),
    );
  const sums = new Map<Entry, Map<string, number>>(entries.map((entry) => [entry, new Map()]));
  for (const { entry, features } of examples) {
    const sum = sums.get(entry);
    if (sum) for (const [key, weight] of weigh(features)) sum.set(key, (sum.get(key) ?? 0) + weight);
  }
  const postings = new Map<string, number[]>();
  for (const [place, entry] of entries.entries())
    for (const [key, weight] of normalize(sums.get(entry) ?? new Map())) {
      const known = postings.get(key);
      if (known) known.push(place, weight);
      else postings.set(key, [place, weight]);
    }
  // As objects, they took 8 MB more.
  const ranges = new Map<string, readonly [from: number, to: number]>();
  const pairs = [...postings.values()].reduce((sum, list) => sum + list.length / 2, 0);
  const places = new Uint16Array(pairs);
  const shares = new Float64Array(pairs);
  let at = 0;
  for (const [key, list] of postings) {
    const from = at;
    for (let index = 0; index < list.length; index += 2, at += 1) {
      places[at] = list[index] ?? 0;
      shares[at] = list[index + 1] ?? 0;
    }
    ranges.set(key, [from, at]);
  }
  return {
    compare(question) {
      const found = new Float64Array(entries.length);
      for (const [key, weight] of weigh(extractFeatures(wordsOfQuestion(question)))) {
        const [from, to] = ranges.get(key) ?? [0, 0];
        for (let pair = from; pair < to; pair += 1) {
          const place = places[pair] ?? 0;
          found[place] = (found[place] ?? 0) + weight * (shares[pair] ?? 0);
        }
      }
      return new Map(
        entries.flatMap((entry, place) => {
          const likeness = found[place] ?? 0;
          return likeness > 0 ? [[entry, likeness] as const] : [];
        }),
      );
    },
  };
}
