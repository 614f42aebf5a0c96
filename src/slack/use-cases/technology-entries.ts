import { needsDpa } from '../../domain/checklist/index.ts';
import {
  categoryEntry,
  describeDrift,
  findDrift,
  listCommitments,
} from '../../domain/infrastructure/index.ts';
import { isSameToolIn } from '../../domain/names.ts';
import { type Category, isOver, type UseCase } from '../../domain/register.ts';
import { listNamedVendors, listVendors } from '../../domain/vendors/index.ts';
import { removeFinalPeriod, uncapitalize } from '../../domain/wording.ts';
import {
  answerAbout,
  escapeShort,
  findFactSource,
  joinSentences,
  listSome,
  nameUseCase,
  offerUseCase,
} from '../kit/answers.ts';
import { escapeMrkdwn, truncateMrkdwn } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { autonomyOptions, dataOptions, labelOf } from '../kit/words.ts';
import { describeVendors, renderDataLine } from './use-case-page.ts';

const describeStack = ({ stack }: UseCase): readonly string[] =>
  Object.entries(stack).map(
    ([category, names]) =>
      `${uncapitalize(categoryEntry(category as Category).title)}: ${escapeMrkdwn(names.join(', '), 40)}`,
  );

export const technologyEntries: readonly Entry[] = [
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
      ],
      de: [
        'welche daten nutzt {useCase}',
        'verarbeitet {useCase} personenbezogene daten',
        'nutzt {useCase} vertrauliche daten',
        'kommen kundendaten in {useCase}',
        'was für daten sieht {useCase}',
      ],
      fr: [
        'quelles données utilise {useCase}',
        '{useCase} utilise-t-il des données personnelles',
        'quel genre de données voit {useCase}',
      ],
      es: [
        'qué datos usa {useCase}',
        'usa {useCase} datos personales',
        'qué tipo de datos ve {useCase}',
        'toca {useCase} datos de clientes',
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
      ],
      fr: [
        'que peut faire {useCase}',
        '{useCase} peut-il agir seul',
        '{useCase} répond-il sans relecture',
        'quelqu’un relit-il les réponses de {useCase}',
        'les réponses de {useCase} partent-elles directement',
      ],
      es: [
        'qué puede hacer {useCase}',
        'puede {useCase} actuar por sí mismo',
        'responde {useCase} sin que nadie lo revise',
        'revisa alguien lo que escribe {useCase}',
        'salen directas las respuestas de {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const [verb = '', meaning = ''] = labelOf(autonomyOptions, useCase.autonomy).split(': ');
        const evidence = context.register.evidence.get(`${key}:human-review`)?.details;
        const review = evidence?.item === 'human-review' ? evidence : null;
        return {
          text: joinSentences(
            `${nameUseCase(useCase)} may ${verb.toLowerCase()}: ${meaning}.`,
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
    key: 'use-case-retrieval',
    title: 'Does a use case use retrieval?',
    examples: {
      en: [
        'does {useCase} use retrieval',
        'does {useCase} search documents',
        'does {useCase} use rag',
        'does {useCase} need a vector database',
        'does {useCase} remember things',
        'does {useCase} look things up in our files',
        'can {useCase} read our wiki',
        'does {useCase} have a memory',
        'does {useCase} search the knowledge base',
      ],
      de: [
        'nutzt {useCase} retrieval',
        'durchsucht {useCase} dokumente',
        'braucht {useCase} eine vektordatenbank',
        'liest {useCase} unser wiki',
      ],
      fr: [
        '{useCase} utilise-t-il la recherche documentaire',
        '{useCase} a-t-il besoin d’une base vectorielle',
      ],
      es: ['usa {useCase} búsqueda en documentos', 'necesita {useCase} una base de datos vectorial'],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const tools = useCase.stack['vector-database'] ?? [];
        return {
          text: joinSentences(
            useCase.retrieval
              ? `Yes, ${nameUseCase(useCase)} uses retrieval, so it needs a vector database.`
              : `No, ${nameUseCase(useCase)} does not use retrieval, so it needs no vector database.`,
            useCase.retrieval &&
              (tools.length > 0
                ? `The vector database is ${escapeMrkdwn(tools.join(', '), 100)}.`
                : 'The vector database is not recorded.'),
          ),
          source: await findFactSource(context, useCase, ({ retrieval }) => retrieval),
          data: { useCase: key, retrieval: useCase.retrieval, vectorDatabase: tools },
          next: [offerUseCase(key)],
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'use-case-vendors',
    title: 'Which vendors does a use case use?',
    examples: {
      en: [
        'which vendors does {useCase} use',
        'who processes the data of {useCase}',
        'which companies are behind {useCase}',
        'vendors of {useCase}',
        'which providers does {useCase} rely on',
        'which outside firms does {useCase} involve',
        'which third parties are in {useCase}',
        'who else gets the data of {useCase}',
        'which suppliers does {useCase} depend on',
      ],
      de: [
        'welche anbieter nutzt {useCase}',
        'welche lieferanten stecken hinter {useCase}',
        'welche firmen stecken in {useCase}',
      ],
      fr: ['quels fournisseurs utilise {useCase}', 'quelles entreprises traitent les données de {useCase}'],
      es: [
        'qué proveedores usa {useCase}',
        'qué empresas están detrás de {useCase}',
        'qué empresas externas usa {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const named = listNamedVendors(context.register, useCase);
        const behind = listVendors(context.register, useCase)
          .map(({ name }) => name)
          .filter((name) => !named.includes(name));
        return {
          text: joinSentences(
            `Vendors of ${nameUseCase(useCase)}: ${truncateMrkdwn(describeVendors(context, useCase), 300)}.`,
            behind.length > 0 &&
              `Vendors behind its stack: ${listSome(
                behind.map((name) => escapeMrkdwn(name, 40)),
                4,
                150,
              )}.`,
          ),
          source: await findFactSource(context, useCase, ({ vendors, stack }) => [vendors, stack]),
          data: {
            useCase: key,
            vendors: named.slice(0, 20),
            behindStack: behind.slice(0, 20),
            others: useCase.otherVendors,
          },
          next: [offerUseCase(key, 'checklist', 'Checklist'), offerUseCase(key)],
          about: {
            useCase: key,
            ...(named.length === 1 && named[0] !== undefined ? { vendor: named[0] } : {}),
          },
        };
      }),
  }),

  question({
    key: 'use-case-stack',
    title: 'What does a use case run on?',
    examples: {
      en: [
        'why does {useCase} run on {tool}',
        'does {useCase} run on {tool}',
        'what does {useCase} run on',
        'which stack does {useCase} use',
        'which {category} does {useCase} use',
        'what technology is behind {useCase}',
        'is {useCase} on the committed stack',
        'does {useCase} drift',
        'tech stack of {useCase}',
        'what is under the hood of {useCase}',
        'how is {useCase} built',
        'tech behind {useCase}',
        'what powers {useCase}',
      ],
      de: [
        'worauf läuft {useCase}',
        'welchen stack nutzt {useCase}',
        'welche {category} nutzt {useCase}',
        'womit ist {useCase} gebaut',
      ],
      fr: ['sur quoi tourne {useCase}', 'quelle technologie utilise {useCase}'],
      es: ['sobre qué funciona {useCase}', 'qué tecnología usa {useCase}', 'con qué está hecho {useCase}'],
    },
    needs: ['useCase'],
    takes: ['category', 'tool'],
    answer: (context, { useCase: key, category, tool }) =>
      answerAbout(context, key, async (useCase) => {
        const drift = findDrift(context.register, useCase, context.today).filter(
          (one) => category === undefined || one.category === category,
        );
        const [first] = drift;
        const own = category === undefined ? null : (useCase.stack[category] ?? []);
        const all = describeStack(useCase);
        const runs =
          tool !== undefined &&
          Object.values(useCase.stack).some((names) =>
            names.some((name) => isSameToolIn(context.register, name, tool)),
          );
        const isCommitted = Object.keys(useCase.stack).some(
          (one) =>
            (category === undefined || category === one) &&
            listCommitments(context.register, one as Category).length > 0,
        );
        const where =
          tool !== undefined && all.length > 0
            ? `${runs ? 'Yes' : 'No'}, ${nameUseCase(useCase)} ${runs ? 'runs' : 'does not run'} on ${escapeShort(tool, 40)}.`
            : own !== null && category !== undefined
              ? own.length === 0
                ? `No ${uncapitalize(categoryEntry(category).title)} is recorded for ${nameUseCase(useCase)}.`
                : `${nameUseCase(useCase)} runs on ${escapeMrkdwn(own.join(', '), 150)} (${uncapitalize(categoryEntry(category).title)}).`
              : all.length === 0
                ? `The stack of ${nameUseCase(useCase)} is not recorded.`
                : `${nameUseCase(useCase)} runs on: ${all.join('; ')}.`;
        return {
          text: joinSentences(
            where,
            first
              ? `It ${escapeMrkdwn(describeDrift(first), 200)}${first.waiver ? ' (waived)' : ''}.`
              : isCommitted && 'It does not differ from the committed decisions.',
          ),
          source: await findFactSource(context, useCase, ({ stack }) => stack),
          data: {
            useCase: key,
            stack: useCase.stack,
            drift: drift.map(({ category: where, runsOn, committed }) => ({
              category: where,
              runsOn,
              committed,
            })),
          },
          next: [
            ...(all.length === 0 && !isOver(useCase)
              ? [[{ do: 'record-stack', useCase: key }] as const]
              : []),
            offerUseCase(key),
          ],
          about: { useCase: key },
        };
      }),
  }),
];
