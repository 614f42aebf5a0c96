import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { z } from 'zod';
import { dayOf } from '../domain/calendar.ts';
import { nameOf } from '../domain/people.ts';
import {
  type Instant,
  type Register,
  type ReviewMeeting,
  settingsOf,
  type UserId,
} from '../domain/register.ts';
import { createAgenda, meetingTimes, quarterTitle } from '../domain/reviews/index.ts';
import { type CreatedFile, defineFile } from './file-kind.ts';

/** Returns the data of a recipient's calendar file. */
export interface ReviewCalendarData {
  readonly quarter: string;
  readonly recipient: UserId;
}

/** An address that no mail can reach, by the reserved domain `invalid`: Crossing does not know e-mail addresses. */
const addressOf = (person: UserId): string => `${person.toLowerCase()}@slack.invalid`;

const describeAgenda = (register: Register, at: Instant): string => {
  const points = createAgenda(register, dayOf(at, settingsOf(register).timeZone));
  return points.length === 0
    ? 'Crossing has no open points for this review.'
    : points
        .map(({ title, minutes, lines }, index) =>
          [`${index + 1}. ${title} (${minutes} minutes)`, ...lines.map((line) => `- ${line}`)].join('\n'),
        )
        .join('\n\n');
};

/**
 * Makes the calendar file of a review for one attendee. Somebody who is no longer invited gets a cancellation. The times
 * are in UTC, so every calendar shows the right hour, also across a clock change.
 */
export function createReviewCalendar(
  register: Register,
  meeting: ReviewMeeting,
  recipient: UserId,
  at: Instant,
): Omit<CreatedFile, 'comment'> {
  const { quarter, sequence, cancelled, attendees, by, at: changedAt } = meeting;
  const { start, end } = meetingTimes(meeting);
  const isCancelled = cancelled !== null || !attendees.includes(recipient);
  const summary = `AI policy review of ${quarterTitle(quarter)}`;
  const calendar = ical({
    prodId: { company: 'Crossing', product: 'Policy review', language: 'EN' },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: `policy-review-${quarter}-${register.workspace}@crossing.invalid`,
    sequence,
    stamp: new Date(changedAt),
    start: new Date(start),
    end: new Date(end),
    summary,
    description: isCancelled ? (cancelled?.reason ?? '') : describeAgenda(register, at),
    organizer: { name: nameOf(register, by), email: addressOf(by) },
    attendees: (isCancelled ? [recipient] : attendees).map((person) => ({
      name: nameOf(register, person),
      email: addressOf(person),
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.NEEDSACTION,
      rsvp: false,
    })),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return {
    name: `policy-review-${quarter}.ics`,
    title: isCancelled ? `Cancelled: ${summary}` : summary,
    type: 'text/calendar; charset=utf-8',
    contents: Buffer.from(calendar.toString()),
  };
}

/** The calendar file of a review, as a download. */
export const reviewCalendar = defineFile<ReviewCalendarData>({
  key: 'review-calendar',
  data: z.strictObject({ quarter: z.string(), recipient: z.string() }),
  async create({ store, now }, workspace, { quarter, recipient }) {
    const register = await store.load(workspace);
    const meeting = register.reviewMeetings.get(quarter);
    return meeting ? { ...createReviewCalendar(register, meeting, recipient, now()), comment: '' } : null;
  },
});
