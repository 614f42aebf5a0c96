import { dayOf, formatDay, isTimeZone } from '../../domain/calendar.ts';
import { findNextDigestTime } from '../../domain/digest/index.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { settingsOf } from '../../domain/register.ts';
import { formatCount, removeFinalPeriod } from '../../domain/wording.ts';
import { joinSentences, listSome } from '../kit/answers.ts';
import { channelMention, escapeMrkdwn } from '../kit/blocks.ts';
import { type Entry, question, request } from '../kit/question.ts';
import { describeSchedule } from '../kit/words.ts';

export const digestEntries: readonly Entry[] = [
  question({
    key: 'digest',
    title: 'When and where is the digest posted?',
    examples: {
      en: [
        'digest when',
        'when is the digest posted',
        'when is the next digest',
        'which channel gets the digest',
        'where is the digest posted',
        'who gets the weekly digest',
        'on which day does the digest come',
        'did the digest stop',
        'when does the weekly update go out',
        'which day does the weekly post come',
        'where can I read the weekly update',
        'which channels get the report',
        'what time is the weekly post',
        'next weekly update',
        'why was there no digest',
        'digest channel and time',
        'time of the digest',
        'weekly post: where and when',
      ],
      de: [
        'wann kommt der digest',
        'wann kommt der wöchentliche digest',
        'wann kommt der nächste digest',
        'welcher kanal bekommt den digest',
        'wo wird der digest gepostet',
        'wann kommt der wochenbericht',
        'wo lese ich den wochenbericht',
        'digest kanal und uhrzeit',
      ],
      fr: [
        'quand arrive le prochain digest',
        'quel canal reçoit le digest',
        'à quelle heure arrive le résumé hebdomadaire',
      ],
      es: [
        'cuándo llega el próximo resumen',
        'qué canal recibe el resumen',
        'a qué hora llega el resumen semanal',
      ],
    },
    answer: ({ register, at, today }) => {
      const digests = [...register.digests.values()];
      const dues = digests
        .flatMap((digest) => {
          const next = isTimeZone(digest.timeZone) ? findNextDigestTime(digest, register, at) : null;
          return next === null ? [] : [{ digest, next }];
        })
        .sort((a, b) => a.next - b.next);
      const [first] = dues;
      const stopped = digests.filter((digest) => digest.stopped !== null);
      const [refused] = stopped;
      const [shown] = digests;
      return {
        text: joinSentences(
          digests.length === 0
            ? 'No channel gets the weekly digest yet.'
            : digests.length === 1 && shown
              ? `${channelMention(shown.channel)} gets the digest ${describeSchedule(shown)}.`
              : `${formatCount(digests.length, 'channel gets', 'channels get')} the digest: ${listSome(digests.map(({ channel }) => channelMention(channel)))}.`,
          first && `The next one is due on ${formatDay(dayOf(first.next, first.digest.timeZone))}.`,
          refused?.stopped &&
            `Slack has refused posts to ${channelMention(refused.channel)} since ${formatDay(refused.stopped.on)}: ${escapeMrkdwn(removeFinalPeriod(refused.stopped.reason), 100)}.`,
        ),
        source:
          digests.length === 1 && shown
            ? fromPerson(
                shown.chosenBy,
                dayOf(shown.chosenAt, settingsOf(register).timeZone),
                `digests:${shown.channel}`,
              )
            : fromRecords(today),
        data: {
          channels: digests.map(({ channel, weekday, time, timeZone, stopped: one }) => ({
            ...{ channel, weekday, time, timeZone },
            stoppedOn: one?.on ?? null,
          })),
          nextOn: first ? dayOf(first.next, first.digest.timeZone) : null,
        },
        next: [
          digests.length === 0 ? [{ do: 'choose-digest' }] : [{ page: 'digests' }, 'Channels'],
          [{ page: 'digest', args: { charts: true } }, 'Preview digest'],
        ],
      };
    },
  }),

  question({
    key: 'digest-preview',
    title: 'What will the digest say?',
    examples: {
      en: [
        'preview the digest',
        'show me the digest',
        'what is in the digest',
        'what will the digest say',
        'show the weekly report',
        'what would the digest look like',
        'can I see the digest before it goes out',
        'sneak peek of the weekly post',
        'contents of the weekly update',
      ],
      de: ['digest anzeigen', 'was steht im digest', 'vorschau des digests', 'wie sieht der digest aus'],
      fr: ['aperçu du digest', 'que contient le digest'],
      es: ['vista previa del resumen', 'qué contiene el resumen'],
    },
    answer: ({ today }) => ({
      text: joinSentences(
        'The weekly digest contains the verdict, the changes, the blockers with their owners, and adoption.',
        'Press *Preview digest* to see it. Nobody else sees the preview.',
      ),
      source: null,
      data: { page: 'digest', asOf: today },
      next: [[{ page: 'digest', args: { charts: true } }, 'Preview digest']],
    }),
  }),

  request({
    key: 'choose-digest',
    title: 'Choose a channel for the digest',
    examples: {
      en: [
        'send the digest to a channel',
        'post the digest here',
        'choose the digest channel',
        'change the time of the digest',
        'subscribe this channel to the digest',
        'set up the weekly digest',
        'post the weekly update in another channel',
        'we want the digest too',
        'add a channel for the weekly post',
        'send the weekly update on another day',
        'put the digest in our channel as well',
        'can our team get the digest too',
        'digest also in another channel',
        'weekly summary in a second channel',
        'another channel should get the digest as well',
      ],
      de: [
        'digest in einen kanal senden',
        'digest hier posten',
        'uhrzeit des digests ändern',
        'wir wollen den digest auch',
        'digest auch in unseren kanal',
        'der digest soll zusätzlich in einen kanal',
        'der digest soll auch woanders landen',
      ],
      fr: [
        'envoyer le digest dans un canal',
        'publier le digest ici',
        'ajouter un canal pour le résumé',
        'le digest aussi dans un autre canal',
      ],
      es: [
        'enviar el resumen a un canal',
        'publicar el resumen aquí',
        'añadir un canal para el resumen',
        'el resumen también en otro canal',
      ],
    },
    open: ({ channel, register }) => ({
      step: {
        do: 'choose-digest',
        ...(channel !== undefined
          ? { channel }
          : register.digests.size === 1
            ? { channel: [...register.digests.keys()][0] ?? '' }
            : {}),
      },
    }),
  }),
];
