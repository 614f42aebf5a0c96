import { memoize } from '../kit/page.ts';
import { type Entry, languages } from '../kit/question.ts';
import { tokenize } from './text.ts';
import type { ReadQuestion } from './units.ts';

/** Articles before a word that is asked about. */
const articles = new Set(
  'a an the der die das ein eine einen le la les l un une el los las una de du d'.split(' '),
);
/** "Our observability stack" is what was chosen, and no term. */
const owned = /^(our|my|your|their|unsere?|mein|notre|mon|nuestr[oa]|mi)$/;

/** The most words of a term. */
const maxWords = 6;

const wordsOf = (text: string): readonly string[] =>
  tokenize(text).map(({ word }) => (word === 's' ? 'is' : word));

/** Returns the words of a question, with "what's" as "what is". */
const readWords = ({ words }: ReadQuestion): readonly string[] =>
  words.map((word, at) => (word === 's' && at > 0 ? 'is' : word === 'whats' ? 'what' : word));

/** Returns the words of each example before and after its free words. */
const readExamples = memoize(({ examples }: Entry) =>
  languages
    .flatMap((language) => examples[language] ?? [])
    .map((example) => {
      const [before = '', after = ''] = example.split('{words}');
      return { first: wordsOf(before), last: wordsOf(after) };
    }),
);

/** Returns the free words of a question in the wording of an example, if the entry knows them; otherwise null. */
export function findKnownWords(question: ReadQuestion, entry: Entry): string | null {
  const { knows } = entry;
  if (knows === undefined) return null;
  const words = readWords(question);
  const { text, tokens } = question;
  for (const { first, last } of readExamples(entry)) {
    let from = first.length;
    const to = words.length - last.length;
    if (first.length + last.length === 0 || words[0] !== (first[0] ?? words[0])) continue;
    const isSame =
      first.every((word, at) => words[at] === word) && last.every((word, at) => words[to + at] === word);
    while (from < to && articles.has(words[from] ?? '')) from += 1;
    if (!isSame || from >= to || to - from > maxWords) continue;
    if (words.slice(from, to).some((word) => owned.test(word))) continue;
    const typed = text.slice(tokens[from]?.from, tokens[to - 1]?.to);
    if (knows(typed)) return typed;
  }
  return null;
}
