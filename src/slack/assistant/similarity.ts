import type { Pace } from '../../operations/pause.ts';
import { type Entry, languages, type SlotName } from '../kit/question.ts';
import { tokenize } from './text.ts';
import type { ReadQuestion } from './units.ts';

/** Parts of a text with their weights. */
type Features = ReadonlyMap<string, number>;

export interface SimilarityIndex {
  /** Returns how alike a question and the examples of each entry are, from 0 to 1, in the order of the entries. */
  readonly compare: (question: ReadQuestion) => Float64Array;
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

/** Returns the weights of words, pairs of neighbours and sequences of letters. */
function extractFeatures(words: readonly string[]): Features {
  const features = new Map<string, number>();
  const add = (key: string, weight: number) => features.set(key, (features.get(key) ?? 0) + weight);
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    add(`word ${word}`, weights.word);
    if (before === undefined) add(`first ${word}`, weights.first);
    else add(`pair ${before} ${word}`, weights.pair);
    if (word.startsWith('{')) continue;
    const bounded = `^${word}$`;
    for (let from = 0; from + lettersLength <= bounded.length; from += 1)
      add(`letters ${bounded.slice(from, from + lettersLength)}`, weights.letters);
  }
  return features;
}

const foldNumber = (word: string): string => (/^\d+$/.test(word) ? '0' : word);

/** The examples of an entry, each with its words and placeholders for its slots. */
export type ExampleWords = readonly { readonly text: string; readonly words: readonly string[] }[];

const wordsOfExample = (example: string): readonly string[] =>
  example.split(/\{(\w+)\}/).flatMap((piece, index) => {
    if (index % 2 === 0) return tokenize(piece).map(({ word }) => foldNumber(word));
    return placeholders[piece as SlotName] ?? [];
  });

/** Returns the examples of an entry in all languages. */
export const readExamples = ({ examples }: Entry): ExampleWords =>
  languages.flatMap((language) =>
    (examples[language] ?? []).map((text) => ({ text, words: wordsOfExample(text) })),
  );

/** Returns the words of a question, with placeholders for the names in it. */
export function wordsOfQuestion({ words, spans, units }: ReadQuestion): readonly string[] {
  const recorded = spans.flatMap(({ slot, from, to, isWord }) => {
    const placeholder = placeholders[slot];
    return placeholder === undefined || isWord ? [] : [{ placeholder, from, to }];
  });
  // A name that nobody has recorded yet: "may I use Notion AI?".
  const unrecorded = units
    .filter(({ isName }) => isName)
    .map(({ from, to }) => ({ placeholder: '{name}', from, to: words[to] === 'ai' ? to + 1 : to }));
  const names = [...recorded, ...unrecorded];
  const found: string[] = [];
  for (let at = 0; at < words.length; ) {
    const name = names.filter(({ from }) => from === at).sort((a, b) => b.to - a.to)[0];
    found.push(name?.placeholder ?? foldNumber(words[at] ?? ''));
    at = name?.to ?? at + 1;
  }
  return found;
}

/** Features by number, each with its weight; of length 1. */
interface Vector {
  readonly features: readonly number[];
  readonly weights: readonly number[];
}

function createVector(features: readonly number[], weights: readonly number[]): Vector {
  const length = Math.hypot(...weights) || 1;
  return { features, weights: weights.map((weight) => weight / length) };
}

/** Vectors that are all compared with another one. */
interface Vectors {
  /** Returns the product of each with a vector, in their order. Only until the next one is multiplied. */
  readonly multiply: (vector: Vector) => Float32Array;
}

const vectorsAtOnce = 500;

