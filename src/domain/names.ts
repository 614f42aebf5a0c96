import { vendorKey } from './register.ts';

/**
 * Names of tools and vendors, compared as a person would: "open ai" is OpenAI, "Pinecone Inc." is Pinecone.
 * Source: section 3 of the domain, "Names of tools".
 */

const companySuffixes = new Set(
  'inc incorporated ltd limited llc llp lp plc pbc corp corporation co gmbh ag kg ug sa se sas sarl spa srl bv nv ab oy aps kk pty pte'.split(
    ' ',
  ),
);

/** The words of a name without case, punctuation and company suffixes; signs such as + and # belong to a word. */
function wordsOf(name: string): readonly string[] {
  const words = name
    .normalize('NFKC')
    .toLocaleLowerCase('en')
    .replace(/\p{Cf}/gu, '')
    .replaceAll('&', ' and ')
    // Within a word they are spelling: S.A., O'Reilly.
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

const folded = new Map<string, string>();
/** Names are few and asked for again and again; so many are kept. */
const mostFolded = 10_000;

/** The form in which the names of tools and vendors are compared; a name of signs alone stays as it is. */
export function foldName(name: string): string {
  const known = folded.get(name);
  if (known !== undefined) return known;
  const fold = wordsOf(name).join('') || vendorKey(name);
  if (folded.size >= mostFolded) folded.clear();
  folded.set(name, fold);
  return fold;
}

/** Whether two names stand for one tool or vendor. */
export const isSameTool = (a: string, b: string): boolean => foldName(a) === foldName(b);

/** Each tool once, by the name that came first. */
export const distinctTools = (names: readonly string[]): readonly string[] =>
  [...new Map([...names].reverse().map((name) => [foldName(name), name])).values()].reverse();

/** How many letters may differ in a name of so many: none in the shortest, two in long ones. */
const slips = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** Whether one text becomes the other by at most `most` letters put in, left out, changed, or swapped with the next. */
function isWithin(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let [before, last]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (last?.[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (before?.[j - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      row.push(Math.min((last?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swapped));
    }
    [before, last] = [last ?? [], row];
  }
  return (last?.[b.length] ?? 0) <= most;
}

/** Whether the words of the shorter name stand side by side in the longer one. */
function isPartOf(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return ` ${long.join(' ')} `.includes(` ${short.join(' ')} `) && short.join('').length > 2;
}

/** The known names that may be meant by a name that none of them is, the likeliest first, three at most. */
export function namesNear(name: string, known: readonly string[]): readonly string[] {
  const [key, words] = [foldName(name), wordsOf(name)];
  if (known.some((other) => foldName(other) === key)) return [];
  const near = distinctTools(known).flatMap((other) => {
    const length = Math.min(key.length, foldName(other).length);
    const misspelt = isWithin(key, foldName(other), slips(length));
    return misspelt || isPartOf(words, wordsOf(other)) ? [{ other, misspelt }] : [];
  });
  return near
    .sort((a, b) => Number(b.misspelt) - Number(a.misspelt))
    .slice(0, 3)
    .map(({ other }) => other);
}
