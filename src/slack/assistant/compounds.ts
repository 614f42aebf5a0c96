import { longMonthNames } from './slots/day-spans.ts';
import type { Token } from './text.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The shortest part of a compound. */
const minPart = 4;
/** Letters that join the parts of a compound: "Versionsnummer", "Kostenliste". */
const joints = ['', 's', 'n', 'en', 'es'];

const months = new Set(longMonthNames.flat());

/** Returns the first part of a compound without the letters that join it; undefined for no known word. */
const findFirstPart = (typed: string, german: Vocabulary): string | undefined =>
  joints
    .filter((joint) => typed.endsWith(joint) && typed.length - joint.length >= minPart)
    .map((joint) => typed.slice(0, typed.length - joint.length))
    .find((part) => months.has(part) || german.lookUp(part)?.kind === 'content');

/**
 * Splits an unknown German compound of two known words: "Februarkosten" is "Februar" and "Kosten". Everything else stays as
 * it is.
 */
export function splitCompound(token: Token, german: Vocabulary): readonly Token[] {
  const { word, from, to } = token;
  const isWhole = word.length < 2 * minPart || to - from !== word.length || german.lookUp(word) !== null;
  if (isWhole || token.mention !== undefined || /\d/.test(word)) return [token];
  for (let at = word.length - minPart; at >= minPart; at -= 1) {
    const second = word.slice(at);
    if (german.lookUp(second)?.kind !== 'content') continue;
    const first = findFirstPart(word.slice(0, at), german);
    if (first === undefined) continue;
    const middle = from + at;
    return [
      { ...token, word: first, to: middle },
      { word: second, from: middle, to, isCapital: token.isCapital },
    ];
  }
  return [token];
}
