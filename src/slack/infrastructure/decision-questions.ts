import { capitalize } from '../../domain/wording.ts';
import { quoteShortly } from '../kit/answer-words.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import {
  answerAll,
  answerCategory,
  answerChoice,
  answerDrift,
  describeChoice,
  describeReason,
} from './decision-answers.ts';
import { renderDetailLine } from './decision-pages.ts';

export const decisionQuestions: readonly Entry[] = [
  question({
    key: 'decision',
    title: 'What did we decide for one category?',
    examples: {
      en: [
        'what {category} do we use',
        'what are we using for {category}',
        'our {category}',
        'what did we decide for {category}',
        'which {category} do we use',
        'who decided on the {category}, and when',
        'why did we choose this {category}',
        'when was the {category} committed',
        'did we commit a {category} yet',
        '{category} decision',
        'is the {category} decided',
        'reason for the {category} choice',
      ],
      de: [
        'welche {category} haben wir',
        'welche {category} nutzen wir',
        'was haben wir für {category} entschieden',
        'welches {category} nutzen wir',
        'wer hat {category} entschieden',
      ],
      fr: [
        'quelle {category} utilise-t-on',
        'quelle {category} utilisons-nous',
        "qu'avons-nous décidé pour {category}",
        'quel {category} utilisons-nous',
        'qui a décidé de {category}',
      ],
      es: [
        'qué {category} usamos nosotros',
        'qué {category} tenemos',
        'qué decidimos para {category}',
        'qué {category} usamos',
        'quién decidió {category}',
      ],
    },
    needs: ['category'],
    answer: (context, { category }) =>
      answerCategory(
        context,
        category,
        (decision, isOnly) =>
          `${describeChoice(decision, context.today)}${isOnly ? `.${describeReason(decision)}` : ''}`,
      ),
  }),
  question({
    key: 'decision-details',
    title: 'What are the details of a decision?',
    covers: ['decision'],
    examples: {
      en: [
        'what do our {category} do with personal data',
        'what does our {category} measure',
        'which signals does the {category} cover',
        'what do the {category} check before and after a call',
        'details of the {category} decision',
        'how is the {category} set up',
      ],
      de: ['was misst unser {category}', 'details zur entscheidung {category}'],
      fr: ['que mesure notre {category}', 'détails de la décision {category}'],
      es: ['qué mide nuestro {category}', 'detalles de la decisión {category}'],
    },
    needs: ['category'],
    answer: (context, { category }) =>
      answerCategory(context, category, (decision) => {
        const details = renderDetailLine(context, decision).split('\n').join('; ');
        return `${describeChoice(decision, context.today)}. ${capitalize(details || 'no details are recorded')}.`;
      }),
  }),
  question({
    key: 'decision-alternatives',
    title: 'Which alternatives did we consider?',
    examples: {
      en: [
        'which alternatives did we consider for {category}',
        'what else was considered for {category}',
        'alternatives to our {category}',
        'what did we compare {category} with before deciding',
      ],
      de: ['welche alternativen gab es für {category}', 'was stand bei {category} noch zur auswahl'],
      fr: ['quelles alternatives avons-nous envisagées pour {category}', 'autres options pour {category}'],
      es: ['qué alternativas consideramos para {category}', 'otras opciones para {category}'],
    },
    needs: ['category'],
    answer: (context, { category }) =>
      answerCategory(context, category, (decision, isOnly) => {
        const { alternatives, choice } = decision;
        const listed =
          alternatives.trim() === ''
            ? `no alternatives to ${escapeMrkdwn(choice, 100)} are recorded.`
            : `alternatives to *${escapeMrkdwn(choice, 100)}*: ${quoteShortly(alternatives)}.`;
        return `${listed}${isOnly ? describeReason(decision) : ''}`;
      }),
  }),
  question({
    key: 'choice',
    title: 'Why did we choose a tool?',
    examples: {
      en: [
        'why did we switch from {tool} to {tool}',
        'why did we choose {tool}',
        'who decided on {tool}',
        'why {vendor}',
        'is {tool} a shared decision',
        'was {tool} replaced',
        'do we still use {tool} as shared infrastructure',
      ],
      de: [
        'warum haben wir {tool} gewählt',
        'wer hat {vendor} entschieden',
        'haben wir uns für {tool} entschieden',
      ],
      fr: ['pourquoi avons-nous choisi {tool}', 'qui a choisi {vendor}'],
      es: ['por qué elegimos {tool}', 'quién decidió usar {vendor}'],
    },
    takes: ['tool', 'vendor'],
    answer: (context, { tool, vendor }) => {
      const name = tool ?? vendor;
      return name === undefined ? answerAll(context) : answerChoice(context, name);
    },
  }),
  question({
    key: 'decisions',
    title: 'Which decisions are committed and open?',
    examples: {
      en: [
        'why are there open decisions left',
        'open decisions',
        'which decisions are open',
        'which decisions are committed',
        'what have we decided so far',
        'list the infrastructure decisions',
        'which shared decisions are missing',
        'what is still undecided',
        'status of the shared infrastructure',
        'how many decisions are committed',
        'do we have all five decisions',
      ],
      de: [
        'welche entscheidungen sind offen',
        'welche entscheidungen sind getroffen',
        'was haben wir noch nicht entschieden',
      ],
      fr: [
        'quelles décisions sont ouvertes',
        'quelles décisions sont prises',
        "qu'est-ce qui reste à décider",
      ],
      es: [
        'qué decisiones faltan',
        'qué decisiones están abiertas',
        'qué decisiones hemos tomado',
        'qué falta por decidir',
      ],
    },
    answer: answerAll,
  }),
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
      ],
      de: [
        'welche use cases laufen auf etwas anderem',
        'gibt es drift',
        'nutzt {useCase} die gemeinsame infrastruktur',
      ],
      fr: ["quels cas d'usage tournent sur autre chose", 'y a-t-il une dérive pour {useCase}'],
      es: ['qué casos de uso usan otra cosa', 'hay desviación en {useCase}'],
    },
    takes: ['useCase'],
    answer: (context, { useCase }) => answerDrift(context, useCase),
  }),
];
