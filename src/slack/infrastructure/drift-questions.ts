import { type Entry, question } from '../kit/question.ts';
import { answerDrift } from './decision-answers.ts';

/** Questions about use cases that run on something other than the decisions. */
export const driftQuestions: readonly Entry[] = [
  question({
    key: 'drift',
    title: 'Which use cases differ from the decisions?',
    examples: {
      en: [
        'which use cases run on something else',
        'is there any drift',
        'does {useCase} run on our shared decisions',
        'who deviates from the committed stack',
        'drift of {useCase}',
        'use cases off the standard stack',
        'does {useCase} use the committed tools',
        'are all use cases on the same infrastructure',
        'which use cases do not use the committed infrastructure',
        'is anyone going their own way',
        'does {useCase} stick to our standards',
        'any team with its own tools',
        'does everybody stick to what we agreed',
        'does {useCase} have a special setup',
        'anything outside of the shared stack',
        'is somebody using something other than agreed',
        'any rogue stack',
        'is the agreed stack used everywhere',
        'does {useCase} use what we agreed on',
        'who is not on the standard tools',
        'is {useCase} in line with the committed stack',
        'is {useCase} allowed what it runs on',
        'does everyone work with the products we chose',
        'who runs something of his own',
        'does {useCase} break ranks',
      ],
      de: [
        'welche use cases laufen auf etwas anderem',
        'gibt es drift',
        'nutzt {useCase} die gemeinsame infrastruktur',
        'hält sich {useCase} an die entscheidungen',
        'wer weicht vom standard ab',
        'arbeiten alle mit den beschlossenen produkten',
        'schert {useCase} aus',
      ],
      fr: [
        "quels cas d'usage tournent sur autre chose",
        'y a-t-il une dérive pour {useCase}',
        'est-ce que {useCase} respecte les choix communs',
        'tout le monde utilise-t-il ce qui a été décidé',
      ],
      es: [
        'qué casos de uso usan otra cosa',
        'hay desviación en {useCase}',
        'alguien va por libre con su infraestructura',
        'usa {useCase} lo acordado',
        'trabajan todos con lo decidido',
      ],
    },
    takes: ['useCase'],
    answer: (context, { useCase }) => answerDrift(context, useCase),
  }),
];
