import { createPace } from '../../operations/pause.ts';
import type { PageContext } from '../kit/page.ts';
import type { Entry, SlotName, Slots } from '../kit/question.ts';
import { type Choice, nameSlots } from './chosen-slots.ts';
import {
  findLastQuestion,
  withoutConnective,
  withoutGreeting,
  withoutIntroduction,
  withoutTag,
} from './clauses.ts';
import { covers, estimateConfidence } from './confidence.ts';
import { fillSlots, findSeveral, keptSlots, type Memory, referents } from './fill-slots.ts';
import { findKnownWords } from './known-words.ts';
import { findMeantUseCases } from './meant-use-cases.ts';
import { outOfScope } from './out-of-scope.ts';
import { preferPermitted } from './permitted-forms.ts';
import { createPhraseIndex } from './phrases.ts';
import { privateQuestions } from './private-questions.ts';
import { continueFrom, createRanking, exact, margin, preferCovering, type Ranked } from './ranking.ts';
import { asksForSource, resolveReferences } from './references.ts';
import { understandText } from './several-questions.ts';
import { type Chosen, maxOptions, type Scored, type Understanding } from './understanding.ts';
import { type ReadQuestion, readQuestion, type Unit } from './units.ts';
import { createVocabularies } from './vocabulary.ts';

/** The least confidence in an entry that is answered at once. */
const sure = 0.75;
/** The least confidence in a private topic: a refusal too many costs less than a guess. */
const surelyPrivate = 0.5;
/** The least score of the best entry for a choice, and the least share of it for the others. */
const likely = 0.3;
const likelyShare = 0.55;
/** The least score of an entry that is suggested where none is likely. */
const remote = 0.15;
/** The least share of the meaning that a likely entry explains to be shown with its answer. */
const nearExplained = 0.45;

/** The least lead of two readings over all others, and the least confidence in the first. */
const readingsLead = 0.05;
const readingsSure = 0.35;
/** The first entries that keep a question from being read in two ways where one of them is private. */
const nearPrivate = 4;

/** The most words of its own with which a question may need those of the question before it. */
const maxOwnWords = 2;
/** The least words of its own with which the last sentence of a text is a question by itself. */
const leastOwnWords = 2;
/** Meanings of questions that name no topic: "since when?", "how many?", "until when?", "who may do that?". */
const withoutTopic = new Set(['=long', '=count', '=due', '=rationale', '=cause', '=permission']);
const isSmall = ({ meaning }: Unit): boolean =>
  meaning !== null && (meaning.kind !== 'content' || withoutTopic.has(meaning.term));

/** Numbers and signs alone are no question. */
const hasWords = /\p{L}{2}/u;

export interface Understander {
  readonly understand: (text: string, context: PageContext, memory: Memory | null) => Understanding;
  /** Returns the meaning of a text whose entry was chosen; null when the entry has no answer to its words. */
  readonly complete: (
    text: string,
    choice: Choice,
    context: PageContext,
    memory: Memory | null,
  ) => Understanding | null;
  /** Returns the last sentence of a text if it asks something by itself; null for any other. */
  readonly findLastQuestion: (text: string) => string | null;
  /** Returns a text as it is read, and its entries, the best first. For measurements. */
  readonly rank: (
    text: string,
    context: PageContext,
  ) => { readonly question: ReadQuestion; readonly ranked: readonly Ranked[] };
}

/** How long the index is built between two turns of the event loop, in milliseconds: Slack waits for answers. */
const buildingTime = 10;

