import { formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import {
  helpKind,
  listMutes,
  listNudgeKinds,
  maxSnoozesInARow,
  quietHours,
} from '../../domain/reminders/index.ts';
import { joinSentences, listSome } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, question } from '../kit/question.ts';
import { describeKind } from './nudge-words.ts';

const askedOffer: Offer = [{ page: 'asked' }, 'For you'];

/** Returns "You muted: Check-ins (2 March 2026)." */
const describeMutes = (mutes: ReturnType<typeof listMutes>): string =>
  `You muted: ${listSome(
    mutes.map(({ kind, on }) => `${describeKind(kind)} (${formatDay(on)})`),
    5,
  )}.`;

/** The most buttons of an answer. */
const maxButtons = 2;

/** Returns the first letters of the longer words, by which "costs" is found in "Monthly costs". */
const stemsOf = (words: string): readonly string[] =>
  (words.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 4));

/** Returns the kinds of reminder that a person means: those with the named words in their title, or of open ones. */
async function listMutable(context: PageContext, words: string): Promise<readonly string[]> {
  const typed = new Set(stemsOf(words));
  const countNamed = (title: string) => stemsOf(title).filter((stem) => typed.has(stem)).length;
  const most = Math.max(1, ...listNudgeKinds().map(({ title }) => countNamed(title)));
  const named = listNudgeKinds().filter(({ title }) => countNamed(title) === most);
  const open = (await context.loadOpenNudges()).filter(
    ({ nudge, due }) => !due?.urgent && nudge.kind !== helpKind.key,
  );
  const muted = new Set(listMutes(context.register, context.actor.id).map(({ kind }) => kind));
  const kinds = named.length > 0 ? named.map(({ key }) => key) : open.map(({ nudge }) => nudge.kind);
  return [...new Set(kinds)].filter((kind) => !muted.has(kind)).slice(0, maxButtons);
}

