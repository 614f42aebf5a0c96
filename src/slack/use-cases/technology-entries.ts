import {
  categoryEntry,
  describeDrift,
  findDrift,
  listCommitments,
} from '../../domain/infrastructure/index.ts';
import { describeModel, findModelVersion, type VersionEntry } from '../../domain/model-versions/index.ts';
import { isSameToolIn } from '../../domain/names.ts';
import { type Category, categories, isOver, type Register, type UseCase } from '../../domain/register.ts';
import { listNamedVendors, listVendors } from '../../domain/vendors/index.ts';
import { uncapitalize } from '../../domain/wording.ts';
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
import { describeVendors } from './use-case-page.ts';

const describeStack = ({ stack }: UseCase): readonly string[] =>
  Object.entries(stack).map(
    ([category, names]) =>
      `${uncapitalize(categoryEntry(category as Category).title)}: ${escapeMrkdwn(names.join(', '), 40)}`,
  );

/** Returns what a use case runs on instead of a tool: in the category of this tool, otherwise which model. */
function describeInstead(
  register: Register,
  useCase: UseCase,
  tool: string,
  version: VersionEntry | null,
): string {
  const recorded = [...register.decisions.values()].map(({ category, choice }) => ({
    category,
    name: choice,
  }));
  const running = [...register.useCases.values()].flatMap(({ stack }) =>
    categories.flatMap((category) => (stack[category] ?? []).map((name) => ({ category, name }))),
  );
  const { category = 'model-provider' } =
    [...recorded, ...running].find(({ name }) => isSameToolIn(register, name, tool)) ?? {};
  const own = useCase.stack[category] ?? [];
  const model = category === 'model-provider' && version ? `model ${describeModel(version)}` : '';
  const parts = [
    own.length === 0 ? '' : `${own.join(', ')} (${uncapitalize(categoryEntry(category).title)})`,
    model,
  ].filter((part) => part !== '');
  return parts.length === 0 ? describeStack(useCase).join('; ') : escapeMrkdwn(parts.join(', '), 200);
}

export const technologyEntries: readonly Entry[] = [
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
        'does {useCase} look into our documents',

        'does {useCase} draw on a knowledge base',
      ],
      de: [
        'nutzt {useCase} retrieval',
        'durchsucht {useCase} dokumente',
        'braucht {useCase} eine vektordatenbank',
        'liest {useCase} unser wiki',
        'greift {useCase} auf unsere dokumente zu',
      ],
      fr: [
        '{useCase} utilise-t-il la recherche documentaire',
        '{useCase} a-t-il besoin d’une base vectorielle',
        '{useCase} consulte-t-il nos documents',
      ],
      es: [
        'usa {useCase} búsqueda en documentos',
        'necesita {useCase} una base de datos vectorial',
        'consulta {useCase} nuestros documentos',
      ],
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
        'which of these does {useCase} need',
        'names of the processors behind {useCase}',
        'whose services does {useCase} buy',
        'which external firm sees what goes into {useCase}',
      ],
      de: [
        'welche anbieter nutzt {useCase}',
        'welche lieferanten stecken hinter {useCase}',
        'welche firmen stecken in {useCase}',
        'wessen dienste nutzt {useCase}',
        'welche auftragsverarbeiter hat {useCase}',
      ],
      fr: [
        'quels fournisseurs utilise {useCase}',
        'quelles entreprises traitent les données de {useCase}',
        'quels sous-traitants interviennent dans {useCase}',
      ],
      es: [
        'qué proveedores usa {useCase}',
        'qué empresas están detrás de {useCase}',
        'qué empresas externas usa {useCase}',
        'qué encargados intervienen en {useCase}',
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
        'components of {useCase}',
        'which products is {useCase} made of',
        'what is {useCase} hosted on',
        'technical setup of {useCase}',
        'did {useCase} move to {tool}',
      ],
      de: [
        'worauf läuft {useCase}',
        'welchen stack nutzt {useCase}',
        'welche {category} nutzt {useCase}',
        'womit ist {useCase} gebaut',
        'aus welchen bausteinen besteht {useCase}',
        'läuft {useCase} auf {tool}',
      ],
      fr: [
        'sur quoi tourne {useCase}',
        'quelle technologie utilise {useCase}',
        'de quoi est fait {useCase}',
        '{useCase} tourne-t-il sur {tool}',
      ],
      es: [
        'sobre qué funciona {useCase}',
        'qué tecnología usa {useCase}',
        'con qué está hecho {useCase}',
        'de qué está hecho {useCase}',
        'funciona {useCase} con {tool}',
      ],
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
        const version = findModelVersion(context.register, key, context.today);
        const isNamed = (name: string) => tool !== undefined && isSameToolIn(context.register, name, tool);
        const runs =
          Object.values(useCase.stack).some((names) => names.some(isNamed)) ||
          (version !== null && [version.model, describeModel(version)].some(isNamed));
        const instead =
          tool === undefined || runs
            ? ''
            : ` It runs on ${describeInstead(context.register, useCase, tool, version)}.`;
        const isCommitted = Object.keys(useCase.stack).some(
          (one) =>
            (category === undefined || category === one) &&
            listCommitments(context.register, one as Category).length > 0,
        );
        const where =
          tool !== undefined && all.length > 0
            ? `${runs ? 'Yes' : 'No'}, ${nameUseCase(useCase)} ${runs ? 'runs' : 'does not run'} on ${escapeShort(tool, 40)}.${instead}`
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
