import type { Pace } from '../../operations/pause.ts';
import { type Entry, languages } from '../kit/question.ts';
import {
  actionVerbs,
  auxiliaries,
  openers,
  showing,
  speakers,
  wanting,
  ways,
} from './lexicon/sentence-words.ts';
import { tokenize } from './text.ts';
import type { Meaning, Vocabularies } from './vocabulary.ts';

/** How a sentence is built: what it asks for, or that it wants something done. */
export type SentenceForm =
  | ('who' | 'when' | 'where' | 'why' | 'how many' | 'how to' | 'how' | 'which' | 'whether')
  | ('show' | 'do' | 'statement' | 'fragment');

const formsByTerm: Readonly<Record<string, SentenceForm>> = {
  '?who': 'who',
  '?when': 'when',
  '?where': 'where',
  '?why': 'why',
  '?many': 'how many',
  '?which': 'which',
};
const amounts = /^(many|much|often|long|old|viele|viel|oft|lange|alt|fois)$/;
/** Words after "which" of somebody who asks when. */
const times =
  /^(day|date|time|weekday|hour|month|tag|datum|uhrzeit|zeit|monat|jour|heure|dia|fecha|hora|mes)$/;
/** Words after "how" of somebody who wants to do it. */
const doers = /^(do|does|can|could|should|would|to|ich|wir|man|kann|je|on|nous|puedo|se|podemos)$/;
const asksYou = /^(can|could|would|will|kannst|peux|puedes) you$/;

/** The words after which a form is no longer looked for: what a sentence wants stands near its beginning. */
const reach = 12;
/** The reach of "what" and "which", which also begin subordinate clauses. */
const whichReach = 8;
const waysReach = 6;

/** Returns the form of "how": of an amount, of a way to do something, or of a state. */
function readHow(next: string, afterNext: string): SentenceForm {
  if (amounts.test(next)) return 'how many';
  return doers.test(next) || (doers.test(afterNext) && next !== 'is') ? 'how to' : 'how';
}

/**
 * Returns the form of a sentence.
 * @param words folded, with corrected errors
 */
export function readForm(words: readonly string[], meanings: readonly (Meaning | null)[]): SentenceForm {
  let start = 0;
  while (start < words.length - 1 && openers.has(words[start] ?? '')) start += 1;
  const wordAt = (at: number): string => words[at] ?? '';
  const begins = auxiliaries.has(wordAt(start));
  let isInverted = false;
  for (let at = start; at < Math.min(words.length, start + reach); at += 1) {
    const word = wordAt(at);
    const isFirst = at === start;
    // "By when do I have to decide" asks, and "I have to decide" does not.
    isInverted ||= auxiliaries.has(word) && speakers.has(wordAt(at + 1));
    const isWanted = !isInverted && wanting.has(wordAt(at - 1));
    const term = meanings[at]?.kind === 'asks' ? meanings[at]?.term : undefined;
    if (term === '?how') return readHow(wordAt(at + 1), wordAt(at + 2));
    if (term === '?where' && /^(do|can|should) (i|we)$/.test(`${wordAt(at + 1)} ${wordAt(at + 2)}`))
      return 'how to';
    if (term === '?which' && times.test(wordAt(at + 1))) return 'when';
    const form = term === undefined ? undefined : formsByTerm[term];
    if (form !== undefined && (form !== 'which' || at - start < whichReach)) return form;
    if (ways.has(word) && at - start < waysReach) return 'how to';
    if (showing.has(word) && (isFirst || !begins || isWanted)) return 'show';
    if (isFirst && begins && !asksYou.test(`${word} ${wordAt(at + 1)}`)) return 'whether';
    if (actionVerbs.has(word) && (isFirst || isWanted)) return 'do';
  }
  if (actionVerbs.has(wordAt(words.length - 1))) return 'do';
  return speakers.has(wordAt(start)) ? 'statement' : 'fragment';
}

/** Weighs entries by how likely their examples have the form of a question. */
export interface FormIndex {
  /**
   * Returns the factor of each entry's score, in the order of the entries: above 1 for a form that is more frequent in
   * it than in others.
   */
  readonly factors: (form: SentenceForm) => Float64Array;
}

/** How much the form counts, against what is asked. */
const formShare = 0.07;
/** The examples of all entries of one kind count as much as this many of the entry's own. */
const kindCount = 10;
/** The least logarithm of a factor before it is weighed: a form that no example has is not impossible. */
const least = -3;

type Counts = Map<SentenceForm, number>;
const increment = (counts: Counts, form: SentenceForm): void => {
  counts.set(form, (counts.get(form) ?? 0) + 1);
};
const sumOf = (counts: Counts): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
/** Returns the frequency of a form, with one more example of each form. */
const frequencyOf = (counts: Counts, form: SentenceForm): number =>
  ((counts.get(form) ?? 0) + 1) / (sumOf(counts) + formCount);
const formCount = 13;

/** Returns the forms of the examples of an entry. */
function readForms({ examples }: Entry, vocabularies: Vocabularies): Counts {
  const counts: Counts = new Map();
  for (const language of languages)
    for (const example of examples[language] ?? []) {
      const words = tokenize(example.replace(/\{\w+\}/g, ' x ')).map(({ word }) => word);
      increment(counts, readForm(words, words.map(vocabularies[language].lookUp)));
    }
  return counts;
}

/** Creates the index of the forms of all examples. */
export async function createFormIndex(
  entries: readonly Entry[],
  vocabularies: Vocabularies,
  pace: Pace,
): Promise<FormIndex> {
  const own = new Map<Entry, Counts>();
  for (const entry of entries) {
    own.set(entry, readForms(entry, vocabularies));
    await pace();
  }
  /** How to do something is a kind of its own between questions and requests. */
  const kindOf = (entry: Entry): string => {
    const counts = own.get(entry) ?? new Map();
    const ways = (counts.get('how to') ?? 0) + (counts.get('how') ?? 0);
    return entry.wording === 'question' && ways * 2 > sumOf(counts) ? 'how to' : entry.wording;
  };
  const kinds = new Map<string, Counts>();
  const all: Counts = new Map();
  for (const [entry, counts] of own) {
    const ofKind = kinds.get(kindOf(entry)) ?? new Map();
    kinds.set(kindOf(entry), ofKind);
    for (const [form, count] of counts)
      for (const into of [ofKind, all]) into.set(form, (into.get(form) ?? 0) + count);
  }
  const factors = new Map<SentenceForm, Float64Array>();
  for (const form of all.keys()) {
    const ofEntries = Array.from(own, ([entry, counts]) => {
      const likely =
        ((counts.get(form) ?? 0) + kindCount * frequencyOf(kinds.get(kindOf(entry)) ?? all, form)) /
        (sumOf(counts) + kindCount);
      const logarithm = Math.log(likely / frequencyOf(all, form));
      return Math.exp(formShare * Math.max(least, logarithm));
    });
    factors.set(form, Float64Array.from(ofEntries));
  }
  const ofUnknown = new Float64Array(entries.length).fill(1);
  return { factors: (form) => factors.get(form) ?? ofUnknown };
}
