import { addDays, dayOf, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, refTo } from '../../domain/facts.ts';
import { type Register, type ReviewMeeting, settingsOf } from '../../domain/register.ts';
import {
  createAgenda,
  endOfQuarter,
  findDueReview,
  quarterOf,
  quarterTitle,
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
  return {
    text: last
      ? `The policy review of ${quarterTitle(last.quarter)} was held on ${formatDay(last.heldOn)} with ${mentions(last.attendees.slice(0, 10))}. Outcome: ${quoteShortly(last.outcome, 500)}.`
      : `No policy review is recorded yet.${due === null ? '' : ` The policy review of ${quarterTitle(due)} is ${uncapitalize(describeDue(endOfQuarter(due), today))}.`}`,
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
      ],
      de: [
        'ist die überprüfung überfällig',
        'wann ist das nächste quartalsreview',
        'ist das review geplant',
        'wer nimmt am review teil',
      ],
      fr: ['prochaine revue', 'quand est la prochaine revue trimestrielle', 'la revue est-elle planifiée'],
      es: ['próxima revisión', 'cuándo es la próxima revisión trimestral', 'está programada la revisión'],
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
      ],
      de: ['was steht auf der agenda', 'agenda des quartalsreviews'],
      fr: ["qu'y a-t-il à l'ordre du jour", 'ordre du jour de la revue'],
      es: ['qué hay en la agenda', 'orden del día de la revisión'],
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
      ],
      de: ['was kam beim letzten review heraus', 'wann war das letzte quartalsreview'],
      fr: ['résultat de la dernière revue', 'quand a eu lieu la dernière revue'],
      es: ['resultado de la última revisión', 'cuándo fue la última revisión trimestral'],
    },
    answer: answerLast,
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
      ],
      de: ['quartalsreview planen', 'das review auf {day} verschieben'],
      fr: ['planifier la revue trimestrielle', 'déplacer la revue au {day}'],
      es: ['programar la revisión trimestral', 'mover la revisión al {day}'],
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
      ],
      de: ['quartalsreview absagen', 'das review fällt aus'],
      fr: ['annuler la revue trimestrielle', 'la revue n’a pas lieu'],
      es: ['cancelar la revisión trimestral', 'la revisión no se celebra'],
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
      ],
      de: ['quartalsreview festhalten', 'wir haben das review am {day} gehalten'],
      fr: ['enregistrer la revue trimestrielle', 'la revue a eu lieu le {day}'],
      es: ['registrar la revisión trimestral', 'hicimos la revisión el {day}'],
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
