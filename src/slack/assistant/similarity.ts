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

/** Vectors that are all compared with another one. */
interface Vectors {
  /** Returns the product of each with a vector, in their order. */
  readonly multiply: (vector: Features) => Float64Array;
}

/** Stores vectors by feature. As objects, those of the entries alone took 8 MB more. */
function storeVectors(vectors: readonly Features[]): Vectors {
  const counts = new Map<string, number>();
  for (const vector of vectors) for (const key of vector.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  const starts = new Map<string, number>();
  let total = 0;
  for (const [key, count] of counts) {
    starts.set(key, total);
    total += count;
  }
  const places = new Uint16Array(total);
  const weightsThere = new Float32Array(total);
  const next = new Map(starts);
  for (const [place, vector] of vectors.entries())
    for (const [key, weight] of vector) {
      const at = next.get(key) ?? 0;
      places[at] = place;
      weightsThere[at] = weight;
      next.set(key, at + 1);
    }
  return {
    multiply(vector) {
      const products = new Float64Array(vectors.length);
      for (const [key, weight] of vector) {
        const from = starts.get(key) ?? 0;
        const to = from + (counts.get(key) ?? 0);
        for (let at = from; at < to; at += 1) {
          const place = places[at] ?? 0;
          products[place] = (products[place] ?? 0) + weight * (weightsThere[at] ?? 0);
        }
      }
      return products;
    },
  };
}

/** The number of examples of an entry that count for how near its nearest are. */
const nearestCount = 3;

/** Returns the mean of the highest values in a part of a list; values that are missing count as 0. */
function meanOfHighest(values: Float64Array, from: number, to: number): number {
  let [first, second, third] = [0, 0, 0];
  for (let at = from; at < to; at += 1) {
    const value = values[at] ?? 0;
    if (value > first) [first, second, third] = [value, first, second];
    else if (value > second) [second, third] = [value, second];
    else if (value > third) third = value;
  }
  return (first + second + third) / nearestCount;
}

/**
 * Creates the index. The features of examples are weighted by how few examples have them (TF-IDF). Half of the likeness
 * is that to the mean of an entry's examples (Rocchio's classifier), half is that to its three nearest examples. It
 * finds likeness in wording that the meanings of single words miss.
 */
export function createSimilarityIndex(entries: readonly Entry[]): SimilarityIndex {
  const examples = entries.map((entry) =>
    languages.flatMap((language) =>
      (entry.examples[language] ?? []).map((text) => extractFeatures(wordsOfExample(text))),
    ),
  );
  const spread = new Map<string, number>();
  for (const features of examples.flat())
    for (const key of features.keys()) spread.set(key, (spread.get(key) ?? 0) + 1);
  const total = examples.flat().length;
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
  const weighed = examples.map((ofEntry) => ofEntry.map(weigh));
  const singles = storeVectors(weighed.flat());
  const means = storeVectors(weighed.map(sumUp));
  const ranges: (readonly [from: number, to: number])[] = [];
  for (const [place, { length }] of weighed.entries()) {
    const from = ranges[place - 1]?.[1] ?? 0;
    ranges.push([from, from + length]);
  }
  return {
    compare(question) {
      const vector = weigh(extractFeatures(wordsOfQuestion(question)));
      const toMean = means.multiply(vector);
      const toSingle = singles.multiply(vector);
      return new Map(
        entries.flatMap((entry, place) => {
          const [from, to] = ranges[place] ?? [0, 0];
          const likeness = ((toMean[place] ?? 0) + meanOfHighest(toSingle, from, to)) / 2;
          return likeness > 0 ? [[entry, likeness] as const] : [];
        }),
      );
    },
  };
}

/** Returns the direction of the sum of vectors. */
function sumUp(vectors: readonly Features[]): Features {
  const sum = new Map<string, number>();
  for (const vector of vectors)
    for (const [key, weight] of vector) sum.set(key, (sum.get(key) ?? 0) + weight);
  return normalize(sum);
}
