import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { describeDeadline, describeExtensions } from '../../domain/use-cases/index.ts';
import { formatCount, formatTimeLeft, removeFinalPeriod } from '../../domain/wording.ts';
import { answerAbout, findFactSource, joinSentences, nameUseCase, offerUseCase } from '../kit/answers.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { charterOf, decideOffer, describeItsStanding, describeStanding, stageOf } from './standing.ts';

export const pilotEntries: readonly Entry[] = [
  question({
    key: 'pilot-start',
    title: 'When did the pilot of a use case start?',
    examples: {
      en: [
        'when did the pilot of {useCase} start',
        'when did {useCase} start',
        'how long has {useCase} been in pilot',
        'since when do we pilot {useCase}',
        'how old is the pilot of {useCase}',
        'start date of {useCase}',
        'what day did the trial of {useCase} begin',
        'when did we begin testing {useCase}',
        'how many days has {useCase} been running',
        'day one of {useCase}',
        'since when are we trying {useCase}',
        'when was the pilot of {useCase} kicked off',
        'kick-off date of {useCase}',
        'when did my pilot begin',
        'start of the pilot {useCase}',
        'how far into the pilot {useCase} are we',
        'how many days into the pilot {useCase}',
        'start of the trial of {useCase}',
        'when did volunteers first try {useCase}',
        'for how many weeks have we been testing {useCase}',
        'when was the first day of the trial {useCase}',
        'how long ago did we begin with {useCase}',
        'age of the pilot {useCase}',
      ],
      de: [
        'wann begann der pilot von {useCase}',
        'wie lange läuft der pilot {useCase} schon',
        'seit wann testen wir {useCase}',
        'seit wann läuft der pilot {useCase}',
        'wann ging es mit {useCase} los',
        'startdatum von {useCase}',
        'seit wie vielen wochen testen wir {useCase}',
        'wann haben die freiwilligen mit {useCase} angefangen',
      ],
      fr: [
        'quand le pilote de {useCase} a-t-il commencé',
        'depuis quand testons-nous {useCase}',
        'depuis quand dure le pilote {useCase}',
        'date de début de {useCase}',
        'début du pilote {useCase}',
        'depuis combien de semaines testons-nous {useCase}',
      ],
      es: [
        'cuándo empezó el piloto de {useCase}',
        'cuánto tiempo lleva {useCase} en piloto',
        'desde cuándo probamos {useCase}',
        'fecha de inicio de {useCase}',
        'inicio del piloto {useCase}',
        'desde hace cuántas semanas probamos {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const charter = charterOf(useCase);
        const { stage } = useCase.life;
        return {
          text: charter
            ? joinSentences(
                `The pilot of ${nameUseCase(useCase)} started on ${formatDay(charter.startedOn)}, with ${formatCount(charter.volunteers, 'volunteer')}.`,
                stage === 'pilot'
                  ? `It has run for ${formatCount(Math.max(0, daysBetween(charter.startedOn, context.today)), 'day')}.`
                  : describeItsStanding(useCase),
              )
            : joinSentences(
                stage === 'proposed'
                  ? `The pilot of ${nameUseCase(useCase)} has not started.`
                  : `No pilot of ${nameUseCase(useCase)} is recorded.`,
                describeItsStanding(useCase),
              ),
          source: await findFactSource(context, useCase, (one) => charterOf(one)?.startedOn),
          data: {
            useCase: key,
            startedOn: charter?.startedOn ?? null,
            volunteers: charter?.volunteers ?? null,
            stage,
          },
          next: [
            ...(stage === 'proposed' ? [[{ do: 'start-pilot', useCase: key }, 'Start pilot'] as const] : []),
            offerUseCase(key),
          ],
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'pilot-deadline',
    title: 'By when must we decide about a use case?',
    examples: {
      en: [
        'how many days are left for {useCase}',
        'remaining days of {useCase}',
        'days left {useCase}',
        'when was {useCase} supposed to be decided',
        '{useCase} deadline',
        'remaining days of the pilot',
        'by when must we decide about {useCase}',
        'when is the decision on {useCase} due',
        'decide-by date of {useCase}',
        'deadline of {useCase}',
        'when does the pilot {useCase} end',
        'is {useCase} overdue',
        'how much time is left for {useCase}',
        'how many weeks do we still have for {useCase}',
        'cutoff for {useCase}',
        'when is time up for {useCase}',
        'when do I have to make up my mind about {useCase}',
        'by when does {useCase} need an answer',
        'last day of the pilot {useCase}',
        'how long can {useCase} still run',
        'how much longer do I have to decide about {useCase}',
        'how late is the decision on {useCase}',
        'when is my pilot up',
        'how many days to go for {useCase}',
        'decision date {useCase}',
        'decision day for {useCase}',
        'by what date must the owner have decided on {useCase}',
        'until when can we think about {useCase}',
        'when does the test phase of {useCase} end',
        'how many days has {person} got for the pilot',
        'what is the latest day to decide on {useCase}',
        'until which day can the decision on {useCase} wait',
        'why is {useCase} overdue',
        'is it true that {useCase} is past its date',

        'clock on {useCase}',
        'have we missed the date for {useCase}',
        'does {person} still have time for {useCase}',
        'when do they expect an answer on {useCase}',
        'how long do we have to think about the pilot',
        'the date by which {useCase} must be settled',
      ],
      de: [
        'frist {useCase}',
        'bis wann muss {useCase} entschieden sein',
        'bis wann müssen wir über {useCase} entscheiden',
        'ist {useCase} überfällig',
        'wann endet der pilot {useCase}',
        'wann läuft der pilot {useCase} aus',
        'wie viel zeit haben wir noch für {useCase}',
        'stichtag für {useCase}',
        'bis wann läuft {useCase}',
        'wann ist die testphase von {useCase} vorbei',
        'wie viele tage bleiben bis zur entscheidung über {useCase}',
        'spätester termin für die entscheidung über {useCase}',
        'warum ist {useCase} überfällig',
        'wie viele tage hat {person} noch für den piloten',
        'wann ist schluss mit der testphase',
      ],
      fr: [
        'quelle est la date limite',
        'date limite pilote',
        'date limite du pilote',
        'date limite de {useCase}',
        'jusqu’à quand dois-je décider',
        'quand faut-il décider de {useCase}',
        'quelle est l’échéance de {useCase}',
        'quand se termine le pilote {useCase}',
        'combien de temps reste-t-il pour {useCase}',
        'combien de jours avant la décision sur {useCase}',
        'combien de jours il me reste pour le pilote',
        'dernier jour pour trancher sur {useCase}',
        'pourquoi {useCase} est-il en retard',
      ],
      es: [
        'fecha límite del piloto',
        'fecha límite de {useCase}',
        'para cuándo hay que decidir {useCase}',
        'cuándo termina el piloto {useCase}',
        'cuánto tiempo queda para {useCase}',
        'hasta cuándo dura el piloto {useCase}',
        'cuántos días quedan para decidir {useCase}',
        'último día para decidir sobre {useCase}',
        'por qué va con retraso {useCase}',
      ],
    },
    needs: ['useCase'],
    takes: ['person'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const { life } = useCase;
        if (life.stage !== 'pilot')
          return {
            text: joinSentences(
              `${describeStanding(useCase)}, so no pilot decision is due.`,
              'charter' in life &&
                life.charter !== null &&
                `Its pilot decision was due by ${formatDay(life.charter.decideBy)}.`,
            ),
            source: await findFactSource(context, useCase, stageOf),
            data: { useCase: key, stage: life.stage, decideBy: null },
            next: [offerUseCase(key)],
            about: { useCase: key },
          };
        const { charter } = life;
        const left = daysBetween(context.today, charter.scaled?.goLiveBy ?? charter.decideBy);
        const extended = describeExtensions(charter);
        return {
          text: joinSentences(
            `${nameUseCase(useCase)}: ${describeDeadline(charter, context.today)} (${formatTimeLeft(left)}).`,
            extended !== '' && `It was ${extended}.`,
            charter.scaled === null && 'Its owner then chooses: scale, stop or extend.',
          ),
          source: await findFactSource(context, useCase, (one) => {
            const known = charterOf(one);
            return [known?.decideBy, known?.scaled];
          }),
          data: {
            useCase: key,
            decideBy: charter.decideBy,
            goLiveBy: charter.scaled?.goLiveBy ?? null,
            daysLeft: left,
            extensions: charter.extensions.length,
          },
          next: [decideOffer(key), offerUseCase(key)],
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'pilot-extensions',
    title: 'How often was a use case extended?',
    examples: {
      en: [
        'has {useCase} been extended',
        'has any pilot been extended',
        'which pilots were extended',
        'how often was {useCase} extended',
        'was {useCase} extended',
        'why was {useCase} extended',
        'how many extensions does {useCase} have',
        'who extended {useCase}',
        'did we add success criteria to {useCase} later',
        'was the end of {useCase} moved',
        'did {useCase} get more time',
        'did anyone push the end date of {useCase} back',
        'how many times did we prolong {useCase}',
        'did {useCase} get an extension',
        'new end date of {useCase} after the extension',
        'was the date of {useCase} shifted',
        'who granted {useCase} extra time',
        'number of prolongations of {useCase}',
      ],
      de: [
        'wie oft wurde {useCase} verlängert',
        'warum wurde {useCase} verlängert',
        'hat {useCase} mehr zeit bekommen',
        'wurde die frist von {useCase} verschoben',
        'wer hat {useCase} mehr zeit gegeben',
        'war die frist von {useCase} früher anders',
      ],
      fr: [
        'combien de fois {useCase} a-t-il été prolongé',
        'pourquoi {useCase} a-t-il été prolongé',
        'a-t-on repoussé la fin de {useCase}',
        'qui a accordé plus de temps à {useCase}',
      ],
      es: [
        'cuántas veces se prolongó {useCase}',
        'por qué se amplió {useCase}',
        'se alargó el piloto {useCase}',
        'quién le dio más tiempo a {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, (useCase) => {
        const charter = charterOf(useCase);
        const extensions = charter?.extensions ?? [];
        const last = extensions.at(-1);
        const added = charter?.movedBars.length ?? 0;
        return {
          text: joinSentences(
            charter && last
              ? `The pilot of ${nameUseCase(useCase)} was ${describeExtensions(charter)}.`
              : charter
                ? `The pilot of ${nameUseCase(useCase)} was not extended.`
                : `No pilot of ${nameUseCase(useCase)} is recorded.`,
            last &&
              `Latest extension: on ${formatDay(last.on)}, to ${formatDay(last.decideBy)}. Reason: ${escapeMrkdwn(removeFinalPeriod(last.reason), 150)}.`,
            !last &&
              useCase.life.stage === 'pilot' &&
              `The ${describeDeadline(useCase.life.charter, context.today)}.`,
            added > 0 &&
              `${formatCount(added, 'success criterion was', 'success criteria were')} added after the start.`,
          ),
          source: last ? fromPerson(last.by, last.on, key) : fromRecords(context.today, key),
          data: {
            useCase: key,
            count: extensions.length,
            extensions: extensions
              .slice(-5)
              .map(({ on, decideBy, reason }) => ({ on, decideBy, reason: reason.slice(0, 300) })),
            addedCriteria: added,
          },
          next: [offerUseCase(key)],
          about: { useCase: key },
        };
      }),
  }),
];
