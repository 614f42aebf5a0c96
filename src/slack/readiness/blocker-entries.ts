import { fromRecords } from '../../domain/facts.ts';
import type { Requirement } from '../../domain/readiness/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { joinSentences } from '../kit/answers.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { answerBlockersOf } from './answer-blockers.ts';

/** Questions about the use case closest to a requirement, and what waits for a person. */
export const blockerEntries: readonly Entry[] = [
  question({
    key: 'closest-use-case',
    title: 'Which use case is closest to a requirement?',
    examples: {
      en: [
        'which use case counts for {requirement}',
        'which use case is closest to {requirement}',
        'which pilot counts as the second use case',
        'what meets requirement 1',
        'which one carries {requirement}',
        'which use case gives us {requirement}',
        'thanks to which use case do we meet {requirement}',
        'which pilot is our second one',
        'what is our second use case',
        'the use case behind {requirement}',
        'which project keeps {requirement} green',
        'on which use case does {requirement} rest',
        'whose use case saves {requirement} for us',
        'what fills the place of the second use case',
      ],
      de: [
        'welcher anwendungsfall zählt für {requirement}',
        'welcher use case ist am nächsten an {requirement}',
        'wem verdanken wir {requirement}',
        'auf welchem use case beruht {requirement}',
      ],
      fr: [
        'quel cas d’usage compte pour {requirement}',
        'quel cas d’usage est le plus proche de {requirement}',
        'sur quel cas d’usage repose {requirement}',
      ],
      es: [
        'qué caso de uso cuenta para {requirement}',
        'qué caso de uso está más cerca de {requirement}',
        'en qué caso de uso se apoya {requirement}',
      ],
    },
    takes: ['requirement'],
    answer: ({ assessment, today }, { requirement }) => {
      const asked = assessment.requirements.filter(
        ({ key }) => (key === 'R1' || key === 'R3') && (requirement === undefined || key === requirement),
      );
      const describe = ({ key, met, useCase, gaps }: Requirement) =>
        useCase === null
          ? `No use case is close to requirement ${key.slice(1)} yet.`
          : `${escapeMrkdwn(`${useCase.key} ${useCase.name}`, 80)} ${met ? 'meets' : 'is closest to'} requirement ${key.slice(1)}${met ? '' : ` (${formatCount(gaps.length, 'blocker')})`}.`;
      const [only] = asked;
      return {
        text:
          asked.length === 0
            ? 'Requirements 2 and 4 are about the company, not about one use case.'
            : joinSentences(...asked.map(describe)),
        source: fromRecords(today, ...asked.flatMap(({ useCase }) => useCase?.key ?? [])),
        data: {
          requirements: asked.map(({ key, met, useCase }) => ({ key, met, useCase: useCase?.key ?? null })),
        },
        next: asked
          .flatMap(({ useCase }) => useCase?.key ?? [])
          .slice(0, 2)
          .map((key): Offer => [{ page: 'use-case', args: { useCase: key } }, `Open ${key}`]),
        ...(only?.useCase ? { about: { useCase: only.useCase.key } } : {}),
      };
    },
  }),

  question({
    key: 'blockers-of-person',
    title: 'Which blockers are assigned to a person?',
    examples: {
      en: [
        'what does {person} have to do',
        'what waits for {person}',
        'waiting for {person}',
        'which blockers are assigned to {person}',
        'does anything wait for {person}',
        'what is {person} blocking',
        'is {person} in the way',
        'what does {person} owe us',
        'is anything stuck with {person}',
        'has {person} got anything to do for the verdict',
        'what do we need from {person}',
        'is it {person} who holds us up',
        'homework of {person}',
      ],
      de: [
        'was muss {person} tun',
        'was wartet auf {person}',
        'was brauchen wir von {person}',
        'hängt etwas an {person}',
        'blockiert {person} etwas',
        'hat {person} noch hausaufgaben',
      ],
      fr: ['que doit faire {person}', 'qu’est-ce qui attend {person}', 'qu’attend-on de {person}'],
      es: ['qué tiene que hacer {person}', 'qué espera a {person}', 'qué esperamos de {person}'],
    },
    needs: ['person'],
    answer: (context, { person }) => answerBlockersOf(context, person),
  }),
];
