import type { Language, SlotName } from '../kit/question.ts';
import { possessives } from './lexicon/function-words.ts';
import { tokenize } from './text.ts';
import { findMeaning, type Vocabularies } from './vocabulary.ts';

/** A term or a slot of an example. */
export type Part = { readonly term: string } | { readonly slot: SlotName };

/** An example of an entry, as questions are compared with it. */
export interface Phrase {
  readonly parts: readonly Part[];
  readonly terms: ReadonlySet<string>;
  /** All its words, small ones too, for questions that differ in nothing else: "are we" and "were we". */
  readonly wording: ReadonlySet<string>;
  /** True for an example with "my" or "mine". */
  readonly isAboutSelf: boolean;
}

const slotInBraces = /\{(\w+)\}/;

/** Reads an example: its terms and slots. */
export function readPhrase(text: string, language: Language, vocabularies: Vocabularies): Phrase {
  const own = vocabularies[language];
  const parts: Part[] = [];
  const wording = new Set<string>();
  for (const [index, piece] of text.split(slotInBraces).entries()) {
    if (index % 2 === 1) {
      parts.push({ slot: piece as SlotName });
      wording.add(`{${piece}}`);
      continue;
    }
    const words = tokenize(piece).map(({ word }) => word);
    for (let at = 0; at < words.length; ) {
      const expression = own.findExpression(words, at) ?? vocabularies.en.findExpression(words, at);
      const word = words[at] ?? '';
      const meaning = expression ? null : findMeaning(vocabularies, language, word);
      const term = expression?.term ?? (meaning?.kind === 'function' ? undefined : meaning?.term);
      if (term !== undefined) parts.push({ term });
      wording.add(term === undefined || meaning?.kind === 'asks' ? word : term);
      at += expression?.length ?? 1;
    }
  }
  const terms = new Set(parts.flatMap((part) => ('term' in part ? [part.term] : [])));
  const isAboutSelf = [...wording].some((word) => possessives[language].includes(word));
  return { parts, terms, wording, isAboutSelf };
}
