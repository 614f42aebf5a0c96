import { formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { listMutes, maxSnoozesInARow } from '../../domain/reminders/index.ts';
import { joinSentences, listSome } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { describeKind } from './nudge-words.ts';

const askedOffer: Offer = [{ page: 'asked' }, 'For you'];

/** Returns "You muted: Check-ins (2 March 2026)." */
const describeMutes = (mutes: ReturnType<typeof listMutes>): string =>
  `You muted: ${listSome(
    mutes.map(({ kind, on }) => `${describeKind(kind)} (${formatDay(on)})`),
    5,
  )}.`;

/** Muted kinds of reminders. */
export const muteEntries: readonly Entry[] = [
  question({
    key: 'muted-reminders',
    title: 'Which reminders did I mute?',
    examples: {
      en: [
        'which reminders did I mute',
        'mute reminders',
        'mute check-in reminders',
        'stop reminding me',
        'stop sending me messages',
        'how do I turn off reminders',
        'how do I mute',
        'silence the weekly check-in nag',
        'the weekly nag drives me mad',
        'no more reminders about costs',
        'permanently silence one kind of nudge',
        'too many messages from you',
        'leave me alone with cost reminders',
        'switch off notifications of one kind',
        'spare me these reminders',
        'I never want to hear about costs again',
        'get off my back about check-ins',
        'stop the pings about key rotation for good',
        'have I silenced anything',
        'opt out of the weekly ping',
      ],
      de: [
        'welche erinnerungen habe ich stummgeschaltet',
        'erinnerungen stummschalten',
        'hör auf mich zu erinnern',
        'ich will keine erinnerungen mehr zu check-ins',
        'verschon mich mit den erinnerungen',
        'eine art von erinnerung ausschalten',
        'was habe ich abbestellt',
      ],
      fr: [
        'quels rappels ai-je désactivés',
        'désactiver les rappels',
        'arrête de m’envoyer des rappels',
        'je ne veux plus de rappels sur les coûts',
        'couper un type de rappel',
      ],
      es: [
        'qué recordatorios silencié',
        'silenciar recordatorios',
        'deja de enviarme avisos',
        'no quiero más avisos de costes',
        'apagar un tipo de aviso',
      ],
    },
    answer: ({ register, actor, today }) => {
      const mutes = listMutes(register, actor.id);
      return {
        text: joinSentences(
          mutes.length === 0 ? 'You have not muted any reminders.' : describeMutes(mutes),
          'Mute or unmute a kind of reminder in its menu, under *For you*. Violations and incidents are never muted.',
        ),
        source: fromRecords(today),
        data: { mutes: mutes.map(({ kind, on }) => ({ kind, on })) },
        next: [askedOffer],
      };
    },
  }),

  question({
    key: 'unmute-reminders',
    title: 'Unmute reminders',
    examples: {
      en: [
        'unmute reminders',
        'I muted something, how do I get it back',
        'I switched off a kind of reminder and want it back',
        'send me check-in reminders again',
        'turn the cost reminders back on',
        'lift my mute',
        'I miss the weekly ping, start it again',
        'undo the muting',
        'you may nag me again',
      ],
      de: [
        'stummschaltung aufheben',
        'ich möchte die erinnerungen wieder bekommen',
        'schalte die erinnerungen wieder ein',
      ],
      fr: ['réactiver les rappels', 'je veux de nouveau recevoir les rappels'],
      es: ['reactivar los recordatorios', 'quiero volver a recibir los avisos'],
    },
    answer: ({ register, actor, today }) => {
      const mutes = listMutes(register, actor.id);
      const [first] = mutes;
      return {
        text: first
          ? `${describeMutes(mutes)} ${mutes.length === 1 ? 'Press *Unmute* to get them again.' : 'Press *Unmute* beside a kind, under *For you*.'}`
          : 'You have not muted any reminders, so you get all that are due.',
        source: fromRecords(today),
        data: { mutes: mutes.map(({ kind, on }) => ({ kind, on })) },
        next: [
          ...(first && mutes.length === 1
            ? [[{ do: 'unmute-nudges', kind: first.kind }, 'Unmute'] as const]
            : []),
          askedOffer,
        ],
      };
    },
  }),

  question({
    key: 'mute-rules',
    title: 'What happens to a muted or snoozed reminder?',
    examples: {
      en: [
        'who receives a reminder that I mute',
        'where do muted reminders go',
        'does anybody notice when I mute something',
        'which reminders can never be muted',
        'most snoozes in a row for one reminder',
        'how many times can I snooze the same reminder',
        'is there a limit to snoozing',
        'how long can I keep putting a reminder off',
        'who is bothered instead when I go silent',
        'if I silence a kind, does somebody else get it',
        'does a muted reminder land with my boss',
        'can I mute a violation',
        'are incident calls silenced too',
        'what does muting not stop',
        'all my snoozes are used up, what now',
      ],
      de: [
        'wer bekommt eine erinnerung, die ich stummschalte',
        'wie oft kann man eine erinnerung verschieben',
        'landet eine stummgeschaltete erinnerung bei der leitung',
        'kann man einen vorfall stummschalten',
        'wie oft darf ich aufschieben',
      ],
      fr: [
        'qui reçoit un rappel que je mets en sourdine',
        'combien de fois peut-on reporter un rappel',
        'peut-on couper les rappels sur les violations',
        'un rappel coupé arrive-t-il à quelqu’un d’autre',
      ],
      es: [
        'quién recibe un aviso que silencio',
        'cuántas veces puedo posponer un aviso',
        'cuando desactivo un aviso, a quién va a parar',
        'se pueden silenciar los incidentes',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'When the owner mutes the reminders about something, Crossing asks the lead instead.',
        'Violations and incidents are never muted.',
        `A reminder can be snoozed ${maxSnoozesInARow} times in a row.`,
      ),
      source: null,
      data: { instead: 'lead', neverMuted: ['violations', 'incidents'], maxSnoozesInARow },
      next: [askedOffer],
    }),
  }),
];
