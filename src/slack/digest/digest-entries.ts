import { dayOf, formatDay, isTimeZone } from '../../domain/calendar.ts';
import { findNextDigestTime } from '../../domain/digest/index.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { settingsOf } from '../../domain/register.ts';
import { capitalize, formatCount, removeFinalPeriod } from '../../domain/wording.ts';
import { joinSentences, listSome } from '../kit/answers.ts';
import { channelMention, escapeMrkdwn } from '../kit/blocks.ts';
import { type Entry, question, request } from '../kit/question.ts';
import { describeSchedule } from '../kit/words.ts';
import { formatHeadline } from '../readiness/index.ts';

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
        'where does the weekly summary land',
        'on what weekday does the digest arrive',
        'who receives the weekly summary',
        'where do I find the monday digest',
        'how often does the digest appear',
        'has the digest been switched off',
        'is the weekly post sent on fridays',
        'weekly summary goes to which channel',
        'on which day and where is the weekly update published',
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
        'wo landet die wochenzusammenfassung',
        'an welchem wochentag kommt der digest',
        'in welchen kanal geht der wochenbericht',
        'wer bekommt den wochenbericht',
      ],
      fr: [
        'quand arrive le prochain digest',
        'quel canal reçoit le digest',
        'à quelle heure arrive le résumé hebdomadaire',
        'où est publié le résumé',
        'quel jour sort le récapitulatif',
      ],
      es: [
        'cuándo llega el próximo resumen',
        'qué canal recibe el resumen',
        'a qué hora llega el resumen semanal',
        'dónde se publica el resumen',
        'qué día sale el resumen semanal',
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
        'can I see the digest before it is posted',
        'sneak peek of the weekly post',
        'contents of the weekly update',
        'what will you post on monday',
        'what information does the weekly summary carry',
        'let me look at the digest first',
        'draft of the weekly post',
      ],
      de: [
        'digest anzeigen',
        'was steht im digest',
        'vorschau des digests',
        'wie sieht der digest aus',
        'was kommt in den wochenbericht',
        'zeig mir den digest vorab',
      ],
      fr: ['aperçu du digest', 'que contient le digest', 'montre-moi le résumé avant l’envoi'],
      es: ['vista previa del resumen', 'qué contiene el resumen', 'ver el resumen antes de publicarlo'],
    },
    answer: ({ today, assessment }) => ({
      text: joinSentences(
        `Today it says: ${formatHeadline(assessment)}.`,
        ...assessment.blockers.slice(0, 1).map(({ text }) => `${escapeMrkdwn(capitalize(text), 200)}.`),
        'The weekly digest contains the verdict, the changes, the blockers with their owners, and adoption.',
        'Press *Preview digest* to see it. Nobody else sees the preview.',
      ),
      source: fromRecords(today),
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
        'make the digest come on thursdays',
        'digest an hour earlier please',
        'the weekly post belongs in another channel',
        'monday morning is a bad time for the digest',
        'management wants the weekly post as well, fridays at noon',
        'deliver the weekly update in the afternoon',
        'start posting the digest again',
        'another channel wants the weekly digest too',
        'the team channel should get the monday digest as well',
        'I would like the digest to come out later in the week',
        'send the digest on another weekday',
        '#general gets the digest from now on',
      ],
      de: [
        'digest in einen kanal senden',
        'digest hier posten',
        'uhrzeit des digests ändern',
        'wir wollen den digest auch',
        'digest auch in unseren kanal',
        'der digest soll zusätzlich in einen kanal',
        'der digest soll auch woanders landen',
        'digest lieber freitags',
        'der wochenbericht soll in einen anderen kanal',
        'digest eine stunde früher',
      ],
      fr: [
        'envoyer le digest dans un canal',
        'publier le digest ici',
        'ajouter un canal pour le résumé',
        'le digest aussi dans un autre canal',
        'le résumé plutôt le vendredi',
      ],
      es: [
        'enviar el resumen a un canal',
        'publicar el resumen aquí',
        'añadir un canal para el resumen',
        'el resumen también en otro canal',
        'mejor el resumen los viernes',
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

  question({
    key: 'how-to-end-digest',
    title: 'How do I stop the digest?',
    examples: {
      en: [
        'how do I stop the digest',
        'end the digest of a channel',
        'nobody wants the weekly post any more',
        'turn off the weekly update',
        'unsubscribe the channel from the digest',
        'cancel the weekly post',
        'nobody reads the weekly post, stop it',
        'stop posting the weekly update',
        'no more digest for us',
        'the channel does not need the digest any longer',
        'switch the digest off',
        'take the digest out of the channel',
        'get rid of the monday post',
        'the weekly summary annoys everybody',
        'no more weekly post in the channel',
        'the digest is not read by anybody, so end it',
        'the digest that goes to the channel every week may be discontinued',
        'cancel the monday post',
      ],
      de: [
        'digest abbestellen',
        'wie beende ich den digest',
        'digest abschalten',
        'wir brauchen den wochenbericht nicht mehr',
        'den wochenbericht liest keiner, bitte abstellen',
      ],
      fr: [
        'arrêter le résumé hebdomadaire',
        'comment arrêter le digest',
        'plus de résumé dans ce canal',
        'désactiver le digest',
      ],
      es: [
        'parar el resumen semanal',
        'cómo detengo el resumen',
        'ya no queremos el resumen',
        'quitar el resumen del canal',
      ],
    },
    answer: ({ register, today }) => {
      const channels = [...register.digests.keys()];
      const [first] = channels;
      return {
        text:
          first === undefined
            ? 'No channel gets the weekly digest, so there is none to end.'
            : channels.length === 1
              ? `${channelMention(first)} gets the weekly digest. The lead or a Slack admin ends it with *End digest*.`
              : `${formatCount(channels.length, 'channel gets', 'channels get')} the weekly digest. The lead or a Slack admin presses *End digest* below the channel in the list.`,
        source: fromRecords(today),
        data: { channels: channels.slice(0, 50) },
        next: [
          ...(first !== undefined && channels.length === 1
            ? [[{ do: 'end-digest', channel: first }, 'End digest'] as const]
            : []),
          [{ page: 'digests' }, 'Channels'],
        ],
      };
    },
  }),
];
