import type { Pace } from '../../operations/pause.ts';
import type { Entry } from '../kit/question.ts';
import { type ExampleWords, wordsOfQuestion } from './similarity.ts';
import type { ReadQuestion } from './units.ts';

/** The factors of the entries of each wording: 1 for the one that a text has, less for the other. */
export type Moods = Readonly<Record<Entry['wording'], number>>;

export interface MoodModel {
  readonly factors: (question: ReadQuestion) => Moods;
}

/** The number of weights. Signs share a weight where their hashes are equal, which is rare enough. */
const weightCount = 2 ** 15;

/** Returns the place of the weight of a sign (FNV-1a). */
function placeOf(sign: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < sign.length; at += 1) hash = Math.imul(hash ^ sign.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (weightCount - 1);
}

/** The first words that are signs by their place. */
const firstWords = 4;
/** The lengths of endings: "reemplazar", "machen". */
const endings = [2, 3];

/** Returns the places of the signs by which requests are told from questions. */
function readSigns(words: readonly string[], text: string): Uint16Array {
  const [first = '', second = '', third = ''] = words;
  const last = words.at(-1) ?? '';
  const signs = new Set([
    text.includes('?') ? 'asks' : 'does not ask',
    ...words.slice(0, firstWords).map((word, at) => `${at} ${word}`),
    `first two ${first} ${second}`,
    `first three ${first} ${second} ${third}`,
    `second and third ${second} ${third}`,
    `last ${last}`,
    ...endings.flatMap((length) => [
      `first ends ${first.slice(-length)}`,
      `last ends ${last.slice(-length)}`,
    ]),
    ...words.map((word) => `word ${word}`),
  ]);
  return Uint16Array.from(signs, placeOf);
}

const samplesAtOnce = 1_000;
const rounds = 5;
const rate = 0.3;
/** A prime number: with steps of it, examples of one entry do not follow on each other. */
const step = 7919;

const likelihoodOf = (sum: number): number => 1 / (1 + Math.exp(-sum));

/** Returns the weights that tell requests from questions: a logistic regression by AdaGrad. */
async function fitWeights(
  samples: readonly { readonly signs: Uint16Array; readonly isRequest: boolean }[],
  pace: Pace,
): Promise<Float32Array> {
  const weights = new Float32Array(weightCount);
  const squares = new Float32Array(weightCount).fill(1);
  for (let at = 0; at < samples.length * rounds; at += 1) {
    const sample = samples[(at * step) % samples.length];
    if (!sample) continue;
    if (at % samplesAtOnce === 0) await pace();
    const { signs, isRequest } = sample;
    const error = Number(isRequest) - likelihoodOf(sumUp(weights, signs));
    for (const sign of signs) {
      const square = (squares[sign] ?? 0) + error ** 2;
      squares[sign] = square;
      weights[sign] = (weights[sign] ?? 0) + (rate * error) / Math.sqrt(square);
    }
  }
  return weights;
}

function sumUp(weights: Float32Array, signs: Uint16Array): number {
  let sum = 0;
  for (const sign of signs) sum += weights[sign] ?? 0;
  return sum;
}

/** How much the mood counts, against what is asked. */
const moodShare = 0.08;
/** The least factor: a mood is never certain. */
const leastFactor = 0.6;

/** Learns from all examples whether a text asks for a fact or wants something done, in any language. */
export async function createMoodModel(
  entries: readonly Entry[],
  examples: readonly ExampleWords[],
  pace: Pace,
): Promise<MoodModel> {
  const samples: { readonly signs: Uint16Array; readonly isRequest: boolean }[] = [];
  for (const [place, { wording }] of entries.entries()) {
    for (const { words, text } of examples[place] ?? [])
      samples.push({ signs: readSigns(words, text), isRequest: wording === 'request' });
    await pace();
  }
  const weights = await fitWeights(samples, pace);
  const limit = (factor: number): number => Math.max(leastFactor, Math.min(1, factor));
  return {
    factors(question) {
      const sum = sumUp(weights, readSigns(wordsOfQuestion(question), question.text));
      return { question: limit(Math.exp(-moodShare * sum)), request: limit(Math.exp(moodShare * sum)) };
    },
  };
}
