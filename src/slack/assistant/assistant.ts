import { z } from 'zod';
import { createCache } from '../../cache.ts';
import type { Instant } from '../../domain/register.ts';
import { contextBlock } from '../kit/blocks.ts';
import type { Content, PageContext } from '../kit/page.ts';
import type { Answer, Entry, Slots } from '../kit/question.ts';
import { filterPermitted } from '../permitted-buttons.ts';
import type { Memory } from './fill-slots.ts';
import type { LanguageModel } from './language-model.ts';
import { findPrivateAnswer, refusedOrder } from './private-topics.ts';
import {
  isUnknownKey,
  listSuggestions,
  type Option,
  renderAnswers,
  renderChoice,
  renderMissing,
  renderPrivate,
  renderReadings,
  renderRequest,
  renderUnknown,
  shortenTyped,
  slotsSchema,
  withUnanswered,
} from './replies.ts';
import type { Understander } from './understand.ts';
import type { Chosen, Understanding } from './understanding.ts';

/** The conversation in which a person asks. */
export interface Place {
  readonly tenant: string;
  readonly channel: string;
  /** The thread; null outside of one. */
  readonly thread: string | null;
  readonly person: string;
}

export interface Reply {
  readonly content: Content;
  /** An answer or a form, a question back, or that it is not known. */
  readonly kind: 'answer' | 'choice' | 'unknown';
}

export interface Assistant {
  /** Answers a question, or asks back, or says that it does not know. */
  readonly ask: (context: PageContext, place: Place, text: string) => Promise<Reply>;
  /** Answers the question of a button. @throws ZodError when the value is not ours */
  readonly choose: (context: PageContext, place: Place, value: string) => Promise<Reply>;
  /** Lets a thread follow on from what was just said outside of it. */
  readonly followInThread: (place: Place, thread: string) => void;
}

/** Remembered threads, for each person. After that many, and after a restart, people name what they mean again. */
const maxThreads = 5_000;
/** The longest text that is read, in characters. The rest of a longer one is left out. */
const maxLength = 1_000;
const cutHint = 'I read only the first 1,000 characters of your message.';
/** How long a message outside of a thread follows on from the one before, in milliseconds. */
const freshFor = 10 * 60_000;

const buttonSchema = z.union([
  z.object({ say: z.string() }),
  z.object({ entry: z.string(), slots: slotsSchema }),
]);

/** The most words of a question that may be understood only after another. */
const shortQuestion = 3;

interface Remembered {
  readonly memory: Omit<Memory, 'isOpen'>;
  /** True after a question back. */
  readonly isPending: boolean;
  readonly at: Instant;
}

const understanders = new WeakMap<readonly Entry[], Promise<Understander>>();

/** Reads the entries at the first question, once in a process. */
function start(entries: readonly Entry[]): Promise<Understander> {
  const started =
    understanders.get(entries) ??
    import('./understand.ts').then(({ createUnderstander }) => createUnderstander(entries));
  understanders.set(entries, started);
  return started;
}

/** Returns the answer to a question whose slots are known, otherwise null. */
async function answerIfComplete(
  { entry, slots }: Chosen,
  context: PageContext,
  said?: string,
): Promise<Answer | null> {
  if (entry.kind !== 'question' || entry.needs.some((slot) => slots[slot] === undefined)) return null;
  return entry.answer(context, shortenTyped(slots), said);
}

/** Returns the names among the slots of an entry: no times, figures or free words. */
const namesIn = ({
  words: _words,
  day: _day,
  period: _period,
  figures: _figures,
  ...names
}: Partial<Slots>) => names;

/** Returns the first of the options that say the same: two periods may be answered with one month. */
const withoutSameAnswer = (options: readonly Option[]): readonly Option[] =>
  options.filter(
    ({ chosen, answer }, index) =>
      answer === null ||
      options.findIndex((one) => one.chosen.entry === chosen.entry && one.answer?.text === answer.text) ===
        index,
  );

/** Answers each question whose slots are known. */
const answerEach = (
  chosen: readonly Chosen[],
  context: PageContext,
  said?: string,
): Promise<readonly Option[]> =>
  Promise.all(
    chosen.map(async (one) => ({ chosen: one, answer: await answerIfComplete(one, context, said) })),
  );

/**
 * Creates the assistant. It reads its entries when the first question comes. Without a language model it offers
 * questions, or says that it does not know, where it is not sure.
 */
