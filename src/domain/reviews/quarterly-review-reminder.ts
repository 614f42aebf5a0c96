import { daysBetween, formatDay } from '../calendar.ts';
import { type NudgeKind, weekly } from '../nudge-kind.ts';
import { leadOf } from '../people.ts';
import { findMeeting } from './meetings.ts';
import { endOfQuarter, findDueReview, findMissedReview, quarterTitle } from './reviews.ts';

/** Reminds two weeks ahead, on the due day, then weekly. Source: "Governance at Stage 3". */
export const quarterlyReview: NudgeKind = {
  key: 'quarterly-review',
  rank: 100,
  title: 'Quarterly policy review',
  due: (register, today) => {
    const person = leadOf(register);
    const quarter = findDueReview(register, today);
    if (person === null || quarter === null) return [];
    const end = endOfQuarter(quarter);
    const left = daysBetween(today, end);
    const named = quarterTitle(quarter);
    const meeting = findMeeting(register, quarter);
    if (meeting && meeting.day > today) return [];
    const missed = findMissedReview(register, quarter);
    const due = meeting
      ? `the policy review of ${named} ${meeting.day === today ? `is today at ${meeting.time}` : `was scheduled for ${formatDay(meeting.day)}`}`
      : left > 0
        ? `the policy review of ${named} is due on ${formatDay(end)}`
        : left === 0
          ? `the policy review of ${named} is due today`
          : `the policy review of ${named} was due on ${formatDay(end)}`;
    return [
      {
        subject: quarter,
        person,
        fact: missed === null ? due : `${due}; the review of ${quarterTitle(missed)} was not held`,
        why: 'the agenda is ready',
        see: { page: 'review' },
        step: { do: meeting === null && left > 0 ? 'schedule-review' : 'record-review', quarter },
        about: [`reviews:${quarter}`, `reviewMeetings:${quarter}`],
        repeat: meeting === null && left > 0 ? 'once' : weekly,
      },
    ];
  },
};
