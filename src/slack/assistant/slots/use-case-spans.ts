import type { Register, UseCase } from '../../../domain/register.ts';
import { memoize } from '../../kit/page.ts';
import { functionWords, genericNames, possessives, questionWords } from '../lexicon/function-words.ts';
import { compareWords, tokenize } from '../text.ts';
import { createSpan, type Reading, type Span } from './span.ts';

const generic = new Set(genericNames);
/** Short forms of words in names. */
const shortForms: Readonly<Record<string, readonly string[]>> = {
  ops: ['operations'],
  hr: ['human', 'personnel', 'people'],
  docs: ['document', 'documents', 'documentation'],
  dev: ['developer', 'development'],
  vertrieb: ['sales'],
  ventas: ['sales'],
  comercial: ['sales'],
  ventes: ['sales'],
  commercial: ['sales'],
  commerciale: ['sales'],
  kundendienst: ['support', 'service'],
  kundenservice: ['support', 'service'],
  soporte: ['support'],
  assistance: ['support'],
  finanzen: ['finance'],
  recht: ['legal'],
  vertrag: ['contract'],
};

interface NamedUseCase {
  readonly key: string;
  /** The words that distinguish its name from others. */
  readonly own: readonly string[];
  readonly isOver: boolean;
}

interface Names {
  readonly all: ReadonlyMap<string, NamedUseCase>;
  /** The use cases by each distinguishing word of their names. */
  readonly byWord: ReadonlyMap<string, readonly string[]>;
  /** The use cases by each generic word of their names. */
  readonly byGenericWord: ReadonlyMap<string, readonly string[]>;
  /** The use cases by each word of their team and purpose. */
  readonly byOtherWord: ReadonlyMap<string, readonly string[]>;
}

const smallWords = new Set([
  ...Object.values(functionWords).flat(),
  ...Object.values(questionWords).flatMap((words) => Object.values(words).flat()),
]);
const wordsOf = (text: string): readonly string[] => [...new Set(tokenize(text).map(({ word }) => word))];

function collect(into: Map<string, string[]>, words: readonly string[], key: string): void {
  for (const word of words) into.set(word, [...(into.get(word) ?? []), key]);
}

const indexNames = memoize((register: Register): Names => {
  const all = new Map<string, NamedUseCase>();
  const byWord = new Map<string, string[]>();
  const byGenericWord = new Map<string, string[]>();
  const byOtherWord = new Map<string, string[]>();
  const isOver = ({ life }: UseCase) => life.stage === 'stopped' || life.stage === 'retired';
  for (const useCase of register.useCases.values()) {
    const { key, name, team, purpose } = useCase;
    const words = wordsOf(name);
    const distinguishing = words.filter((word) => !generic.has(word) && !smallWords.has(word));
    const own = distinguishing.length > 0 ? distinguishing : words;
    all.set(key, { key, own, isOver: isOver(useCase) });
    collect(byWord, own, key);
    collect(
      byGenericWord,
      words.filter((word) => generic.has(word) && word !== 'ai'),
      key,
    );
    const isTelling = (word: string) => word.length > 3 && !smallWords.has(word) && !generic.has(word);
    collect(byOtherWord, wordsOf(`${team} ${purpose}`).filter(isTelling), key);
  }
  return { all, byWord, byGenericWord, byOtherWord };
});

/** Returns how alike a typed word and a word of a name are, with plurals and beginnings of words. */
function compareToName(typed: string, word: string): number {
  if (typed === word || `${typed}s` === word || typed === `${word}s`) return 1;
  if (shortForms[typed]?.includes(word)) return 1;
  if (typed.length >= 4 && word.startsWith(typed)) return 0.9;
  return compareWords(typed, word);
}

/** Returns the words of names that a typed word means: the same ones, otherwise the most similar. */
function findNameWords(typed: string, known: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (known.has(typed)) return [typed];
  const near = [...known.keys()]
    .map((word) => ({ word, similarity: compareToName(typed, word) }))
    .filter(({ similarity }) => similarity > 0)
    .sort((a, b) => b.similarity - a.similarity);
  const [best] = near;
  return near.filter(({ similarity }) => similarity === best?.similarity).map(({ word }) => word);
}