export function createAssistant(
  loadEntries: () => readonly Entry[],
  languageModel: LanguageModel | null,
): Assistant {
  const threads = createCache<Remembered>(maxThreads);
  // Answers in a channel are for one person alone, so nobody follows on from the questions of another.
  const keyOf = ({ tenant, channel, thread, person }: Place): string =>
    `${tenant} ${channel} ${thread ?? ''} ${person}`;

  function recall(place: Place, at: Instant): Memory | null {
    const found = threads.get(keyOf(place));
    if (!found) return null;
    const isThread = place.thread !== null;
    if (!isThread && at - found.at >= freshFor) return null;
    return { ...found.memory, isOpen: isThread || found.isPending };
  }

  function remember(place: Place, at: Instant, { entry, slots }: Chosen, said?: string, isPending = false) {
    // A short question is about the topic of the question before it.
    const before = threads.get(keyOf(place))?.memory;
    const isShort = said === undefined || said.trim().split(/\s+/).length <= shortQuestion;
    const topic = isShort && before?.entry === entry.key ? (before.said ?? said) : said;
    threads.set(keyOf(place), { memory: { entry: entry.key, slots, said: topic }, at, isPending });
  }

  async function answer(
    context: PageContext,
    place: Place,
    parts: readonly Chosen[],
    said?: string,
  ): Promise<Reply> {
    const answers: Answer[] = [];
    let form: Content | null = null;
    const answered: Chosen[] = [];
    for (const { entry, slots } of parts) {
      let about = {};
      if (entry.kind === 'question') {
        const given = await entry.answer(context, shortenTyped(slots), said);
        answers.push(given);
        about = given.about ?? {};
      } else form ??= renderRequest(entry, slots, context, said);
      answered.push({ entry, slots: { ...slots, ...about } });
    }
    // Of one question about several use cases, the thread goes on about the first.
    const topic = answered.findLast(({ entry }, at) => entry !== answered[at - 1]?.entry);
    if (topic) remember(place, context.at, topic, said);
    const rendered = renderAnswers(answers, context);
    const content = form === null ? rendered : { ...form, blocks: [...rendered.blocks, ...form.blocks] };
    return { content: filterPermitted(content, context), kind: 'answer' };
  }

  /** Answers two readings of one question. The thread goes on about the first. */
  async function answerReadings(
    context: PageContext,
    place: Place,
    parts: readonly Chosen[],
    said?: string,
  ): Promise<Reply> {
    const readings = await answerEach(parts, context, said);
    const [first] = readings;
    if (first) {
      const { entry, slots } = first.chosen;
      remember(place, context.at, { entry, slots: { ...slots, ...first.answer?.about } }, said);
    }
    return { content: filterPermitted(renderReadings(readings, context), context), kind: 'answer' };
  }

  async function reply(
    context: PageContext,
    place: Place,
    understood: Understanding,
    said?: string,
  ): Promise<Reply> {
    switch (understood.outcome) {
      case 'answer': {
        const { parts, areReadings, unanswered } = understood;
        if (areReadings) return answerReadings(context, place, parts, said);
        const replied = await answer(context, place, parts, said);
        return unanswered === undefined
          ? replied
          : { ...replied, content: withUnanswered(replied.content, unanswered) };
      }
      case 'refuse':
        return { content: renderPrivate(understood.words), kind: 'answer' };
      case 'ask': {
        const { chosen, slot } = understood;
        remember(place, context.at, chosen, said, true);
        // "There is no UC-9" is an answer, with the recorded ones to choose from.
        const isAnswer = isUnknownKey(understood);
        return {
          content: renderMissing(chosen, slot, understood, context),
          kind: isAnswer ? 'answer' : 'choice',
        };
      }
      case 'choose': {
        const [best] = understood.options;
        const before = recall(place, context.at);
        const names = before?.isOpen ? namesIn(before.slots) : {};
        // The names in the question stay known, whichever is chosen, and in a thread also those before it.
        if (best) remember(place, context.at, { ...best, slots: { ...names, ...best.slots } }, said);
        const options = understood.areNear
          ? withoutSameAnswer(await answerEach(understood.options, context, said))
          : understood.options.map((chosen) => ({ chosen, answer: null }));
        return { content: filterPermitted(renderChoice(options, context, said), context), kind: 'choice' };
      }
      case 'unknown': {
        // The next question does not follow on from the one before this.
        threads.delete(keyOf(place));
        const suggestions = listSuggestions(loadEntries(), context);
        return { content: renderUnknown(understood.near, suggestions), kind: 'unknown' };
      }
    }
  }

  /** Answers the question after an order that no text can give; null where it is not surely one. */
  async function answerLastQuestion(context: PageContext, place: Place, text: string): Promise<Reply | null> {
    const { understand, findLastQuestion } = await start(loadEntries());
    const question = findLastQuestion(text);
    if (question === null || findPrivateAnswer(question) !== null) return null;
    const understood = understand(question, context, null);
    const isFact =
      understood.outcome === 'answer' &&
      !understood.areReadings &&
      understood.parts.every(({ entry }) => entry.kind === 'question');
    return isFact ? answer(context, place, understood.parts, question) : null;
  }

  async function ask(context: PageContext, place: Place, typed: string): Promise<Reply> {
    const text = typed.slice(0, maxLength);
    const refused = findPrivateAnswer(text);
    if (refused !== null) {
      const rest = refused === refusedOrder ? await answerLastQuestion(context, place, text) : null;
      return { content: renderPrivate(refused, rest?.content), kind: 'answer' };
    }
    const { understand, complete } = await start(loadEntries());
    const memory = recall(place, context.at);
    const understood = understand(text, context, memory);
    const isSure =
      understood.outcome === 'answer'
        ? !understood.areReadings
        : understood.outcome === 'ask' || understood.outcome === 'refuse';
    const chosen = isSure ? null : await languageModel?.choose(text, loadEntries(), context.register);
    const completed = chosen ? complete(text, chosen, context, memory) : null;
    const replied = await reply(context, place, completed ?? understood, text);
    if (typed.length <= maxLength) return replied;
    const { content } = replied;
    return { ...replied, content: { ...content, blocks: [...content.blocks, contextBlock(cutHint)] } };
  }

  return {
    ask,
    async choose(context, place, value) {
      const chosen = buttonSchema.parse(JSON.parse(value));
      if ('say' in chosen) return ask(context, place, chosen.say);
      const entry = loadEntries().find(({ key }) => key === chosen.entry);
      // A button of an older version.
      if (!entry) return reply(context, place, { outcome: 'unknown', near: [] });
      const slots = chosen.slots as Chosen['slots'];
      const missing = entry.needs.find((slot) => slots[slot] === undefined);
      return missing === undefined
        ? answer(context, place, [{ entry, slots }])
        : reply(context, place, {
            ...{ outcome: 'ask', chosen: { entry, slots }, slot: missing, values: [], named: null },
          });
    },
    followInThread(place, thread) {
      const found = threads.get(keyOf(place));
      if (found) threads.set(keyOf({ ...place, thread }), found);
    },
  };
}
