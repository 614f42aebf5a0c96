import { addDays, dayOf, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, refTo } from '../../domain/facts.ts';
import { type Day, type Register, type ReviewMeeting, settingsOf } from '../../domain/register.ts';
import {
  createAgenda,
  endOfQuarter,
  findDueReview,
  isAgendaChanged,
  quarterOf,
  quarterTitle,
} from '../../domain/reviews/index.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import { formatUseCase, joinShortly, offerStep, quoteShortly } from '../kit/answer-words.ts';
import { joinSentences } from '../kit/answers.ts';
import { mentions, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import type { Answer } from '../kit/question.ts';
import { describeDue, describeMeeting } from './review-page.ts';

/** Returns the next scheduled review from today on. */
const findNextMeeting = ({ reviewMeetings }: Register, today: string): ReviewMeeting | null =>
  [...reviewMeetings.values()]
    .filter(({ cancelled, day }) => cancelled === null && day >= today)
    .sort((a, b) => a.day.localeCompare(b.day))[0] ?? null;

/** The changes that are searched for the day before. */
const searchedChanges = 500;

/** Returns the day from which a review was moved; null when it was not moved to another day. */
async function findDayBefore({ loadLog }: PageContext, meeting: ReviewMeeting): Promise<Day | null> {
  if (meeting.sequence === 0) return null;
  const changes = await loadLog(null, searchedChanges);
  const earlier = changes.flatMap(({ entity, before }): Day[] => {
    const known = entity === 'reviewMeetings' ? (before as ReviewMeeting | null) : null;
    return known && known.quarter === meeting.quarter && known.cancelled === null ? [known.day] : [];
  });
  return earlier.find((day) => day !== meeting.day) ?? null;
}

/** Returns the quarter whose review is held next: the scheduled one, the due one, or the next without an outcome. */
export function findNextQuarter(register: Register, today: string): string {
  const scheduled = findNextMeeting(register, today)?.quarter ?? findDueReview(register, today);
  const current = quarterOf(today);
  return (
    scheduled ?? (register.reviews.has(current) ? quarterOf(addDays(endOfQuarter(current), 1)) : current)
  );
}

export const reviewOffer = (quarter: string): Offer => [
  { page: 'review', args: { quarter } },
  'Policy review',
];

/** Answers when the next policy review is held, or by when it is due. */
export async function answerNext(context: PageContext): Promise<Answer> {
  const { register, today } = context;
  const quarter = findNextQuarter(register, today);
  const meeting = findNextMeeting(register, today);
  const title = `The policy review of ${quarterTitle(quarter)}`;
  const end = endOfQuarter(quarter);
  const movedFrom = meeting ? await findDayBefore(context, meeting) : null;
  return {
    text: meeting
      ? `${title} is ${uncapitalize(describeMeeting(meeting) ?? '')}${movedFrom === null ? '' : ` It was moved from ${formatDay(movedFrom)}.`}${end < today ? ` ${describeDue(end, today)}.` : ''}`
      : `${title} is not scheduled. ${describeDue(end, today)}.`,
    source: meeting
      ? fromPerson(
          meeting.by,
          dayOf(meeting.at, settingsOf(register).timeZone),
          refTo('reviewMeetings', quarter),
        )
      : fromRecords(today),
    data: {
      ...{ quarter, dueOn: end, movedFrom },
      meeting: meeting && {
        ...{ day: meeting.day, time: meeting.time, timeZone: meeting.timeZone, attendees: meeting.attendees },
      },
    },
    next: [reviewOffer(quarter), ...(meeting ? [] : [offerStep({ do: 'schedule-review', quarter })])],
    about: { day: meeting?.day ?? end },
  };
}

/** Answers with the points of the agenda, and whether it has changed since it was sent. */
export function answerAgenda({ register, today }: PageContext): Answer {
  const quarter = findNextQuarter(register, today);
  const points = createAgenda(register, today);
  const minutes = points.reduce((total, point) => total + point.minutes, 0);
  const meeting = findNextMeeting(register, today);
  const isChanged = meeting !== null && isAgendaChanged(register, meeting, today);
  const titles = points.map(({ title, lines, minutes }) => `${title} (${lines.length}, ${minutes} min)`);
  return {
    text:
      points.length === 0
        ? 'The agenda is empty: Crossing has no open points for the policy review. Hold it anyway, and record it.'
        : `The agenda of ${quarterTitle(quarter)} has ${formatCount(points.length, 'point')}, ${minutes} minutes: ${joinShortly(titles, 8)}.${isChanged ? ' It has changed since the attendees got their calendar file.' : ''}`,
    source: fromRecords(today),
    data: { quarter, minutes, points, isChanged },
    next: [...(isChanged ? [offerStep({ do: 'send-review-agenda', quarter })] : []), reviewOffer(quarter)],
  };
}

/** Answers whether the attendees have the current agenda, with the button that sends it. */
export function answerSentAgenda({ register, today }: PageContext): Answer {
  const quarter = findNextQuarter(register, today);
  const meeting = findNextMeeting(register, today);
  const isChanged = meeting !== null && isAgendaChanged(register, meeting, today);
  return {
    text: isChanged
      ? `The agenda of ${quarterTitle(quarter)} has changed since the attendees got their calendar file. Press the button to send it again.`
      : meeting
        ? `The attendees have the current agenda of ${quarterTitle(quarter)}. You can send it again after a change.`
        : `The policy review of ${quarterTitle(quarter)} is not scheduled. Schedule it, and the attendees get the agenda as a calendar file.`,
    source: meeting
      ? fromPerson(
          meeting.by,
          dayOf(meeting.at, settingsOf(register).timeZone),
          refTo('reviewMeetings', quarter),
        )
      : fromRecords(today),
    data: { quarter, isChanged },
    next: [
      ...(isChanged
        ? [offerStep({ do: 'send-review-agenda', quarter })]
        : meeting
          ? []
          : [offerStep({ do: 'schedule-review', quarter })]),
      reviewOffer(quarter),
    ],
  };
}

/** Answers with the outcome of the last policy review, and when it looked at a use case. */
export function answerLast(
  { register, today }: PageContext,
  { useCase: key }: { readonly useCase?: string | undefined },
): Answer {
  const useCase = key === undefined ? undefined : register.useCases.get(key);
  const last = [...register.reviews.values()].sort((a, b) => a.heldOn.localeCompare(b.heldOn)).at(-1);
  const due = findDueReview(register, today);
  const meeting = findNextMeeting(register, today);
  const ofUseCase =
    useCase &&
    `${formatUseCase(useCase)} was ${useCase.lastReviewedOn === null ? 'never reviewed' : `last reviewed on ${formatDay(useCase.lastReviewedOn)}`}.`;
  const outcome = last
    ? `The policy review of ${quarterTitle(last.quarter)} was held on ${formatDay(last.heldOn)} with ${mentions(last.attendees.slice(0, 10))}. Outcome: ${quoteShortly(last.outcome, 500)}.`
    : `No policy review is recorded yet.${meeting ? ` The next one is ${uncapitalize(describeMeeting(meeting) ?? '')}` : due === null ? '' : ` The policy review of ${quarterTitle(due)} is ${uncapitalize(describeDue(endOfQuarter(due), today))}.`}`;
  return {
    text: joinSentences(ofUseCase, outcome),
    source: last ? fromPerson(last.by, last.on, refTo('reviews', last.quarter)) : fromRecords(today),
    data: { review: last ?? null, due, ...(useCase ? { lastReviewedOn: useCase.lastReviewedOn } : {}) },
    next: [
      last ? reviewOffer(last.quarter) : [{ page: 'review' }, 'Policy review'],
      [{ page: 'follow-ups' }, 'Follow-ups'],
    ],
    ...(last ? { about: { day: last.heldOn } } : {}),
  };
}