/** Finds use cases by key: "UC-1", "uc 1". */
function findKeys({ tokens, context }: Reading): readonly Span[] {
  return tokens.flatMap(({ word }, at): Span[] => {
    const digits = /^uc0*(\d+)$/.exec(word)?.[1];
    const next = word === 'uc' ? /^0*(\d+)$/.exec(tokens[at + 1]?.word ?? '')?.[1] : undefined;
    const number = digits ?? next;
    if (number === undefined) return [];
    const key = `UC-${number}`;
    const known = context.register.useCases.has(key);
    return [createSpan('useCase', [at, at + (next === undefined ? 1 : 2)], known ? [key] : [], 1)];
  });
}

/** Words between "assistant" and what it is for, and the most of them. */
const links = new Set(
  'for of the fur von vom den die das der im de du des del la le les l pour para el los las'.split(' '),
);
const maxLinks = 2;

/** Finds use cases by name or by a part of it: "AI Support Agent", "the support bot", "sales". */
function findNames({ tokens, meanings, context }: Reading, taken: readonly Span[]): readonly Span[] {
  const names = indexNames(context.register);
  const isFree = (at: number) =>
    !taken.some(({ from, to }) => at >= from && at < to) && meanings[at]?.term !== '=aiops';
  const matched = tokens.map(({ word, mention }, at) =>
    !isFree(at) || mention !== undefined || generic.has(word) || smallWords.has(word)
      ? []
      : findNameWords(word, names.byWord),
  );
  const wordAt = (at: number): string => tokens[at]?.word ?? '';
  const isMatched = (at: number): boolean => (matched[at]?.length ?? 0) > 0;
  const isPart = (at: number): boolean =>
    at < tokens.length && isFree(at) && (isMatched(at) || generic.has(wordAt(at)));
  /** Returns the place after a part, and after the words that link it to the next: "asistente de ventas". */
  const endOfPart = (at: number): number => {
    let next = at + 1;
    while (next <= at + maxLinks && links.has(wordAt(next))) next += 1;
    return generic.has(wordAt(at)) && next > at + 1 && isMatched(next) ? next : at + 1;
  };
  const spans: Span[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isPart(at)) continue;
    let end = at;
    while (isPart(end)) end = endOfPart(end);
    const span = findInRun({ names, matched, tokens, meanings }, at, end);
    if (span) spans.push(span);
    at = end - 1;
  }
  return spans;
}

interface Run {
  readonly names: Names;
  readonly matched: readonly (readonly string[])[];
  readonly tokens: Reading['tokens'];
  readonly meanings: Reading['meanings'];
}

/** Returns the use cases that the words of a run name; null when it names none. */
function findInRun({ names, matched, tokens, meanings }: Run, from: number, to: number): Span | null {
  const found = new Map<string, Set<string>>();
  for (const words of matched.slice(from, to)) {
    for (const word of words)
      for (const key of names.byWord.get(word) ?? [])
        found.set(key, (found.get(key) ?? new Set<string>()).add(word));
  }
  const typed = tokens.slice(from, to).map(({ word }) => word);
  const hasGeneric = typed.some((word) => generic.has(word));
  if (found.size === 0) return findByKindOfName(names, tokens, from, to);
  const ranked = [...found]
    .map(([key, words]) => ({ key, count: words.size, of: names.all.get(key)?.own.length ?? 1 }))
    .sort((a, b) => b.count - a.count || a.of - b.of);
  const [best] = ranked;
  if (!best) return null;
  const isFull = best.count === best.of;
  const equal = ranked.filter(({ count, of }) => count === best.count && (!isFull || of === best.of));
  const keys = preferRunning(
    names,
    equal.map(({ key }) => key),
  );
  // A word of the questions themselves, such as "operations" or "review", names a use case only as part of a name.
  const at = matched.findIndex((words, index) => index >= from && index < to && words.length > 0);
  const term = meanings[at]?.term ?? '';
  const isOrdinary = term.startsWith('=') && term !== '=sales';
  if (best.count === 1 && !hasGeneric && isOrdinary) return null;
  const isExact = matched[at]?.[0] === tokens[at]?.word;
  const certainty = isFull || best.count > 1 ? 1 : hasGeneric ? 0.9 : isExact ? 0.8 : 0.6;
  return createSpan('useCase', [from, to], keys, certainty);
}

