import type { PageContext } from '../../kit/page.ts';
import type { Language, SlotName, Slots } from '../../kit/question.ts';
import type { Token } from '../text.ts';
import type { Meaning } from '../vocabulary.ts';

/** Words of a question that name a value of a slot. */
export interface Span<Name extends SlotName = SlotName> {
  readonly slot: Name;
  /** The first word, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** The values that it may mean; empty when nothing of this name is recorded. */
  readonly values: readonly Slots[Name][];
  /** From 0 to 1. A value below `sureOfValue` is confirmed before it is used. */
  readonly certainty: number;
  /** True when the words also have a meaning of their own: "monitoring", "pilot". */
  readonly isWord: boolean;
}

export const sureOfValue = 0.65;

/** A text as the finders of slots read it. */
export interface Reading {
  readonly text: string;
  readonly language: Language;
  readonly tokens: readonly Token[];
  /** The words as they are known, with corrected errors. */
  readonly words: readonly string[];
  /** The meaning of each word; expressions have theirs at every word. */
  readonly meanings: readonly (Meaning | null)[];
  readonly context: PageContext;
}

export const createSpan = <Name extends SlotName>(
  slot: Name,
  [from, to]: readonly [number, number],
  values: readonly Slots[Name][],
  certainty = 1,
  isWord = false,
): Span<Name> => ({ slot, from, to, values, certainty, isWord });

/** Returns the words that a part of the text covers, as first and one after the last; null for none. */
export function findTokenRange(
  tokens: readonly Token[],
  from: number,
  to: number,
): readonly [number, number] | null {
  const first = tokens.findIndex((token) => token.to > from);
  if (first < 0) return null;
  let end = first;
  while (end < tokens.length && (tokens[end]?.from ?? to) < to) end += 1;
  return end > first ? [first, end] : null;
}
