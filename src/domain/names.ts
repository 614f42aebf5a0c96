import { memoizePerState } from './by-use-case.ts';
import { createMemo } from './memoize.ts';
import { type Register, type Vendor, vendorKey } from './register.ts';

/**
 * Names are compared without these suffixes: "open ai" is OpenAI, "Pinecone Inc." is Pinecone. Source: section 3 of the
 * domain, "Names of tools".
 */

const companySuffixes = new Set(
  'inc incorporated ltd limited llc llp lp plc pbc corp corporation co gmbh ag kg ug sa se sas sarl sl spa srl bv nv ab oy aps kk pty pte'.split(
    ' ',
  ),
);

/** True for a text that is only a company suffix: "Inc.", "L.L.C.", "Pty Ltd". */
export const isCompanySuffix = (text: string): boolean =>
  text
    .toLocaleLowerCase('en')
    .replaceAll('.', '')
    .split(' ')
    .every((word) => companySuffixes.has(word));

/**
 * Returns the words of a name without case, punctuation and company suffixes. Signs such as + and # are part of a word.
 */
function wordsOf(name: string): readonly string[] {
  const words = name
    .normalize('NFKC')
    .toLocaleLowerCase('en')
    .replace(/\p{Cf}/gu, '')
    .replaceAll('&', ' and ')
    // Within a word they are part of the spelling: S.A., O'Reilly.
    .replace(/[.'\u2019]/g, '')
    .split(/[^\p{L}\p{M}\p{N}\p{S}#]+/u)
    .filter(Boolean);
  let end = words.length;
  while (
    end > 1 &&
    (companySuffixes.has(words[end - 1] ?? '') || (end < words.length && words[end - 1] === 'and'))
  )
    end -= 1;
  return words.slice(0, end);
}

interface NormalizedName {
  readonly words: readonly string[];
  readonly key: string;
}

/** Few names are compared again and again. */
const normalizedNames = createMemo<NormalizedName>(10_000);

const normalize = (name: string): NormalizedName =>
  normalizedNames(name, () => {
    const words = wordsOf(name);
    return { words, key: words.join('') || vendorKey(name) };
  });

/** Returns the form in which names of tools and vendors are compared. A name of signs alone stays as it is. */
export const normalizeName = (name: string): string => normalize(name).key;

/** True when two names mean the same tool or vendor. */
export const isSameTool = (a: string, b: string): boolean => normalizeName(a) === normalizeName(b);

/** Removes names of the same tool; the first name stays. */
export function removeSameTools(names: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const name of names) if (!first.has(normalizeName(name))) first.set(normalizeName(name), name);
  return [...first.values()];
}

/** Merged vendors, by the normalized names of their duplicates. A name that a vendor has itself is not in it. */
const mergedByName = memoizePerState((register) => {
  const vendors = [...register.vendors.values()];
  const own = new Set(vendors.map(({ name }) => normalizeName(name)));
  return new Map(
    vendors.flatMap((vendor: Vendor) =>
      vendor.aliases
        .map(normalizeName)
        .filter((alias) => !own.has(alias))
        .map((alias) => [alias, vendor.name] as const),
    ),
  );
});

/** Returns the current name of a tool or vendor: for a merged vendor, the name of the one that stayed. */
export const findCurrentName = (register: Register, name: string): string =>
  mergedByName(register).get(normalizeName(name)) ?? name;

/** True when two names mean the same tool or vendor in this register, where merged vendors are one. */
export const isSameToolIn = (register: Register, a: string, b: string): boolean =>
  isSameTool(findCurrentName(register, a), findCurrentName(register, b));

/**
 * Returns the number of typos allowed for a name length. Below six letters it is none, because another letter makes
 * another company (Meta and Beta, Groq and Grok).
 */
const allowedTypos = (length: number): number => (length < 6 ? 0 : length < 9 ? 1 : 2);

const sortLetters = (letters: string): string => [...letters].sort().join('');

const digitsOf = (name: string): string => name.replace(/\D/g, '');

/**
 * True when one name may be a typo of the other. Names of four or five letters may only have two letters swapped.
 * Different numbers are different tools: GPT-4 is not GPT-5.
 */
function isTypoOf(a: string, b: string): boolean {
  const length = Math.max(a.length, b.length);
  const isNear =
    length >= 4 && length < 6
      ? sortLetters(a) === sortLetters(b) && isWithinEdits(a, b, 1)
      : isWithinEdits(a, b, allowedTypos(length));
  return isNear && digitsOf(a) === digitsOf(b);
}

/** True when at most `most` letters must be added, removed, replaced or swapped to turn one text into the other. */
function isWithinEdits(a: string, b: string, most: number, fromA = 0, fromB = 0): boolean {
  let [i, j] = [fromA, fromB];
  while (i < a.length && a[i] === b[j]) [i, j] = [i + 1, j + 1];
  const [restA, restB] = [a.length - i, b.length - j];
  if (Math.abs(restA - restB) > most) return false;
  if (restA === 0 || restB === 0) return true;
  if (most === 0) return false;
  const isSwapped = a[i] === b[j + 1] && a[i + 1] === b[j];
  return (
    isWithinEdits(a, b, most - 1, i + 1, j + 1) ||
    isWithinEdits(a, b, most - 1, i + 1, j) ||
    isWithinEdits(a, b, most - 1, i, j + 1) ||
    (isSwapped && isWithinEdits(a, b, most - 1, i + 2, j + 2))
  );
}

/** True when adjacent words of the longer name make the shorter one: "Open AI" in "OpenAI Ireland". */
function isPartOf(a: NormalizedName, b: NormalizedName): boolean {
  const [short, long] = a.key.length <= b.key.length ? [a.key, b] : [b.key, a];
  if (short.length < 3) return false;
  let end = 0;
  const edges = new Set([0, ...long.words.map((word) => (end += word.length))]);
  for (let at = long.key.indexOf(short); at >= 0; at = long.key.indexOf(short, at + 1))
    if (edges.has(at) && edges.has(at + short.length)) return true;
  return false;
}

/** A new name with the known names that it may mean, most likely first. */
export interface NameDoubt {
  readonly name: string;
  readonly similar: readonly string[];
}

/** Returns up to three known names that a new name may mean, most likely first. */
export function findSimilarNames(name: string, known: readonly string[]): readonly string[] {
  const folded = normalize(name);
  if (known.some((other) => normalizeName(other) === folded.key)) return [];
  const near = removeSameTools(known).flatMap((other) => {
    const misspelt = isTypoOf(folded.key, normalizeName(other));
    return misspelt || isPartOf(folded, normalize(other)) ? [{ other, misspelt }] : [];
  });
  return near
    .sort((a, b) => Number(b.misspelt) - Number(a.misspelt))
    .slice(0, 3)
    .map(({ other }) => other);
}
