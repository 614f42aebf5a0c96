import { decisionCategories } from '../../domain/infrastructure/index.ts';
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
        'what do we run as {category}',
        'date of the {category} decision',
        'on which day did we commit the {category}',
        'since when do we have a {category}',
        'name of our {category}',
        'which product is our {category}',
        'what did we go with for {category}',
        'what have we standardised on for {category}',
        'who picked the {category}',
        'is there an official {category}',
        'whose call was the {category}',
        'product for {category}',
        'which tool for {category}',
      ],
      de: [
        'welche {category} haben wir',
        'welche {category} nutzen wir',
        'was haben wir für {category} entschieden',
        'welches {category} nutzen wir',
        'wer hat {category} entschieden',
        'worauf setzen wir bei {category}',
        'womit machen wir {category}',
        'seit wann haben wir {category}',
        'von wem stammt die entscheidung für {category}',
      ],
      fr: [
        'quelle {category} utilise-t-on',
        'quelle {category} utilisons-nous',
        "qu'avons-nous décidé pour {category}",
        'quel {category} utilisons-nous',
        'qui a décidé de {category}',
        'sur quoi on est parti pour {category}',
        'depuis quand avons-nous {category}',
      ],
      es: [
        'qué {category} usamos nosotros',
        'qué {category} tenemos',
        'qué decidimos para {category}',
        'qué {category} usamos',
        'quién decidió {category}',
        'con qué hacemos {category}',
        'desde cuándo tenemos {category}',
        'qué producto usamos para {category}',
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
        'does the {category} look at latency',
        'what exactly is covered by our {category}',
        'does the {category} filter the answers',
        'which metrics come out of the {category}',
      ],
      de: [
        'was misst unser {category}',
        'details zur entscheidung {category}',
        'was prüft unser {category}',
        'welche werte liefert {category}',
      ],
      fr: [
        'que mesure notre {category}',
        'détails de la décision {category}',
        'que vérifie notre {category}',
      ],
      es: [
        'qué mide nuestro {category}',
        'detalles de la decisión {category}',
        'qué controla nuestro {category}',
      ],
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
        'who else was in the running for {category}',
        'what did we turn down for {category}',
        'second choice for {category}',
        'which {category} lost out',
        'were there other candidates for {category}',
      ],
      de: [
        'welche alternativen gab es für {category}',
        'was stand bei {category} noch zur auswahl',
        'was wurde bei {category} verworfen',
      ],
      fr: [
        'quelles alternatives avons-nous envisagées pour {category}',
        'autres options pour {category}',
        'qu’a-t-on écarté pour {category}',
      ],
      es: [
        'qué alternativas consideramos para {category}',
        'otras opciones para {category}',
        'qué descartamos para {category}',
      ],
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
        'whose idea was {tool}',
        'how did we end up with {tool}',
        'what speaks for {tool}',
        'since when are we on {tool}',
        'when was {tool} decided',
        'what made us go for {tool}',
        'are we sticking with {tool}',
        'did we drop {tool}',
        'is {tool} still our standard',
        'who brought in {vendor}',
      ],
      de: [
        'warum haben wir {tool} gewählt',
        'wer hat {vendor} entschieden',
        'haben wir uns für {tool} entschieden',
        'wie sind wir auf {tool} gekommen',
        'seit wann setzen wir auf {tool}',
        'wer hat {tool} ausgesucht',
      ],
      fr: [
        'pourquoi avons-nous choisi {tool}',
        'qui a choisi {vendor}',
        'pourquoi on est chez {vendor}',
        'depuis quand est-on sur {tool}',
      ],
      es: [
        'por qué elegimos {tool}',
        'quién decidió usar {vendor}',
        'por qué nos quedamos con {tool}',
        'desde cuándo estamos con {vendor}',
      ],
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
        'are the infrastructure choices made',
        'what still needs a decision',
        'which of the five are settled',
        'is everything decided on the tech side',
        'what is our standard stack',
        'any shared choice that nobody has made yet',
        'infra decisions',
        'common infrastructure: what is final',
      ],
      de: [
        'welche entscheidungen sind offen',
        'welche entscheidungen sind getroffen',
        'was haben wir noch nicht entschieden',
        'ist die infrastruktur beschlossen',
        'welche entscheidungen stehen fest',
        'was ist bei der gemeinsamen infrastruktur verbindlich',
      ],
      fr: [
        'quelles décisions sont ouvertes',
        'quelles décisions sont prises',
        "qu'est-ce qui reste à décider",
        'où en est l’infrastructure commune',
        'quels choix sont arrêtés',
      ],
      es: [
        'qué decisiones faltan',
        'qué decisiones están abiertas',
        'qué decisiones hemos tomado',
        'qué falta por decidir',
        'está todo decidido en la infraestructura común',
        'qué opciones ya están fijadas',
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
        'is anyone going their own way',
        'does {useCase} stick to our standards',
        'any team with its own tools',
        'does everybody stick to what we agreed',
        'does {useCase} have a special setup',
        'anything outside of the shared stack',
      ],
      de: [
        'welche use cases laufen auf etwas anderem',
        'gibt es drift',
        'nutzt {useCase} die gemeinsame infrastruktur',
        'hält sich {useCase} an die entscheidungen',
        'wer weicht vom standard ab',
      ],
      fr: [
        "quels cas d'usage tournent sur autre chose",
        'y a-t-il une dérive pour {useCase}',
        'est-ce que {useCase} respecte les choix communs',
      ],
      es: [
        'qué casos de uso usan otra cosa',
        'hay desviación en {useCase}',
        'alguien va por libre con su infraestructura',
      ],
    },
    takes: ['useCase'],
    answer: (context, { useCase }) => answerDrift(context, useCase),
  }),
  question({
    key: 'decision-rules',
    title: 'Can a decision be changed?',
    examples: {
      en: [
        'can a decision be changed later',
        'may we edit a committed decision',
        'what if we change our mind about a decision',
        'how do i undo a commitment',
        'is a commitment final',
        'can we take back a decision',
        'what happens to the old decision when a new one is committed',
        'does a new commitment overwrite the old one',
        'are committed decisions locked',
        'can i fix the text of a committed decision',
        'rule for changing decisions',
      ],
      de: [
        'kann man eine entscheidung nachträglich ändern',
        'wird die alte entscheidung überschrieben',
        'ist eine entscheidung endgültig',
      ],
      fr: ['peut-on modifier une décision déjà prise', 'une décision est-elle définitive'],
      es: ['se puede cambiar una decisión ya tomada', 'es definitiva una decisión'],
    },
    answer: () => ({
      text: 'A committed decision is never edited. A new commitment replaces it, and the replaced one stays on record; only model providers may be several at once. Anyone may propose a choice, and the transformation lead and Slack admins commit it.',
      source: null,
      data: {
        isEditable: false,
        severalAllowed: decisionCategories.flatMap(({ key, several }) => (several ? [key] : [])),
      },
      next: [[{ page: 'decisions' }, 'All decisions']],
    }),
  }),
];
