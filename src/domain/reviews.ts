import { Temporal } from 'temporal-polyfill';
import { addDays } from './calendar.ts';
import { put } from './change.ts';
import { changed, type Decide, invalid } from './decide.ts';
import { knownPeople, unfit } from './people.ts';
import { mustLead } from './permissions.ts';
import { type Day, type Register, type Review, settingsOf, type UserId } from './register.ts';

/** `2026-Q1`, the quarter of a day. */
export const quarterOf = (day: Day): string => {
  const { year, month } = Temporal.PlainDate.from(day);
  return `${year}-Q${Math.ceil(month / 3)}`;
};

/** The last day of a quarter; its review is due then. */
export function endOfQuarter(quarter: string): Day {
  const [year = 0, nth = 0] = quarter.split('-Q').map(Number);
  const first = Temporal.PlainDate.from({ year, month: nth * 3, day: 1 });
  return first.with({ day: first.daysInMonth }).toString();
}

const quarterBefore = (quarter: string): string => {
  const [year = 0, nth = 0] = quarter.split('-Q').map(Number);
  return quarterOf(
    Temporal.PlainDate.from({ year, month: nth * 3 - 2, day: 1 })
      .subtract({ days: 1 })
      .toString(),
  );
};

/**
 * The quarter whose review is asked for on a day, and is not held yet; null when none is. The one before stays due
 * until it is held, or until its successor comes near.
 * Source: "Governance at Stage 3", the quarterly review of policies.
 */
export function reviewDue(register: Register, today: Day, daysAhead: number): string | null {
  const { openedOn } = settingsOf(register);
  const current = quarterOf(today);
  const near = addDays(today, daysAhead) >= endOfQuarter(current);
  const asked = near ? current : quarterBefore(current);
  return openedOn === null || endOfQuarter(asked) < openedOn || register.reviews.has(asked) ? null : asked;
}

export interface ReviewInput {
  readonly quarter: string;
  readonly heldOn: Day;
  readonly attendees: readonly UserId[];
  readonly outcome: string;
}

/** Records what came of a quarterly review; what is in production counts as reviewed on that day. */
export const recordReview: Decide<ReviewInput> = (register, input, act) => {
  const refused =
    mustLead(register, act, 'record the quarterly review') ??
    invalid({
      heldOn: input.heldOn > act.today && 'This day has not come yet. Choose today or an earlier day.',
      attendees: input.attendees.map((person) => unfit(act, person)).find((problem) => problem !== null),
      outcome: !input.outcome.trim() && 'Say what was decided, even if it was that nothing changes.',
    });
  if (refused) return refused;
  const review: Review = { ...input, attendees: [...input.attendees], by: act.actor.id, on: act.today };
  const live = [...register.useCases.values()].filter(({ life }) => life.stage === 'production');
  return changed(
    put(register, 'record-review', 'reviews', input.quarter, review),
    ...live.map((useCase) =>
      put(register, 'record-review', 'useCases', useCase.key, { ...useCase, lastReviewedOn: input.heldOn }),
    ),
    ...knownPeople(register, act),
  );
};
