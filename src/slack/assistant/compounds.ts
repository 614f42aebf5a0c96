import { foldText } from '../kit/fold-text.ts';
import { type Language, languages } from '../kit/question.ts';
import { lexicon } from './lexicon/lexicon.ts';
import { monthNames } from './lexicon/months.ts';

/** The shortest part of a compound, in letters. */
const minPart = 4;
/** Letters that join the parts of a compound: "Versionsnummer", "Kostenliste". */
const joints = ['', 's', 'n', 'en', 'es'];

/** Returns the single words of the lexicon, folded. */
const listWords = (ofLanguages: readonly Language[]): ReadonlySet<string> =>
  new Set(
    Object.values(lexicon)
      .flatMap((words) => ofLanguages.flatMap((language) => words[language]?.split(',') ?? []))
      .map((word) => foldText(word.trim())),
  );

const whole = listWords(languages);
const german = new Set([...listWords(['de']), ...monthNames.flatMap((names) => names.split('|'))]);

/** Returns the first part of a compound without the letters that join it; undefined for no word of the lexicon. */
const findFirst = (typed: string): string | undefined =>
  joints
    .filter((joint) => typed.endsWith(joint) && typed.length - joint.length >= minPart)
    .map((joint) => typed.slice(0, typed.length - joint.length))
    .find((part) => german.has(part));

/** The two words of a compound. */
export interface Compound {
  readonly first: string;
  readonly second: string;
  /** The place of the second word in the compound. */
  readonly at: number;
}

/**
 * Returns the two words of a German compound that the lexicon knows by its parts alone: "Februarkosten"; null for any other
 * word.
 * @param word folded
 */
export function splitCompound(word: string): Compound | null {
  if (word.length < 2 * minPart || whole.has(word)) return null;
  for (let at = word.length - minPart; at >= minPart; at -= 1) {
    const second = word.slice(at);
    const first = german.has(second) ? findFirst(word.slice(0, at)) : undefined;
    if (first !== undefined) return { first, second, at };
  }
  return null;
}