/** Creates the index of all entries. It takes some seconds, so do it once, at the first question. */
export async function createUnderstander(entries: readonly Entry[]): Promise<Understander> {
  const pace = createPace(buildingTime);
  const vocabularies = createVocabularies();
  const selective = entries.filter(({ knows }) => knows !== undefined);
  const others = [
    ...entries.filter(({ knows }) => knows === undefined),
    outOfScope,
    ...privateQuestions.keys(),
  ];
  const index = await createPhraseIndex(others, vocabularies, pace);
  const rank = await createRanking(others, index, vocabularies, pace);
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));

  /** Returns the question with other values for the slots of the last one: "and the sales one?". */
  function understandFollowUp(
    text: string,
    context: PageContext,
    memory: Memory | null,
  ): Understanding | null {
    const entry = memory && byKey.get(memory.entry);
    const rest = withoutConnective(text);
    if (!memory || !entry || (!memory.isOpen && rest === text)) return null;
    if (entry.kind === 'question' && asksForSource(rest))
      return { outcome: 'answer', parts: [{ entry, slots: memory.slots }] };
    const question = readQuestion(rest, context, vocabularies);
    const own: readonly SlotName[] = [...entry.needs, ...entry.takes];
    // A period stands for its last day, and a day for a period.
    const accepted: readonly SlotName[] = own.some((slot) => slot === 'day' || slot === 'period')
      ? [...own, 'day', 'period']
      : own;
    const content = question.units.filter(
      ({ meaning, spans }) =>
        meaning !== null && meaning.kind !== 'function' && !spans.some(({ slot }) => accepted.includes(slot)),
    );
    const named = question.spans.filter(({ slot }) => accepted.includes(slot));
    if (content.length > 0 || named.length === 0) return null;
    // The owner of the last use case is not that of the next one.
    const replaced: readonly SlotName[] = named.some(({ slot }) => slot === 'useCase')
      ? ['words', ...(entry.needs.includes('person') ? [] : (['person'] as const))]
      : ['words'];
    const kept = Object.fromEntries(
      Object.entries(memory.slots).filter(
        ([slot]) => accepted.includes(slot as SlotName) && !replaced.includes(slot as SlotName),
      ),
    );
    const filled = fillSlots(question, entry, index, { ...memory, slots: kept });
    const slots = { ...withoutReplaced(kept, filled.slots), ...filled.slots };
    return filled.state === 'complete'
      ? { outcome: 'answer', parts: expand(question, { entry, slots }) }
      : { outcome: 'ask', ...filled, chosen: { entry, slots } };
  }

  /** Returns the meaning of a text; of a short one in a thread, together with what was asked before. */
  function understandOne(text: string, context: PageContext, memory: Memory | null): Scored {
    const alone = understandAlone(text, context, memory);
    if (!memory?.isOpen || memory.said === undefined) return alone;
    const rest = withoutConnective(text);
    const question = readQuestion(rest, context, vocabularies);
    const own = question.units.filter((unit) => !isSmall(unit)).length;
    if (own > maxOwnWords) return alone;
    const isElliptic = question.spans.length === 0 && own === 0;
    const isAnswered = alone.outcome === 'answer' || alone.outcome === 'ask';
    if (isAnswered && !isElliptic && (question.spans.length > 0 || alone.score >= exact)) return alone;
    const topic = readQuestion(memory.said, context, vocabularies);
    const words = topic.units
      .filter(({ meaning, spans }) => meaning?.kind === 'content' && spans.every(({ isWord }) => isWord))
      .flatMap(({ from, to }) => topic.words.slice(from, to));
    if (words.length === 0) return alone;
    const together = understandAlone(`${rest.replace(/\W+$/, '')} ${words.join(' ')}`, context, memory);
    // "Into which channel?" is about the digest that was talked about, although there are other channels.
    if (
      together.outcome === 'answer' &&
      usesNames(together.parts, question) &&
      (isElliptic || !isAnswered || together.score > alone.score + margin)
    )
      return together;
    const isUnsure = alone.outcome === 'choose' || alone.outcome === 'unknown';
    return isUnsure && together.outcome === 'choose' && together.score > alone.score ? together : alone;
  }

  function understandAlone(text: string, context: PageContext, memory: Memory | null): Scored {
    if (!hasWords.test(text)) return { outcome: 'unknown', near: [], score: 0 };
    const question = readQuestion(withWords(text, memory), context, vocabularies);
    // Outside of a thread, "it" may stand for what the text itself names: "what about Notion, was it refused?"
    if (memory !== null && !memory.isOpen && question.hasPronoun) {
      const own = understandAlone(text, context, null);
      if (own.outcome === 'answer' && own.parts.every((part) => isIndependent(part, question, memory)))
        return own;
    }
    const followUp = understandFollowUp(text, context, memory);
    if (followUp) return { ...followUp, score: 1 };
    const known = selective.flatMap((entry) => {
      const words = findKnownWords(question, entry);
      return words === null
        ? []
        : [{ entry, slots: { ...fillSlots(question, entry, index, null).slots, words } }];
    });
    const [definite] = known;
    const fill = (entry: Entry) => fillSlots(question, entry, index, memory);
    const ranked = preferCovering(
      preferPermitted(continueFrom(memory, question, rank(question, memory)), question, fill),
    );
    if (definite && (ranked[0]?.score ?? 0) < exact)
      return { outcome: 'answer', parts: [definite], score: exact };
    const [best] = ranked;
    const second = ranked.find((one) => best && one !== best && !covers(best, one));
    const offer = (some: readonly Ranked[]) =>
      some
        .filter(({ entry }) => entry !== outOfScope && !privateQuestions.has(entry))
        .slice(0, maxOptions)
        .map(({ entry }): Chosen => {
          const found = fill(entry);
          const [first] = findMeantUseCases(question, found);
          const isOwn =
            first !== undefined && context.register.useCases.get(first)?.owner === context.actor.id;
          return {
            entry,
            slots: { ...keptSlots(memory, entry), ...(isOwn ? { useCase: first } : {}), ...found.slots },
          };
        });
    if (!best || best.score < likely || best.entry === outOfScope)
      return { outcome: 'unknown', near: offer(ranked.filter(({ score }) => score >= remote)), score: 0 };
    const confidence = estimateConfidence(ranked, question);
    const refusal = privateQuestions.get(best.entry);
    if (refusal !== undefined && confidence >= surelyPrivate)
      return { outcome: 'refuse', words: refusal, score: best.score };
    const filled = fill(best.entry);
    // In a thread, "that" is what was said before.
    const isEach = best.entry.kind === 'question' && !(memory?.isOpen && question.hasPronoun);
    const meant = isEach ? findMeantUseCases(question, filled) : [];
    if (confidence < sure) {
      const options = offer(ranked.filter(({ score }) => score >= best.score * likelyShare));
      const areNear = best.explained >= nearExplained;
      const third = ranked.find(
        (one) => one !== best && one !== second && !covers(best, one) && !(second && covers(second, one)),
      );
      const isPrivate = ranked.slice(0, nearPrivate).some(({ entry }) => privateQuestions.has(entry));
      const isOneOfTwo =
        areNear &&
        confidence >= readingsSure &&
        !isPrivate &&
        second &&
        second.score - (third?.score ?? 0) >= readingsLead;
      const readings = isOneOfTwo
        ? offer([best, second]).filter((one) => isComplete(one) && namesRecorded(one, question))
        : [];
      return {
        outcome: 'choose',
        options,
        areNear,
        score: best.score,
        ...(readings.length === 2 ? { readings } : {}),
      };
    }
    const chosen = { entry: best.entry, slots: filled.slots };
    if (meant.length > 0) {
      const parts = meant.map((useCase) => ({ ...chosen, slots: { ...chosen.slots, useCase } }));
      return { outcome: 'answer', parts, score: best.score };
    }
    const parts = expand(question, chosen);
    return filled.state === 'complete' || isAboutSeveral(question, parts)
      ? { outcome: 'answer', parts, score: best.score }
      : { outcome: 'ask', ...filled, chosen, score: best.score };
  }

  function standsAlone(text: string, context: PageContext): boolean {
    const { hasPronoun, units } = readQuestion(text, context, vocabularies);
    return !hasPronoun && units.filter((unit) => !isSmall(unit)).length >= leastOwnWords;
  }

  function namesTopic(text: string, context: PageContext): boolean {
    const { spans, units } = readQuestion(text, context, vocabularies);
    return spans.length > 0 || units.some((unit) => !isSmall(unit));
  }

  const nameReferents = (text: string, context: PageContext): Partial<Slots> =>
    Object.fromEntries(
      readQuestion(text, context, vocabularies).spans.flatMap(({ slot, values }) =>
        referents.includes(slot) && values.length === 1 ? [[slot, values[0]]] : [],
      ),
    );

  /** Returns one question for each of several named values: "the cost of UC-1 and UC-2". */
  function expand(question: ReadQuestion, chosen: Chosen): readonly Chosen[] {
    const several = chosen.entry.kind === 'question' ? findSeveral(question, chosen.entry) : null;
    return several
      ? several.values.map((value) => ({ ...chosen, slots: { ...chosen.slots, [several.slot]: value } }))
      : [chosen];
  }

  return {
    understand(said, context, memory) {
      const text = resolveReferences(withoutTag(withoutIntroduction(withoutGreeting(said))), context, memory);
      return understandText({ understandOne, nameReferents, namesTopic, standsAlone }, text, context, memory);
    },
    complete(text, choice, context, memory) {
      const { entry } = choice;
      const read = (one: string) => readQuestion(one, context, vocabularies);
      const { question, unknown } = nameSlots(choice, read(text), read);
      const filled = fillSlots(question, entry, index, memory);
      const chosen = { entry, slots: filled.slots };
      if (entry.knows) {
        const words = choice.named.words ?? '';
        const parts = [{ entry, slots: { ...filled.slots, words } }];
        return entry.knows(words) ? { outcome: 'answer', parts } : null;
      }
      if (unknown) return { outcome: 'ask', chosen, ...unknown, values: [] };
      const parts = expand(question, chosen);
      return filled.state === 'complete' || isAboutSeveral(question, parts)
        ? { outcome: 'answer', parts }
        : { outcome: 'ask', ...filled, chosen };
    },
    findLastQuestion,
    rank(text, context) {
      const question = readQuestion(text, context, vocabularies);
      return { question, ranked: preferCovering(rank(question, null)) };
    },
  };
}

