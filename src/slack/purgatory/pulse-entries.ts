import type { Act } from '../../domain/decide.ts';
import { fromRecords } from '../../domain/facts.ts';
import { answerPulseStep, askPulseStep, minAnswers, pulseOf, teamOf } from '../../domain/purgatory/index.ts';
import { pulseScores } from '../../domain/purgatory/schema.ts';
import type { UseCase } from '../../domain/register.ts';
import { formatCount } from '../../domain/wording.ts';
import { joinSentences, nameUseCase, offerUseCase } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';
import { confirmAsking } from './purgatory-page.ts';

const purgatoryOffer: Offer = [{ page: 'purgatory' }, 'Pilot purgatory'];
const unshown = `Nobody sees a single answer, only the average of ${minAnswers} people or more.`;

/** Decisions check the team first, so other people do not matter here. */
const actOf = ({ actor, at, today }: PageContext): Act => ({ actor, at, today, people: new Map() });

/** Returns the running pilots, those of the person in front. */
const listOwnFirst = (
  { register, actor }: PageContext,
  isOwn: (useCase: UseCase) => boolean = ({ owner }) => owner === actor.id,
): readonly UseCase[] =>
  [...register.useCases.values()]
    .filter(({ life }) => life.stage === 'pilot')
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));

/** Offers to ask the team of a pilot, or says why it cannot be asked now. */
function answerAsk(context: PageContext, key: string | undefined): Answer {
  const { register, today } = context;
  const useCase = key === undefined ? listOwnFirst(context)[0] : register.useCases.get(key);
  if (!useCase)
    return {
      text: 'No use case is in pilot, so there is no pilot team to ask.',
      source: fromRecords(today),
      data: { canAsk: false },
      next: [[{ page: 'use-cases' }, 'Use cases']],
    };
  const team = teamOf(register, useCase).length;
  const outcome = askPulseStep.decide(register, { useCase: useCase.key }, actOf(context));
  return {
    text: outcome.ok
      ? joinSentences(
          `Crossing asks the ${formatCount(team, 'person', 'people')} of the team of ${nameUseCase(useCase)} how they are doing, from 1 to 5.`,
          unshown,
        )
      : outcome.refusal.message,
    source: fromRecords(today, useCase.key),
    data: { useCase: useCase.key, team, canAsk: outcome.ok },
    next: [
      ...(outcome.ok
        ? [[{ do: 'ask-pulse', useCase: useCase.key }, 'Ask the team', confirmAsking(team)] as const]
        : [offerUseCase(useCase.key)]),
      purgatoryOffer,
    ],
    about: { useCase: useCase.key },
  };
}

/** Offers the answer of a team member. It does not say what anybody answered. */
function answerOwn(context: PageContext, key: string | undefined, words: string): Answer {
  const { register, actor, today } = context;
  const isOnTeam = (useCase: UseCase) => teamOf(register, useCase).includes(actor.id);
  const [useCase] = listOwnFirst(context, isOnTeam).filter(
    (one) =>
      isOnTeam(one) && (key === undefined || one.key === key) && pulseOf(register, one, today).askedThisWeek,
  );
  const typed = /(?<![\d.,-])[1-5](?![\d.,]*\d)/.exec(words)?.[0];
  const score = pulseScores.find((one) => String(one) === typed);
  const outcome =
    useCase && answerPulseStep.decide(register, { useCase: useCase.key, score: score ?? 1 }, actOf(context));
  return {
    text:
      useCase && outcome
        ? outcome.ok
          ? joinSentences(
              `The team of ${nameUseCase(useCase)} is asked this week how it is doing: 1 is worn out, 5 is doing well.`,
              score === undefined
                ? 'Press your number in the message that Crossing sent you.'
                : 'Press the button to answer.',
              unshown,
            )
          : outcome.refusal.message
        : `No team of yours is asked this week. The owner of a pilot, or the lead, can ask its team if it has ${minAnswers} people or more.`,
    source: fromRecords(today, ...(useCase ? [useCase.key] : [])),
    data: { useCase: useCase?.key ?? null, isOpen: outcome?.ok ?? false },
    next: [
      ...(useCase && outcome?.ok && score !== undefined
        ? [[{ do: 'answer-pulse', useCase: useCase.key, score }, `Answer ${score}`] as const]
        : []),
      purgatoryOffer,
    ],
    about: useCase ? { useCase: useCase.key } : {},
  };
}

/** The pulse of a pilot team: asking it, and answering. */
export const pulseEntries: readonly Entry[] = [
  question({
    key: 'ask-pulse',
    title: 'Ask a pilot team how it is doing',
    wording: 'request',
    examples: {
      en: [
        'ask the team of {useCase} how it is doing',
        'send the pulse to the team of {useCase}',
        'pulse to the pilot',
        'send out a pulse',
        'find out how the pilot team feels',
        'check the mood of the people in {useCase}',
        'ask everybody on {useCase} how they feel on a scale of five',
        'it has been a rough month for the pilot team, ask them',
        'start a mood survey for {useCase}',
        'poll the team of {useCase}',
        'I want to know whether my pilot team is worn out, ask them',
        'run a quick check-up of the pilot team',
        'I worry that the pilot group is worn out, have them rate how it is going',
        'send my pilot team the mood question',
      ],
      de: [
        'frag das team von {useCase}, wie es ihm geht',
        'schick den puls an das pilotteam',
        'stimmungsabfrage für {useCase} starten',
      ],
      fr: ['demande à l’équipe de {useCase} comment elle va', 'lancer un sondage d’humeur pour {useCase}'],
      es: ['pregunta al equipo de {useCase} cómo está', 'lanzar la encuesta de ánimo de {useCase}'],
    },
    takes: ['useCase'],
    answer: (context, { useCase }) => answerAsk(context, useCase),
  }),

  question({
    key: 'answer-pulse',
    title: 'Answer how I am doing in a pilot',
    wording: 'request',
    examples: {
      en: [
        'my pulse: {words}',
        'I am doing fine in the pilot, {words}',
        'I am worn out by the pilot, {words}',
        'feeling great in the pilot, {words} from me',
        'how I am doing in this pilot is a {words}',
        'I give the pilot a {words} out of 5',
        'where do I answer the pulse',
        'answer the pulse with {words}',
        'my mood in {useCase} is {words}',
        'put me down as a {words} for the mood',
        'honestly, I feel like a {words} at the moment',
      ],
      de: ['mein puls: {words}', 'mir geht es im piloten gut, {words}', 'wo beantworte ich den puls'],
      fr: ['mon humeur dans le pilote : {words}', 'où répondre au sondage d’humeur'],
      es: ['mi ánimo en el piloto: {words}', 'dónde respondo la encuesta de ánimo'],
    },
    takes: ['useCase', 'words'],
    answer: (context, { useCase, words }) => answerOwn(context, useCase, words ?? ''),
  }),
];