/** Stores vectors by feature. As objects, those of the entries alone took 8 MB more. */
async function storeVectors(vectors: readonly Vector[], featureCount: number, pace: Pace): Promise<Vectors> {
  const { length } = vectors;
  const ends = new Uint32Array(featureCount + 1);
  for (const { features } of vectors)
    for (const feature of features) ends[feature + 1] = (ends[feature + 1] ?? 0) + 1;
  for (let feature = 0; feature < featureCount; feature += 1)
    ends[feature + 1] = (ends[feature + 1] ?? 0) + (ends[feature] ?? 0);
  const total = ends[featureCount] ?? 0;
  const places = new Uint16Array(total);
  const shares = new Float32Array(total);
  const next = ends.slice();
  for (const [place, { features, weights }] of vectors.entries()) {
    for (const [index, feature] of features.entries()) {
      const at = next[feature] ?? 0;
      places[at] = place;
      shares[at] = weights[index] ?? 0;
      next[feature] = at + 1;
    }
    if (place % vectorsAtOnce === 0) await pace();
  }
  const products = new Float32Array(length);
  return {
    multiply({ features, weights }) {
      products.fill(0);
      for (let index = 0; index < features.length; index += 1) {
        const feature = features[index] ?? 0;
        const weight = weights[index] ?? 0;
        const to = ends[feature + 1] ?? 0;
        for (let at = ends[feature] ?? 0; at < to; at += 1) {
          const place = places[at] ?? 0;
          products[place] = (products[place] ?? 0) + weight * (shares[at] ?? 0);
        }
      }
      return products;
    },
  };
}

/** Returns the direction of the sum of vectors. */
function sumUp(vectors: readonly Vector[]): Vector {
  const sum = new Map<number, number>();
  for (const { features, weights } of vectors)
    for (const [index, feature] of features.entries())
      sum.set(feature, (sum.get(feature) ?? 0) + (weights[index] ?? 0));
  return createVector([...sum.keys()], [...sum.values()]);
}

/** The number of examples of an entry that count for how near its nearest are. */
const nearestCount = 3;

/** Returns the mean of the highest values in a part of a list; values that are missing count as 0. */
function meanOfHighest(values: Float32Array, from: number, to: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  for (let at = from; at < to; at += 1) {
    const value = values[at] ?? 0;
    // Most are not among the highest.
    if (value <= third) continue;
    third = Math.min(value, second);
    second = Math.min(Math.max(value, second), first);
    first = Math.max(value, first);
  }
  return (first + second + third) / nearestCount;
}

/**
 * Creates the index. The features of examples are weighted by how few examples have them (TF-IDF). Half of the likeness
 * is that to the mean of an entry's examples (Rocchio's classifier), half is that to its three nearest examples. It
 * finds likeness in wording that the meanings of single words miss.
 */
export async function createSimilarityIndex(
  entries: readonly ExampleWords[],
  pace: Pace,
): Promise<SimilarityIndex> {
  const numbers = new Map<string, number>();
  const spread: number[] = [];
  const examples: (readonly Features[])[] = [];
  for (const ofEntry of entries) {
    const ofExamples = ofEntry.map(({ words }) => extractFeatures(words));
    examples.push(ofExamples);
    for (const features of ofExamples)
      for (const key of features.keys()) {
        const known = numbers.get(key);
        if (known === undefined) numbers.set(key, spread.push(1) - 1);
        else spread[known] = (spread[known] ?? 0) + 1;
      }
    await pace();
  }
  const total = examples.reduce((sum, { length }) => sum + length, 0);
  const most = Math.log(total);
  const rarities = Float64Array.from(spread, (count) => Math.log(total / count) / most);
  /** Returns the features that examples have, weighted by their rarity. */
  function weigh(features: Features): Vector {
    const known: number[] = [];
    const weighed: number[] = [];
    for (const [key, weight] of features) {
      const number = numbers.get(key);
      if (number === undefined) continue;
      known.push(number);
      weighed.push(weight * (rarities[number] ?? 0));
    }
    return createVector(known, weighed);
  }
  const vectors: (readonly Vector[])[] = [];
  const sums: Vector[] = [];
  for (const ofEntry of examples) {
    const own = ofEntry.map(weigh);
    vectors.push(own);
    sums.push(sumUp(own));
    await pace();
  }
  const singles = await storeVectors(vectors.flat(), rarities.length, pace);
  const means = await storeVectors(sums, rarities.length, pace);
  /** The place after the last example of each entry. */
  const ends: number[] = [];
  for (const { length } of examples) ends.push((ends.at(-1) ?? 0) + length);
  return {
    compare(question) {
      const vector = weigh(extractFeatures(wordsOfQuestion(question)));
      const toMean = means.multiply(vector);
      const toSingle = singles.multiply(vector);
      const likeness = new Float64Array(ends.length);
      let from = 0;
      for (let place = 0; place < likeness.length; place += 1) {
        const to = ends[place] ?? 0;
        likeness[place] = ((toMean[place] ?? 0) + meanOfHighest(toSingle, from, to)) / 2;
        from = to;
      }
      return likeness;
    },
  };
}
