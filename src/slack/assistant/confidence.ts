import { exact, type Ranked } from './ranking.ts';
import type { ReadQuestion } from './units.ts';

/** Signs of whether the best entry is the one that was asked for. */
export interface Features {
  /** The score of the best entry. */
  readonly score: number;
  /** Its lead over the second. */
  readonly lead: number;
  /** The score of the second entry as a share of that of the best. */
  readonly shareOfSecond: number;
  /** The highest likeness in wording of any entry. */
  readonly likeness: number;
  /** The number of words with a meaning of their own. */
  readonly contentWords: number;
  /** 1 for a request, 0 for a question. */
  readonly request: number;
}

/** Fitted by `npm run fit-confidence` (docs/adr/0023). */
const intercept = -1.44;
const coefficients: Features = {
  score: 7.74,
  lead: 9.73,
  shareOfSecond: -1.57,
  likeness: -3.99,
  contentWords: 0.11,
  request: 0.54,
};
export const featureNames = Object.keys(coefficients) as (keyof Features)[];

/** Returns whether the answer of an entry contains the fact of another. */
export const covers = ({ entry }: Ranked, other: Ranked): boolean =>
  entry.covers?.includes(other.entry.key) ?? false;

/** Returns the features of a question whose entries are ranked. Entries that the best one covers are left out. */
export function readFeatures([best, ...others]: readonly Ranked[], { units }: ReadQuestion): Features {
  const rivals = others.filter((one) => best && !covers(best, one));
  const { score = 0, likeness = 0, entry } = best ?? {};
  const second = rivals[0]?.score ?? 0;
  return {
    score,
    lead: score - second,
    shareOfSecond: score === 0 ? 1 : second / score,
    likeness: rivals.reduce((most, one) => Math.max(most, one.likeness), likeness),
    contentWords: units.filter(({ meaning }) => meaning?.kind === 'content').length,
    request: entry?.wording === 'request' ? 1 : 0,
  };
}

/** Returns how likely the best entry is the one that was asked for, from 0 to 1. */
export function estimateConfidence(ranked: readonly Ranked[], question: ReadQuestion): number {
  if ((ranked[0]?.score ?? 0) >= exact) return 1;
  const features = readFeatures(ranked, question);
  const sum = featureNames.reduce((total, name) => total + coefficients[name] * features[name], intercept);
  return 1 / (1 + Math.exp(-sum));
}
