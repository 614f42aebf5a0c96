import { addDays, dayOf, formatDay } from '../../domain/calendar.ts';
import type { Change } from '../../domain/change.ts';
import { fromRecords } from '../../domain/facts.ts';
import { type Day, settingsOf } from '../../domain/register.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { answerAbout, joinSentences, nameUseCase, offerUseCase, sourceOfChange } from '../kit/answers.ts';
import { mention, type Offer, truncateMrkdwn } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, type Period, question } from '../kit/question.ts';
import { changeLine } from './change-line.ts';

/** The most changes that are read for one answer. */
const readChanges = 500;

const logOffer = (useCase: string | undefined): Offer =>
  useCase === undefined ? [{ page: 'log' }, 'Change log'] : offerUseCase(useCase, 'log', 'Change log');

/** Returns a change in one line of mrkdwn: time, person, action and record. */
const describeChange = (change: Change): string =>
  truncateMrkdwn(changeLine(change).split('\n')[0] ?? '', 220);

/** Returns the changes of a period, newest first. */
async function loadChanges(
  context: PageContext,
  useCase: string | undefined,
  { from, to }: Period,
): Promise<{ readonly changes: readonly Change[]; readonly isCut: boolean }> {
  const { timeZone } = settingsOf(context.register);
  const read = await context.loadLog(useCase ?? null, readChanges);
  const dated = read.map((change) => ({ change, on: dayOf(change.at, timeZone) }));
  const oldest = dated.at(-1)?.on ?? from;
  return {
    changes: dated.flatMap(({ change, on }) => (from <= on && on <= to ? [change] : [])),
    isCut: read.length === readChanges && oldest >= from,
  };
}

/** Returns "Stage 2, 3 of 4 requirements". */
const positionOf = ({ assessment: { verdict, met } }: Readiness): string =>
  `${verdict}, ${met} of 4 requirements`;

/** Returns how the verdict changed in a period: "The verdict went from Stage 2 to Stage 3." */
async function describeVerdictChange(context: PageContext, { from, to }: Period): Promise<string> {
  const [before, after] = await Promise.all([
    context.loadAsOf(addDays(from, -1)),
    to >= context.today ? context.readiness : context.loadAsOf(to),
  ]);
  const [was, is] = [positionOf(before), positionOf(after)];
  const open = after.assessment.requirements.filter(({ met }) => !met);
  const missing = open.length === 1 && open[0] ? ` (not met: ${uncapitalize(open[0].title)})` : '';
  return was === is
    ? `The verdict stayed at ${is}${missing}.`
    : `The verdict went from ${was}, to ${is}${missing}.`;
}

/** Answers what changed in a period. */
async function answerChanges(
  context: PageContext,
  useCase: string | undefined,
  period: Period,
  when: string,
): Promise<Answer> {
  if (period.from > context.today)
    return {
      text: `${formatDay(period.from)} is in the future. Choose today or an earlier day.`,
      source: null,
      data: { from: period.from, known: false },
      next: [logOffer(useCase)],
    };
  const { changes, isCut } = await loadChanges(context, useCase, period);
  const [latest, previous] = changes;
  const count = `${isCut ? 'At least ' : ''}${formatCount(changes.length, 'change')}`;
  const found = useCase === undefined ? undefined : context.register.useCases.get(useCase);
  const about = found ? ` ${nameUseCase(found)}` : '';
  return {
    text: joinSentences(
      useCase === undefined && (await describeVerdictChange(context, period)),
      latest
        ? `${count}${about && ` to${about}`} ${when}.`
        : isCut
          ? `The ${readChanges} latest changes are all from later days. Open the change log for changes ${when}.`
          : `Nothing was recorded${about && ` about${about}`} ${when}.`,
      latest && `Latest: ${describeChange(latest)}.`,
      previous && `Before: ${describeChange(previous)}.`,
    ),
    source: latest
      ? sourceOfChange(context, latest)
      : fromRecords(context.today, ...(useCase ? [useCase] : [])),
    data: {
      ...{ from: period.from, to: period.to, useCase: useCase ?? null, count: changes.length, isCut },
      changes: changes
        .slice(0, 20)
        .map(({ action, entity, id, actor, at }) => ({ action, entity, id, actor, at })),
    },
    next: [
      logOffer(useCase),
      ...(useCase === undefined ? [[{ page: 'digest', args: { charts: true } }, 'Digest'] as const] : []),
    ],
    about: useCase === undefined ? {} : { useCase },
  };
}

const formatPeriod = ({ from, to }: Period): string =>
  from === to ? `on ${formatDay(from)}` : `from ${formatDay(from)} to ${formatDay(to)}`;

