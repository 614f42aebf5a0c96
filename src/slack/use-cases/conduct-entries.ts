import { formatDay } from '../../domain/calendar.ts';
import type { Change } from '../../domain/change.ts';
import { needsDpa } from '../../domain/checklist/index.ts';
import { isOver, type UseCase } from '../../domain/register.ts';
import { removeFinalPeriod } from '../../domain/wording.ts';
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
import type { PageContext } from '../kit/page.ts';
import { type Entry, question } from '../kit/question.ts';
import { autonomyOptions, dataOptions, labelOf } from '../kit/words.ts';
import { listOffer } from './use-case-lists.ts';
import { renderDataLine } from './use-case-page.ts';

const nameAutonomy = ({ autonomy }: UseCase): string =>
  (labelOf(autonomyOptions, autonomy).split(':')[0] ?? '').toLowerCase();

/** Returns "@ann changed this from draft to execute on 12 February 2026."; null when the log has no change of it. */
async function describeAutonomyChange(context: PageContext, key: string): Promise<string | null> {
  const pairOf = ({ entity, before, after }: Change) =>
    entity === 'useCases' && before && after ? ([before as UseCase, after as UseCase] as const) : null;
  const change = await findChange(context, key, (one) => {
    const [before, after] = pairOf(one) ?? [];
    return before?.autonomy !== after?.autonomy;
  });
  const pair = change && pairOf(change);
  if (!pair) return null;
  const { at, by } = sourceOfChange(context, change);
  const who = by === null ? 'This changed' : `${mention(by)} changed this`;
  return `${who} from ${pair.map(nameAutonomy).join(' to ')} on ${formatDay(at)}.`;
}

