import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { maxSnoozesInARow, maxUnanswered } from '../../domain/reminders/index.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import { isOpen, type NudgeState } from '../../operations/nudge-states.ts';
import { joinSentences } from '../kit/answers.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, question } from '../kit/question.ts';
import { muteEntries } from './mute-entries.ts';
import { findNudgedUseCase } from './nudge-words.ts';
import { describeAnswered, findNudgesRefusal } from './nudges-page.ts';

const askedOffer: Offer = [{ page: 'asked' }, 'For you'];

type Open = NudgeState & { readonly due: NonNullable<NudgeState['due']> };

/** Returns this person's open reminders, those about the use case in front. */
async function loadOpen(context: PageContext, useCase: string | undefined): Promise<readonly Open[]> {
  const open = (await context.loadOpenNudges()).filter((one): one is Open => isOpen(one));
  const isAbout = ({ nudge }: Open) => findNudgedUseCase(context.register, nudge)?.key === useCase;
  return useCase === undefined ? open : open.filter(isAbout);
}

/** Returns the option of the form that is nearest to a number of days, and not after it. */
const chooseSnooze = (days: number): string => (days < 3 ? 'Tomorrow' : days < 7 ? 'In 3 days' : 'Next week');

const notMineRule = 'Press *Not mine* on a reminder to reassign it or to send it to the lead.';

const reminderData = ({ nudge: { kind, askedOn }, due: { fact } }: Open) => ({ kind, askedOn, fact });