/** Returns the last seven days. */
const lastWeek = (today: Day): Period => ({ from: addDays(today, -7), to: today });

export const logEntries: readonly Entry[] = [
  question({
    key: 'changes',
    title: 'What changed in a period?',
    covers: ['changes-on'],
    examples: {
      en: [
        'what changed',
        'what changed since {day}',
        'what happened in {period}',
        'what changed in {period}',
        'anything new since {day}',
        'what changed about {useCase} since {day}',
        'what happened with {useCase} in {period}',
        'give me an update',
        'did the verdict change since {day}',
        'what did I miss',
        'news about {useCase}',
        'catch me up',
        'anything happen since {day}',
        'what have I missed since {day}',
        'bring me up to speed',
        'what went on in {period}',
        'any movement on {useCase}',
        'what has been going on',
        'what did I miss while I was away',
        'fill me in',
        'how have things moved since {day}',
        'i was away, what is new',
        'what is different compared to {day}',
      ],
      de: [
        'was hat sich geändert',
        'was hat sich seit {day} geändert',
        'was ist in {period} passiert',
        'was gibt es neues zu {useCase}',
        'was war in {period} los',
        'bring mich auf den neuesten stand',
        'was habe ich verpasst',
        'was ist neu',
        'was war in meiner abwesenheit',
      ],
      fr: [
        'qu’est-ce qui a changé',
        'qu’est-ce qui a changé depuis le {day}',
        'que s’est-il passé en {period}',
        'quoi de neuf',
        'qu’est-ce que j’ai raté',
        'qu’y a-t-il de neuf depuis le {day}',
      ],
      es: [
        'qué ha cambiado',
        'qué ha cambiado desde el {day}',
        'qué pasó en {period}',
        'qué me he perdido',
        'qué hay de nuevo',
        'ponme al día',
      ],
    },
    takes: ['day', 'period', 'useCase'],
    suggest: ({ register }) =>
      register.seq === 0
        ? null
        : { title: 'What changed this week?', message: 'What changed in the last 7 days?', rank: 60 },
    answer: (context, { day, period, useCase }) => {
      const asked =
        period ?? (day === undefined ? lastWeek(context.today) : { from: day, to: context.today });
      const when = period ? formatPeriod(period) : `since ${formatDay(asked.from)}`;
      return answerChanges(context, useCase, asked, when);
    },
  }),

  question({
    key: 'changes-on',
    title: 'What changed on a day?',
    examples: {
      en: [
        'what happened today in crossing',
        'what happened today',
        'what changed today',
        'what was changed on {day}',
        'what changed on {day}',
        'what happened on {day}',
        'what was recorded on {day}',
        'who did something on {day}',
        'changes of {day}',
        'what did we do on {day}',
        'entries of {day}',
        'was anything entered on {day}',
        'activity on {day}',
      ],
      de: ['was hat sich am {day} geändert', 'was ist am {day} passiert', 'wurde am {day} etwas eingetragen'],
      fr: [
        'qu’est-ce qui a changé le {day}',
        'que s’est-il passé le {day}',
        'a-t-on saisi quelque chose le {day}',
      ],
      es: ['qué cambió el {day}', 'qué pasó el {day}', 'se anotó algo el {day}'],
    },
    needs: ['day'],
    takes: ['useCase'],
    answer: (context, { day, useCase }) =>
      answerChanges(context, useCase, { from: day, to: day }, `on ${formatDay(day)}`),
  }),

  question({
    key: 'last-change',
    title: 'Who changed a use case last?',
    examples: {
      en: [
        'latest changes to {useCase}',
        'who changed {useCase} last',
        'what was the last change of {useCase}',
        'when was {useCase} last updated',
        'who edited {useCase}',
        'latest change to {useCase}',
        'history of {useCase}',
        'who touched {useCase} last',
        'who was the last to work on {useCase}',
        'what was done to {useCase} recently',
        'who fiddled with {useCase}',
        'who was in {useCase} before me',
        'most recent edit of {useCase}',
      ],
      de: [
        'wer hat {useCase} zuletzt geändert',
        'wann wurde {useCase} zuletzt aktualisiert',
        'wer war zuletzt an {useCase} dran',
        'letzte änderung an {useCase}',
      ],
      fr: [
        'qui a modifié {useCase} en dernier',
        'quand {useCase} a-t-il été mis à jour',
        'dernière modification de {useCase}',
      ],
      es: [
        'quién cambió {useCase} por última vez',
        'cuándo se actualizó {useCase}',
        'última modificación de {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const [latest] = await context.loadLog(key, 1);
        return {
          text: joinSentences(
            latest
              ? `Latest change to ${nameUseCase(useCase)}: ${truncateMrkdwn(changeLine(latest).replace('\n', ': '), 300)}`
              : `Nothing is recorded about ${nameUseCase(useCase)}.`,
          ),
          source: latest ? sourceOfChange(context, latest) : fromRecords(context.today, key),
          data: {
            useCase: key,
            change: latest
              ? {
                  action: latest.action,
                  entity: latest.entity,
                  id: latest.id,
                  actor: latest.actor,
                  at: latest.at,
                }
              : null,
          },
          next: [offerUseCase(key, 'log', 'Change log'), offerUseCase(key)],
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'log-rules',
    title: 'Is anything deleted from the change log?',
    examples: {
      en: [
        'is anything deleted from the change log',
        'how long do you keep the change log',
        'are old entries of the change log thrown away at some point',
        'do records vanish after some years',
        'retention period of our records',
        'how do i erase a former employee',
        'delete the personal data of somebody who left',
        'right to be forgotten',
        'somebody wants their name removed from the records',
        'gdpr erasure request of an ex colleague',
        'can a person be anonymised',
        'does the app clean up its history by itself',
        'what remains of a person after the erasure',
      ],
      de: [
        'wie lange wird das änderungsprotokoll aufbewahrt',
        'löscht die app alte einträge',
        'wie lösche ich die daten einer ausgeschiedenen person',
        'recht auf löschung',
        'gibt es eine aufbewahrungsfrist',
      ],
      fr: [
        'combien de temps gardez-vous le journal des changements',
        'les anciennes entrées sont-elles effacées',
        'comment supprimer les données d’un ancien salarié',
        'droit à l’oubli',
      ],
      es: [
        'cuánto tiempo se guarda el registro de cambios',
        'se borran las entradas antiguas',
        'cómo borro los datos de un antiguo empleado',
        'derecho al olvido',
      ],
    },
    answer: () => ({
      text: 'Crossing keeps the whole change log and deletes nothing by itself. On request, the administrator erases a person who has left Slack with `npm run erase`: their name, their messages and their answers to reminders. Their Slack id stays as a pseudonym.',
      source: null,
      data: { retentionDays: null, erasure: 'npm run erase' },
      next: [logOffer(undefined)],
    }),
  }),

  question({
    key: 'changes-by-person',
    title: 'What did a person change?',
    examples: {
      en: [
        'what did {person} change',
        'what did {person} record in {period}',
        'what has {person} done since {day}',
        'last change by {person}',
        'what did I change',
        'what was {person} doing in {period}',
        'did {person} touch anything',
        'everything {person} entered',
        'activity of {person}',
        'has {person} been active in crossing',
        'which entries come from {person}',
      ],
      de: [
        'was hat {person} geändert',
        'was hat {person} in {period} eingetragen',
        'was hat {person} gemacht',
        'welche einträge stammen von {person}',
      ],
      fr: [
        'qu’a modifié {person}',
        'qu’a enregistré {person} en {period}',
        'quelles saisies viennent de {person}',
      ],
      es: ['qué cambió {person}', 'qué registró {person} en {period}', 'qué entradas son de {person}'],
    },
    takes: ['person', 'day', 'period'],
    answer: async (context, { person = context.actor.id, day, period }) => {
      const asked = period ?? { from: day ?? addDays(context.today, -30), to: context.today };
      const { changes, isCut } = await loadChanges(context, undefined, asked);
      const own = changes.filter(({ actor }) => actor === person);
      const [latest] = own;
      const who = person === context.actor.id ? 'You' : mention(person);
      const when = period ? formatPeriod(period) : `since ${formatDay(asked.from)}`;
      return {
        text: joinSentences(
          latest
            ? `${who} recorded ${isCut ? 'at least ' : ''}${formatCount(own.length, 'change')} ${when}.`
            : isCut
              ? `${who} recorded none of the ${readChanges} latest changes. Open the change log for earlier ones.`
              : `${who} recorded nothing ${when}.`,
          latest && `Latest: ${describeChange(latest)}.`,
        ),
        source: latest ? sourceOfChange(context, latest) : fromRecords(context.today),
        data: {
          ...{ person, from: asked.from, to: asked.to, count: own.length, isCut },
          changes: own.slice(0, 20).map(({ action, entity, id, at }) => ({ action, entity, id, at })),
        },
        next: [logOffer(undefined)],
        about: { person },
      };
    },
  }),
];
