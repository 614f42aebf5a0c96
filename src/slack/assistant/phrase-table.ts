import type { Pace } from '../../operations/pause.ts';
import type { SlotName } from '../kit/question.ts';
import type { Part, Phrase } from './phrase.ts';

/** Many short lists of numbers in one array. */
interface NumberLists {
  /** The index of the first number of each list; the last one is the number of all numbers. */
  readonly starts: Uint32Array;
  readonly numbers: Uint32Array;
}

/** A question, as phrases are searched with it. */
export interface SearchWords {
  /** Each term with how sure its reading is, from 0 to 1. */
  readonly terms: ReadonlyMap<string, number>;
  readonly slots: ReadonlySet<SlotName>;
  /** True for a question of small words only. */
  readonly isBare: boolean;
}

/**
 * All examples, each at a place, as columns of numbers: hundreds are compared with one question, and as objects they
 * took 25 MB more and were scattered over the memory. Terms and words are numbers as well.
 */
export interface PhraseTable {
  /** Returns the number of a term or a word; undefined when no phrase has it. */
  readonly numberOf: (word: string) => number | undefined;
  /** Returns whether a phrase of an entry has a term. */
  readonly knows: (entry: number, term: number) => boolean;
  /** Returns whether a phrase has a term. */
  readonly hasTerm: (place: number, term: number) => boolean;
  /** Marks words for `countShared`, in place of those that were marked before. */
  readonly mark: (words: ReadonlySet<string>) => void;
  /** Returns how many of the words of a phrase are marked. */
  readonly countShared: (place: number) => number;
  /** Returns the number of words of a phrase, small ones too. */
  readonly countWords: (place: number) => number;
  /** The weight of all parts of each phrase. */
  readonly wholes: Float64Array;
  /** The slots of each phrase. Phrases with the same slots share a list. */
  readonly slots: readonly (readonly SlotName[])[];
  /** 1 for a phrase with "my" or "mine". */
  readonly areAboutSelf: Uint8Array;
  /**
   * Returns the places of phrases that have something in common with a question, by the place of their entry; more
   * than a word that asks. The lists are those of the last search alone.
   */
  readonly search: (question: SearchWords) => ReadonlyMap<number, readonly number[]>;
  /** The weight that the question gives of each phrase that the last search has found. */
  readonly givenWeights: Float64Array;
}

function packLists(lists: readonly (readonly number[])[]): NumberLists {
  const starts = new Uint32Array(lists.length + 1);
  for (const [at, { length }] of lists.entries()) starts[at + 1] = (starts[at] ?? 0) + length;
  return { starts, numbers: Uint32Array.from(lists.flat()) };
}

/**
 * Stores phrases.
 * @param phrases those of each entry
 * @param weightOf returns the weight of a part
 */
export async function createPhraseTable(
  phrases: readonly (readonly Phrase[])[],
  weightOf: (part: Part) => number,
  pace: Pace,
): Promise<PhraseTable> {
  const all = phrases.flat();
  // Not `phrases.length` in what is returned: it would keep all phrases in memory.
  const entryCount = phrases.length;
  const entryOf = Uint16Array.from(
    phrases.flatMap(({ length }, entry) => new Array<number>(length).fill(entry)),
  );
  const numbers = new Map<string, number>();
  const addNumber = (word: string): number => {
    const number = numbers.get(word) ?? numbers.size;
    if (number === numbers.size) numbers.set(word, number);
    return number;
  };
  const terms = packLists(all.map((phrase) => Array.from(phrase.terms, addNumber)));
  await pace();
  const known = new Uint8Array(numbers.size * entryCount);
  for (const [entry, own] of phrases.entries())
    for (const phrase of own)
      for (const term of phrase.terms) known[addNumber(term) * entryCount + entry] = 1;
  await pace();
  const wording = packLists(all.map((phrase) => Array.from(phrase.wording, addNumber)));
  await pace();

  const slotLists = new Map<string, readonly SlotName[]>();
  const slots = all.map(({ parts }) => {
    const own = parts.flatMap((part) => ('slot' in part ? [part.slot] : []));
    const shared = slotLists.get(own.join()) ?? own;
    slotLists.set(own.join(), shared);
    return shared;
  });
  const wholes = Float64Array.from(all, ({ parts }) => parts.reduce((sum, part) => sum + weightOf(part), 0));
  const marks = new Uint8Array(numbers.size);
  const columns = { entryCount, entryOf, wholes, slots };
  const { search, givenWeights } = await createSearch(all, columns, weightOf, pace);

  return {
    numberOf: (word) => numbers.get(word),
    knows: (entry, term) => known[term * entryCount + entry] === 1,
    hasTerm(place, term) {
      const end = terms.starts[place + 1] ?? 0;
      for (let at = terms.starts[place] ?? 0; at < end; at += 1) if (terms.numbers[at] === term) return true;
      return false;
    },
    mark(words) {
      marks.fill(0);
      for (const word of words) {
        const number = numbers.get(word);
        if (number !== undefined) marks[number] = 1;
      }
    },
    countShared(place) {
      let count = 0;
      const end = wording.starts[place + 1] ?? 0;
      for (let at = wording.starts[place] ?? 0; at < end; at += 1)
        count += marks[wording.numbers[at] ?? 0] ?? 0;
      return count;
    },
    countWords: (place) => (wording.starts[place + 1] ?? 0) - (wording.starts[place] ?? 0),
    wholes,
    slots,
    areAboutSelf: Uint8Array.from(all, ({ isAboutSelf }) => Number(isAboutSelf)),
    search,
    givenWeights,
  };
}

