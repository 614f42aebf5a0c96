import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { findAbsenceOn, findOpenAbsence, leadOf, localDaysAt } from '../../domain/people.ts';
import type { Absence } from '../../domain/register.ts';
import { joinSentences, listSome } from '../kit/answers.ts';
import { mention } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question, request } from '../kit/question.ts';

/** Words before the first day of an absence, not its last. */
const startWords = /\b(from|starting|begins?|ab|seit|partir du|desde|a partir)\b/i;

/** Returns "@ann until 3 March 2026 (deputy @ben)". */
const describeAbsence = ({ person, until, deputy }: Absence): string =>
  `${mention(person)} until ${formatDay(until)}${deputy === null ? '' : ` (deputy ${mention(deputy)})`}`;

/** Answers whether a person is away, and who acts for them. */
function answerAbsence({ register, at, actor, today }: PageContext, person: string): Answer {
  const own = localDaysAt(register, at)(person);
  const absence = findOpenAbsence(register, person, own);
  const isYou = person === actor.id;
  const who = isYou ? 'You are' : `${mention(person)} is`;
  const lead = leadOf(register);
  if (!absence)
    return {
      text: `${isYou ? 'You have' : `${mention(person)} has`} no current or planned absence.`,
      source: fromRecords(today),
      data: { person, away: false, absence: null },
      next: isYou ? [[{ do: 'enter-absence' }]] : [],
      about: { person },
    };
  const { from, until, deputy, enteredOn } = absence;
  return {
    text: joinSentences(
      from > own
        ? `${who} here today, and away from ${formatDay(from)} to ${formatDay(until)}.`
        : `${who} away until ${formatDay(until)}.`,
      deputy === null
        ? `There is no deputy${lead === null || lead === person ? '' : `, so urgent reminders go to ${mention(lead)}`}.`
        : `The deputy is ${mention(deputy)}.`,
    ),
    source: fromPerson(person, enteredOn, `absences:${person}`),
    data: { person, away: from <= own, absence: { from, until, deputy } },
    next: isYou ? [[{ do: 'enter-absence' }]] : [],
    about: { person },
  };
}

