import type { KnownBlock } from '@slack/types';
import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { describeOutcome, isOpenFollowUp, listFollowUpsOf } from '../../domain/follow-ups/index.ts';
import type { Day, FollowUp } from '../../domain/register.ts';
import { formatTimeLeft, removeFinalPeriod } from '../../domain/wording.ts';
import { actions, escapeMrkdwn, pageButton, section, stepButton } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';

/** Returns "due on 8 March 2026 (3 days left)" or "completed on 2 March 2026: added 12 cases". */
export function describeState({ dueOn, closed }: FollowUp, today: Day): string {
  if (closed === null) return `due on ${formatDay(dueOn)} (${formatTimeLeft(daysBetween(today, dueOn))})`;
  const note = closed.note === '' ? '' : `: ${escapeMrkdwn(removeFinalPeriod(closed.note), 200)}`;
  return `${describeOutcome(closed)} on ${formatDay(closed.on)}${note}`;
}

/** Returns the two lines of a follow-up in mrkdwn. @param more what stands before the owner, such as its origin */
export function describeFollowUp({ register, today }: PageContext, one: FollowUp, more = ''): string {
  const mark = one.closed === null ? (one.dueOn < today ? ':warning: ' : '') : ':white_check_mark: ';
  const shown = one.closed?.outcome === 'dropped' ? '' : mark;
  return `${shown}*${one.key}* ${escapeMrkdwn(one.what, 300)}\n${more}${describePerson(register, one.owner, today)} · ${describeState(one, today)}`;
}

/** The most follow-ups shown on the page of an incident or a review. */
const maxShown = 5;

/** Renders the follow-ups of an incident or a review, with buttons for the open ones. */
export function renderFollowUpsOf(context: PageContext, origin: string): KnownBlock[] {
  const all = listFollowUpsOf(context.register, origin);
  const open = all.filter(isOpenFollowUp).length;
  const rest = all.length - maxShown;
  return [
    section(
      all.length === 0 ? '*Follow-ups*: none' : `*Follow-ups*: ${open} open of ${all.length}`,
      stepButton({ do: 'add-follow-up', origin }),
    ),
    ...all
      .slice(0, maxShown)
      .map((one) =>
        section(
          describeFollowUp(context, one),
          isOpenFollowUp(one) ? stepButton({ do: 'close-follow-up', followUp: one.key }) : undefined,
        ),
      ),
    ...(rest > 0
      ? actions(pageButton(`Show all ${all.length}`, { page: 'follow-ups', args: { origin, show: 'all' } }))
      : []),
  ];
}
