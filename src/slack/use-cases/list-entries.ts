import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { categoryEntry, listCommitments } from '../../domain/infrastructure/index.ts';
import { isSameToolIn, normalizeName } from '../../domain/names.ts';
import { isOver, type Register, type Stage, stages, type UseCase } from '../../domain/register.ts';
import { sortUseCasesByUrgency, stageWords } from '../../domain/use-cases/index.ts';
import { findVendor, listVendors } from '../../domain/vendors/index.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import {
  escapeShort,
  joinSentences,
  listSome,
  nameUseCase,
  nameUseCases,
  offerUseCase,
} from '../kit/answers.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';

const allUseCases = ({ useCases }: Register): readonly UseCase[] => [...useCases.values()];

const atStage = (register: Register, stage: Stage): readonly UseCase[] =>
  allUseCases(register).filter(({ life }) => life.stage === stage);

const listOffer = (stage?: Stage): Offer => [
  { page: 'use-cases', ...(stage === undefined ? {} : { args: { filter: stage } }) },
  'Use cases',
];

/** The most use cases that the answer to "how many" names. */
const namedByCount = 4;

const noneYet = 'No use case is registered yet.';

/** Returns "3 in pilot, 1 in production", without empty stages. */
const countByStage = (useCases: readonly UseCase[]): string =>
  stages
    .map((stage) => [stage, useCases.filter(({ life }) => life.stage === stage).length] as const)
    .filter(([, count]) => count > 0)
    .map(([stage, count]) => `${count.toLocaleString('en')} ${stageWords[stage]}`)
    .join(', ');

const keysAndNames = (useCases: readonly UseCase[]) =>
  useCases.slice(0, 50).map(({ key, name, life }) => ({ key, name, stage: life.stage }));

/** Makes the buttons below a list: its only use case, and all use cases. */
const listOffers = (useCases: readonly UseCase[], stage?: Stage): readonly Offer[] => {
  const [only] = useCases;
  return [...(only && useCases.length === 1 ? [offerUseCase(only.key)] : []), listOffer(stage)];
};

const aboutOnly = (useCases: readonly UseCase[]) => {
  const [only] = useCases;
  return only && useCases.length === 1 ? { about: { useCase: only.key } } : {};
};

