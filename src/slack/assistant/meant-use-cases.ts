import { isOver, type UseCase } from '../../domain/register.ts';
import type { PageContext } from '../kit/page.ts';
import type { Entry } from '../kit/question.ts';
import type { Filled } from './fill-slots.ts';
import { tokenize } from './text.ts';
import type { ReadQuestion } from './units.ts';

/** The most use cases that a question without a name is answered for. */
const maxMeant = 3;

const runningUseCases = ({ register }: PageContext): readonly UseCase[] =>
  [...register.useCases.values()].filter((useCase) => !isOver(useCase));

const onlyOf = (useCases: readonly UseCase[]): string | null =>
  useCases.length === 1 ? (useCases[0]?.key ?? null) : null;

/** Words for a use case that is at work, folded: people call it by them where there is one. */
const atWork =
  /^(?:chat)?bots?$|^(?:agent|assistant|copilot|robot)$|^agente$|^agenten$|^assistent(?:en)?$|^asistente$/;
/** Words before one that nobody knows yet: "HR would like a bot". */
const notYet = /^(?:a|an|another|new|any|ein|eine|einen|neuen|un|une|una|autre|otro|no|which|each|every)$/;

/**
 * Returns the use case that "the bot" or "the assistant" is: the only running one with this word in its name, or the only
 * one in production; null for none and for several.
 */
export function findSpokenOf({ tokens, context }: ReadQuestion): string | null {
  const words = tokens.flatMap(({ word }, at) =>
    atWork.test(word) && !notYet.test(tokens[at - 1]?.word ?? '') ? [word] : [],
  );
  if (words.length === 0) return null;
  const running = runningUseCases(context);
  const named = running.filter(({ name }) => tokenize(name).some(({ word }) => words.includes(word)));
  return onlyOf(named) ?? onlyOf(running.filter(({ life }) => life.stage === 'production'));
}

/** Words before a use case that is at work and has no other name in the text: "the bot", and not "the marketing bot". */
const definite =
  /^(?:the|our|my|this|that|der|den|dem|das|die|unser\w*|mein\w*|le|l|notre|mon|el|nuestro|mi)$/;

/** Returns whether a text speaks of "the bot" without a name before it. */
export const speaksOfTheOne = ({ tokens }: ReadQuestion): boolean =>
  tokens.some(({ word }, at) => atWork.test(word) && definite.test(tokens[at - 1]?.word ?? ''));

/**
 * Returns the only running use case of the person whom a question names: "when did Sara's pilot start?"; null where the
 * question can be about the person.
 */
export function findOwnedByNamed({ context, spans }: ReadQuestion, { needs, takes }: Entry): string | null {
  if ([...needs, ...takes].includes('person')) return null;
  const named = spans.flatMap(({ slot, values, isWord }) => (slot === 'person' && !isWord ? values : []));
  return onlyOf(runningUseCases(context).filter(({ owner }) => named.includes(owner)));
}

/**
 * Returns the use case that is meant when none is named: "the bot", the only own one, or the only pilot for "the pilot".
 * Other questions without "my" are answered for each while there are few.
 */
export function findMeantUseCase(question: ReadQuestion, entry: Entry): string | null {
  const { context, spans, speaksOfSelf, refersBack } = question;
  // "It" stands for something that was said, which is not known any more.
  if (refersBack) return null;
  const owned = findOwnedByNamed(question, entry);
  if (owned !== null) return owned;
  const running = runningUseCases(context);
  const isPilot = spans.some(({ slot, values }) => slot === 'stage' && values[0] === 'pilot');
  const inStage = isPilot ? running.filter(({ life }) => life.stage === 'pilot') : [];
  const own = running.filter(({ owner }) => owner === context.actor.id);
  const ownInStage = own.filter((one) => inStage.includes(one));
  if (speaksOfSelf && ownInStage.length === 1) return onlyOf(ownInStage);
  const spokenOf = speaksOfSelf || isPilot ? null : findSpokenOf(question);
  if (spokenOf !== null) return spokenOf;
  const isEach = entry.kind === 'question' && !speaksOfSelf && running.length <= maxMeant;
  return (isEach ? null : onlyOf(own)) ?? onlyOf(inStage) ?? onlyOf(running);
}

/** Returns the running use cases, the own ones first, while they are few enough for an answer for each. */
export function listFewRunning(context: PageContext): readonly string[] {
  const running = runningUseCases(context);
  const isOwn = ({ owner }: UseCase): boolean => owner === context.actor.id;
  const ownFirst = [...running.filter(isOwn), ...running.filter((one) => !isOwn(one))];
  return running.length <= maxMeant ? ownFirst.map(({ key }) => key) : [];
}

/**
 * Returns the running use cases for a question that could be about each of them, when they are so few that an answer for
 * each is shorter than asking which one is meant: "what is the monthly budget?". The own ones come first.
 */
export function findMeantUseCases({ context, refersBack }: ReadQuestion, filled: Filled): readonly string[] {
  if (filled.state === 'complete' || filled.slot !== 'useCase' || refersBack) return [];
  if (filled.values.length > 0 || filled.named !== null) return [];
  return listFewRunning(context);
}
