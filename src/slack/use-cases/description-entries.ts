import { checkInsOf } from '../../domain/adoption/index.ts';
import { formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { isOver } from '../../domain/register.ts';
import { stageWords } from '../../domain/use-cases/index.ts';
import { removeFinalPeriod } from '../../domain/wording.ts';
import { formatChecklistCount } from '../checklist/index.ts';
import {
  answerAbout,
  findChange,
  findFactSource,
  joinSentences,
  nameUseCase,
  offerUseCase,
  sourceOfChange,
} from '../kit/answers.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Entry, question } from '../kit/question.ts';
import { describeItsSuspension, describeStanding } from './standing.ts';

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
        'what does {useCase} produce',
        'which problem at work does {useCase} take off our hands',
        'someone asked what {useCase} is good for',
        'I keep hearing about {useCase}, what is it',

        'what comes out of {useCase} for the team',
      ],
      de: [
        'was ist {useCase}',
        'erzähl mir etwas über {useCase}',
        'was macht {useCase}',
        'zeig mir {useCase}',
        'worum geht es bei {useCase}',
        'wozu haben wir {useCase}',
        'was kann {useCase}',
        'was leistet {useCase}',
        'erklär mir {useCase} in zwei sätzen',
        'wie läuft es mit {useCase}',
      ],
      fr: [
        'parle-moi de {useCase}',
        'que fait {useCase}',
        'montre-moi {useCase}',
        'à quoi sert {useCase}',
        'tout sur {useCase}',
        'que produit {useCase}',
        'explique-moi {useCase} en deux mots',
      ],
      es: [
        'háblame de {useCase}',
        'qué hace {useCase}',
        'muéstrame {useCase}',
        'para qué sirve {useCase}',
        'de qué va {useCase}',
        'qué produce {useCase}',
        'explícame {useCase} en dos palabras',
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
        'whose project is {useCase}',
        'which colleague do I turn to for {useCase}',
        'I thought {person} had {useCase}',
        'is {person} the one to ask about {useCase}',
        'since {person} owns {useCase}, do I ask them',
        '{useCase}: who',
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
        'wer hat bei {useCase} den hut auf',

        'ist {person} noch für {useCase} verantwortlich',
      ],
      fr: [
        'propriétaire de {useCase}',
        'à qui parler de {useCase}',
        'qui est responsable de {useCase}',
        'à qui appartient {useCase}',
        'qui s’occupe de {useCase}',
        'qui gère {useCase}',
        'qui est derrière {useCase}',
        'qui porte {useCase}',
        'je m’adresse à qui pour {useCase}',
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
        'quién responde de {useCase}',
        'a quién me dirijo por {useCase}',
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
        'first entry of {useCase}',
        'on what day did {useCase} appear in the register',
        'who told you about {useCase}',
        'why did we need {useCase} when there was already something alike',
      ],
      de: [
        'wer hat {useCase} registriert',
        'seit wann ist {useCase} erfasst',
        'wer hat {useCase} eingetragen',
        'wessen idee war {useCase}',
        'wann kam {useCase} ins register',
        'von wem kam der vorschlag {useCase}',
      ],
      fr: [
        'qui a enregistré {useCase}',
        'quand {useCase} a-t-il été enregistré',
        'qui a eu l’idée de {useCase}',
        'depuis quand {useCase} figure-t-il ici',
      ],
      es: [
        'quién registró {useCase}',
        'cuándo se registró {useCase}',
        'de quién fue la idea de {useCase}',
        'desde cuándo figura {useCase} aquí',
      ],
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