export const absenceEntries: readonly Entry[] = [
  question({
    key: 'who-is-away',
    title: 'Who is away?',
    examples: {
      en: [
        'who is away',
        'who is on vacation',
        'who is out of office',
        'who is away on {day}',
        'is anybody away',
        'who is absent this week',
        'who is not here {day}',
        'which of us are off',
        'is the team complete this week',
        'who will I not reach {day}',
        'anybody on sick leave',
        'is everybody here today',
        'how many people are out {day}',
        'who has the day off',
        'who can I not count on {day}',
        'list of absences',
        'anyone travelling this week',
      ],
      de: [
        'wer ist abwesend',
        'wer ist im urlaub',
        'wer ist am {day} weg',
        'wer fehlt heute',
        'sind heute alle da',
      ],
      fr: [
        'qui est absent',
        'qui est en vacances',
        'qui est absent le {day}',
        'qui est en congé {day}',
        'tout le monde est là aujourd’hui',
      ],
      es: [
        'quién está ausente',
        'quién está de vacaciones',
        'quién falta el {day}',
        'están todos hoy',
        'quién libra el {day}',
      ],
    },
    takes: ['day'],
    answer: ({ register, at, today }, { day }) => {
      const localDay = localDaysAt(register, at);
      const away = [...register.absences.values()]
        .filter(({ person }) => findAbsenceOn(register, person, day ?? localDay(person)) !== null)
        .sort((a, b) => a.until.localeCompare(b.until));
      const when = day === undefined ? 'today' : `on ${formatDay(day)}`;
      return {
        text:
          away.length === 0
            ? `Nobody has entered an absence for ${day === undefined ? 'today' : formatDay(day)}.`
            : `Away ${when}: ${listSome(away.map(describeAbsence), 5)}.`,
        source: fromRecords(today),
        data: {
          day: day ?? today,
          away: away.slice(0, 50).map(({ person, from, until, deputy }) => ({ person, from, until, deputy })),
        },
        next: [],
      };
    },
  }),

  question({
    key: 'absence-of-person',
    title: 'Is a person away?',
    examples: {
      en: [
        'is {person} away',
        'when is {person} back',
        'who is the deputy of {person}',
        'who stands in for {person}',
        'is {person} on vacation',
        'am I away',
        'who is my deputy',
        'until when is {person} out',
        'can I reach {person}',
        'who covers for {person}',
        'is {person} around',
        '{person} does not answer, are they off',
        'whom do I ask while {person} is gone',
        'when is {person} at their desk again',
        'did I enter my holiday',
        'do you know that I am off',
        'has {person} left for vacation',
        'who do I turn to instead of {person}',
        'is {person} off sick',
        'last day off of {person}',
        'who answers for {person} while they are out',
        'who will cover for me',
        'is {person} at work today',
      ],
      de: [
        'ist {person} abwesend',
        'wann ist {person} zurück',
        'wer vertritt {person}',
        'ist {person} wieder da',
        'an wen wende ich mich, solange {person} weg ist',
        'bis wann ist {person} im urlaub',
        'arbeitet {person} heute',
        'wer springt für {person} ein',
      ],
      fr: [
        '{person} est-il absent',
        'quand revient {person}',
        'qui remplace {person}',
        'jusqu’à quand {person} est en congé',
        'vers qui me tourner à la place de {person}',
      ],
      es: [
        'está ausente {person}',
        'cuándo vuelve {person}',
        'quién sustituye a {person}',
        'hasta cuándo está de vacaciones {person}',
        'a quién acudo en lugar de {person}',
      ],
    },
    takes: ['person'],
    answer: (context, { person = context.actor.id }) => answerAbsence(context, person),
  }),

  question({
    key: 'absence-rules',
    title: 'What happens while I am away?',
    examples: {
      en: [
        'what happens while I am away',
        'who gets my urgent reminders while I am off',
        'what if I have no deputy',
        'what may a deputy do',
        'which rights does a stand-in have',
        'do you write to me during my vacation',
        'am I called about an incident when I am on holiday',
        'do I have to name a deputy',
        'what becomes of my duties when I am ill',
        'can somebody approve things in my name',
        'who steps in for me',
        'will everything pile up until I am back',
        'who gets the urgent stuff while I am out',
        'no deputy named, who receives my urgent things',
        'can my stand-in edit for me',
        'what is my deputy allowed to do',
        'does a stand-in have write access',
        'do pings stop during my holiday',
        'does my stand-in get everything or only the urgent',
        'does the incident phone chain skip me when I am out',
        'may the person who stands in for me decide things',
      ],
      de: [
        'was passiert, während ich weg bin',
        'was darf meine vertretung',
        'wer bekommt meine dringenden erinnerungen im urlaub',
        'wer kriegt die dringenden sachen, wenn ich keine vertretung habe',
        'darf meine vertretung ändern oder nur lesen',
        'werde ich im urlaub in ruhe gelassen',
        'bekommt meine vertretung alles oder nur dringendes',
      ],
      fr: [
        'que se passe-t-il pendant mon absence',
        'que peut faire mon remplaçant',
        'qui reçoit mes rappels urgents pendant mes congés',
        'sans remplaçant, qui reçoit mes urgences',
        'mon remplaçant peut-il modifier ou seulement lire',
        'suis-je dérangé pendant mes congés',
      ],
      es: [
        'qué pasa mientras estoy ausente',
        'qué puede hacer mi suplente',
        'quién recibe mis avisos urgentes en vacaciones',
        'sin suplente, quién recibe lo urgente',
        'puede mi suplente cambiar cosas o solo leer',
        'me molestas en vacaciones',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'While you are away, Crossing sends you nothing, and the call order of an incident skips you.',
        'Urgent reminders go to your deputy, or without one to the lead. The others wait for you.',
        'Your deputy may do what you may do, until you are back.',
      ),
      source: null,
      data: { urgent: ['deputy', 'lead'], deputyMayActForYou: true },
      next: [[{ do: 'enter-absence' }]],
    }),
  }),

  request({
    key: 'enter-absence',
    title: 'Enter an absence',
    examples: {
      en: [
        'vacation {period}',
        'vacation {day}',
        'out of office {day}',
        'i am away {period}',
        'i am on vacation {period}',
        'how do i record an absence',
        'I am away',
        'I am away until {day}',
        'I am on vacation from {period}',
        'I am on holiday in {period}',
        'I am out of office, {person} is my deputy',
        'enter my absence',
        'I am sick today',
        'I will be off next week',
        'im off {day}',
        'I am off {period}, {person} covers for me',
        'put me down as away {period}',
        'flying out {day}, back on {day}',
        'taking a few days off',
        'got the flu, out till {day}',
        'I am out {period}, {person} steps in',
        'nobody reads my messages {period}',
        'I will be gone from {day}',
        'not working {day}',
        'I am in hospital until {day}',
        'my leave begins {day}, {person} stands in for me',
        'back on {day}, please hold my reminders',
        'I am at a conference {period} and unreachable',
        'parental leave from {day}',
        'starting {day} I am on sabbatical',
        'cannot work until {day}',
        'two weeks of holiday starting {day}',
        'I will be unreachable {period}',
        'on a business trip {period}',
        'mark me absent {day}',
        'doctor’s appointment {day}, hold my reminders',
        'off {day} and {day}, {person} stands in',
        'I will have surgery {day} and return to work later',
        'parental leave from {day} on',
        'I am ooo {day}',
        'ooo from {day} to {day}',
      ],
      de: [
        'ich bin {period} im urlaub',
        'ich bin {day} im urlaub',
        'ich bin abwesend',
        'ich bin bis {day} weg',
        'ich bin in {period} im urlaub',
        'urlaub eintragen',
        'ich bin ab {day} nicht da',
        'trag mich {period} als abwesend ein',
        'bin krank bis {day}, {person} vertritt mich',
        'ab {day} zwei wochen elternzeit',
        'ich habe {day} frei',
        'auf dienstreise {period}, {person} übernimmt',
        'melde mich krank',
        'trag mir {period} urlaub ein',
      ],
      fr: [
        'je suis absent {period}',
        'je serai en vacances {period}',
        'je suis absent',
        'je suis absent jusqu’au {day}',
        'je suis en vacances en {period}',
        'je ne suis pas là {day}, {person} me remplace',
        'je pars en congé le {day}',
        'en arrêt maladie jusqu’au {day}',
        'congé parental à partir du {day}',
      ],
      es: [
        'estaré de vacaciones {period}',
        'estoy ausente',
        'estoy ausente hasta el {day}',
        'estoy de vacaciones en {period}',
        'no estaré {day}, me sustituye {person}',
        'me voy de viaje {period}',
        'baja médica hasta el {day}',
        'me tomo {day} libre',
      ],
    },
    takes: ['day', 'period', 'person'],
    open: ({ actor, today }, { day, period, person }, said = '') => ({
      step: { do: 'enter-absence' },
      prefilled: {
        ...(period
          ? {
              // "From Wednesday until the end of next week". Without a day, a period gives today.
              from: day !== undefined && day > today && day < period.from ? day : period.from,
              until: period.to,
            }
          : day === undefined
            ? {}
            : { [startWords.test(said) ? 'from' : 'until']: day }),
        // "I am away" speaks of the person who is away, and nobody is their own deputy.
        ...(person === undefined || person === actor.id ? {} : { deputy: person }),
      },
    }),
  }),

  question({
    key: 'end-absence',
    title: 'End an absence',
    wording: 'request',
    examples: {
      en: [
        'I am back',
        'I am back early',
        'I am back from vacation, write to me again',
        'end my absence',
        'cancel my vacation',
        'my trip was cancelled, I am here after all',
        'I returned sooner than planned',
        'remove my absence',
        'my holiday is over',
        'I have recovered, send me everything again',
        'my deputy is no longer needed',
        'my leave has been cancelled',
        'back already, two days earlier than planned',
        'I cut my holiday short and work again',
        'my journey is off, so I am not away',
        'I am not away after all',
        'do not treat me as away any more',
      ],
      de: [
        'ich bin wieder da',
        'abwesenheit beenden',
        'mein urlaub ist vorbei',
        'ich bin früher zurück als geplant',
        'urlaub fällt aus, ich bin doch da',
        'mein urlaub fällt aus, ich bin da',
      ],
      fr: [
        'je suis de retour',
        'mettre fin à mon absence',
        'mes congés sont annulés',
        'mes vacances sont annulées, je suis là',
      ],
      es: [
        'ya estoy de vuelta',
        'terminar mi ausencia',
        'cancelar mis vacaciones',
        'se canceló mi viaje, estoy aquí',
      ],
    },
    answer: (context) => {
      const { text, ...answer } = answerAbsence(context, context.actor.id);
      return answer.data.absence === null
        ? { text: `${text} Crossing sends you all reminders that are due.`, ...answer }
        : {
            text: `${text} Press *End absence* to get reminders again.`,
            ...answer,
            next: [[{ do: 'end-absence' }]],
          };
    },
  }),
];
