import { formatDay } from '../calendar.ts';
import { type NudgeKind, weekly } from '../nudge-kind.ts';
import { isActive } from '../people.ts';
import { describeOrigin, isDueSoon, listOpenFollowUps } from './follow-ups.ts';

/** The longest text in a reminder, in characters. */
const maxTextLength = 120;

/** Reminds a week before a follow-up is due, then weekly until it is closed. A vacant one has its own reminder. */
export const followUpDue: NudgeKind = {
  key: 'follow-up-due',
  rank: 75,
  title: 'Follow-ups due',
  due: (register, today) =>
    listOpenFollowUps(register)
      .filter((one) => isDueSoon(one, today) && isActive(register, one.owner))
      .map((followUp) => {
        const { key, origin, what, owner, dueOn } = followUp;
        const text = what.length > maxTextLength ? `${what.slice(0, maxTextLength - 1)}…` : what;
        return {
          // A new due day is a new reminder.
          subject: `${key}:${dueOn}`,
          person: owner,
          fact: `${key} (${describeOrigin(origin)}) ${dueOn < today ? 'was' : 'is'} due on ${formatDay(dueOn)}: ${text}`,
          why: 'an incident or a review asked for it',
          step: { do: 'close-follow-up', followUp: key },
          about: [`followUps:${key}`, ...(followUp.useCase === null ? [] : [followUp.useCase])],
          repeat: weekly,
        };
      }),
};
