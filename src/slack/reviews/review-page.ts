import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { daysBetween, formatDay } from '../../domain/calendar.ts';
import type { Step } from '../../domain/decide.ts';
import { type Day, entities, type Register, type ReviewMeeting } from '../../domain/register.ts';
import {
  createAgenda,
  endOfQuarter,
  findDueReview,
  findMeeting,
  formatMeeting,
  isAgendaChanged,
  quarterOf,
  quarterTitle,
} from '../../domain/reviews/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { renderFollowUpsOf } from '../follow-ups/index.ts';
import {
  actions,
  escapeMrkdwn,
  header,
  mentions,
  pageButton,
  recordButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { renderNextBlock } from '../kit/next-block.ts';
import { type Content, page } from '../kit/page.ts';

/** The most lines per point. */
const maxLines = 6;

/** Returns "Overdue since 31 December 2025 (61 days)" or "Due in 3 days (31 March 2026)". */
export function describeDue(end: Day, today: Day): string {
  const days = daysBetween(today, end);
  if (days < 0) return `Overdue since ${formatDay(end)} (${formatCount(-days, 'day')})`;
  return `Due ${days === 0 ? 'today' : `in ${formatCount(days, 'day')}`} (${formatDay(end)})`;
}

/** Returns "Scheduled for Tue 31 March, 14:00 (Europe/Berlin), two hours, with @ann."; null without a meeting. */
export const describeMeeting = (meeting: ReviewMeeting | null): string | null =>
  meeting &&
  `Scheduled for ${formatMeeting(meeting)}, two hours, with ${mentions(meeting.attendees.slice(0, 20))}${meeting.attendees.length > 20 ? ` and ${meeting.attendees.length - 20} more` : ''}.`;

/** Renders the buttons to schedule, move or cancel, and to send an agenda that changed. */
function renderMeetingButtons(
  register: Register,
  quarter: string,
  meeting: ReviewMeeting | null,
  today: Day,
): KnownBlock[] {
  if (meeting === null) return actions(stepButton({ do: 'schedule-review', quarter }));
  const isChanged = meeting.day >= today && isAgendaChanged(register, meeting, today);
  return [
    ...(isChanged ? [section('The agenda has changed since the attendees got their calendar file.')] : []),
    ...actions(
      isChanged ? recordButton({ do: 'send-review-agenda', quarter }) : null,
      stepButton({ do: 'schedule-review', quarter }, 'Move review'),
      stepButton({ do: 'cancel-review', quarter }),
    ),
  ];
}

/** Shows the quarterly policy review: the agenda, and the outcome once it is held. */
export const reviewPage = page(
  'review',
  z.object({ quarter: entities.reviews.shape.quarter.optional() }),
  (context, args): Content => {
    const { register, today } = context;
    const quarter = args.quarter ?? findDueReview(register, today) ?? quarterOf(today);
    const meeting = findMeeting(register, quarter);
    const review = register.reviews.get(quarter);
    const points = createAgenda(register, today);
    const minutes = points.reduce((total, point) => total + point.minutes, 0);
    const agenda =
      points.length === 0
        ? 'The agenda is empty.'
        : `${formatCount(points.length, 'point')}, ${minutes} minutes.`;
    const title = `Policy review of ${quarterTitle(quarter)}`;
    const step: Step = { do: 'record-review', quarter };
    return {
      title: 'Policy review',
      text: title,
      blocks: [
        header(title),
        ...(review
          ? [
              section(
                `:white_check_mark: Held on ${formatDay(review.heldOn)} with ${mentions(review.attendees.slice(0, 20))}\n${escapeMrkdwn(review.outcome, 1000)}`,
                stepButton(step, 'Correct record'),
              ),
            ]
          : [
              section(
                `${describeMeeting(meeting) ?? `${describeDue(endOfQuarter(quarter), today)}. Not scheduled.`} ${agenda}`,
              ),
              ...renderMeetingButtons(register, quarter, meeting, today),
              ...renderNextBlock(context, {
                text: 'hold the review and record what was decided',
                owner: null,
                step,
              }),
            ]),
        ...(review ? renderFollowUpsOf(context, quarter) : []),
        ...(points.length === 0
          ? [section('Crossing has no open points for this review. Hold it anyway, and record it.')]
          : []),
        ...points.map(({ title, minutes, lines }, index) =>
          section(
            [
              `*${index + 1}. ${escapeMrkdwn(title)}*, ${minutes} minutes`,
              ...lines.slice(0, maxLines).map((line) => `• ${escapeMrkdwn(line, 250)}`),
              ...(lines.length > maxLines ? [`and ${lines.length - maxLines} more`] : []),
            ].join('\n'),
          ),
        ),
        ...actions(
          pageButton('Use cases', { page: 'use-cases' }),
          pageButton('Follow-ups', { page: 'follow-ups' }),
          pageButton('Incidents', { page: 'incidents' }),
          pageButton('AI tools', { page: 'tools' }),
        ),
      ],
    };
  },
);
