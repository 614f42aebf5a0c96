import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import type { UseCase } from '../../domain/register.ts';
import { findSuspension } from '../../domain/suspensions/index.ts';
import { describeDeadline } from '../../domain/use-cases/index.ts';
import { formatCount, removeFinalPeriod } from '../../domain/wording.ts';
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
import { type Entry, question } from '../kit/question.ts';
import {
  beganOn,
  describeItsStanding,
  describeItsSuspension,
  describeStanding,
  stageOf,
} from './standing.ts';

export const stageEntries: readonly Entry[] = [
  question({
    key: 'use-case-stage',
    title: 'Which stage is a use case at?',
    covers: ['went-live'],
    examples: {
      en: [
        'what stage is {useCase}',
        'is {useCase} live',
        'is {useCase} in production',
        'is {useCase} still a pilot',
        'what is the status of {useCase}',
        'is {useCase} still running',
        'where is {useCase} at',
        'has {useCase} started',
        'is {useCase} in production yet',
        'where are we with {useCase}',
        'how far along is {useCase}',
        'current state of {useCase}',
        'is {useCase} real or just a test',
        'is {useCase} still in trial',
        'did {useCase} get out of pilot',
        'is {useCase} being tested or used for real',
        'has {useCase} left the pilot phase',
        'is {useCase} still alive',
        'is {useCase} up and running',
        'is {useCase} official or an experiment',
        'do customers already get {useCase}',
        'is {useCase} past the pilot',
        'has {useCase} been put into service',
        'is {useCase} at the idea stage or further',

        'is {useCase} finished or ongoing',
      ],
      de: [
        'in welcher phase ist {useCase}',
        'ist {useCase} live',
        'läuft {useCase} noch',
        'ist {useCase} schon produktiv',
        'wie weit ist {useCase}',
        'ist {useCase} noch in der testphase',
        'stand von {useCase}',
        'ist {useCase} schon im regelbetrieb',
        'ist {useCase} nur eine idee oder läuft es schon',
        'ist {useCase} über den pilot hinaus',
      ],
      fr: [
        'à quel stade est {useCase}',
        '{useCase} est-il en production',
        'est-ce que {useCase} tourne encore',
        'où en est {useCase}',
        '{useCase} est encore en test',
        '{useCase} est-il sorti du pilote',
        '{useCase} n’est-il qu’une idée',
      ],
      es: [
        'en qué etapa está {useCase}',
        'está {useCase} en producción',
        'sigue funcionando {useCase}',
        'cómo va {useCase}',
        'sigue {useCase} en pruebas',
        'ha salido {useCase} del piloto',
        'es {useCase} solo una idea todavía',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const { life } = useCase;
        return {
          text: joinSentences(
            `${describeStanding(useCase)}.`,
            describeItsSuspension(context, useCase) ??
              (life.stage === 'pilot' && `Its ${describeDeadline(life.charter, context.today)}.`),
            (life.stage === 'stopped' || life.stage === 'retired') &&
              `Reason: ${escapeMrkdwn(removeFinalPeriod(life.reason), 150)}.`,
          ),
          source: await findFactSource(context, useCase, stageOf),
          data: {
            useCase: key,
            stage: life.stage,
            since: beganOn(useCase),
            suspended: findSuspension(context.register, useCase) !== null,
          },
          next: [offerUseCase(key)],
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'went-live',
    title: 'When did a use case go live?',
    covers: ['use-case-stage'],
    examples: {
      en: [
        'when did {useCase} go live',
        'since when is {useCase} in production',
        'go-live date of {useCase}',
        'when will {useCase} go live',
        'when was {useCase} launched',
        'has {useCase} gone live yet',
        'what is the planned go-live of {useCase}',
        'how long has {useCase} been live',
        '{useCase} live since',
        'launch day of {useCase}',
        'when did customers first get {useCase}',
        'when was {useCase} switched on',
        'when did {useCase} leave the pilot',
        'when are we launching {useCase}',
        'when did {useCase} move to production',
        'since what date is {useCase} out there',
        'is it true that {useCase} went live',
        '{useCase} launch date',
        'when did all employees get {useCase}',
        'since which day is {useCase} productive for everybody',
        'first day of {useCase} in service',
        'when was {useCase} put into operation',
        'how many months has {useCase} been in daily business',
        'when did {useCase} open for everyone',
        'start of production of {useCase}',
        'did {useCase} launch before christmas',
      ],
      de: [
        'wann ging {useCase} live',
        'seit wann ist {useCase} produktiv',
        'wann geht {useCase} live',
        'seit wann läuft {useCase} im echtbetrieb',
        'wann wurde {useCase} freigeschaltet',
        'wann ist {useCase} live gegangen',
        'live-datum von {useCase}',
        'seit welchem tag ist {useCase} produktiv',
        'ab wann stand {useCase} allen mitarbeitern zur verfügung',
        'inbetriebnahme von {useCase}',
      ],
      fr: [
        'quand {useCase} est-il passé en production',
        'quand {useCase} sera-t-il en production',
        'depuis quand {useCase} est en ligne',
        'date de lancement de {useCase}',
        'depuis quel jour {useCase} est en service pour tous',
        'date de mise en service de {useCase}',
      ],
      es: [
        'cuándo pasó {useCase} a producción',
        'cuándo saldrá {useCase} a producción',
        'desde cuándo está {useCase} en producción',
        'fecha de lanzamiento de {useCase}',
        'fecha de salida a producción de {useCase}',
        'desde qué día está {useCase} disponible para todos',
        'puesta en marcha de {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const { life } = useCase;
        if (life.stage === 'production')
          return {
            text: joinSentences(
              `${nameUseCase(useCase)} went live on ${formatDay(life.liveOn)}.`,
              `It is deployed to ${life.deployed.toLocaleString('en')} of ${formatCount(useCase.intendedUsers, 'intended user')}.`,
              describeItsSuspension(context, useCase),
            ),
            source: await findFactSource(context, useCase, (one) => 'liveOn' in one.life && one.life.liveOn),
            data: { useCase: key, live: true, liveOn: life.liveOn },
            next: [offerUseCase(key)],
            about: { useCase: key },
          };
        const change = await findChange(context, key, ({ entity, after }) => {
          return entity === 'useCases' && (after as UseCase | null)?.life.stage === 'production';
        });
        const was = change?.after as UseCase | undefined;
        const liveOn = was?.life.stage === 'production' ? was.life.liveOn : null;
        const planned =
          life.stage === 'pilot' || life.stage === 'proposed'
            ? useCase.goLivePlannedOn === null
              ? 'No go-live day is planned.'
              : `Its go-live is planned for ${formatDay(useCase.goLivePlannedOn)}.`
            : null;
        return {
          text:
            liveOn === null
              ? joinSentences(
                  `${nameUseCase(useCase)} ${planned === null ? 'never went' : 'has not gone'} live.`,
                  describeItsStanding(useCase),
                  planned,
                )
              : joinSentences(
                  `${nameUseCase(useCase)} went live on ${formatDay(liveOn)}.`,
                  describeItsStanding(useCase),
                ),
          source: change ? sourceOfChange(context, change) : fromRecords(context.today, key),
          data: { useCase: key, live: false, liveOn, plannedOn: useCase.goLivePlannedOn, stage: life.stage },
          next: [offerUseCase(key, 'checklist', 'Checklist'), offerUseCase(key)],
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'use-case-ended',
    title: 'Why was a use case stopped?',
    examples: {
      en: [
        'who killed {useCase} and why',
        'when did we retire {useCase}',
        'why was {useCase} stopped',
        'why did we stop {useCase}',
        'was {useCase} stopped',
        'when was {useCase} retired',
        'who stopped {useCase}',
        'has {useCase} been cancelled',
        'what did we learn from {useCase}',
        'why is {useCase} no longer running',
        'did we kill {useCase}',
        'did they bin {useCase}',
        'what became of {useCase}',
        'why did {useCase} go away',
        'was {useCase} scrapped',
        'is {useCase} gone for good',
        'who pulled out of {useCase}',
        'why are we not doing {useCase} any more',
        'I heard {useCase} got cancelled',
        'is it true that {useCase} was stopped',
        'who decided to end {useCase}',
        'what was the reason to drop {useCase}',
        'is {useCase} dead',
        'why did {useCase} disappear',
        'does {useCase} no longer exist',
        'when was the plug pulled on {useCase}',
      ],
      de: [
        'warum wurde {useCase} gestoppt',
        'wurde {useCase} eingestellt',
        'wer hat {useCase} beendet',
        'was ist aus {useCase} geworden',
        'warum gibt es {useCase} nicht mehr',
        'aus welchem grund wurde {useCase} beendet',
      ],
      fr: [
        'pourquoi {useCase} a-t-il été arrêté',
        '{useCase} a-t-il été arrêté',
        '{useCase} est-il abandonné',
        'qu’est devenu {useCase}',
        'pourquoi {useCase} n’existe plus',
      ],
      es: [
        'por qué se detuvo {useCase}',
        'se canceló {useCase}',
        'por qué ya no tenemos {useCase}',
        'qué fue de {useCase}',
        'por qué ya no existe {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const { life } = useCase;
        if (life.stage !== 'stopped' && life.stage !== 'retired')
          return {
            text: joinSentences(
              `${nameUseCase(useCase)} was not stopped.`,
              describeItsStanding(useCase),
              describeItsSuspension(context, useCase),
            ),
            source: await findFactSource(context, useCase, stageOf),
            data: { useCase: key, ended: false, stage: life.stage, since: beganOn(useCase) },
            next: [offerUseCase(key)],
            about: { useCase: key },
          };
        return {
          text: joinSentences(
            `${nameUseCase(useCase)} was ${life.stage} on ${formatDay(life.on)} by ${mention(life.by)}.`,
            `Reason: ${escapeMrkdwn(removeFinalPeriod(life.reason), 250)}.`,
          ),
          source: fromPerson(life.by, life.on, key),
          data: {
            useCase: key,
            ended: true,
            stage: life.stage,
            on: life.on,
            by: life.by,
            reason: life.reason.slice(0, 500),
          },
          next: [offerUseCase(key)],
          about: { useCase: key },
        };
      }),
  }),
];