/** Returns "do we have any waivers" for "do we have any?" after a question about waivers. */
const withWords = (text: string, memory: Memory | null): string =>
  memory?.isOpen &&
  memory.slots.words !== undefined &&
  /\b(any|some|one|welche|davon|alguno|alguna)\W*$/i.test(text)
    ? `${text.replace(/\W+$/, '')} ${memory.slots.words}`
    : text;

/** Returns whether everything is named that an entry needs. */
const hasNeeds = ({ entry, slots }: Chosen): boolean =>
  entry.needs.every((slot) => slots[slot] !== undefined);

/** Returns whether a question can be answered without another one. */
const isComplete = (chosen: Chosen): boolean => chosen.entry.kind === 'question' && hasNeeds(chosen);

/**
 * Returns whether a text names several values of one slot, and everything that is needed besides. Two days do not say
 * which use case is meant.
 */
const isAboutSeveral = (question: ReadQuestion, parts: readonly Chosen[]): boolean =>
  parts.every((part) => findSeveral(question, part.entry) !== null && hasNeeds(part));

/** Returns whether the tool and vendor of a question are recorded ones, and no other words of the text. */
const namesRecorded = ({ slots }: Chosen, { spans }: ReadQuestion): boolean =>
  [slots.tool, slots.vendor].every(
    (name) => name === undefined || spans.some(({ values }) => values.some((value) => value === name)),
  );

/** Returns whether nothing that was spoken of before could be meant in an answer. */
const isIndependent = ({ entry }: Chosen, { spans }: ReadQuestion, memory: Memory): boolean =>
  [...entry.needs, ...entry.takes].every(
    (slot) => memory.slots[slot] === undefined || spans.some((span) => span.slot === slot && !span.isWord),
  );

/** Returns whether answers are about everything that a question names: "and for Itai?" is about Itai. */
const usesNames = (parts: readonly Chosen[], { spans }: ReadQuestion): boolean =>
  spans
    .filter(({ isWord }) => !isWord)
    .every((span) =>
      spans.some(
        ({ from, to, slot }) =>
          from < span.to && to > span.from && parts.some(({ slots }) => slots[slot] !== undefined),
      ),
    );

/** A day replaces a period, and the other way round. */
function withoutReplaced(kept: Partial<Slots>, given: Partial<Slots>): Partial<Slots> {
  const { day, period, ...others } = kept;
  const hasTime = given.day !== undefined || given.period !== undefined;
  return hasTime
    ? others
    : { ...others, ...(day === undefined ? {} : { day }), ...(period === undefined ? {} : { period }) };
}