export const reminderEntries: readonly Entry[] = [
  question({
    key: 'nudge-results',
    title: 'How many reminders are answered?',
    examples: {
      en: [
        'how many reminders were answered',
        'how many reminders got answered in the last month',
        'answer rate of the reminders',
        'how often are reminders answered',
        'do people react to the reminders',
        'are the nudges any good',
        'response rate of each kind of reminder',
        'does nagging work',
        'how many nudges are ignored',
        'which reminders does nobody act on',
        'do our people ever respond when you nudge them',
        'how effective are the reminders',
        'are your pings worth it',
        'which kind of reminder is pointless',
      ],
      de: [
        'wie viele erinnerungen wurden beantwortet',
        'quote der beantworteten erinnerungen',
        'auf wie viele erinnerungen wurde reagiert',
        'bringen die erinnerungen etwas',
        'welche erinnerung bleibt meistens liegen',
      ],
      fr: ['combien de rappels ont reçu une réponse', 'les rappels servent-ils à quelque chose'],
      es: [
        'cuántos recordatorios se respondieron',
        'sirven de algo los recordatorios',
        'tasa de respuesta de los avisos',
      ],
    },
    answer: async (context) => {
      const refusal = findNudgesRefusal(context);
      if (refusal)
        return {
          text: `${escapeMrkdwn(refusal.message, 300)}${refusal.ask === undefined ? '' : ` Ask ${mention(refusal.ask)}.`}`,
          source: null,
          data: { permitted: false },
          next: [],
        };
      const { kinds } = await context.loadNudgeReport();
      return {
        text: `Reminders: ${describeAnswered(kinds).replaceAll('nudge', 'reminder')}.`,
        source: fromRecords(context.today),
        data: { kinds: kinds.map(({ title, month }) => ({ title, month })) },
        next: [[{ page: 'nudges' }, 'Nudge results']],
      };
    },
  }),

  question({
    key: 'my-reminders',
    title: 'Which reminders do I have?',
    examples: {
      en: [
        'what are my reminders',
        'which reminders do I have',
        'what did you ask me',
        'my open reminders',
        'why did you write to me',
        'show my reminders again',
        'what do you need from me',
        'what did I miss while I was gone',
        'anything you want me to do',
        'repeat what you wrote this morning',
        'is there something on my plate from you',
        'what are you nagging me about',
        'what was that message of yours about',
        'you pinged me, what for',
        'I deleted your message, what did it say',
        'which of your pings are still open',
      ],
      de: [
        'was sind meine erinnerungen',
        'welche erinnerungen habe ich',
        'was wolltest du von mir',
        'woran wolltest du mich heute erinnern',
        'was stand in deiner nachricht von heute früh',
        'ich habe deine nachricht gelöscht, was wolltest du',
      ],
      fr: ['quels sont mes rappels', 'que m’as-tu demandé', 'que voulais-tu de moi ce matin'],
      es: ['cuáles son mis recordatorios', 'qué me pediste', 'qué decía tu mensaje de esta mañana'],
    },
    answer: async (context) => {
      const open = await loadOpen(context, undefined);
      const [first] = open;
      return {
        text: first
          ? joinSentences(
              `You have ${formatCount(open.length, 'open reminder')}.`,
              ...open.slice(0, 3).map(({ due }) => `${escapeMrkdwn(capitalize(due.fact), 160)}.`),
            )
          : 'You have no open reminders.',
        source: fromRecords(context.today),
        data: { reminders: open.slice(0, 20).map(reminderData), count: open.length },
        next: [...(first ? [[first.due.step] as const] : []), askedOffer],
      };
    },
  }),

  question({
    key: 'snooze-reminder',
    title: 'Snooze a reminder',
    wording: 'request',
    examples: {
      en: [
        'remind me {day}',
        'remind me later',
        'snooze the key rotation until {day}',
        'remind me next week',
        'remind me tomorrow',
        'snooze',
        'snooze my reminders',
        'not now',
        'remind me later about {useCase}',
        'ask me again in 3 days',
        'I have no time for this today',
        'push the reminder to {day}',
        'bug me about it {day}',
        'come back to me with this {day}',
        'postpone this reminder',
        'too busy for this until {day}',
        'give me until {day}',
        'swamped right now, try again {day}',
        'can this wait till {day}',
        'ask me about {useCase} again {day}',
        'ask me again about the key rotation {day}',
        'hide this reminder until {day}',
        'no time before {day}, remind me of the policy review then',
        'postpone the cost reminder to {day}',
      ],
      de: [
        'erinner mich {day}',
        'erinner mich nächste woche nochmal',
        'erinnere mich nächste woche',
        'später erinnern',
        'erinnere mich morgen an {useCase}',
        'frag mich {day} nochmal',
        'diese erinnerung bitte verschieben',
        'das kann bis {day} warten',
        'gerade keine zeit, melde dich {day} wieder',
      ],
      fr: [
        'rappelle-moi plus tard',
        'rappelle-moi la semaine prochaine',
        'rappelle-moi demain',
        'je n’ai pas le temps, redemande-moi {day}',
      ],
      es: [
        'recuérdamelo más tarde',
        'recuérdamelo la próxima semana',
        'recuérdamelo mañana',
        'ahora no puedo, pregúntame {day}',
      ],
    },
    takes: ['useCase', 'day'],
    answer: async (context, { useCase, day }) => {
      const open = await loadOpen(context, useCase);
      const [first] = open.filter(({ canSnooze }) => canSnooze);
      return {
        text: first
          ? joinSentences(
              `${escapeMrkdwn(capitalize(first.due.fact), 200)}.`,
              day === undefined || day <= context.today
                ? 'Choose in the form when you get it again: tomorrow, in 3 days or next week.'
                : `For ${formatDay(day)}, choose *${chooseSnooze(daysBetween(context.today, day))}* in the form.`,
              open.length > 1 && `You have ${formatCount(open.length - 1, 'other open reminder')}.`,
            )
          : open.length > 0
            ? `A reminder can be snoozed ${maxSnoozesInARow} times in a row, so yours stay open.`
            : 'You have no open reminder to snooze.',
        source: fromRecords(context.today),
        data: { reminders: open.slice(0, 20).map(reminderData) },
        next: [
          ...(first
            ? [[{ do: 'snooze', kind: first.nudge.kind, subject: first.nudge.subject }, 'Snooze'] as const]
            : []),
          askedOffer,
        ],
      };
    },
  }),

  question({
    key: 'decline-reminder',
    title: 'Say that a reminder is not mine',
    wording: 'request',
    examples: {
      en: [
        'this is not mine',
        'this reminder is not for me',
        'somebody else should do this',
        'why do I get reminders about {useCase}',
        'why do I get this',
        'I am not responsible for {useCase}',
        'what happens when I press not mine',
        'the key rotation reminder belongs to somebody else',
        'you are asking the wrong person',
        'I got a reminder that is none of my business',
        'this check-in is not my job',
        'why are you asking me',
        'send this reminder to someone else',
        'that reminder went to the wrong person',
        'another team handles that, not me',
        'bug somebody else about this',
        'I have nothing to do with that reminder',
        'the reminder about {useCase} landed on the wrong desk',
        'take my name off this reminder',
        'what does the button not mine do',
        'wrong person, that reminder is not for me',
        'you reminded me of {useCase}, but somebody else is the one to ask',
        'I am not the one who can answer this reminder',
        'ask somebody else about the missing checklist items',
        'why is this in my messages, it is a colleague who does it',
      ],
      de: [
        'das ist nicht meins',
        'dafür bin ich nicht zuständig',
        'du fragst den falschen',
        'diese erinnerung gehört jemand anderem',
        'warum bekomme ich erinnerungen zu {useCase}',
        'das macht ein anderes team, nicht ich',
        'die erinnerung ging an die falsche person',
      ],
      fr: [
        'ce n’est pas à moi',
        'pourquoi ai-je des rappels sur {useCase}',
        'ce rappel n’est pas pour moi',
        'tu te trompes de personne',
        'une autre équipe s’en charge',
      ],
      es: [
        'esto no es mío',
        'por qué recibo recordatorios de {useCase}',
        'este aviso no es para mí',
        'te equivocas de persona',
        'de eso se encarga otro equipo',
      ],
    },
    takes: ['useCase'],
    answer: async (context, { useCase }) => {
      const open = await loadOpen(context, useCase);
      const [first] = open;
      return {
        text: first
          ? joinSentences(
              `${escapeMrkdwn(capitalize(first.due.fact), 200)}.`,
              `You get this reminder because you can act on it. ${escapeMrkdwn(capitalize(first.due.why), 120)}.`,
              notMineRule,
            )
          : useCase === undefined
            ? `You have no open reminders. ${notMineRule}`
            : `You have no open reminder about ${escapeMrkdwn(useCase, 40)}. ${notMineRule}`,
        source: fromRecords(context.today),
        data: { reminders: open.slice(0, 20).map(reminderData) },
        next: [
          ...(first
            ? [
                [
                  { do: 'not-mine', kind: first.nudge.kind, subject: first.nudge.subject },
                  'Not mine',
                ] as const,
              ]
            : []),
          askedOffer,
        ],
        about: useCase === undefined ? {} : { useCase },
      };
    },
  }),

  ...muteEntries,

  question({
    key: 'reminder-rules',
    title: 'When does Crossing send reminders?',
    examples: {
      en: [
        'when do you send reminders',
        'how often do you remind people',
        'do you write on weekends',
        'at what time do you send messages',
        'what happens if somebody does not answer',
        'how do reminders work',
        'sending times of reminders',
        'when do your messages go out',
        'what time of day do reminders arrive',
        'do reminders come on sundays',
        'at which hours do you bother people',
        'will you write to me at night',
        'how many messages a day will I get',
        'what do you do if I never reply',
        'after how many unanswered reminders do you ask somebody else',
        'how many ignored reminders does it take until the lead steps in',
        'when is my lead pulled in because I stay silent',
        'who hears about it when I do not react to a reminder',
        'do reminders respect time zones',
        'earliest and latest hour of a message',
        'time window for the daily message',
        'hours in which reminders are allowed',
        'are messages sent after work',
        'do your mails arrive on saturdays',
        'outside office hours, do you stay quiet',
        'will my phone buzz at midnight because of you',
        'can staff be contacted outside working hours',
        'is nobody pinged before nine',
        'do I get a separate message for each thing',
        'between which hours are people reminded',
        'do you send reminders on weekends',
      ],
      de: [
        'wann schickst du erinnerungen',
        'wie oft erinnerst du',
        'wie funktionieren erinnerungen',
        'schreibst du auch am wochenende',
        'wann verschickst du die erinnerungen',
        'was passiert, wenn ich nicht antworte',
        'in welchem zeitfenster schreibst du',
        'zwischen welchen uhrzeiten kommen erinnerungen',
        'bekomme ich abends noch nachrichten von dir',
        'werden mitarbeiter auch außerhalb der arbeitszeit angeschrieben',
        'wie viele nachrichten am tag schickst du höchstens',
        'meldest du dich auch nachts',
      ],
      fr: [
        'quand envoies-tu des rappels',
        'comment fonctionnent les rappels',
        'envoies-tu des rappels le week-end',
        'dans quelle tranche horaire arrivent les messages',
        'entre quelles heures envoies-tu les messages quotidiens',
        'écris-tu en dehors des heures de bureau',
        'm’écris-tu le soir',
        'combien de messages par jour au maximum',
      ],
      es: [
        'cuándo envías recordatorios',
        'cómo funcionan los recordatorios',
        'a qué hora llegan los avisos',
        'entre qué horas mandas los avisos',
        'franja horaria de los mensajes',
        'escribes fuera del horario laboral',
        'me escribes por la noche',
        'cuántos mensajes al día como máximo',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'Each person gets at most one daily message with all reminders, on working days between 9:00 and 17:00 in their own time zone.',
        `After ${maxUnanswered} unanswered reminders, Crossing asks one other person to help, usually the lead.`,
        'Calls about incidents come at any hour.',
      ),
      source: null,
      data: { from: '09:00', until: '17:00', perDay: 1, unanswered: maxUnanswered },
      next: [askedOffer],
    }),
  }),
];
