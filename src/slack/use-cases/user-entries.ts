import { isOver, type UseCase } from '../../domain/register.ts';
import { countReached } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import {
  answerAbout,
  findFactSource,
  joinSentences,
  mentionSome,
  nameUseCase,
  offerUseCase,
} from '../kit/answers.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';

const isOnTeam = ({ owner, members }: UseCase, person: string): boolean =>
  owner === person || members.includes(person);

/** Questions about the people on the team of a use case, and those who use it. */
export const userEntries: readonly Entry[] = [
  question({
    key: 'use-case-team',
    title: 'Who is on the team of a use case?',
    covers: ['use-case-owner'],
    examples: {
      en: [
        'which team is {useCase} for',
        'who works on {useCase}',
        'which department uses {useCase}',
        'team of {useCase}',
        'who is on the team of {useCase}',
        'who is involved in {useCase}',
        'which part of the company is {useCase} for',
        'who else is working on {useCase}',
        'who helps with {useCase}',
        'people around {useCase}',
        'which business unit has {useCase}',
        'who contributes to {useCase}',
        'is {person} on the team of {useCase}',
        'does {person} work on {useCase}',
        'anyone besides {person} on {useCase}',
        'colleagues who build {useCase}',
        'who supports {person} with {useCase}',
        'which desk is {useCase} for',
        'who are the people behind {useCase}',
      ],
      de: [
        'für welches team ist {useCase}',
        'wer arbeitet an {useCase}',
        'welche abteilung nutzt {useCase}',
        'wer macht bei {useCase} mit',
        'wer ist im team von {useCase}',
        'arbeitet {person} an {useCase} mit',
        'wer unterstützt {person} bei {useCase}',
        'welche kollegen stecken in {useCase}',
      ],
      fr: [
        'pour quelle équipe est {useCase}',
        'qui travaille sur {useCase}',
        'qui fait partie de {useCase}',
        'avec qui travaille {person} sur {useCase}',
      ],
      es: [
        'para qué equipo es {useCase}',
        'quién trabaja en {useCase}',
        'quién participa en {useCase}',
        'con quién trabaja {person} en {useCase}',
      ],
    },
    needs: ['useCase'],
    takes: ['person'],
    answer: (context, { useCase: key, person }) =>
      answerAbout(context, key, async (useCase) => ({
        text: joinSentences(
          person !== undefined &&
            `${mention(person)} is ${isOnTeam(useCase, person) ? '' : 'not '}on the team of ${useCase.key}.`,
          `${nameUseCase(useCase)} is for the team ${escapeMrkdwn(useCase.team, 60)}.`,
          useCase.members.length === 0
            ? `${mention(useCase.owner)} owns it. No other team member is recorded.`
            : `${mention(useCase.owner)} owns it; ${mentionSome(useCase.members)} ${useCase.members.length === 1 ? 'is' : 'are'} on its team.`,
        ),
        source: await findFactSource(context, useCase, ({ team, members }) => [team, members]),
        data: {
          useCase: key,
          team: useCase.team,
          owner: useCase.owner,
          members: useCase.members.slice(0, 50),
        },
        next: [
          ...(isOver(useCase) || isOnTeam(useCase, context.actor.id)
            ? []
            : [[{ do: 'join-use-case', useCase: key }, 'Join'] as const]),
          offerUseCase(key),
        ],
        about: { useCase: key },
      })),
  }),

  question({
    key: 'use-case-users',
    title: 'How many people can use a use case?',
    examples: {
      en: [
        'how many volunteers are in {useCase}',
        'how many volunteers does {useCase} have',
        'who is {useCase} meant for',
        'how many people is {useCase} for',
        'how many users does {useCase} have',
        'how many intended users does {useCase} have',
        'how many volunteers test {useCase}',
        'is {useCase} rolled out to everybody',
        'who can use {useCase}',
        'how many people have access to {useCase}',
        'how far is the roll-out of {useCase}',
        'is {useCase} deployed to all intended users',
        'headcount of {useCase}',
        'how big is the audience of {useCase}',
        'who got {useCase} so far',
        'has everyone got {useCase}',
        'does everybody have {useCase} by now',
        'how many people were supposed to get {useCase}',
        'size of the pilot group of {useCase}',
        'how many testers does {useCase} have',
        'for how many colleagues is {useCase} switched on',
        'coverage of {useCase}',
        'how many of the people it is meant for have {useCase}',
        'how many people is {useCase} deployed to',
        'how many test users did {useCase} have',
        'who all gets {useCase}',
        'number of seats for {useCase}',
        'is {useCase} only for volunteers or for all',
        'how many staff work with {useCase} in total',
        'has the whole department got {useCase} or just a few',
        'how many of them are testing {useCase}',
        'user base of {useCase}',
      ],
      de: [
        'für wie viele leute ist {useCase}',
        'wie viele nutzer hat {useCase}',
        'wie viele freiwillige testen {useCase}',
        'ist {useCase} für alle ausgerollt',
        'haben schon alle {useCase}',
        'wie groß ist die zielgruppe von {useCase}',
        'an wie viele ist {useCase} ausgerollt',
        'wie viele kollegen haben {useCase} schon',
        'nur für freiwillige oder für alle: {useCase}',
        'wie viele plätze hat {useCase}',
      ],
      fr: [
        'combien de personnes sont visées par {useCase}',
        'combien d’utilisateurs a {useCase}',
        'combien de volontaires testent {useCase}',
        'tout le monde a {useCase}',
        'combien de testeurs a {useCase}',
        '{useCase} est-il réservé aux volontaires',
        'combien de collègues ont {useCase}',
      ],
      es: [
        'para cuántas personas es {useCase}',
        'cuántos usuarios tiene {useCase}',
        'cuántos voluntarios prueban {useCase}',
        'todos tienen ya {useCase}',
        'cuánta gente tiene {useCase}',
        'es {useCase} solo para voluntarios',
        'a cuántos compañeros llega {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const { life, intendedUsers } = useCase;
        const reached = countReached(useCase);
        const intended = formatCount(intendedUsers, 'intended user');
        const reach =
          life.stage === 'production'
            ? `It is deployed to ${reached.toLocaleString('en')} of them, and open to ${life.audience === 'everyone' ? 'all intended users' : 'volunteers only'}.`
            : life.stage === 'pilot'
              ? `Its pilot has ${formatCount(reached, 'volunteer')}.`
              : life.stage === 'proposed'
                ? 'Nobody uses it yet: its pilot has not started.'
                : `It was ${life.stage}, so nobody uses it.`;
        return {
          text: joinSentences(
            `${nameUseCase(useCase)} has ${intended}.`,
            reach,
            life.stage === 'production' &&
              life.charter !== null &&
              `Its pilot had ${formatCount(life.charter.volunteers, 'volunteer')}.`,
          ),
          source: await findFactSource(context, useCase, (one) => [one.intendedUsers, countReached(one)]),
          data: {
            useCase: key,
            ...{ intendedUsers, reached, stage: life.stage },
            audience: life.stage === 'production' ? life.audience : null,
          },
          next: [
            life.stage === 'production' && !(reached >= intendedUsers)
              ? [{ do: 'widen-rollout', useCase: key }]
              : offerUseCase(key),
            offerUseCase(key, 'adoption', 'Adoption'),
          ],
          about: { useCase: key },
        };
      }),
  }),
];