/** Muted kinds of reminders. */
export const muteEntries: readonly Entry[] = [
  question({
    key: 'muted-reminders',
    title: 'Which reminders did I mute?',
    examples: {
      en: ['which reminders did I mute', 'have I silenced anything'],
      de: ['welche erinnerungen habe ich stummgeschaltet', 'was habe ich abbestellt'],
      fr: ['quels rappels ai-je désactivés'],
      es: ['qué recordatorios silencié'],
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
    key: 'mute-reminders',
    title: 'Mute a kind of reminder',
    wording: 'request',
    covers: ['muted-reminders'],
    examples: {
      en: [
        'mute reminders',
        'mute the reminders about {words}',
        'mute {words} reminders',
        'stop reminding me',
        'stop reminding me of {words}',
        'stop sending me messages',
        'silence the weekly {words} nag',
        'the weekly nag drives me mad',
        'no more reminders about {words}',
        'permanently silence one kind of nudge',
        'too many messages from you',
        'leave me alone with {words} reminders',
        'switch off notifications of one kind',
        'spare me these reminders',
        'I never want to hear about {words} again',
        'I never want to be reminded of {words} again',
        'get off my back about {words}',
        'stop the pings about {words} for good',
        'stop with the {words} reminders',
        'opt out of the weekly ping',
        'how do I turn off reminders',
        'how do I mute',
        'fed up with your {words} reminders, silence them',
        'spare me that kind of reminder for good',
        'reminders of this kind only annoy me',
        'mute {words} for me',
        'turn the {words} reminders off for me',
      ],
      de: [
        'erinnerungen stummschalten',
        'hör auf mich zu erinnern',
        'ich will keine erinnerungen mehr zu {words}',
        'verschon mich mit den erinnerungen',
        'eine art von erinnerung ausschalten',
        'die erinnerungen an {words} nerven, stell sie ab',
      ],
      fr: [
        'désactiver les rappels',
        'arrête de m’envoyer des rappels',
        'je ne veux plus de rappels sur {words}',
        'couper un type de rappel',
        'ras le bol des rappels sur {words}',
      ],
      es: [
        'silenciar recordatorios',
        'deja de enviarme avisos',
        'no quiero más avisos de {words}',
        'apagar un tipo de aviso',
        'estoy harto de los avisos de {words}, siléncialos',
      ],
    },
    takes: ['words'],
    answer: async (context, { words }) => {
      const { register, actor, today } = context;
      const mutes = listMutes(register, actor.id);
      const kinds = await listMutable(context, words ?? '');
      return {
        text: joinSentences(
          mutes.length > 0 && describeMutes(mutes),
          kinds.length > 0
            ? `Press a button to mute reminders about this: ${listSome(kinds.map(describeKind))}.`
            : 'You have no open reminder to mute. You can mute its kind in the menu of a reminder, under *For you*.',
          kinds.length > 0 && 'Crossing then asks the lead instead.',
          'Violations and incidents are never muted.',
        ),
        source: fromRecords(today),
        data: { mutes: mutes.map(({ kind, on }) => ({ kind, on })), kinds },
        next: [
          ...kinds.map((kind): Offer => [{ do: 'mute-nudges', kind }, `Mute: ${describeKind(kind)}`]),
          askedOffer,
        ].slice(0, maxButtons),
      };
    },
  }),

  question({
    key: 'unmute-reminders',
    title: 'Unmute reminders',
    wording: 'request',
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
        'I had muted those reminders and would like to get them again',
        'undo the mute on those reminders',
        'let the reminders come through again, I muted them too quickly',
        'muting was a mistake, remind me again',
        'reminders back on',
        'I was wrong to mute this, start again',
      ],
      de: [
        'stummschaltung aufheben',
        'ich möchte die erinnerungen wieder bekommen',
        'schalte die erinnerungen wieder ein',
        'stummgeschaltet war ein fehler, erinnere mich wieder',
      ],
      fr: [
        'réactiver les rappels',
        'je veux de nouveau recevoir les rappels',
        'j’avais coupé les rappels, remets-les',
      ],
      es: [
        'reactivar los recordatorios',
        'quiero volver a recibir los avisos',
        'había silenciado los avisos, vuelve a mandármelos',
      ],
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
        'to whom do muted reminders go',
        'who gets it in my place when I mute a kind',
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
        'qué ocurre con los recordatorios silenciados',
        'a quién le llega un aviso si lo apago',
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

  question({
    key: 'backlog-rules',
    title: 'What does Crossing not send, or send only once?',
    examples: {
      en: [
        'you were offline, do I get all missed messages now',
        'what do you send after downtime',
        'will a flood of old reminders arrive when the app is back',
        'does an outage of crossing cost us reminders',
        'are messages lost when the app is down',
        'do you catch up on messages after a breakdown',
        'i just changed this, will you still remind me about it',
        'how long are you quiet after i updated something',
        'do you remind me of what i did yesterday',
        'how many hours of rest do i get after a change',
        'why did the reminder stop after i edited the record',
        'the app was down, is everything sent later',
      ],
      de: [
        'was passiert mit nachrichten nach einem ausfall von crossing',
        'kommen verpasste erinnerungen nach einer störung nach',
        'wie lange erinnerst du nicht an etwas, das ich gerade geändert habe',
        'wie viele stunden ruhe habe ich nach einer änderung',
        'crossing stand still, kommen die alten erinnerungen jetzt alle',
      ],
      fr: [
        'que deviennent les messages après une panne de crossing',
        'rattrapes-tu les rappels manqués',
        'combien d’heures sans rappel après une modification',
        'après un arrêt de l’app, vais-je recevoir les anciens rappels',
      ],
      es: [
        'qué pasa con los mensajes tras una caída de la app',
        'envías los avisos atrasados después de un fallo',
        'cuántas horas sin avisos tengo tras un cambio',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'After an outage, Crossing sends what is due now, once, and never the backlog.',
        `Nobody is reminded of something within ${quietHours} hours after they changed it.`,
      ),
      source: null,
      data: { backlog: false, quietHours },
      next: [askedOffer],
    }),
  }),
];
