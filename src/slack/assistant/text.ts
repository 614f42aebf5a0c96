import { distance } from 'fastest-levenshtein';
import { foldText } from '../kit/fold-text.ts';
import { type Compound, splitCompound } from './compounds.ts';

/** A word of a text. */
export interface Token {
  /** Folded: lower case, without accents. A mention is the id of its person. */
  readonly word: string;
  /** The place in the text: first character, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** True for a word that begins with a capital letter. */
  readonly isCapital: boolean;
  /** The id of a mentioned person. */
  readonly mention?: string;
}

/** Folds a text and keeps the place of each letter. Commas and apostrophes become spaces. */
export const foldInPlace = (text: string): string =>
  [...text]
    .map((letter) => {
      const folded = foldText(letter);
      return folded.length === letter.length ? folded : letter.toLowerCase();
    })
    .join('')
    .replace(/['’,]/g, ' ');

/** English words that are shortened after an apostrophe. */
const shortened: Readonly<Record<string, string>> = {
  re: 'are',
  ve: 'have',
  ll: 'will',
  m: 'am',
  d: 'would',
};
/** Words after which "s" is "is"; after others it is a possessive. */
const beforeIs =
  /^(what|who|where|when|how|why|which|it|that|this|there|here|he|she|everything|everyone|everybody|anything|anyone|anybody|something|someone|somebody|nothing|nobody)$/;
const beforeNot = /^(is|are|was|were|do|does|did|has|have|had|ca|wo|would|should|could|must|need)n$/;
const irregular: Readonly<Record<string, string>> = { ca: 'can', wo: 'will' };

/** Returns the words for which "what's", "isn't" or "Omar's" stands; null for an apostrophe of another language. */
function readShortened(before: string, after: string): readonly string[] | null {
  if (after === 't' && beforeNot.test(before)) {
    const stem = before.slice(0, -1);
    return [irregular[stem] ?? stem, 'not'];
  }
  if (after === 's' && before === 'let') return ['let', 'us'];
  if (after === 's') return beforeIs.test(before) ? [before, 'is'] : [before];
  const whole = shortened[after];
  return whole === undefined ? null : [before, whole];
}

/** Writes shortened words in full. */
function expandShortened(tokens: readonly Token[], text: string): readonly Token[] {
  const expanded: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (!token) continue;
    const isJoined = next?.from === token.to + 1 && /['’]/.test(text[token.to] ?? '');
    const words = next && isJoined ? readShortened(token.word, next.word) : null;
    if (!next || !words) {
      expanded.push(token);
      continue;
    }
    const [first = '', second] = words;
    expanded.push({ ...token, word: first });
    if (second !== undefined) expanded.push({ ...next, word: second });
    at += 1;
  }
  return expanded;
}

/** Mentions of Slack, and words of letters and digits. A hyphen and an apostrophe end a word. */
const pieces = /<@([A-Z0-9]+)(?:\|[^>]*)?>|[\p{L}\p{M}\p{N}]+/gu;

/** Names of use cases that German and careless typists write in one word: "Supportbot", "salesbot". */
const nameOfUseCase =
  /^(\p{L}{4,}?)s?(bots?|agent(?:en|s)?|assistent(?:en)?|assistant|projekt|pilot|thing)$/u;
const wholeWords = new Set(['chatbot', 'something', 'everything']);

function splitName(word: string): Compound | null {
  const [, first = '', second = ''] = (!wholeWords.has(word) && nameOfUseCase.exec(word)) || [];
  return second === '' ? null : { first, second, at: first.length };
}

/** Splits a text into words. */
export function tokenize(text: string): readonly Token[] {
  const tokens = [...text.matchAll(pieces)].flatMap((match): Token[] => {
    const [piece, mention] = match;
    const from = match.index;
    const to = from + piece.length;
    if (mention !== undefined) return [{ word: mention.toLowerCase(), from, to, isCapital: true, mention }];
    const word = foldText(piece);
    const isCapital = /^\p{Lu}/u.test(piece);
    const parts = splitName(word) ?? splitCompound(word);
    // Folding lengthens "ß", and then the parts have no place.
    if (parts === null || word.length !== piece.length) return [{ word, from, to, isCapital }];
    const { first, second, at } = parts;
    return [
      { word: first, from, to: from + at, isCapital },
      { word: second, from: from + at, to, isCapital: false },
    ];
  });
  return /['’]/.test(text) ? expandShortened(tokens, text) : tokens;
}

/** Returns a German word without the letters that replace umlauts: "gehoert" is "gehort", as after folding. */
export const withoutUmlautLetters = (word: string): string => word.replace(/(?<![aeq])([aou])e/g, '$1');

/** True when the words differ by two neighbouring letters in the wrong order. */
function areSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return (
    at < one.length &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  );
}

/** Returns the number of wrong letters allowed in a word: none in a short one. */
const allowedErrors = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** True for a word of three letters that lacks one of four, as in quick messages: "whn", "ned", "tol". */
export const lacksLetter = (typed: string, known: string): boolean =>
  typed.length === 3 &&
  known.length === 4 &&
  typed[0] === known[0] &&
  [1, 2, 3].some((at) => known.slice(0, at) + known.slice(at + 1) === typed);

/** Returns how alike two words are, from 0 (different) to 1 (the same): 0 for more than a typing error. */
export function compareWords(typed: string, known: string): number {
  if (typed === known) return 1;
  if (typed.length >= 3 && (areSwapped(typed, known) || lacksLetter(typed, known))) return 0.9;
  const shorter = Math.min(typed.length, known.length);
  const allowed = allowedErrors(shorter);
  if (allowed === 0 || Math.abs(typed.length - known.length) > allowed) return 0;
  const errors = distance(typed, known);
  if (errors > allowed) return 0;
  // The first letter is rarely wrong: "boat" is not "coat".
  const isSafe = typed[0] === known[0];
  if (!isSafe && (errors > 1 || shorter < 6)) return 0;
  return errors === 1 ? 0.85 : 0.75;
}
