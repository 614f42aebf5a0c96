import { exact, type Ranked } from './ranking.ts';
import type { ReadQuestion } from './units.ts';

/** Signs of whether the best entry is the one that was asked for. */
export interface Features {
  /** The score of the best entry by single examples, from 0 to 1. */
  readonly byExamples: number;
  /** The lead of the best entry over the third. */
  readonly leadOverThird: number;
  /** The score of the second entry as a share of that of the best. */
  readonly shareOfSecond: number;
  /** The number of words with a meaning of their own. */
  readonly contentWords: number;
}

/** Fitted by `npm run fit-confidence` (docs/adr/0023). */
const intercept = 1.34;
const coefficients: Features = {
  byExamples: 4.15,
  leadOverThird: 5.03,
  shareOfSecond: -5.07,
  contentWords: 0.22,
};
export const featureNames = Object.keys(coefficients) as (keyof Features)[];

/** Returns whether the answer of an entry contains the fact of another. */
export const covers = ({ entry }: Ranked, other: Ranked): boolean =>
  entry.covers?.includes(other.entry.key) ?? false;

/** Returns the features of a question whose entries are ranked. Entries that the best one covers are left out. */
export function readFeatures([best, ...others]: readonly Ranked[], { units }: ReadQuestion): Features {
  const [second, third] = others.filter((one) => best && !covers(best, one));
  const { score = 0, byExamples = 0 } = best ?? {};
  return {
    byExamples,
    leadOverThird: score - (third?.score ?? 0),
    shareOfSecond: score === 0 ? 1 : (second?.score ?? 0) / score,
    contentWords: units.filter(({ meaning }) => meaning?.kind === 'content').length,
  };
}

/** Returns how likely the best entry is the one that was asked for, from 0 to 1. */
export function estimateConfidence(ranked: readonly Ranked[], question: ReadQuestion): number {
  if ((ranked[0]?.score ?? 0) >= exact) return 1;
  const features = readFeatures(ranked, question);
  const sum = featureNames.reduce((total, name) => total + coefficients[name] * features[name], intercept);
  return 1 / (1 + Math.exp(-sum));
}
