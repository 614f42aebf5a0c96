import { distance } from 'fastest-levenshtein';

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

/** Returns a text in lower case without accents; `ß` becomes `ss`. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae');

/** English words that are shortened after an apostrophe; "s" is "is" only after the words below. */
const shortened: Readonly<Record<string, string>> = {
  re: 'are',
  ve: 'have',
  ll: 'will',
  m: 'am',
  d: 'would',
};
const beforeIs =
  /^(what|who|where|when|how|why|which|it|that|this|there|here|he|she|everything|everyone|everybody|anything|anyone|anybody|something|someone|somebody|nothing|nobody)$/;
const beforeNot = /^(is|are|was|were|do|does|did|has|have|had|ca|wo|would|should|could|must|need|ai)n$/;
const irregular: Readonly<Record<string, string>> = { ca: 'can', wo: 'will', ai: 'is' };

/**
 * Returns the words without shortened ones: "what's" is "what is", "isn't" is "is not", "let's" is "let us". The "s" of
 * a possessive is left out. Words that other languages shorten before the apostrophe stay as they are.
 */
function expandShortened(tokens: readonly Token[], text: string): readonly Token[] {
  return tokens.flatMap((token, at): Token[] => {
    const { word, from } = token;
    const isAfterApostrophe = /['’]/.test(text[from - 1] ?? '');
    const before = isAfterApostrophe && tokens[at - 1]?.to === from - 1 ? tokens[at - 1]?.word ?? '' : '';
    const next = tokens[at + 1];
    const isBeforeNot = next?.word === 't' && next.from === token.to + 1 && beforeNot.test(word);
    if (isBeforeNot) {
      const stem = word.slice(0, -1);
      return [{ ...token, word: irregular[stem] ?? stem }];
    }
    if (!isAfterApostrophe) return [token];
    if (word === 't' && beforeNot.test(before)) return [{ ...token, word: 'not' }];
    if (word === 's') {
      if (before === 'let') return [{ ...token, word: 'us' }];
      return beforeIs.test(before) ? [{ ...token, word: 'is' }] : [];
    }
    const whole = shortened[word];
    return [whole === undefined || before === '' ? token : { ...token, word: whole }];
  });
}

/** Mentions of Slack, and words of letters and digits. A hyphen and an apostrophe end a word. */
const pieces = /<@([A-Z0-9]+)(?:\|[^>]*)?>|[\p{L}\p{M}\p{N}]+/gu;

/** Names of use cases that German and careless typists write in one word: "Supportbot", "salesbot". */
const compound = /^(\p{L}{4,}?)s?(bots?|agent(?:en|s)?|assistent(?:en)?|assistant|projekt|pilot|thing)$/u;
const wholeWords = new Set(['chatbot']);

/** Splits a text into words. */
export function tokenize(text: string): readonly Token[] {
  const tokens = [...text.matchAll(pieces)].flatMap((match): Token[] => {
    const [piece, mention] = match;
    const from = match.index;
    const to = from + piece.length;
    if (mention !== undefined) return [{ word: mention.toLowerCase(), from, to, isCapital: true, mention }];
    const word = foldText(piece);
    const isCapital = /^\p{Lu}/u.test(piece);
    const [, first = '', second = ''] = (!wholeWords.has(word) && compound.exec(word)) || [];
    if (second === '') return [{ word, from, to, isCapital }];
    const middle = from + first.length;
    return [
      { word: first, from, to: middle, isCapital },
      { word: second, from: middle, to, isCapital: false },
    ];
  });
  return /['’]/.test(text) ? expandShortened(tokens, text) : tokens;
}

/** Returns a German word without the letters that replace umlauts: "gehoert" is "gehort", as after folding. */
export const withoutUmlautLetters = (word: string): string => word.replace(/(?<![aeq])([aou])e/g, '$1');

/** True when the words differ by two neighbouring letters in the wrong order. */
function areSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return (
    at >= 0 &&
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
