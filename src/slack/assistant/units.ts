import type { PageContext } from '../kit/page.ts';
import { type Language, languages, type SlotName } from '../kit/question.ts';
import {
  articles,
  genericNames,
  personPronouns,
  possessives,
  pronouns,
  strictPronouns,
} from './lexicon/function-words.ts';
import { readForm, type SentenceForm } from './sentence-form.ts';
import { findSpans, type Reading, type Span, speaksOfSelf } from './slots/index.ts';
import { compareWords, type Token, tokenize } from './text.ts';
import { detectLanguage, findMeaning, type Meaning, type Vocabularies } from './vocabulary.ts';

/** A word, an expression or a name of a question. */
export interface Unit {
  readonly from: number;
  readonly to: number;
  /** Null for a name: it has no meaning besides its values. */
  readonly meaning: Meaning | null;
  /** True for a word that no list knows. */
  readonly isUnknown: boolean;
  /** True for an unknown word that is written like a name. */
  readonly isName: boolean;
  readonly spans: readonly Span[];
  /** True for "today". */
  readonly isToday: boolean;
  /** True after a colon, where a free text stands: "register a use case: Contract summaries". */
  readonly isAfterColon: boolean;
}

/** A question in parts. */
export interface ReadQuestion extends Reading {
  readonly units: readonly Unit[];
  readonly spans: readonly Span[];
  readonly form: SentenceForm;
  /** True for a question of small words, which only its wording tells from others. */
  readonly isBare: boolean;
  readonly hasPronoun: boolean;
  /** True for a text with a pronoun that is no article: "it", "they". */
  readonly refersBack: boolean;
  /** True for a text with "he" or "she". */
  readonly refersToPerson: boolean;
  readonly speaksOfSelf: boolean;
  /** True for a text with "my" or "mine". */
  readonly hasOwn: boolean;
}

const generic = new Set(genericNames);

/** Short forms of quick messages. */
const shortForms: Readonly<Record<string, string>> = {
  r: 'are',
  u: 'you',
  ur: 'your',
  wat: 'what',
  wut: 'what',
  wot: 'what',
  hw: 'how',
  hows: 'how',
  whats: 'what',
  whos: 'who',
  wheres: 'where',
  whens: 'when',
  nxt: 'next',
  tmrw: 'tomorrow',
  tmr: 'tomorrow',
  rn: 'now',
  pls: 'please',
  req: 'requirement',
  reqs: 'requirements',
  obs: 'observability',
  kpi: 'criteria',
  kpis: 'criteria',
  abt: 'about',
  ppl: 'people',
  info: 'about',
  mgmt: 'management',
  uc: 'usecase',
  ucs: 'usecases',
  env: 'stack',
};

/** The shortest word for any use case that is known with a typing error. */
const minGeneric = 5;
const longGenerics = genericNames.filter((word) => word.length >= minGeneric);

/** Returns a mistyped word for any use case as it is known: "agnet". */
function correctGeneric(token: Token, vocabularies: Vocabularies): Token {
  const { word } = token;
  if (word.length < minGeneric - 1 || generic.has(word) || token.mention !== undefined) return token;
  const found = longGenerics.find((known) => compareWords(word, known) >= 0.85);
  const isWord = found !== undefined && languages.some((language) => vocabularies[language].lookUp(word));
  return found === undefined || isWord ? token : { ...token, word: found };
}

/** The records that the letters of a key stand for. Use cases and incidents are slots. */
const recordTerms: Readonly<Record<string, string>> = {
  d: '=decision',
  e: '=evaluate',
  f: '=followup',
  mr: '=retire',
  s: '=suspend',
  t: '=request',
  w: '=waiver',
};

/** Returns the meaning of a key at a place in a text: "F-1" is a follow-up; null for no key. */
function findRecordKey(text: string, { from, word }: Token): { term: string; length: number } | null {
  const term = recordTerms[word];
  return term !== undefined && /^[a-z]+-\d+\b/i.test(text.slice(from, from + 8)) ? { term, length: 2 } : null;
}

/** Returns the kind of an expression: "what day" asks when. */
const kindOfTerm = (term: string): 'asks' | 'content' => (term.startsWith('?') ? 'asks' : 'content');

interface ReadWords {
  readonly meanings: readonly (Meaning | null)[];
  /** The words as they are known, with corrected errors. */
  readonly words: readonly string[];
}

/** Returns the meaning of each word: of an expression, of the word, or of the most similar known word. */
function findMeanings(
  text: string,
  tokens: readonly Token[],
  language: Language,
  vocabularies: Vocabularies,
): ReadWords {
  const own = vocabularies[language];
  const english = vocabularies.en;
  const find = (word: string): Meaning | null => findMeaning(vocabularies, language, word);
  const read = tokens.map(({ word, isCapital }, at) => {
    const short = shortForms[word];
    if (short !== undefined) return { word: short, similarity: 1 };
    if (generic.has(word) || /\d/.test(word) || find(word)) return { word, similarity: 1 };
    // A capital letter within a sentence begins a name, except in German, and in "AI Operatoins".
    const isName = isCapital && at > 0 && language !== 'de' && tokens[at - 1]?.word !== 'ai';
    return (isName ? null : own.correct(word)) ?? { word, similarity: 1 };
  });
  const words = read.map(({ word }) => word);
  const meanings: (Meaning | null)[] = [];
  for (let at = 0; at < words.length; ) {
    const token = tokens[at];
    const key = token ? findRecordKey(text, token) : null;
    const expression = key ?? own.findExpression(words, at) ?? english.findExpression(words, at);
    const length = expression?.length ?? 1;
    const similarity = Math.min(...read.slice(at, at + length).map((one) => one.similarity));
    const found = expression
      ? ({ term: expression.term, kind: kindOfTerm(expression.term), similarity } as const)
      : find(words[at] ?? '');
    const before = meanings[at - 1];
    // "Follow-up F-1" is one thing.
    const isSame = key !== null && before?.term === found?.term;
    const meaning = isSame ? (before ?? null) : found && { ...found, similarity };
    for (let index = 0; index < length; index += 1) meanings.push(meaning);
    at += length;
  }
  return { meanings, words };
}

