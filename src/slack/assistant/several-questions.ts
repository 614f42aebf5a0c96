import { foldText } from '../kit/fold-text.ts';
import type { PageContext } from '../kit/page.ts';
import type { Slots } from '../kit/question.ts';
import {
  findFirstQuestion,
  findLastQuestion,
  maxSplitLength,
  splitIntoClauses,
  splitText,
} from './clauses.ts';
import { type Memory, referents } from './fill-slots.ts';
import { listFewRunning } from './meant-use-cases.ts';
import { exact } from './ranking.ts';
import { type Chosen, maxOptions, type Scored, type Understanding } from './understanding.ts';

/** Reads a text as one question. */
interface Reader {
  readonly understandOne: (text: string, context: PageContext, memory: Memory | null) => Scored;
  /** Returns what a text names that "it" can stand for. */
  readonly nameReferents: (text: string, context: PageContext) => Partial<Slots>;
  /** Returns whether a text names what it is about: "who may do that?" does not. */
  readonly namesTopic: (text: string, context: PageContext) => boolean;
  /** Returns whether a text asks about something without the words around it. */
  readonly standsAlone: (text: string, context: PageContext) => boolean;
}

/** The least lead of the mean score of two other answers over one. */
const leadOfTwo = 0.1;

/** Two answers are better than one that explains less of the question. */
const isBetter = (whole: Scored, parts: readonly Chosen[], first: number, second: number): boolean =>
  whole.outcome !== 'answer' ||
  whole.score < Math.min(first, second) - 0.02 ||
  (new Set(parts.map(({ entry }) => entry)).size > 1 && whole.score < (first + second) / 2 - leadOfTwo);

/** Returns slots without those that no option shows, and in which two need not differ. */
const withoutHidden = ({ words: _, ...slots }: Partial<Slots>, { kind }: Chosen['entry']): Partial<Slots> => {
  if (kind === 'question') return slots;
  const { day: _day, period: _period, figures: _figures, ...shown } = slots;
  return shown;
};

const isOneWord = (text: string): boolean => text.trim().split(/\s+/).length === 1;

