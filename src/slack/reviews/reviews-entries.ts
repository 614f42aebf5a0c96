import { addDays, dayOf, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, refTo } from '../../domain/facts.ts';
import { type Register, type ReviewMeeting, settingsOf } from '../../domain/register.ts';
import {
  createAgenda,
  endOfQuarter,
  findDueReview,
  quarterOf,
  quarterTitle,
  reviewMinutes,
} from '../../domain/reviews/index.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import { checkAnswers, joinShortly, offerStep, prefill, quoteShortly } from '../kit/answer-words.ts';
import { mentions, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question, request } from '../kit/question.ts';
import { describeDue, describeMeeting } from './review-page.ts';

/** Returns the next scheduled review from today on. */
const findNextMeeting = ({ reviewMeetings }: Register, today: string): ReviewMeeting | null =>
  [...reviewMeetings.values()]
    .filter(({ cancelled, day }) => cancelled === null && day >= today)
    .sort((a, b) => a.day.localeCompare(b.day))[0] ?? null;

/** Returns the quarter whose review is held next: the scheduled one, the due one, or the next without an outcome. */
function findNextQuarter(register: Register, today: string): string {
  const scheduled = findNextMeeting(register, today)?.quarter ?? findDueReview(register, today);
  const current = quarterOf(today);
  return (
    scheduled ?? (register.reviews.has(current) ? quarterOf(addDays(endOfQuarter(current), 1)) : current)
  );
}

const reviewOffer = (quarter: string): Offer => [{ page: 'review', args: { quarter } }, 'Policy review'];

function answerNext({ register, today }: PageContext): Answer {
  const quarter = findNextQuarter(register, today);
  const meeting = findNextMeeting(register, today);
  const title = `The policy review of ${quarterTitle(quarter)}`;
  const end = endOfQuarter(quarter);
  return {
    text: meeting
      ? `${title} is ${uncapitalize(describeMeeting(meeting) ?? '')}${end < today ? ` ${describeDue(end, today)}.` : ''}`
      : `${title} is not scheduled. ${describeDue(end, today)}.`,
    source: meeting
      ? fromPerson(
          meeting.by,
          dayOf(meeting.at, settingsOf(register).timeZone),
          refTo('reviewMeetings', quarter),
        )
      : fromRecords(today),
    data: {
      ...{ quarter, dueOn: end },
      meeting: meeting && {
        ...{ day: meeting.day, time: meeting.time, timeZone: meeting.timeZone, attendees: meeting.attendees },
      },
    },
    next: [reviewOffer(quarter), ...(meeting ? [] : [offerStep({ do: 'schedule-review', quarter })])],
    about: { day: meeting?.day ?? end },
  };
}

function answerAgenda({ register, today }: PageContext): Answer {
  const quarter = findNextQuarter(register, today);
  const points = createAgenda(register, today);
  const minutes = points.reduce((total, point) => total + point.minutes, 0);
  const titles = points.map(({ title, lines }) => `${title} (${lines.length})`);
  return {
    text:
      points.length === 0
        ? 'The agenda is empty: Crossing has no open points for the policy review. Hold it anyway, and record it.'
        : `The agenda of ${quarterTitle(quarter)} has ${formatCount(points.length, 'point')}, ${minutes} minutes: ${joinShortly(titles, 8)}.`,
    source: fromRecords(today),
    data: { quarter, minutes, points },
    next: [reviewOffer(quarter)],
  };
}

function answerLast({ register, today }: PageContext): Answer {
  const last = [...register.reviews.values()].sort((a, b) => a.heldOn.localeCompare(b.heldOn)).at(-1);
  const due = findDueReview(register, today);
  const meeting = findNextMeeting(register, today);
  return {
    text: last
      ? `The policy review of ${quarterTitle(last.quarter)} was held on ${formatDay(last.heldOn)} with ${mentions(last.attendees.slice(0, 10))}. Outcome: ${quoteShortly(last.outcome, 500)}.`
      : `No policy review is recorded yet.${meeting ? ` The next one is ${uncapitalize(describeMeeting(meeting) ?? '')}` : due === null ? '' : ` The policy review of ${quarterTitle(due)} is ${uncapitalize(describeDue(endOfQuarter(due), today))}.`}`,
    source: last ? fromPerson(last.by, last.on, refTo('reviews', last.quarter)) : fromRecords(today),
    data: { review: last ?? null, due },
    next: [
      last ? reviewOffer(last.quarter) : [{ page: 'review' }, 'Policy review'],
      [{ page: 'follow-ups' }, 'Follow-ups'],
    ],
    ...(last ? { about: { day: last.heldOn } } : {}),
  };
}

