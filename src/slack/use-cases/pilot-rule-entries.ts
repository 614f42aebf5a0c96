import { addDays, daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import type { Day, Register, UseCase, UserId } from '../../domain/register.ts';
import {
  findLastSignOfLife,
  formatTimes,
  listPilots,
  pilotDays,
  quietDays,
  silentDays,
  tooManyExtensions,
} from '../../domain/use-cases/index.ts';
import { formatInDays } from '../../domain/wording.ts';
import { joinSentences, nameUseCase, offerUseCase } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { describeStanding } from './standing.ts';

const pilotsOffer: Offer = [{ page: 'use-cases', args: { filter: 'pilot' } }, 'Pilots'];

/** Returns the first day on which a pilot no longer counts as active; null when it is no pilot. */
function findQuietDay(register: Register, useCase: UseCase): Day | null {
  const { life } = useCase;
  return life.stage === 'pilot'
    ? addDays(findLastSignOfLife(register, useCase, life.charter).on, quietDays + 1)
    : null;
}

/** Returns the only pilot of a person, or of the company. */
function findOnlyPilot(register: Register, person: UserId | undefined): UseCase | undefined {
  const pilots = listPilots(register)
    .map(({ useCase }) => useCase)
    .filter(({ owner }) => person === undefined || owner === person);
  return pilots.length === 1 ? pilots[0] : undefined;
}

export const pilotRuleEntries: readonly Entry[] = [
  question({
    key: 'pilot-length',
    title: 'How long may a pilot run, and how is it extended?',
    examples: {
      en: [
        'how long does a pilot usually run',
        'default duration of a pilot',
        'how many days does a pilot get',
        'how long may a pilot last',
        'maximum length of a pilot',
        'how often may a pilot be extended',
        'how many extensions are ok',
        'how many times can we extend before it is a problem',
        'what do you need from me for an extension',
        'do I have to give a reason for an extension',
        'what does it take to get more time for a pilot',
        'rules for extending a pilot',
        'is extending a pilot twice bad',
        'usual time frame for pilots',
        'what must I give to get more time for a pilot',
        'is a new date enough for an extension',
        'how much time does a pilot normally get',
        'typical pilot duration',
        'is there a cap on extensions',
        'no end date given for a pilot',
        'default end date of a pilot',
        'which end date do you assume for a new pilot',
        'how long does a trial run if nobody sets an end',
        'from how many extensions on is it a symptom',
        'I leave out the end date, what do you put',
        'which date do you set if I do not choose one for a pilot',
        'may I prolong as often as I like',

        'how much time do we get to try something out',

        'if I give no date for the decision, how long does it run',
      ],
      de: [
        'wie lange dauert ein pilot normalerweise',
        'wie lange darf ein pilot laufen',
        'wie oft darf man einen piloten verlängern',
        'brauche ich eine begründung für die verlängerung',
        'standardlaufzeit eines piloten',
        'gibt es eine grenze für verlängerungen',
        'was gilt ohne enddatum für einen piloten',
        'ab wie vielen verlängerungen ist es ein symptom',
        'wie viele tage hat man für einen piloten',
        'welches enddatum nimmst du, wenn ich keines angebe',
        'darf ich beliebig oft verlängern',
      ],
      fr: [
        'combien de temps dure un pilote',
        'combien de fois peut-on prolonger un pilote',
        'faut-il une raison pour prolonger',
        'à partir de combien de prolongations est-ce un symptôme',
        'durée par défaut d’un pilote',
        'quelle date de fin prends-tu par défaut',
        'peut-on prolonger autant qu’on veut',
      ],
      es: [
        'cuánto dura un piloto',
        'cuántas veces se puede prolongar un piloto',
        'hace falta un motivo para prolongar',
        'a partir de cuántas prórrogas es un síntoma',
        'duración por defecto de un piloto',
        'qué fecha de fin pones por defecto',
        'se puede prolongar sin límite',
      ],
    },
    answer: () => ({
      text: joinSentences(
        `A pilot runs ${pilotDays} days unless its owner chooses another decide-by date at the start.`,
        'An extension needs a later date and a reason, and everybody can see it.',
        `A pilot that was extended ${formatTimes(tooManyExtensions)} has a symptom of pilot purgatory.`,
      ),
      source: null,
      data: { days: pilotDays, tooManyExtensions },
      next: [pilotsOffer],
    }),
  }),

  question({
    key: 'charter-rules',
    title: 'What does the charter of a pilot contain?',
    examples: {
      en: [
        'what belongs into a charter',
        'what is in the charter of a pilot',
        'which information makes up a charter',
        'what do I have to state before a pilot may begin',
        'what do you ask me when I start a pilot',
        'what must be fixed before the volunteers begin',
        'contents of a pilot charter',
        'what does a pilot promise at its start',
        'what do I need to have ready for the start of a trial',
      ],
      de: [
        'was gehört in eine charter',
        'was muss vor dem start eines piloten feststehen',
        'welche angaben brauchst du für einen neuen piloten',
      ],
      fr: ['que contient la charte d’un pilote', 'que faut-il fixer avant le début d’un pilote'],
      es: ['qué contiene la carta de un piloto', 'qué hay que fijar antes de empezar un piloto'],
    },
    answer: () => ({
      text: joinSentences(
        'The charter of a pilot has four parts: its start, the number of volunteers, the success criteria and the decide-by date.',
        `The success criteria are fixed from the start. Without another date, the decision is due ${pilotDays} days after it.`,
      ),
      source: null,
      data: { parts: ['start', 'volunteers', 'success criteria', 'decide-by date'], days: pilotDays },
      next: [pilotsOffer],
    }),
  }),

  question({
    key: 'criteria-rules',
    title: 'May success criteria change during a pilot?',
    examples: {
      en: [
        'can success criteria change after the start',
        'may we adjust the goals while the pilot runs',
        'are the success criteria fixed',
        'can I lower the target of a running pilot',
        'is it allowed to move the goalposts',
        'what happens when somebody adds a criterion later',
        'can we drop a criterion halfway',
        'are pilot targets final once it has begun',
        'is it ok to change the success criteria of a running pilot',
        'may we tweak the criteria midway',
        'can we soften the target once the pilot has started',
        'are we free to redefine success later',
        'is it too late to change what we measure',
        'who may alter the goals once volunteers have begun',
        'can a target be made easier later',
        'is removing a criterion possible',
      ],
      de: [
        'darf man erfolgskriterien nachträglich ändern',
        'kann man die ziele im laufenden piloten anpassen',
        'sind die erfolgskriterien fest',
        'kann ich ein kriterium wieder streichen',
        'darf die messlatte nachträglich gesenkt werden',
      ],
      fr: [
        'peut-on changer les critères pendant le pilote',
        'les critères de succès sont-ils fixes',
        'a-t-on le droit de revoir les critères en cours de route',
        'peut-on retirer un critère',
      ],
      es: [
        'se pueden cambiar los criterios durante el piloto',
        'los criterios de éxito son fijos',
        'está permitido retocar los objetivos a mitad del piloto',
        'se puede quitar un criterio',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'The success criteria are fixed when a pilot starts: none can be changed or removed.',
        'One can be added. The change log keeps it, and it is a symptom of pilot purgatory.',
      ),
      source: null,
      data: { fixed: true },
      next: [pilotsOffer],
    }),
  }),

  question({
    key: 'active-pilot',
    title: 'Until when does a pilot count as active?',
    examples: {
      en: [
        'when does a pilot count as active',
        'until when does {useCase} count as active',
        'what makes a pilot inactive',
        'when does {useCase} stop counting',
        'how long does {useCase} count without a check-in',
        'what happens to {useCase} if nobody checks in',
        'by when does {useCase} need a sign of life',
        'after how many quiet days is a pilot no longer active',
        'what keeps a pilot active',
        'how long can my pilot stay silent',
        'does my pilot still count if nobody reports any usage',
        'how long is {useCase} safe without a check-in',
        'until when is my pilot safe',
        'how many days until {useCase} goes inactive',
        'when does my pilot become inactive',
        'will {useCase} go dormant without numbers',
        'is {useCase} inactive',
        'last day for a check-in so that {useCase} stays active',
        'how long may {useCase} go without news',
        'what must I send so that {useCase} does not go inactive',
        'does {useCase} lose its active status',
        'deadline for the next sign of life of {useCase}',
        'by when do I hand in numbers so my pilot still counts',
        'how many silent days does a pilot survive',
        'when is the owner of a quiet pilot reminded',
        'no news from a pilot, after how long do you poke the owner',
        'how soon do you nag about a pilot that nobody updates',
      ],
      de: [
        'wann gilt ein pilot als aktiv',
        'bis wann zählt {useCase} als aktiv',
        'was passiert mit {useCase} ohne check-in',
        'wie lange bleibt ein pilot ohne lebenszeichen aktiv',
        'ab wann ist {useCase} inaktiv',
        'bis wann brauche ich einen check-in, damit {useCase} aktiv bleibt',
        'nach wie vielen tagen ohne meldung ist ein pilot inaktiv',
        'bis wann braucht {useCase} ein lebenszeichen',
        'wie viele stille tage verträgt ein pilot',
        'wann wird der besitzer eines stillen piloten erinnert',
      ],
      fr: [
        'quand un pilote est-il actif',
        'jusqu’à quand {useCase} compte-t-il comme actif',
        'que se passe-t-il si personne ne fait de check-in pour {useCase}',
        'quand {useCase} devient-il inactif',
        'au bout de combien de jours sans nouvelles un pilote devient-il inactif',
        'quand faut-il donner signe de vie pour {useCase}',
      ],
      es: [
        'cuándo cuenta un piloto como activo',
        'hasta cuándo cuenta {useCase} como activo',
        'qué pasa con {useCase} si nadie hace un check-in',
        'cuándo queda inactivo {useCase}',
        'a los cuántos días sin noticias queda inactivo un piloto',
        'cuándo tiene que dar {useCase} señal de vida',
      ],
    },
    takes: ['useCase', 'person'],
    answer: ({ register, today }, { useCase: key, person }) => {
      const useCase = key === undefined ? findOnlyPilot(register, person) : register.useCases.get(key);
      const quietOn = useCase ? findQuietDay(register, useCase) : null;
      const isActive = quietOn !== null && quietOn > today;
      return {
        text: joinSentences(
          useCase &&
            (quietOn === null
              ? `${describeStanding(useCase)}.`
              : isActive
                ? `Without a check-in or new evidence, ${nameUseCase(useCase)} becomes inactive on ${formatDay(quietOn)} (${formatInDays(daysBetween(today, quietOn))}).`
                : `${nameUseCase(useCase)} has been inactive since ${formatDay(quietOn)}.`),
          `A pilot counts as active for ${quietDays} days after it started, and again after each check-in or new evidence. Its owner gets a reminder after ${silentDays} days without news.`,
        ),
        source: useCase ? fromRecords(today, useCase.key) : null,
        data: { useCase: useCase?.key ?? null, days: quietDays, inactiveOn: quietOn },
        next: useCase
          ? [
              ...(quietOn === null ? [] : [[{ do: 'check-in', useCase: useCase.key }] as const]),
              offerUseCase(useCase.key),
            ]
          : [pilotsOffer],
        about: useCase ? { useCase: useCase.key } : {},
      };
    },
  }),
];