/** Returns the first of each group of parts with one entry and the same slots. */
function withoutRepeated(
  parts: readonly Chosen[],
  compared: (slots: Partial<Slots>, entry: Chosen['entry']) => Partial<Slots> = (slots) => slots,
): readonly Chosen[] {
  const keyOf = ({ entry, slots }: Chosen): string =>
    `${entry.key} ${JSON.stringify(compared(slots, entry))}`;
  const keys = parts.map(keyOf);
  return parts.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

/** Returns the meaning of a text that may ask for two things, or begin with something else than its question. */
export function understandText(
  { understandOne, nameReferents, namesTopic, standsAlone }: Reader,
  text: string,
  context: PageContext,
  memory: Memory | null,
): Understanding {
  const whole = understandOne(text, context, memory);
  const isAnswer = whole.outcome === 'answer';
  // "20 daily, 31 weekly" is one request.
  const isRequest = isAnswer && whole.parts.some(({ entry }) => entry.kind === 'request');
  const isWhole = isRequest || text.length > maxSplitLength || (isAnswer && whole.score >= exact);
  let unanswered: string | undefined;
  for (const { first, second, isQuestion } of isWhole ? [] : splitText(text)) {
    // "Report an incident, who may do that" is one question, and so is "who acknowledged it and when".
    if (isAnswer && (!isQuestion || isOneWord(second)) && !namesTopic(second, context)) continue;
    const one = understandOne(first, context, memory);
    if (one.outcome !== 'answer') continue;
    const likely = isAnswer ? whole.parts : [];
    const before = { text: first, parts: one.parts, likely };
    const then = readSecond(understandOne, second, before, context, memory);
    if (then.parts.length === 0) {
      if (isQuestion && isAnswer && startsWithSame(whole, one)) unanswered ??= second;
      continue;
    }
    const parts = withoutRepeated([...one.parts, ...then.parts]);
    if (isQuestion || isBetter(whole, parts, one.score, then.score)) return { outcome: 'answer', parts };
  }
  const { score: _, readings, ...understood } = whole;
  if (understood.outcome === 'answer')
    return unanswered === undefined ? understood : { ...understood, unanswered };
  if (understood.outcome === 'ask' || understood.outcome === 'refuse') return understood;
  const around = (): Memory => ({
    ...{ entry: memory?.entry ?? '', said: memory?.said, isOpen: true },
    slots: { ...memory?.slots, ...nameReferents(text, context) },
  });
  const question = findLastQuestion(text);
  const last = question === null ? null : understandOne(question, context, around());
  if (question !== null && last?.outcome === 'answer') {
    // "My request for Notion came back. Why was it refused?" is about what the first sentence names.
    const named = nameReferents(text.slice(0, -question.length), context);
    const isAboutNamed =
      namesTopic(question, context) &&
      last.parts.every(({ slots }) =>
        referents.some((slot) => named[slot] !== undefined && slots[slot] === named[slot]),
      );
    if (isAboutNamed || standsAlone(question, context)) return { outcome: 'answer', parts: last.parts };
  }
  const first = findFirstQuestion(text);
  const asked = first === null ? null : understandOne(first, context, memory);
  if (asked?.outcome === 'answer') return { outcome: 'answer', parts: asked.parts };
  if (readings) return { outcome: 'answer', parts: readings, areReadings: true };
  const clauses = splitIntoClauses(text);
  const inClauses = (clauses[0] === text ? [] : clauses)
    .map((clause) => understandOne(clause, context, around()))
    .sort((a, b) => b.score - a.score)
    .flatMap((one) => (one.outcome === 'answer' ? one.parts : one.outcome === 'ask' ? [one.chosen] : []));
  if (inClauses.length === 0) return understood;
  const others = understood.outcome === 'choose' ? understood.options : [];
  const options = withoutRepeated([...inClauses, ...others], withoutHidden).slice(0, maxOptions);
  return { outcome: 'choose', options, areNear: true };
}

/** Returns whether two answers begin with the same entry, so that the second part adds nothing to the first. */
const startsWithSame = (one: Scored, other: Scored): boolean =>
  one.outcome === 'answer' && other.outcome === 'answer' && one.parts[0]?.entry === other.parts[0]?.entry;

/** Words for use cases, folded: "which stage is each of them in?" is about them. */
const speaksOfUseCases =
  /\b(?:use cases?|pilots?|agents?|assistants?|bots?|anwendungsfalle?n?|piloten|cas d usage|pilotes?|casos? de uso|pilotos?|agentes?|asistentes?)\b/;

/** Returns the answers to the second part of a text: about what the first part is about, or about each running use case. */
function readSecond(
  understandOne: Reader['understandOne'],
  text: string,
  before: { readonly text: string; readonly parts: readonly Chosen[]; readonly likely: readonly Chosen[] },
  context: PageContext,
  memory: Memory | null,
): { readonly parts: readonly Chosen[]; readonly score: number } {
  const last = before.parts.at(-1);
  const then = understandOne(
    text,
    context,
    last ? { entry: last.entry.key, slots: last.slots, isOpen: true } : memory,
  );
  const { score } = then;
  if (then.outcome === 'answer') return { parts: then.parts, score };
  // "Which one runs now?" after "which model ran in January?" asks the same about another time.
  if (then.outcome === 'choose') {
    const [best] = then.options;
    // The whole text is like it as well: "what is a DPA and do we have one with OpenAI".
    const isLikely = before.likely.some(({ entry }) => entry === best?.entry);
    const isSame =
      best !== undefined &&
      (isLikely || best.entry === last?.entry || last?.entry.covers?.includes(best.entry.key) === true);
    return {
      parts: isSame && best.entry.needs.every((slot) => best.slots[slot] !== undefined) ? [best] : [],
      score,
    };
  }
  if (then.outcome !== 'ask' || then.slot !== 'useCase' || then.values.length > 0 || then.named !== null)
    return { parts: [], score };
  const { chosen } = then;
  const isEach = chosen.entry.kind === 'question' && speaksOfUseCases.test(foldText(before.text));
  const keys = isEach ? listFewRunning(context) : [];
  return {
    parts: keys.map((useCase) => ({ ...chosen, slots: { ...chosen.slots, useCase } })),
    score,
  };
}