const phrasesAtOnce = 500;

/** The key of phrases without parts. */
const withoutParts = '';
const isAskingTerm = (term: string): boolean => term.startsWith('?');

type Columns = Pick<PhraseTable, 'wholes' | 'slots'> & {
  readonly entryCount: number;
  readonly entryOf: Uint16Array;
};

async function createSearch(
  all: readonly Phrase[],
  { entryCount, entryOf, wholes, slots }: Columns,
  weightOf: (part: Part) => number,
  pace: Pace,
): Promise<Pick<PhraseTable, 'search' | 'givenWeights'>> {
  const byPart = await locateParts(all, weightOf, pace);
  const shortest = await findShortest(all, { entryOf, wholes, slots }, pace);
  const givenWeights = new Float64Array(all.length);
  /** The search that has found each phrase: its weight is valid where it is the last one. */
  const rounds = new Uint32Array(all.length);
  let round = 0;
  /** The found phrases of each entry, kept: garbage collection is what makes single answers slow. */
  const lists = Array.from({ length: entryCount }, (): number[] => []);

  function search({ terms, slots, isBare }: SearchWords): ReadonlyMap<number, readonly number[]> {
    round += 1;
    const found = new Map<number, number[]>();
    /** Finds a phrase for the first time in this search. */
    function begin(place: number): void {
      rounds[place] = round;
      givenWeights[place] = 0;
      const entry = entryOf[place] ?? 0;
      const places = lists[entry] ?? [];
      if (!found.has(entry)) {
        places.length = 0;
        found.set(entry, places);
      }
      places.push(place);
    }
    function addAll(key: string, similarity: number, isEnough: boolean): void {
      const { from, to } = byPart.ranges.get(key) ?? { from: 0, to: 0 };
      for (let at = from; at < to; at += 1) {
        const place = byPart.places[at] ?? 0;
        if (rounds[place] !== round) {
          if (!isEnough) continue;
          begin(place);
        }
        givenWeights[place] = (givenWeights[place] ?? 0) + (byPart.weights[at] ?? 0) * similarity;
      }
    }
    if (isBare) addAll(withoutParts, 0, true);
    const isAsking = (term: string) => !isBare && isAskingTerm(term);
    for (const [term, similarity] of terms) if (!isAsking(term)) addAll(term, similarity, true);
    // Most entries accept a use case. Where words tell more, the shortest phrases of each other entry are enough.
    const told = new Set(found.keys());
    const asked = ['', ...[...terms.keys()].filter(isAsking)];
    for (const slot of slots)
      if (told.size === 0) addAll(`{${slot}}`, 0, true);
      else
        for (const term of asked)
          for (const place of shortest.get(`${slot} ${term}`) ?? [])
            if (!told.has(entryOf[place] ?? 0) && rounds[place] !== round) begin(place);
    for (const [term, similarity] of terms) if (isAsking(term)) addAll(term, similarity, false);
    return found;
  }
  return { search, givenWeights };
}

/** The places of phrases by their parts: terms, and slots in braces. */
interface LocatedParts {
  /** The range of the columns with the phrases of each part. */
  readonly ranges: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
  readonly places: Uint32Array;
  /** The weight of the part in the phrase; 0 for a slot. */
  readonly weights: Float64Array;
}

async function locateParts(
  all: readonly Phrase[],
  weightOf: (part: Part) => number,
  pace: Pace,
): Promise<LocatedParts> {
  const byPart = new Map<string, { place: number; weight: number }[]>();
  for (const [place, { parts }] of all.entries()) {
    const own = new Map<string, number>(parts.length === 0 ? [[withoutParts, 0]] : []);
    for (const part of parts) {
      const key = 'term' in part ? part.term : `{${part.slot}}`;
      own.set(key, (own.get(key) ?? 0) + ('term' in part ? weightOf(part) : 0));
    }
    for (const [key, weight] of own) {
      const located = { place, weight };
      byPart.get(key)?.push(located) ?? byPart.set(key, [located]);
    }
    if (place % phrasesAtOnce === 0) await pace();
  }
  const ranges = new Map<string, { from: number; to: number }>();
  let from = 0;
  for (const [key, { length }] of byPart) {
    ranges.set(key, { from, to: from + length });
    from += length;
  }
  const located = [...byPart.values()].flat();
  return {
    ranges,
    places: Uint32Array.from(located, ({ place }) => place),
    weights: Float64Array.from(located, ({ weight }) => weight),
  };
}

/** Returns the shortest phrase of each entry with a slot and a word that asks, if it has one: "person ?who". */
async function findShortest(
  all: readonly Phrase[],
  { entryOf, wholes, slots }: Omit<Columns, 'entryCount'>,
  pace: Pace,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const shortest = new Map<string, number[]>();
  const found = new Set<string>();
  const places = [...all.keys()].sort((a, b) => (wholes[a] ?? 0) - (wholes[b] ?? 0));
  for (const [at, place] of places.entries()) {
    for (const slot of slots[place] ?? [])
      for (const term of ['', ...(all[place]?.terms ?? [])]) {
        const key = `${slot} ${term}`;
        if ((term !== '' && !isAskingTerm(term)) || found.has(`${entryOf[place]} ${key}`)) continue;
        found.add(`${entryOf[place]} ${key}`);
        shortest.get(key)?.push(place) ?? shortest.set(key, [place]);
      }
    if (at % phrasesAtOnce === 0) await pace();
  }
  return shortest;
}