/** A use case that runs is meant rather than one that was stopped. */
function preferRunning(names: Names, keys: readonly string[]): readonly string[] {
  const running = keys.filter((key) => !names.all.get(key)?.isOver);
  return running.length > 0 ? running : keys;
}

/** Finds "the agent" when one name contains "agent", and "the ticket bot" by team and purpose. */
function findByKindOfName(
  names: Names,
  tokens: Reading['tokens'],
  from: number,
  to: number,
): Span<'useCase'> | null {
  const before = tokens[from - 1]?.word ?? '';
  const isAi = /^(ai|ki|ia)$/.test(tokens[from]?.word ?? '');
  const other = isAi || smallWords.has(before) ? [] : findOther(names, before);
  const running = preferRunning(names, other);
  if (running.length > 0 && running.length <= 3) return createSpan('useCase', [from - 1, to], running, 0.7);
  const byKind = tokens.slice(from, to).flatMap(({ word }) => names.byGenericWord.get(word) ?? []);
  const kinds = preferRunning(names, [...new Set(byKind)]);
  const isPointedAt = /^(the|our|der|die|das|den|dem|unser|le|la|l|notre|el|nuestro)$/.test(before);
  return kinds.length === 1 && isPointedAt ? createSpan('useCase', [from, to], kinds, 0.6) : null;
}

const findOther = (names: Names, word: string): readonly string[] => [
  ...new Set([word, `${word}s`, word.replace(/s$/, '')].flatMap((form) => names.byOtherWord.get(form) ?? [])),
];

/** Words for a use case after "my". */
const ownThings = new Set(['=pilot', '=usecase', '=checklist', '=criteria', '=adoption']);

const ownWord = /^(own|eigene[nrms]?|propre|propi[oa])$/;

/** Finds "my pilot", "my own pilot" and "my use case". The words keep their meaning. */
function findOwn({ tokens, meanings, language, context }: Reading): readonly Span[] {
  const { register, actor } = context;
  return tokens.flatMap(({ word }, before): Span[] => {
    if (!possessives[language].includes(word)) return [];
    const at = ownWord.test(tokens[before + 1]?.word ?? '') ? before + 1 : before;
    const next = tokens[at + 1]?.word ?? '';
    const term = meanings[at + 1]?.term ?? '';
    if (!(ownThings.has(term) || generic.has(next))) return [];
    const own = [...register.useCases.values()].filter(
      ({ owner, life }) => owner === actor.id && life.stage !== 'stopped' && life.stage !== 'retired',
    );
    const inPilot = own.filter(({ life }) => term === '=pilot' && life.stage === 'pilot');
    const keys = (inPilot.length > 0 ? inPilot : own).map(({ key }) => key);
    const to = Math.max(at + 2, meanings.lastIndexOf(meanings[at + 1] ?? null, at + 3) + 1);
    return keys.length === 0 ? [] : [createSpan('useCase', [at + 1, to], keys, 0.9, ownThings.has(term))];
  });
}

/** Finds the use cases that a text names. */
export function findUseCaseSpans(reading: Reading): readonly Span[] {
  const keys = findKeys(reading);
  const named = [...keys, ...findNames(reading, keys)];
  const own = findOwn(reading).filter(
    (span) => !named.some(({ from, to }) => span.from < to && span.to > from),
  );
  return [...named, ...own];
}
