import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { isOver, type Register, type Stage, stages, type UseCase } from '../../domain/register.ts';
import { sortUseCasesByUrgency, stageWords } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { joinSentences, listSome, nameUseCase, nameUseCases, offerUseCase } from '../kit/answers.ts';
import { type Entry, question } from '../kit/question.ts';
import { aboutOnly, allUseCases, keysAndNames, listOffer, listOffers } from './use-case-lists.ts';

const atStage = (register: Register, stage: Stage): readonly UseCase[] =>
  allUseCases(register).filter(({ life }) => life.stage === stage);

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
        'how many bots do we have',
        'how many ai things are going on',
        'total of pilots',
        'how many do we run in {stage}',
        'how many ai projects are there all in all',
        'just the number of use cases',
        'how many have been stopped so far',
        'how many ideas are waiting to become pilots',
      ],
      de: [
        'wie viele anwendungsfälle haben wir',
        'wie viele piloten laufen',
        'wie viele use cases sind produktiv',
        'wie viele bots haben wir',
        'anzahl unserer ki projekte',
        'wie viele sind schon eingestellt worden',
      ],
      fr: [
        'combien de cas d’usage avons-nous',
        'combien de pilotes sont en cours',
        'nombre de cas d’usage enregistrés',
      ],
      es: ['cuántos casos de uso tenemos', 'cuántos pilotos hay', 'número de casos de uso registrados'],
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
        'give me the rundown of everything we have running',
        'what have we got going on with ai',
        'what ai do we have around here',
        'all our bots',
        'name the ones in {stage}',
        'overview of our use cases',
        'summary of all ai projects',
        'what do we do with ai at the moment',
        'what do we use ai for',
        'in which areas do we use ai',
        'where is ai at work in our company',
        'inventory of ai applications',
        'list every ai application on record',
        'what is on the register',
        'what have departments registered',
        'all applications of ai in the house',
        'which ai systems are in operation here',
        'I need an inventory for the ai act',
        'everything that runs with ai, please',
      ],
      de: [
        'welche piloten laufen',
        'was haben wir in {stage}',
        'welche anwendungsfälle haben wir',
        'liste der piloten',
        'was ist in produktion',
        'welche use cases wurden gestoppt',
        'was läuft bei uns an ki',
        'alle use cases auf einen blick',
        'wofür nutzen wir ki',
        'welche ki anwendungen sind erfasst',
        'verzeichnis unserer ki systeme',
        'was setzen die abteilungen an ki ein',
        'alle registrierten anwendungen von ki auflisten',
      ],
      fr: [
        'quels cas d’usage avons-nous',
        'quels pilotes sont en cours',
        'qu’est-ce qui est en production',
        'qu’est-ce qu’on a comme ia',
        'à quoi nous sert l’ia',
        'inventaire de nos applications d’ia',
        'quels systèmes d’ia sont enregistrés',
      ],
      es: [
        'qué pilotos están en marcha',
        'qué casos de uso tenemos',
        'qué pilotos hay en marcha',
        'qué está en producción',
        'qué tenemos en marcha con ia',
        'para qué usamos la ia',
        'inventario de aplicaciones de ia',
        'qué sistemas de ia están registrados',
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
    key: 'planned-go-lives',
    title: 'Which use cases go live next?',
    examples: {
      en: [
        'which use case goes live next',
        'what goes live next',
        'which go-lives are planned',
        'upcoming launches',
        'what will be in production next',
        'what is launching soon',
        'any launches coming up',
        'what is next in line for production',
        'launch calendar',
        'dates of the coming launches',
        'is anything about to go live this spring',
        'who launches next and when',
      ],
      de: [
        'welcher use case geht als nächstes live',
        'welche go-lives sind geplant',
        'was geht demnächst live',
        'wer geht als nächster live und wann',
      ],
      fr: [
        'quel cas d’usage passe ensuite en production',
        'quelles mises en production sont prévues',
        'quels lancements arrivent',
        'y a-t-il un lancement au calendrier',
      ],
      es: [
        'qué caso de uso sale pronto a producción',
        'qué lanzamientos están previstos',
        'qué se lanza pronto',
        'hay algún lanzamiento en el calendario',
      ],
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
        'what was added recently',
        'any new ideas on the list',
        'fresh additions',
        'what came in last',
        'who registered something lately',
        'who came with a new project this week',
        'last one that was put on the register',
        'any newcomers on the list',
      ],
      de: [
        'was ist der neueste anwendungsfall',
        'welcher use case wurde zuletzt erfasst',
        'was ist neu dazugekommen',
        'ist etwas neues auf der liste',
        'jüngster eintrag im register',
      ],
      fr: [
        'quel est le dernier cas d’usage',
        'quels sont les nouveaux cas d’usage',
        'dernier projet inscrit',
      ],
      es: ['cuál es el caso de uso más nuevo', 'qué casos de uso son nuevos', 'último proyecto dado de alta'],
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
