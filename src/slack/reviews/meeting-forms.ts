import { addDays } from '../../domain/calendar.ts';
import { isActive } from '../../domain/people.ts';
import { settingsOf } from '../../domain/register.ts';
import {
  cancelReview,
  endOfQuarter,
  findMeeting,
  formatMeeting,
  quarterTitle,
  scheduleReview,
} from '../../domain/reviews/index.ts';
import { enteredDay, enteredText } from '../kit/answer-words.ts';
import { mentions, section } from '../kit/blocks.ts';
import { date, time } from '../kit/date-fields.ts';
import { form } from '../kit/form.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { people } from '../kit/people-fields.ts';
import { text } from '../kit/text-fields.ts';

export const scheduleReviewForm = form({
  key: 'schedule-review',
  title: ({ quarter }) => `Review of ${quarterTitle(quarter)}`,
  submit: 'Schedule',
  edits: ({ quarter: id }, { reviewMeetings }) => ({
    entity: 'reviewMeetings',
    id,
    shown: reviewMeetings.get(id) ?? null,
  }),
  intro: ({ quarter }, { register }) => {
    const meeting = findMeeting(register, quarter);
    return [
      section(
        `${meeting === null ? '' : `Now on ${formatMeeting(meeting)}. `}The review takes two hours. Crossing sends every attendee a calendar file with the agenda.`,
      ),
    ];
  },
  fields: ({ quarter }, { register, today, actor }, entered) => {
    const meeting = findMeeting(register, quarter);
    const end = endOfQuarter(quarter);
    return {
      day: date({
        label: 'Day',
        initial: enteredDay(entered, 'day') ?? meeting?.day ?? (end > today ? end : addDays(today, 7)),
      }),
      time: time({
        label: 'Begins at',
        hint: `In the time zone of the workspace: ${settingsOf(register).timeZone}.`,
        initial: enteredText(entered, 'time') ?? meeting?.time ?? '14:00',
      }),
      attendees: people({
        label: 'Attendees',
        hint: 'The lead, AI Operations, the owners of use cases in production, legal or privacy.',
        initial: meeting?.attendees.filter((person) => isActive(register, person)) ?? [actor.id],
      }),
    };
  },
  decide: (values, { quarter }, register, act) => scheduleReview(register, { ...values, quarter }, act),
  done: (_, { quarter }, context) => {
    const meeting = findMeeting(context.register, quarter);
    return {
      text:
        meeting === null
          ? `The review of ${quarterTitle(quarter)} is not scheduled.`
          : `The review of ${quarterTitle(quarter)} is scheduled for ${formatMeeting(meeting)}. ${mentions(meeting.attendees.slice(0, 20))} get the calendar file within their working hours.`,
      next: listTestSteps(context),
    };
  },
});

export const cancelReviewForm = form({
  key: 'cancel-review',
  title: () => 'Cancel review',
  submit: 'Cancel review',
  edits: ({ quarter: id }, { reviewMeetings }) => ({
    entity: 'reviewMeetings',
    id,
    shown: reviewMeetings.get(id) ?? null,
  }),
  intro: ({ quarter }, { register }) => {
    const meeting = findMeeting(register, quarter);
    return [
      section(
        `${meeting === null ? '' : `*Review of ${quarterTitle(quarter)}*, ${formatMeeting(meeting)}. `}Crossing tells the attendees, and sends a file that removes it from their calendars.`,
      ),
    ];
  },
  fields: (_, __, entered) => ({
    reason: text({
      label: 'Reason',
      hint: 'Such as: three attendees are ill.',
      initial: enteredText(entered, 'reason'),
      max: 300,
    }),
  }),
  decide: (values, { quarter }, register, act) => cancelReview(register, { ...values, quarter }, act),
  done: (_, { quarter }, context) => ({
    text: `The review of ${quarterTitle(quarter)} is cancelled. Schedule it again or hold it another way: it stays due.`,
    next: [{ do: 'schedule-review', quarter }, ...listTestSteps(context)],
  }),
});
