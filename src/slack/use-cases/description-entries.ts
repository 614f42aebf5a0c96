import { checkInsOf } from '../../domain/adoption/index.ts';
import { formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { isOver, type UseCase } from '../../domain/register.ts';
import { countReached, stageWords } from '../../domain/use-cases/index.ts';
import { formatCount, removeFinalPeriod } from '../../domain/wording.ts';
import { formatChecklistCount } from '../checklist/index.ts';
import {
  answerAbout,
  findChange,
  findFactSource,
  joinSentences,
  mentionSome,
  nameUseCase,
  offerUseCase,
  sourceOfChange,
} from '../kit/answers.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Entry, question } from '../kit/question.ts';
import { describeItsSuspension, describeStanding } from './standing.ts';

const isOnTeam = ({ owner, members }: UseCase, person: string): boolean =>
  owner === person || members.includes(person);

export const descriptionEntries: readonly Entry[] = [
  question({
    key: 'use-case',
    title: 'What is a use case about?',
    examples: {
      en: [
        'what was {useCase} about',
        'tell me about {useCase}',
        'what is {useCase}',
        'what does {useCase} do',
        'show me {useCase}',
        'info on {useCase}',
        'give me a summary of {useCase}',
        'how is {useCase} doing',
        'purpose of {useCase}',
        'what is {useCase} for',
        '{useCase}',
        'give me the gist of {useCase}',
        'in a nutshell, what is {useCase}',
        'what does {useCase} do all day',
        'what job does {useCase} do for us',
        'never heard of {useCase}',
        'everything you have on {useCase}',
        'background on {useCase}',
        'what problem does {useCase} solve',
        'why do we have {useCase}',
        'what is the story with {useCase}',
      ],
      de: [
        'was ist {useCase}',
        'erzähl mir etwas über {useCase}',
        'was macht {useCase}',
        'zeig mir {useCase}',
        'worum geht es bei {useCase}',
        'wozu haben wir {useCase}',
        'was kann {useCase}',
      ],
      fr: [
        'parle-moi de {useCase}',
        'que fait {useCase}',
        'montre-moi {useCase}',
        'à quoi sert {useCase}',
        'tout sur {useCase}',
      ],
      es: [
        'háblame de {useCase}',
        'qué hace {useCase}',
        'muéstrame {useCase}',
        'para qué sirve {useCase}',
        'de qué va {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const { name, purpose, team, owner, life, intendedUsers } = useCase;
        const latest = checkInsOf(context.register, key).at(-1);
        return {
          text: joinSentences(
            `${nameUseCase(useCase)} (${stageWords[life.stage]}): ${escapeMrkdwn(removeFinalPeriod(purpose), 160)}.`,
            `Owner: ${mention(owner)}. Team: ${escapeMrkdwn(team, 40)}. Checklist: ${formatChecklistCount(context, useCase)}.`,
            describeItsSuspension(context, useCase) ??
              (latest
                ? `${latest.weekly} of ${latest.intended} people use it weekly.`
                : isOver(useCase)
                  ? null
                  : 'No check-in is recorded yet.'),
          ),
          source: await findFactSource(context, useCase, (one) => [one.name, one.purpose]),
          data: {
            useCase: key,
            ...{ name, purpose: purpose.slice(0, 500), team, owner, stage: life.stage, intendedUsers },
            weeklyUsers: latest?.weekly ?? null,
          },
          next: [offerUseCase(key), offerUseCase(key, 'checklist', 'Checklist')],
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'use-case-owner',
    title: 'Who owns a use case?',
    examples: {
      en: [
        'who do i talk to about {useCase}',
        '{useCase} contact',
        'why does {person} own {useCase}',
        'does {person} own {useCase}',
        'who owns {useCase}',
        'who is responsible for {useCase}',
        'owner of {useCase}',
        'who runs {useCase}',
        'whose is {useCase}',
        'who has {useCase}',
        'who is in charge of {useCase}',
        'whose baby is {useCase}',
        'whom should I ping about {useCase}',
        'who looks after {useCase}',
        'who is behind {useCase}',
        'who do I email about {useCase}',
        'on whose desk is {useCase}',
        'who answers for {useCase}',
        'who has the last word on {useCase}',
        'in whose name is {useCase}',
        'is {person} still the owner of {useCase}',
        'does {person} still have {useCase}',
        'name of the owner of {useCase}',
        'which person owns {useCase}',
        'name of the person responsible for {useCase}',
      ],
      de: [
        'wer ist für {useCase} zuständig',
        'zuständig für {useCase}',
        'an wen wende ich mich wegen {useCase}',
        'wem gehört {useCase}',
        'wer ist für {useCase} verantwortlich',
        'wer ist der owner von {useCase}',
        'ansprechpartner für {useCase}',
        'wer betreut {useCase}',
        'an wen muss ich mich bei {useCase} halten',
        'wer kümmert sich um {useCase}',
      ],
      fr: [
        'propriétaire de {useCase}',
        'à qui parler de {useCase}',
        'qui est responsable de {useCase}',
        'à qui appartient {useCase}',
        'qui s’occupe de {useCase}',
        'qui gère {useCase}',
        'qui est derrière {useCase}',
      ],
      es: [
        'dueño de {useCase}',
        'responsable de {useCase}',
        'quién es responsable de {useCase}',
        'de quién es {useCase}',
        'quién lleva {useCase}',
        'quién está detrás de {useCase}',
        'con quién hablo de {useCase}',
        'quién gestiona {useCase}',
      ],
    },
    needs: ['useCase'],
    takes: ['person'],
    answer: (context, { useCase: key, person }) =>
      answerAbout(context, key, async (useCase) => ({
        text: isOver(useCase)
          ? `${describeStanding(useCase)}. Its owner was ${mention(useCase.owner)}.`
          : person !== undefined && person !== useCase.owner
            ? `${mention(person)} does not own ${nameUseCase(useCase)}. ${describePerson(context.register, useCase.owner, context.today)} owns it.`
            : `${describePerson(context.register, useCase.owner, context.today)} owns ${nameUseCase(useCase)}.`,
        source: await findFactSource(context, useCase, ({ owner }) => owner),
        data: { useCase: key, owner: useCase.owner, team: useCase.team },
        next: [offerUseCase(key)],
        about: { useCase: key, person: useCase.owner },
      })),
  }),

  question({
    key: 'use-case-team',
    title: 'Who is on the team of a use case?',
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
      ],
      de: [
        'für welches team ist {useCase}',
        'wer arbeitet an {useCase}',
        'welche abteilung nutzt {useCase}',
        'wer macht bei {useCase} mit',
        'wer ist im team von {useCase}',
        'arbeitet {person} an {useCase} mit',
      ],
      fr: ['pour quelle équipe est {useCase}', 'qui travaille sur {useCase}', 'qui fait partie de {useCase}'],
      es: ['para qué equipo es {useCase}', 'quién trabaja en {useCase}', 'quién participa en {useCase}'],
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
      ],
      de: [
        'für wie viele leute ist {useCase}',
        'wie viele nutzer hat {useCase}',
        'wie viele freiwillige testen {useCase}',
        'ist {useCase} für alle ausgerollt',
        'haben schon alle {useCase}',
        'wie groß ist die zielgruppe von {useCase}',
        'an wie viele ist {useCase} ausgerollt',
      ],
      fr: [
        'combien de personnes sont visées par {useCase}',
        'combien d’utilisateurs a {useCase}',
        'combien de volontaires testent {useCase}',
        'tout le monde a {useCase}',
        'combien de testeurs a {useCase}',
      ],
      es: [
        'para cuántas personas es {useCase}',
        'cuántos usuarios tiene {useCase}',
        'cuántos voluntarios prueban {useCase}',
        'todos tienen ya {useCase}',
        'cuánta gente tiene {useCase}',
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

  question({
    key: 'use-case-registered',
    title: 'Who registered a use case?',
    examples: {
      en: [
        'who registered {useCase}',
        'when was {useCase} registered',
        'whose idea was {useCase}',
        'since when is {useCase} in crossing',
        'who added {useCase}',
        'why was {useCase} registered as new',
        'who brought {useCase} up',
        'who came up with {useCase}',
        'who put {useCase} on the list',
        'when was {useCase} entered here',
        'who created the entry for {useCase}',
        'when did {useCase} first show up here',
      ],
      de: [
        'wer hat {useCase} registriert',
        'seit wann ist {useCase} erfasst',
        'wer hat {useCase} eingetragen',
        'wessen idee war {useCase}',
      ],
      fr: [
        'qui a enregistré {useCase}',
        'quand {useCase} a-t-il été enregistré',
        'qui a eu l’idée de {useCase}',
      ],
      es: ['quién registró {useCase}', 'cuándo se registró {useCase}', 'de quién fue la idea de {useCase}'],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const change = await findChange(
          context,
          key,
          ({ entity, before }) => entity === 'useCases' && before === null,
        );
        const source = change ? sourceOfChange(context, change) : fromRecords(context.today, key);
        return {
          text: joinSentences(
            change
              ? `${source.by === null ? 'Crossing' : mention(source.by)} registered ${nameUseCase(useCase)} on ${formatDay(source.at)}.`
              : `The registration of ${nameUseCase(useCase)} is too far back to show here. Open the change log.`,
            useCase.whyNew?.trim() &&
              `Difference from similar use cases: ${escapeMrkdwn(removeFinalPeriod(useCase.whyNew), 150)}.`,
          ),
          source,
          data: {
            useCase: key,
            by: change ? source.by : null,
            on: change ? source.at : null,
            whyNew: useCase.whyNew?.slice(0, 300) ?? null,
          },
          next: [offerUseCase(key, 'log', 'Change log')],
          about: { useCase: key },
        };
      }),
  }),
];
