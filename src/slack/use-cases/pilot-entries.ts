import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { describeDeadline, describeExtensions } from '../../domain/use-cases/index.ts';
import { formatCount, formatTimeLeft, removeFinalPeriod } from '../../domain/wording.ts';
import { answerAbout, findFactSource, joinSentences, nameUseCase, offerUseCase } from '../kit/answers.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
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
      ],
      de: [
        'wann begann der pilot von {useCase}',
        'wie lange läuft der pilot {useCase} schon',
        'seit wann testen wir {useCase}',
      ],
      fr: ['quand le pilote de {useCase} a-t-il commencé', 'depuis quand testons-nous {useCase}'],
      es: ['cuándo empezó el piloto de {useCase}', 'cuánto tiempo lleva {useCase} en piloto'],
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
      ],
      de: [
        'frist {useCase}',
        'bis wann muss {useCase} entschieden sein',
        'bis wann müssen wir über {useCase} entscheiden',
        'ist {useCase} überfällig',
        'wann endet der pilot {useCase}',
      ],
      fr: [
        'quelle est la date limite',
        'date limite pilote',
        'date limite du pilote',
        'date limite de {useCase}',
        'jusqu’à quand dois-je décider',
        'quand faut-il décider de {useCase}',
        'quelle est l’échéance de {useCase}',
      ],
      es: [
        'fecha límite del piloto',
        'fecha límite de {useCase}',
        'para cuándo hay que decidir {useCase}',
        'cuándo termina el piloto {useCase}',
      ],
    },
    needs: ['useCase'],
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
      ],
      de: ['wie oft wurde {useCase} verlängert', 'warum wurde {useCase} verlängert'],
      fr: ['combien de fois {useCase} a-t-il été prolongé', 'pourquoi {useCase} a-t-il été prolongé'],
      es: ['cuántas veces se prolongó {useCase}', 'por qué se amplió {useCase}'],
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

  question({
    key: 'pilot-criteria',
    title: 'What are the success criteria of a use case?',
    examples: {
      en: [
        'did {useCase} reach its goal',
        'goal of {useCase}',
        'kpi of {useCase}',
        'success criteria of {useCase}',
        'success criteria',
        'was the bar moved for {useCase}',
        'was a criterion added to {useCase}',
        'what are the success criteria of {useCase}',
        'what does {useCase} have to achieve',
        'what are the results of {useCase}',
        'is {useCase} successful',
        'what did the pilot of {useCase} promise',
        'did {useCase} meet its criteria',
        'goals of {useCase}',
      ],
      de: [
        'erfolgskriterien',
        'erfolgskriterien von {useCase}',
        'was sind die erfolgskriterien von {useCase}',
        'welche ergebnisse hat {useCase}',
        'ist {useCase} erfolgreich',
      ],
      fr: [
        'critères de succès',
        'quels sont les critères de réussite de {useCase}',
        'quels sont les résultats de {useCase}',
      ],
      es: [
        'criterios de éxito',
        'cuáles son los criterios de éxito de {useCase}',
        'qué resultados tiene {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const charter = charterOf(useCase);
        const criteria = [
          ...(charter?.criteria ?? []),
          ...(charter?.movedBars ?? []).map(({ criterion }) => criterion),
        ];
        const latest = [...context.register.checkIns.values()]
          .filter((checkIn) => checkIn.useCase === key && checkIn.result.trim() !== '')
          .sort((a, b) => a.week.localeCompare(b.week))
          .at(-1);
        const shown = criteria.slice(0, 3).map((one) => escapeMrkdwn(removeFinalPeriod(one), 80));
        const rest = criteria.length - shown.length;
        return {
          text: joinSentences(
            criteria.length === 0
              ? `No success criteria are recorded for ${nameUseCase(useCase)}.`
              : `Success criteria of ${nameUseCase(useCase)}: ${shown.join('; ')}${rest > 0 ? ` and ${rest} more` : ''}.`,
            latest
              ? `Latest result (week of ${formatDay(latest.week)}): ${escapeMrkdwn(removeFinalPeriod(latest.result), 150)}.`
              : 'No result is recorded yet.',
          ),
          source: latest
            ? fromPerson(latest.by, latest.on, key)
            : await findFactSource(context, useCase, (one) => charterOf(one)?.criteria),
          data: {
            useCase: key,
            criteria: criteria.slice(0, 20).map((one) => one.slice(0, 300)),
            result: latest?.result.slice(0, 500) ?? null,
            week: latest?.week ?? null,
          },
          next: [
            useCase.life.stage === 'pilot' ? decideOffer(key) : offerUseCase(key),
            offerUseCase(key, 'adoption', 'Adoption'),
          ],
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'pilot-decision',
    title: 'What was decided about a use case?',
    examples: {
      en: [
        'what was decided about {useCase}',
        'who decided to scale {useCase}',
        'has {useCase} been decided',
        'when was {useCase} scaled',
        'did we decide about {useCase}',
        'who approved the go-live of {useCase}',
      ],
      de: ['was wurde über {useCase} entschieden', 'wer hat über {useCase} entschieden'],
      fr: ['qu’a-t-on décidé pour {useCase}', 'qui a décidé de généraliser {useCase}'],
      es: ['qué se decidió sobre {useCase}', 'quién decidió escalar {useCase}'],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, (useCase) => {
        const { life } = useCase;
        const charter = charterOf(useCase);
        const scaled = charter?.scaled ?? null;
        const last = charter?.extensions.at(-1);
        const ended = life.stage === 'stopped' || life.stage === 'retired' ? life : null;
        const decision = ended
          ? `was ${ended.stage} by ${mention(ended.by)} on ${formatDay(ended.on)}. Reason: ${escapeMrkdwn(removeFinalPeriod(ended.reason), 120)}.`
          : null;
        return {
          text: joinSentences(
            scaled
              ? `${mention(scaled.by)} decided on ${formatDay(scaled.on)} to scale ${nameUseCase(useCase)}, with go-live by ${formatDay(scaled.goLiveBy)}.`
              : decision !== null
                ? `${nameUseCase(useCase)} ${decision}`
                : life.stage === 'pilot'
                  ? `${nameUseCase(useCase)} is not decided yet: ${describeDeadline(life.charter, context.today)}.`
                  : `No decision about a pilot of ${nameUseCase(useCase)} is recorded.`,
            decision !== null
              ? scaled && `It ${decision}`
              : life.stage === 'production'
                ? describeItsStanding(useCase)
                : !scaled &&
                  last &&
                  `It was extended by ${mention(last.by)} on ${formatDay(last.on)}. Reason: ${escapeMrkdwn(removeFinalPeriod(last.reason), 120)}.`,
          ),
          source: ended
            ? fromPerson(ended.by, ended.on, key)
            : scaled
              ? fromPerson(scaled.by, scaled.on, key)
              : last
                ? fromPerson(last.by, last.on, key)
                : fromRecords(context.today, key),
          data: {
            useCase: key,
            stage: life.stage,
            scaled: scaled ? { on: scaled.on, by: scaled.by, goLiveBy: scaled.goLiveBy } : null,
            ended: ended ? { on: ended.on, by: ended.by } : null,
            extensions: charter?.extensions.length ?? 0,
          },
          next: [life.stage === 'pilot' && !scaled ? decideOffer(key) : offerUseCase(key)],
          about: { useCase: key },
        };
      }),
  }),
];
