import { addDays, dayOf, formatDay, formatDayWithWeekday, instantAt } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { type Act, accept, refuse, refuseInvalid } from '../decide.ts';
import { draftKnownPeople, findAssigneeProblem } from '../people.ts';
import { leadOnly } from '../permissions.ts';
import {
  type Day,
  type Instant,
  isBlank,
  type Register,
  type ReviewMeeting,
  settingsOf,
  type UserId,
} from '../register.ts';
import { defineStep } from '../step.ts';
import { createAgenda, reviewMinutes } from './review-agenda.ts';
import { endOfQuarter, quarterTitle } from './reviews.ts';

/** The latest day of a review: this many days after its quarter, when the next one comes near. */
const maxDaysAfter = 75;
/** The most attendees. */
const maxAttendees = 50;

/** Returns the scheduled review of a quarter; null when there is none or it was cancelled. */
export function findMeeting({ reviewMeetings }: Register, quarter: string): ReviewMeeting | null {
  const meeting = reviewMeetings.get(quarter);
  return meeting && meeting.cancelled === null ? meeting : null;
}

/** Returns when a review begins and ends. It takes two hours. Source: "Governance at Stage 3". */
export function meetingTimes({ day, time, timeZone }: Pick<ReviewMeeting, 'day' | 'time' | 'timeZone'>): {
  readonly start: Instant;
  readonly end: Instant;
} {
  const start = instantAt(day, time, timeZone);
  return { start, end: start + reviewMinutes * 60_000 };
}

/** Formats the beginning: "Tue 31 March, 14:00 (Europe/Berlin)". */
export const formatMeeting = ({ day, time, timeZone }: ReviewMeeting): string =>
  `${formatDayWithWeekday(day)}, ${time} (${timeZone})`;

/** Returns the points of the agenda and how many lines each has. A change of them is worth another calendar file. */
const outlineOf = (register: Register, today: Day): ReviewMeeting['agenda'] =>
  createAgenda(register, today).map(({ title, lines }) => ({ title, lines: lines.length }));

/** True when a point, or a line of a point, was added or removed since the last calendar file. */
export const isAgendaChanged = (register: Register, { agenda }: ReviewMeeting, today: Day): boolean =>
  JSON.stringify(outlineOf(register, today)) !== JSON.stringify(agenda);

/** True for a time that the clocks skip on this day. */
function isSkipped(day: Day, time: string, timeZone: string): boolean {
  const [hour = '', minutes] = time.split(':');
  const later = `${String(Number(hour) + 1).padStart(2, '0')}:${minutes}`;
  return Number(hour) < 23 && instantAt(day, time, timeZone) === instantAt(day, later, timeZone);
}

export interface MeetingInput {
  readonly quarter: string;
  readonly day: Day;
  /** `HH:MM`, in the workspace's time zone. */
  readonly time: string;
  readonly attendees: readonly UserId[];
}

/** Returns the problem with the time; null when there is none. */
function findTimeProblem(
  { day, time }: MeetingInput,
  timeZone: string,
  { at }: Act,
): { readonly day?: string; readonly time?: string } {
  if (isSkipped(day, time, timeZone))
    return { time: `The clocks skip ${time} on ${formatDay(day)}. Choose another time.` };
  if (instantAt(day, time, timeZone) > at) return {};
  return day < dayOf(at, timeZone)
    ? { day: 'This day is in the past. Choose a later day.' }
    : { time: 'This time has passed. Choose a later time.' };
}

const draftMeeting = (register: Register, act: Act, action: Draft['action'], meeting: ReviewMeeting): Draft =>
  createDraft(register, action, 'reviewMeetings', meeting.quarter, {
    ...meeting,
    by: act.actor.id,
    at: act.at,
  });

/** Schedules a review, or moves the scheduled one. Each change has the next sequence number. */
export const scheduleReviewStep = defineStep<'schedule-review', MeetingInput>({
  key: 'schedule-review',
  label: 'Schedule review',
  permission: leadOnly('schedule the policy review'),
  decide: (register, input, act) => {
    const { quarter, day, time } = input;
    const attendees = [...new Set(input.attendees)];
    const known = register.reviewMeetings.get(quarter);
    const held = register.reviews.get(quarter);
    if (held)
      return refuse(
        'not-now',
        `The review of ${quarterTitle(quarter)} was held on ${formatDay(held.heldOn)}.`,
      );
    const { timeZone } = settingsOf(register);
    const latest = addDays(endOfQuarter(quarter), maxDaysAfter);
    const wrongTime = findTimeProblem(input, timeZone, act);
    const refused = refuseInvalid({
      ...wrongTime,
      day: wrongTime.day ?? (day > latest && `Choose ${formatDay(latest)} or an earlier day.`),
      attendees:
        attendees.length > maxAttendees
          ? `Choose at most ${maxAttendees} people.`
          : attendees.map((person) => findAssigneeProblem(act, person)).find((problem) => problem !== null),
    });
    if (refused) return refused;
    const isSame =
      known?.cancelled === null &&
      known.day === day &&
      known.time === time &&
      known.timeZone === timeZone &&
      [...known.attendees].sort().join() === [...attendees].sort().join();
    if (isSame) return accept();
    const moves = known?.cancelled === null;
    return accept(
      draftMeeting(register, act, moves ? 'move-review' : 'schedule-review', {
        ...{ quarter, day, time, timeZone, attendees },
        ...{ sequence: known ? known.sequence + 1 : 0, agenda: outlineOf(register, act.today) },
        ...{ cancelled: null, by: act.actor.id, at: act.at },
      }),
      ...draftKnownPeople(register, act),
    );
  },
});
export const scheduleReview = scheduleReviewStep.decide;

const refuseNoMeeting = (quarter: string) =>
  refuse('not-now', `The review of ${quarterTitle(quarter)} is not scheduled.`);

/** Cancels a scheduled review. */
export const cancelReviewStep = defineStep<
  'cancel-review',
  { readonly quarter: string; readonly reason: string }
>({
  key: 'cancel-review',
  label: 'Cancel review',
  permission: leadOnly('cancel the policy review'),
  decide: (register, { quarter, reason }, act) => {
    const meeting = findMeeting(register, quarter);
    if (meeting === null || meetingTimes(meeting).start <= act.at) return refuseNoMeeting(quarter);
    const refused = refuseInvalid({ reason: isBlank(reason) && 'Say why it is cancelled.' });
    if (refused) return refused;
    const cancelled = { reason: reason.trim(), by: act.actor.id, on: act.today };
    return accept(
      draftMeeting(register, act, 'cancel-review', { ...meeting, sequence: meeting.sequence + 1, cancelled }),
    );
  },
});
export const cancelReview = cancelReviewStep.decide;

/** Sends the current agenda to the attendees, with the next sequence number; nothing when it did not change. */
export const sendReviewAgendaStep = defineStep<'send-review-agenda', { readonly quarter: string }>({
  key: 'send-review-agenda',
  label: 'Send agenda',
  permission: leadOnly('send the agenda of the policy review'),
  decide: (register, { quarter }, act) => {
    const meeting = findMeeting(register, quarter);
    if (meeting === null || meetingTimes(meeting).end <= act.at) return refuseNoMeeting(quarter);
    if (!isAgendaChanged(register, meeting, act.today)) return accept();
    return accept(
      draftMeeting(register, act, 'send-review-agenda', {
        ...meeting,
        sequence: meeting.sequence + 1,
        agenda: outlineOf(register, act.today),
      }),
    );
  },
});