export const reviewsEntries: readonly Entry[] = checkAnswers([
  question({
    key: 'next-review',
    title: 'When is the next policy review?',
    examples: {
      en: [
        'next policy review',
        'when is the next policy review',
        'is the policy review overdue',
        'policy review overdue',
        'when is the next quarterly review',
        'when is the policy review',
        'is the review scheduled',
        'who attends the next review',
        'next governance meeting',
        'is the quarterly review overdue',
        'at what time is the policy review',
        'when do we review our ai policies',
        'who changed the date of the policy review',
        'what day does the review fall on',
        'start time of the review',
        'date of the review',
        'has the review been moved',
        'who set the date of the review',
        'who is invited to the policy review',
        'when do we meet for the policy review',
        'how long do we have until the review',
        'have we got a slot for the quarterly review',
        'when are the ai policies up for discussion',
      ],
      de: [
        'ist die überprüfung überfällig',
        'wann ist das nächste quartalsreview',
        'ist das review geplant',
        'wer nimmt am review teil',
        'welcher tag ist das policy review',
        'um wie viel uhr beginnt das review',
        'wer hat das review verschoben',
        'wann setzen wir uns zum quartalsreview zusammen',
      ],
      fr: [
        'prochaine revue',
        'quand est la prochaine revue trimestrielle',
        'la revue est-elle planifiée',
        'quel jour tombe la revue',
        'à quelle heure commence la revue',
        'qui est invité à la revue',
        'qui a déplacé la revue',
        'date de la prochaine revue',
      ],
      es: [
        'próxima revisión',
        'cuándo es la próxima revisión trimestral',
        'está programada la revisión',
        'qué día y a qué hora es la revisión',
        'quién está invitado a la revisión',
        'quién movió la revisión',
      ],
    },
    answer: answerNext,
  }),
  question({
    key: 'review-agenda',
    title: 'What is on the agenda of the policy review?',
    examples: {
      en: [
        'what is on the agenda',
        'agenda of the quarterly review',
        'what do we discuss in the policy review',
        'topics of the next review',
        'how long is the agenda',
        'what has to be reviewed this quarter',
        'what are we going to talk about in the review',
        'how much is there to cover in the review',
        'points for the quarterly review',
        'what should i prepare for the review',
        'is there anything to discuss this quarter',
        'reading before the policy review',
      ],
      de: [
        'was steht auf der agenda',
        'agenda des quartalsreviews',
        'was besprechen wir im review',
        'worüber reden wir beim quartalsreview',
      ],
      fr: ["qu'y a-t-il à l'ordre du jour", 'ordre du jour de la revue', 'de quoi parle-t-on à la revue'],
      es: ['qué hay en la agenda', 'orden del día de la revisión', 'de qué hablamos en la revisión'],
    },
    answer: answerAgenda,
  }),
  question({
    key: 'last-review',
    title: 'What came out of the last policy review?',
    examples: {
      en: [
        'when was the last policy review held',
        'what came out of the last review',
        'outcome of the last quarterly review',
        'when was the last policy review',
        'who was in the last review',
        'what did we decide in the last review',
        'results of the policy review',
        'minutes of the last policy review',
        'what was agreed in the previous review',
        'was there a review last quarter',
        'have we ever held a policy review',
        'decisions taken at the policy review',
      ],
      de: [
        'was kam beim letzten review heraus',
        'wann war das letzte quartalsreview',
        'protokoll des letzten reviews',
        'was wurde im letzten review beschlossen',
      ],
      fr: [
        'résultat de la dernière revue',
        'quand a eu lieu la dernière revue',
        'compte rendu de la dernière revue',
        'qu’a-t-on décidé à la dernière revue',
      ],
      es: [
        'resultado de la última revisión',
        'cuándo fue la última revisión trimestral',
        'acta de la última revisión',
        'qué se decidió en la última revisión',
      ],
    },
    answer: answerLast,
  }),
  question({
    key: 'review-rules',
    title: 'How does the policy review work?',
    examples: {
      en: [
        'how does the policy review work',
        'how often is there a policy review',
        'how many hours should we block for the review',
        'what is the quarterly review for',
        'how often do we have to hold the review',
        'length of the quarterly review',
        'are policy reviews mandatory',
      ],
      de: ['wie läuft das quartalsreview ab', 'wie oft gibt es ein review', 'wie lange dauert das review'],
      fr: ['comment se passe la revue trimestrielle', 'combien de temps dure la revue'],
      es: ['cómo funciona la revisión trimestral', 'cuánto dura la revisión'],
    },
    answer: ({ register, today }) => {
      const quarter = findNextQuarter(register, today);
      return {
        text: `There is one policy review each quarter, due by its end and ${reviewMinutes / 60} hours at most. Crossing puts the agenda together from what is open, and sends attendees a calendar file, again whenever the review moves. The outcome is recorded with its follow-ups.`,
        source: null,
        data: { perQuarter: 1, minutes: reviewMinutes },
        next: [reviewOffer(quarter)],
      };
    },
  }),
  request({
    key: 'schedule-review',
    title: 'Schedule or move the policy review',
    examples: {
      en: [
        'schedule the quarterly review',
        'schedule the policy review for {day}',
        'move the review to {day}',
        'postpone the quarterly review',
        'plan the next policy review',
        'put the review on {day}',
        'find a date for the quarterly review',
        'push the review to {day}',
        'bring the review forward to {day}',
        'shift the policy review',
        'set up the policy review',
        'new date for the review: {day}',
        'book two hours for the policy review',
        'reschedule the review',
        'do the review on {day} instead',
      ],
      de: [
        'quartalsreview planen',
        'das review auf {day} verschieben',
        'termin für das review finden',
        'das review vorziehen auf {day}',
        'neuer termin fürs review',
      ],
      fr: [
        'planifier la revue trimestrielle',
        'déplacer la revue au {day}',
        'repousser la revue au {day}',
        'fixer une date pour la revue',
      ],
      es: [
        'programar la revisión trimestral',
        'mover la revisión al {day}',
        'cambiar la fecha de la revisión al {day}',
        'fijar fecha para la revisión',
      ],
    },
    takes: ['day'],
    open: ({ register, today }, { day }) => ({
      step: { do: 'schedule-review', quarter: findNextQuarter(register, today) },
      prefilled: prefill({ day }),
    }),
  }),
  request({
    key: 'cancel-review',
    title: 'Cancel the policy review',
    examples: {
      en: [
        'cancel the quarterly review',
        'the policy review does not take place',
        'call off the review',
        'cancel the review because {words}',
        'scrap the policy review',
        'no review this quarter',
        'drop the quarterly review',
        'nobody can make it to the review, cancel it',
        'too few attendees for the review, cancel it',
        'call the review off',
        'the policy review is off',
        'cancel the policy review meeting',
        'skip the policy review this quarter',
      ],
      de: ['quartalsreview absagen', 'das review fällt aus', 'review streichen', 'review abblasen'],
      fr: ['annuler la revue trimestrielle', 'la revue n’a pas lieu', 'supprimer la revue du calendrier'],
      es: ['cancelar la revisión trimestral', 'la revisión no se celebra', 'anular la revisión'],
    },
    takes: ['words'],
    open: ({ register, today }, { words }) => ({
      step: { do: 'cancel-review', quarter: findNextQuarter(register, today) },
      prefilled: prefill({ reason: words }),
    }),
  }),
  request({
    key: 'record-review',
    title: 'Record the policy review',
    examples: {
      en: [
        'record the outcome of the policy review',
        'record the policy review',
        'record the quarterly review',
        'we held the policy review on {day}',
        'the review took place',
        'enter the outcome of the review',
        'document the policy review: {words}',
        'note down what came out of the review',
        'minutes of the review: {words}',
        'the policy review is done',
        'we had the review {day}',
        'note the results of the quarterly review',
        'put the review on record',
      ],
      de: [
        'quartalsreview festhalten',
        'wir haben das review am {day} gehalten',
        'ergebnis des reviews eintragen',
        'protokoll zum review schreiben',
      ],
      fr: [
        'enregistrer la revue trimestrielle',
        'la revue a eu lieu le {day}',
        'consigner le résultat de la revue',
      ],
      es: [
        'registrar la revisión trimestral',
        'hicimos la revisión el {day}',
        'apuntar lo acordado en la revisión',
      ],
    },
    takes: ['day', 'words'],
    open: ({ register, today }, { day, words }) => ({
      step: {
        do: 'record-review',
        quarter: findDueReview(register, today) ?? findNextQuarter(register, today),
      },
      prefilled: prefill({ heldOn: day, outcome: words }),
    }),
  }),
]);
