import { addDays, addMonths, formatDay } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { accept, refuseInvalid } from '../decide.ts';
import { draftFollowUps, type FollowUpRow, readFollowUpRow } from '../follow-ups/index.ts';
import { draftKnownPeople, findAssigneeProblem } from '../people.ts';
import { leadOnly } from '../permissions.ts';
import { type Day, type Register, type Review, settingsOf, type UserId } from '../register.ts';
import { defineStep } from '../step.ts';
import { keepTool, listApprovedTools } from '../tools/index.ts';

/** Returns the quarter of a day: `2026-Q1`. */
export const quarterOf = (day: Day): string =>
  `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

function startOfQuarter(quarter: string): Day {
  const [year, nth] = quarter.split('-Q');
  return `${year}-${String(Number(nth) * 3 - 2).padStart(2, '0')}-01`;
}

/** Returns the last day of a quarter, when its review is due. */
export const endOfQuarter = (quarter: string): Day => addDays(addMonths(startOfQuarter(quarter), 3), -1);

const quarterBefore = (quarter: string): string => quarterOf(addDays(startOfQuarter(quarter), -1));

/** Formats a quarter: "Q1 2026". */
export const quarterTitle = (quarter: string): string => quarter.split('-').reverse().join(' ');

/** Reminders of a review begin this many days before it is due. */
const announceDays = 14;

/**
 * Returns the quarter whose review is due and not held; null when none is. A missed review stays due until it is held
 * or the next one comes near. A workspace that opened in the last month of a quarter has no review in it. Source:
 * "Governance at Stage 3".
 */
export function findDueReview(register: Register, today: Day): string | null {
  const current = quarterOf(today);
  const near = addDays(today, announceDays) >= endOfQuarter(current);
  const asked = near ? current : quarterBefore(current);
  return isReviewOwed(register, asked) ? asked : null;
}

const isReviewOwed = (register: Register, quarter: string): boolean => {
  const { openedOn } = settingsOf(register);
  return (
    openedOn !== null && endOfQuarter(quarter) >= addMonths(openedOn, 1) && !register.reviews.has(quarter)
  );
};

/** Returns the previous quarter if its review was due and never held; null otherwise. */
export function findMissedReview(register: Register, quarter: string): string | null {
  const before = quarterBefore(quarter);
  return isReviewOwed(register, before) ? before : null;
}

export interface ReviewInput extends Partial<FollowUpRow> {
  readonly quarter: string;
  readonly heldOn: Day;
  readonly attendees: readonly UserId[];
  readonly outcome: string;
  /** The keys of the AI tools that the review kept without a change. */
  readonly keptTools?: readonly string[];
}

/** Records a quarterly review. Use cases in production, and the AI tools that it kept, count as reviewed on that day. */
export const recordReviewStep = defineStep<'record-review', ReviewInput>({
  key: 'record-review',
  label: 'Record review',
  permission: leadOnly('record the policy review'),
  decide: (register, input, act) => {
    const began = startOfQuarter(input.quarter);
    const known = register.reviews.get(input.quarter);
    const { followUp = '', followUpOwner = null, followUpDueOn = null, keptTools = [], ...entered } = input;
    const row = readFollowUpRow({ followUp, followUpOwner, followUpDueOn }, act);
    const refused = refuseInvalid({
      heldOn:
        (input.heldOn > act.today && 'This day is in the future. Choose today or an earlier day.') ||
        (input.heldOn < began &&
          `${quarterTitle(input.quarter)} began on ${formatDay(began)}. Choose that day or a later one.`),
      attendees: input.attendees
        .filter((person) => !known?.attendees.includes(person))
        .map((person) => findAssigneeProblem(act, person))
        .find((problem) => problem !== null),
      outcome: !input.outcome.trim() && 'Enter the outcome. If nothing changes, say so.',
      ...(row.ok ? {} : row.problems),
    });
    if (refused) return refused;
    const review: Review = { ...entered, attendees: [...input.attendees], by: act.actor.id, on: act.today };
    const { heldOn } = input;
    const reviewed = [...register.useCases.values()].filter(
      ({ life, lastReviewedOn }) =>
        life.stage === 'production' && life.liveOn <= heldOn && (lastReviewedOn ?? '') < heldOn,
    );
    return accept(
      createDraft(register, 'record-review', 'reviews', input.quarter, review),
      ...reviewed.map((useCase) =>
        createDraft(register, 'record-review', 'useCases', useCase.key, {
          ...useCase,
          lastReviewedOn: heldOn,
        }),
      ),
      ...listApprovedTools(register)
        .filter(({ key }) => keptTools.includes(key))
        .map((tool) =>
          createDraft(
            register,
            'review-tool',
            'approvedTools',
            tool.key,
            keepTool(tool, heldOn, act.actor.id),
          ),
        ),
      ...draftFollowUps(
        register,
        { origin: input.quarter, useCase: null },
        row.ok && row.input ? [row.input] : [],
        act,
      ),
      ...draftKnownPeople(register, act),
    );
  },
});
export const recordReview = recordReviewStep.decide;
