import type { Register, UserId } from '../../../domain/register.ts';
import { memoize } from '../../kit/page.ts';
import { selfWords } from '../lexicon/function-words.ts';
import { compareWords, tokenize } from '../text.ts';
import { createSpan, type Reading, type Span } from './span.ts';

interface NamedPerson {
  readonly id: UserId;
  readonly words: readonly string[];
}

const indexPeople = memoize((register: Register): readonly NamedPerson[] =>
  [...register.people.values()].map(({ id, name }) => ({
    id,
    words: tokenize(name.replace(/\([^)]*\)/g, '')).map(({ word }) => word),
  })),
);

const isPartOfUseCase = (register: Register, word: string): boolean =>
  [...register.useCases.values()].some(({ name }) => tokenize(name).some((one) => one.word === word));

/** The shortest first name that is found without its family name. */
const minNameLength = 3;

/** Finds the people that a text names: mentions, full names and first names. */
export function findPersonSpans({ tokens, meanings, context }: Reading): readonly Span[] {
  const people = indexPeople(context.register);
  const spans: Span[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (token.mention !== undefined) {
      spans.push(createSpan('person', [at, at + 1], [token.mention]));
      continue;
    }
    const full = people.filter(
      ({ words }) => words.length > 1 && words.every((word, index) => tokens[at + index]?.word === word),
    );
    const [first] = full;
    if (first) {
      spans.push(
        createSpan(
          'person',
          [at, at + first.words.length],
          full.map(({ id }) => id),
        ),
      );
      at += first.words.length - 1;
      continue;
    }
    // "Will" and "May" are names only with a capital letter, and never as the first word.
    const isOrdinary = meanings[at] != null && (meanings[at]?.similarity ?? 0) === 1;
    if (token.word.length < minNameLength || (isOrdinary && (!token.isCapital || at === 0))) continue;
    const named = people.filter(({ words }) => words[0] === token.word);
    const similar =
      named.length > 0 || isOrdinary
        ? named
        : people.filter(
            ({ words }) => (words[0]?.length ?? 0) > 4 && compareWords(token.word, words[0] ?? '') > 0,
          );
    // A family name is often also a word: it counts with a capital letter, and not for a use case of this name.
    const isFamily =
      similar.length === 0 &&
      !isOrdinary &&
      token.isCapital &&
      at > 0 &&
      !isPartOfUseCase(context.register, token.word);
    const byFamily = isFamily ? people.filter(({ words }) => words.at(-1) === token.word) : [];
    const found = similar.length > 0 ? similar : byFamily;
    if (found.length > 0)
      spans.push(
        createSpan(
          'person',
          [at, at + 1],
          found.map(({ id }) => id),
          named.length > 0 ? 1 : 0.7,
        ),
      );
  }
  return spans;
}

/** Returns true when the text speaks of the person who asks. */
export const speaksOfSelf = ({ tokens, language }: Reading): boolean =>
  tokens.some(({ word }) => selfWords[language].includes(word));