export const listEntries: readonly Entry[] = [
  question({
    key: 'use-case-count',
    title: 'How many use cases do we have?',
    examples: {
      en: [
        'how many use cases do we have',
        'how many use cases are {stage}',
        'how many pilots are running',
        'how many use cases are in production',
        'number of use cases',
        'count of ai projects',
        'how many use cases were stopped',
      ],
      de: [
        'wie viele anwendungsfälle haben wir',
        'wie viele piloten laufen',
        'wie viele use cases sind produktiv',
      ],
      fr: ['combien de cas d’usage avons-nous', 'combien de pilotes sont en cours'],
      es: ['cuántos casos de uso tenemos', 'cuántos pilotos hay'],
    },
    takes: ['stage'],
    answer: ({ register, today }, { stage }) => {
      const all = allUseCases(register);
      const chosen = stage === undefined ? all : atStage(register, stage);
      return {
        text:
          all.length === 0
            ? noneYet
            : stage === undefined
              ? joinSentences(
                  `${formatCount(all.length, 'use case is', 'use cases are')} registered: ${countByStage(all)}.`,
                  all.length <= namedByCount && `${listSome(all.map(nameUseCase), namedByCount)}.`,
                )
              : chosen.length === 0
                ? `No use case is ${stageWords[stage]}.`
                : `${formatCount(chosen.length, 'use case is', 'use cases are')} ${stageWords[stage]}: ${nameUseCases(chosen, 4)}.`,
        source: fromRecords(today),
        data: {
          count: chosen.length,
          stage: stage ?? null,
          byStage: Object.fromEntries(stages.map((one) => [one, atStage(register, one).length])),
        },
        next: [listOffer(stage), ...(all.length === 0 ? [[{ do: 'register-use-case' }] as const] : [])],
        ...aboutOnly(chosen),
      };
    },
  }),

  question({
    key: 'use-case-list',
    title: 'Which use cases do we have?',
    covers: ['use-case-count'],
    examples: {
      en: [
        'what do we have in {stage}',
        'which pilots are running',
        'pilots',
        'which use cases are in {stage}',
        'which use cases r in {stage}',
        'use cases in {stage}',
        'which use cases run',
        'which use cases do we have',
        'list all use cases',
        'which use cases are {stage}',
        'list the pilots',
        'what is in production',
        'which use cases were stopped',
        'show me the proposed use cases',
        'what ai projects are running',
        'which use cases are retired',
      ],
      de: [
        'welche piloten laufen',
        'was haben wir in {stage}',
        'welche anwendungsfälle haben wir',
        'liste der piloten',
        'was ist in produktion',
        'welche use cases wurden gestoppt',
      ],
      fr: ['quels cas d’usage avons-nous', 'quels pilotes sont en cours', 'qu’est-ce qui est en production'],
      es: [
        'qué pilotos están en marcha',
        'qué casos de uso tenemos',
        'qué pilotos hay en marcha',
        'qué está en producción',
      ],
    },
    takes: ['stage'],
    answer: ({ register, today }, { stage }) => {
      const all = allUseCases(register);
      const open = all.filter((useCase) => !isOver(useCase));
      const chosen = sortUseCasesByUrgency(
        register,
        stage === undefined ? open : atStage(register, stage),
        today,
      );
      const ended = all.length - open.length;
      return {
        text:
          all.length === 0
            ? noneYet
            : stage !== undefined
              ? chosen.length === 0
                ? `No use case is ${stageWords[stage]}.`
                : `${formatCount(chosen.length, 'use case is', 'use cases are')} ${stageWords[stage]}: ${nameUseCases(chosen)}.`
              : joinSentences(
                  open.length === 0
                    ? 'No use case is open.'
                    : `${formatCount(open.length, 'use case is', 'use cases are')} open: ${listSome(chosen.map((useCase) => `${nameUseCase(useCase)} (${stageWords[useCase.life.stage]})`))}.`,
                  ended > 0 && `${formatCount(ended, 'use case was', 'use cases were')} stopped or retired.`,
                ),
        source: fromRecords(today),
        data: { stage: stage ?? null, count: chosen.length, useCases: keysAndNames(chosen) },
        next: listOffers(chosen, stage),
        ...aboutOnly(chosen),
      };
    },
  }),

  question({
    key: 'use-cases-of-vendor',
    title: 'Which use cases use a vendor?',
    examples: {
      en: [
        'who of us uses {vendor}',
        'who uses {vendor} as a vendor',
        'which use cases use {vendor}',
        'what depends on {vendor}',
        'where do we use {vendor}',
        'who uses {vendor}',
        'what happens if {vendor} fails',
        'which use cases send data to {vendor}',
      ],
      de: ['welche use cases nutzen {vendor}', 'wo nutzen wir {vendor}', 'was hängt von {vendor} ab'],
      fr: ['quels cas d’usage utilisent {vendor}', 'où utilisons-nous {vendor}'],
      es: ['qué casos de uso usan {vendor}', 'dónde usamos {vendor}'],
    },
    needs: ['vendor'],
    answer: ({ register, today }, { vendor }) => {
      const found = findVendor(register, vendor);
      const using = found
        ? allUseCases(register).filter(
            (useCase) => !isOver(useCase) && listVendors(register, useCase).includes(found),
          )
        : [];
      const name = escapeShort(found?.name ?? vendor, 60);
      return {
        text: joinSentences(
          using.length === 0
            ? found
              ? `No open use case uses ${name}.`
              : `No vendor is recorded as "${name}".`
            : `${formatCount(using.length, 'use case uses', 'use cases use')} ${name}: ${nameUseCases(using)}.`,
        ),
        source: fromRecords(today, ...(found ? [`vendors:${found.key}`] : [])),
        data: {
          vendor: found?.name ?? vendor.slice(0, 200),
          known: found !== undefined,
          useCases: keysAndNames(using),
        },
        next: [...listOffers(using).slice(0, 1), [{ page: 'vendors' }, 'Vendors']],
        about: { ...(found ? { vendor: found.name } : {}), ...aboutOnly(using).about },
      };
    },
  }),

  question({
    key: 'use-cases-of-tool',
    title: 'Which use cases run on a tool?',
    examples: {
      en: [
        'which use cases run on {tool}',
        'what runs on {tool}',
        'which use cases use {tool}',
        'where is {tool} used',
        'is anything still using {tool}',
      ],
      de: ['welche use cases laufen auf {tool}', 'was nutzt {tool}'],
      fr: ['quels cas d’usage tournent sur {tool}', 'où utilise-t-on {tool}'],
      es: ['qué casos de uso funcionan con {tool}', 'dónde se usa {tool}'],
    },
    needs: ['tool'],
    answer: ({ register, today }, { tool }) => {
      const using = allUseCases(register).filter(
        (useCase) =>
          !isOver(useCase) &&
          Object.values(useCase.stack).some((names) =>
            names.some((name) => isSameToolIn(register, name, tool)),
          ),
      );
      const name = escapeShort(tool, 60);
      return {
        text: joinSentences(
          using.length === 0
            ? `No open use case has ${name} in its recorded stack.`
            : `${formatCount(using.length, 'use case runs', 'use cases run')} on ${name}: ${nameUseCases(using)}.`,
        ),
        source: fromRecords(today, ...using.slice(0, 5).map(({ key }) => key)),
        data: { tool: tool.slice(0, 200), useCases: keysAndNames(using) },
        next: listOffers(using),
        about: { tool, ...aboutOnly(using).about },
      };
    },
  }),

  question({
    key: 'stack-by-category',
    title: 'Which tools of one category are in use?',
    covers: ['decision'],
    examples: {
      en: [
        'which {category} do our use cases use',
        'which use cases use a {category}',
        'what {category} are in use',
        'who runs on which {category}',
        'how many different {category} do we use',
      ],
      de: ['welche {category} nutzen unsere use cases', 'welche {category} sind im einsatz'],
      fr: ['quels {category} utilisent nos cas d’usage', 'quels {category} sont utilisés'],
      es: ['qué {category} usan nuestros casos de uso', 'qué {category} se usan'],
    },
    needs: ['category'],
    answer: ({ register, today }, { category }) => {
      const tools = new Map<string, { readonly name: string; readonly keys: string[] }>();
      for (const useCase of allUseCases(register).filter((one) => !isOver(one))) {
        for (const name of useCase.stack[category] ?? []) {
          const known = tools.get(normalizeName(name)) ?? { name, keys: [] };
          known.keys.push(useCase.key);
          tools.set(normalizeName(name), known);
        }
      }
      const title = uncapitalize(categoryEntry(category).title);
      const committed = listCommitments(register, category).map(({ choice }) => choice);
      return {
        text: joinSentences(
          tools.size === 0
            ? `No open use case records its ${title}.`
            : `In use as ${title}: ${listSome(
                [...tools.values()].map(
                  ({ name, keys }) => `${escapeMrkdwn(name, 40)} (${listSome(keys, 4)})`,
                ),
                5,
              )}.`,
          committed.length === 0
            ? `No decision on ${title} is committed.`
            : `Committed: ${escapeMrkdwn(committed.join(', '), 120)}.`,
        ),
        source: fromRecords(today),
        data: {
          category,
          tools: [...tools.values()]
            .slice(0, 20)
            .map(({ name, keys }) => ({ name, useCases: keys.slice(0, 20) })),
          committed: committed.slice(0, 10),
        },
        next: [[{ page: 'decisions' }, 'Decisions'], listOffer()],
        about: { category },
      };
    },
  }),

  question({
    key: 'planned-go-lives',
    title: 'Which use cases go live next?',
    examples: {
      en: [
        'which use case goes live next',
        'what goes live next',
        'which go-lives are planned',
        'upcoming launches',
        'what will be in production next',
      ],
      de: ['welcher use case geht als nächstes live', 'welche go-lives sind geplant'],
      fr: ['quel cas d’usage passe ensuite en production', 'quelles mises en production sont prévues'],
      es: ['qué caso de uso sale pronto a producción', 'qué lanzamientos están previstos'],
    },
    answer: ({ register, today }) => {
      const planned = allUseCases(register)
        .flatMap((useCase) =>
          useCase.goLivePlannedOn === null || isOver(useCase) || useCase.life.stage === 'production'
            ? []
            : [{ useCase, on: useCase.goLivePlannedOn }],
        )
        .sort((a, b) => a.on.localeCompare(b.on));
      const [first] = planned;
      const describe = ({ useCase, on }: (typeof planned)[number]) =>
        `${nameUseCase(useCase)} on ${formatDay(on)}${on < today ? ` (${formatCount(daysBetween(on, today), 'day')} overdue)` : ''}`;
      return {
        text: first ? `Planned go-lives: ${listSome(planned.map(describe), 4)}.` : 'No go-live is planned.',
        source: fromRecords(today, ...planned.slice(0, 5).map(({ useCase }) => useCase.key)),
        data: { planned: planned.slice(0, 20).map(({ useCase, on }) => ({ useCase: useCase.key, on })) },
        next: first
          ? [offerUseCase(first.useCase.key, 'checklist', 'Checklist'), listOffer()]
          : [listOffer('pilot')],
        ...aboutOnly(planned.map(({ useCase }) => useCase)),
      };
    },
  }),

  question({
    key: 'newest-use-cases',
    title: 'What are our newest use cases?',
    examples: {
      en: [
        'what is the newest use case',
        'which use case was registered last',
        'what are the latest use cases',
        'anything new',
        'recently added use cases',
      ],
      de: ['was ist der neueste anwendungsfall', 'welcher use case wurde zuletzt erfasst'],
      fr: ['quel est le dernier cas d’usage', 'quels sont les nouveaux cas d’usage'],
      es: ['cuál es el caso de uso más nuevo', 'qué casos de uso son nuevos'],
    },
    answer: ({ register, today }) => {
      const newest = allUseCases(register)
        .toSorted((a, b) => Number(b.key.slice(3)) - Number(a.key.slice(3)))
        .slice(0, 3);
      const [first] = newest;
      return {
        text: first
          ? `Registered last: ${listSome(newest.map((useCase) => `${nameUseCase(useCase)} (${stageWords[useCase.life.stage]})`))}.`
          : noneYet,
        source: fromRecords(today, ...newest.map(({ key }) => key)),
        data: { useCases: keysAndNames(newest) },
        next: first
          ? [offerUseCase(first.key, 'use-case', `Open ${first.key}`), listOffer()]
          : [[{ do: 'register-use-case' }]],
        ...(first ? { about: { useCase: first.key } } : {}),
      };
    },
  }),
];