/** Questions about the data that a use case touches, and what it may do. */
export const conductEntries: readonly Entry[] = [
  question({
    key: 'use-case-data',
    title: 'Which data does a use case touch?',
    examples: {
      en: [
        'what data does {useCase} touch',
        'does {useCase} use personal data',
        'which data goes into {useCase}',
        'is {useCase} confidential',
        'does {useCase} process customer data',
        'data classes of {useCase}',
        'any pii in {useCase}',
        'what sort of information does {useCase} see',
        'does {useCase} get customer names',
        'what do people feed into {useCase}',
        'is there anything sensitive in {useCase}',
        'how sensitive is {useCase}',
        'are personal details going into {useCase}',
        'what does {useCase} process',
        'which information does {useCase} handle',
        'which categories of data does {useCase} touch',
        'data in {useCase} for the register of processing',
        'do names and addresses go into {useCase}',
        'does {useCase} read anything secret',
        'what kind of records pass through {useCase}',
        'is {useCase} relevant for gdpr',
        'is {useCase} free of personal data',
      ],
      de: [
        'welche daten nutzt {useCase}',
        'verarbeitet {useCase} personenbezogene daten',
        'nutzt {useCase} vertrauliche daten',
        'kommen kundendaten in {useCase}',
        'was für daten sieht {useCase}',
        'welche datenkategorien berührt {useCase}',
        'gehen namen und adressen in {useCase}',
        'fürs verarbeitungsverzeichnis: daten von {useCase}',
      ],
      fr: [
        'quelles données utilise {useCase}',
        '{useCase} utilise-t-il des données personnelles',
        'quel genre de données voit {useCase}',
        'quelles catégories de données passent par {useCase}',
        '{useCase} voit-il des noms et adresses',
      ],
      es: [
        'qué datos usa {useCase}',
        'usa {useCase} datos personales',
        'qué tipo de datos ve {useCase}',
        'toca {useCase} datos de clientes',
        'qué categorías de datos pasan por {useCase}',
        've {useCase} nombres y direcciones',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => ({
        text: joinSentences(
          useCase.data.length === 0
            ? `No data is stated for ${nameUseCase(useCase)}, so every vendor needs a DPA.`
            : `${nameUseCase(useCase)} touches: ${useCase.data.map((kind) => labelOf(dataOptions, kind).toLowerCase()).join(', ')}.`,
          needsDpa(useCase) && `${renderDataLine(context, useCase).replace(/^.*?\. /, '')}.`,
        ),
        source: await findFactSource(context, useCase, ({ data }) => data),
        data: { useCase: key, data: useCase.data, needsDpa: needsDpa(useCase) },
        next: [
          useCase.data.length === 0 && !isOver(useCase)
            ? [{ do: 'edit-use-case', useCase: key }]
            : offerUseCase(key, 'checklist', 'Checklist'),
          offerUseCase(key),
        ],
        about: { useCase: key },
      })),
  }),

  question({
    key: 'use-case-autonomy',
    title: 'What may a use case do?',
    covers: ['human-review'],
    examples: {
      en: [
        'what may {useCase} do',
        'can {useCase} act on its own',
        'is {useCase} allowed to send emails',
        'does {useCase} only suggest',
        'how autonomous is {useCase}',
        'may {useCase} execute',
        'does a human check what {useCase} does',
        'does {useCase} send mails without anyone looking',
        'can {useCase} do things without asking',
        'does anybody read what {useCase} writes before it goes out',
        'is there a person between {useCase} and the customer',
        'does {useCase} reply by itself',
        'how much freedom does {useCase} have',
        'does {useCase} only draft',
        'can {useCase} book things on its own',
        'who checks the answers of {useCase}',
        'since when may {useCase} act by itself',
        'who allowed {useCase} to act on its own',
        'when did we let {useCase} execute',
        'does {useCase} change things in our systems',
        'does {useCase} still just suggest',
        'who switched {useCase} to execute',
        'who let {useCase} act by itself',
        'is a person between the answers of {useCase} and our customers',
        'does {useCase} write to customers directly',
        'does {useCase} only make suggestions',
        'does {useCase} act in our systems',
        'is {useCase} allowed to act or just to advise',
        'can {useCase} press the buttons itself',
        'does a person have the last word in {useCase}',

        'would {useCase} ever do something without us',
        'rights of {useCase}',
        'who changed what {useCase} may do',
        'when was it changed what {useCase} may do',
        'when did we change what {useCase} may do',
        'who changed {useCase} to execute mode',
      ],
      de: [
        'was darf {useCase}',
        'darf {useCase} selbst handeln',
        'wie autonom ist {useCase}',
        'antwortet {useCase} ohne dass jemand drüberschaut',
        'schaut jemand über die antworten von {useCase}',
        'seit wann darf {useCase} selbst handeln',
        'ändert {useCase} selbst etwas in unseren systemen',
        'gehen die antworten von {useCase} direkt raus',
        'macht {useCase} nur vorschläge oder handelt es selbst',
        'darf {useCase} in unseren systemen buchen',
        'hat bei {useCase} ein mensch das letzte wort',
        'wer hat {useCase} auf execute gestellt',
        'wann wurde geändert, was {useCase} darf',
      ],
      fr: [
        'que peut faire {useCase}',
        '{useCase} peut-il agir seul',
        '{useCase} répond-il sans relecture',
        'quelqu’un relit-il les réponses de {useCase}',
        'les réponses de {useCase} partent-elles directement',
        '{useCase} ne fait-il que suggérer ou agit-il',
        '{useCase} agit-il dans nos systèmes',
        'qui a passé {useCase} en mode execute',
        'quand a changé ce que {useCase} peut faire',
      ],
      es: [
        'qué puede hacer {useCase}',
        'puede {useCase} actuar por sí mismo',
        'responde {useCase} sin que nadie lo revise',
        'revisa alguien lo que escribe {useCase}',
        'salen directas las respuestas de {useCase}',
        '{useCase} solo sugiere o actúa',
        'actúa {useCase} en nuestros sistemas',
        'quién cambió {useCase} a modo execute',
        'cuándo cambió lo que puede hacer {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const [verb = '', meaning = ''] = labelOf(autonomyOptions, useCase.autonomy).split(': ');
        const evidence = context.register.evidence.get(`${key}:human-review`)?.details;
        const review = evidence?.item === 'human-review' ? evidence : null;
        const changed = await describeAutonomyChange(context, key);
        return {
          text: joinSentences(
            `${nameUseCase(useCase)} may ${verb.toLowerCase()}: ${meaning}.`,
            changed,
            review?.outputs.trim() &&
              `Reviewed by a person: ${escapeMrkdwn(removeFinalPeriod(review.outputs), 120)} (${escapeMrkdwn(removeFinalPeriod(review.when), 80)}).`,
          ),
          source: await findFactSource(context, useCase, ({ autonomy }) => autonomy),
          data: { useCase: key, autonomy: useCase.autonomy, reviewed: review?.outputs.slice(0, 300) ?? null },
          next: [offerUseCase(key), offerUseCase(key, 'checklist', 'Checklist')],
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'autonomy-rules',
    title: 'What do suggest, draft and execute mean?',
    examples: {
      en: [
        'what do suggest, draft and execute mean',
        'difference between draft and execute',
        'what is the difference between suggest and draft',
        'which levels of autonomy are there',
        'what may an ai do at most',
        'what does execute allow an ai to do',
        'explain the mode draft',
        'which option do I pick for what the ai may do',
        'what are the three options for what it may do',
        'when is it execute and no longer draft',
        'levels of what an ai is allowed to do',
      ],
      de: [
        'was ist der unterschied zwischen suggest, draft und execute',
        'was darf eine ki im modus draft',
        'welche stufen der autonomie gibt es',
        'was bedeutet execute bei dem, was die ki darf',
      ],
      fr: [
        'quelle différence entre suggest, draft et execute',
        'que permet le mode execute',
        'quels niveaux d’autonomie existent',
      ],
      es: [
        'qué diferencia hay entre suggest, draft y execute',
        'qué permite el modo draft',
        'qué niveles de autonomía hay',
      ],
    },
    answer: () => ({
      text: joinSentences(
        `${autonomyOptions.map(([, label]) => label).join('. ')}.`,
        'One that may execute needs an audit trail in production.',
      ),
      source: null,
      data: { options: autonomyOptions.map(([key]) => key) },
      next: [listOffer()],
    }),
  }),
];