/** Reads a question: its words, their meanings, and everything it names. */
export function readQuestion(text: string, context: PageContext, vocabularies: Vocabularies): ReadQuestion {
  const tokens = tokenize(text).map((token) => correctGeneric(token, vocabularies));
  const words = tokens.map(({ word }) => word);
  const language = detectLanguage(words, vocabularies);
  const { meanings, words: known } = findMeanings(text, tokens, language, vocabularies);
  const reading: Reading = { text, language, tokens, words: known, meanings, context };
  const spans = findSpans(reading);
  const units = splitIntoUnits(reading, spans, vocabularies);
  // As for the examples, word by word: "how long" is an expression, and still asks how long.
  const form = readForm(known, known.map(vocabularies[language].lookUp));
  return {
    ...reading,
    spans,
    units,
    isBare: units.every(
      ({ meaning, isToday }) => isToday || (meaning !== null && meaning.kind !== 'content'),
    ),
    form,
    hasPronoun: words.some(
      (word, at) =>
        pronouns[language].includes(word) &&
        !isArticle(reading, at) &&
        !isConjunction(words, at) &&
        !isOfTimeOrIncident(words, at),
    ),
    refersBack: words.some((word) => strictPronouns[language].includes(word)),
    refersToPerson: words.some((word) => personPronouns[language].includes(word)),
    speaksOfSelf: speaksOfSelf(reading),
    hasOwn: words.some((word) => possessives[language].includes(word)),
  };
}

/** Returns whether a word that may be a pronoun is the article of the noun after it. */
function isArticle({ language, tokens, meanings }: Reading, at: number): boolean {
  const next = tokens[at + 1];
  if (!next || !articles[language].includes(tokens[at]?.word ?? '')) return false;
  return language === 'de' ? next.isCapital : meanings[at + 1]?.kind !== 'function';
}

const begins = /^(i|we|you|they|he|she|it|the|our|my|all|every|everybody|everyone|there|no|nobody|one)$/;

/** Returns whether "that" begins a clause: "what proves that we are in production?". */
const isConjunction = (words: readonly string[], at: number): boolean =>
  words[at] === 'that' && at > 0 && begins.test(words[at + 1] ?? '');

/** Returns whether "this" names a time or an incident, and nothing that was said: "this morning", "that pricing incident". */
const isOfTimeOrIncident = (words: readonly string[], at: number): boolean =>
  /^th(?:at|is)$/.test(words[at] ?? '') &&
  /^(?:(?:morning|afternoon|week|month|quarter|year|spring|summer|autumn|winter)\b|(?:\S+ )?(?:incident|outage)\b)/.test(
    `${words[at + 1]} ${words[at + 2]}`,
  );

/** A unit without a meaning of its own. */
const named = { meaning: null, isUnknown: false, isName: false } as const;

function splitIntoUnits(
  { text, tokens, meanings, language, context }: Reading,
  spans: readonly Span[],
  vocabularies: Vocabularies,
): readonly Unit[] {
  const units: Unit[] = [];
  const names = spans.filter(({ isWord }) => !isWord);
  const colon = text.search(/:\s/);
  const isAfterColon = (at: number): boolean => colon >= 0 && (tokens[at]?.from ?? 0) > colon;
  for (let at = 0; at < tokens.length; ) {
    const name = names.find(({ from, to }) => at >= from && at < to);
    if (name) {
      const same = names.filter(({ from, to }) => from < name.to && to > name.from);
      const isToday = same.every(({ slot, values }) => slot === 'day' && values[0] === context.today);
      units.push({ ...named, from: at, to: name.to, spans: same, isToday, isAfterColon: isAfterColon(at) });
      at = name.to;
      continue;
    }
    const word = tokens[at]?.word ?? '';
    const known = meanings[at] ?? null;
    let to = at + 1;
    while (known && meanings[to] === known) to += 1;
    const covering = spans.filter((span) => span.isWord && span.from < to && span.to > at);
    const isGeneric = generic.has(word) && known?.term.startsWith('=') !== true;
    const isNumber = /^\d{1,2}$/.test(word);
    const meaning: Meaning = isGeneric
      ? { term: word, kind: 'function', similarity: 1 }
      : (known ?? {
          term: vocabularies[language].stem(word),
          kind: isNumber ? 'function' : 'content',
          similarity: 1,
        });
    const isUnknown = known === null && !isGeneric && !isNumber;
    // "notion ai" is a name in any letters.
    const isName = isUnknown && ((tokens[at]?.isCapital === true && at > 0) || tokens[to]?.word === 'ai');
    units.push({
      ...{ from: at, to, meaning, isUnknown, isName, spans: covering },
      ...{ isToday: false, isAfterColon: isAfterColon(at) },
    });
    at = to;
  }
  return units;
}

/** Returns the spans of a slot, the most certain first. */
export const spansOf = ({ spans }: ReadQuestion, slot: SlotName): readonly Span[] =>
  spans.filter((span) => span.slot === slot).sort((a, b) => b.certainty - a.certainty);
