import { indexByUseCase } from '../by-use-case.ts';
import { addDays, daysBetween, formatDay, weekOf } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { accept, type Outcome, refuse, refuseInvalid } from '../decide.ts';
import type { UseDoubt } from '../facts.ts';
import { anyMember, getExistingUseCase, ownerOrLead, ownerOrOperations } from '../permissions.ts';
import {
  type CheckIn,
  checkInId,
  type Day,
  type Register,
  type RolloutPlan,
  type UseCase,
} from '../register.ts';
import { defineStep } from '../step.ts';
import { formatCount, formatDaysAgo } from '../wording.ts';

const enteredFor = indexByUseCase('checkIns');
/** Returns the check-ins of a use case, oldest first. */
export const checkInsOf = (register: Register, useCase: string): readonly CheckIn[] =>
  [...enteredFor(register, useCase)].sort((a, b) => (a.week < b.week ? -1 : 1));

/** Below this share of the intended users in a week, adoption is low. */
export const lowAdoptionShare = 0.4;

/** Returns weekly users divided by intended users, 0 to 1. */
export const weeklyShare = ({ weekly, intended }: CheckIn): number =>
  intended === 0 ? 0 : weekly / intended;

/**
 * Returns why adoption is low, in words; null when it is not low. Source: "Scaling change management", its fourth part.
 */
export function explainLowAdoption(register: Register, useCase: string): string | null {
  const latest = checkInsOf(register, useCase).at(-1);
  if (!latest) return null;
  if (weeklyShare(latest) < lowAdoptionShare) {
    return `${Math.round(weeklyShare(latest) * 100)}% use it weekly; under ${lowAdoptionShare * 100}% is low`;
  }
  return isFalling(register, useCase) ? 'weekly use has fallen three weeks running' : null;
}

/** True when weekly use fell in each of the last three weeks; a missing check-in makes it false. */
function isFalling(register: Register, useCase: string): boolean {
  const recent = checkInsOf(register, useCase).slice(-4);
  return (
    recent.length === 4 &&
    recent.every((checkIn, index) => {
      const before = recent[index - 1];
      return (
        !before || (addDays(before.week, 7) === checkIn.week && weeklyShare(checkIn) < weeklyShare(before))
      );
    })
  );
}

/** A weekly-use figure is flagged as old after this many days. */
export const freshDays = 30;

export interface WeeklyUse {
  readonly latest: CheckIn;
  /** Reasons to doubt the figure: it is old, low or falling. */
  readonly doubts: readonly UseDoubt[];
}

/**
 * Returns the latest weekly-use figure; null before the first check-in. Low use does not fail R1, but the verdict
 * always shows it.
 */
export function findWeeklyUse(
  register: Register,
  { key, intendedUsers }: UseCase,
  today: Day,
): WeeklyUse | null {
  const latest = checkInsOf(register, key).at(-1);
  if (!latest) return null;
  const { week, weekly, intended } = latest;
  // The roll-out may have grown since the check-in, so the share is of the larger number.
  const share = weekly / Math.max(1, intended, intendedUsers);
  const doubts: readonly (UseDoubt | null)[] = [
    daysSinceWeek(week, today) > freshDays ? 'old' : null,
    share < lowAdoptionShare ? 'low' : null,
    isFalling(register, key) ? 'falling' : null,
  ];
  return { latest, doubts: doubts.filter((doubt) => doubt !== null) };
}

/** Returns the days since the end of a reported week; 0 while the week lasts. */
export const daysSinceWeek = (week: Day, today: Day): number =>
  Math.max(0, daysBetween(addDays(week, 6), today));

/** Formats "week of 2 March 2026". */
export const formatWeek = (week: Day): string => `week of ${formatDay(week)}`;

/** Formats "week of 2 March 2026 (2 days ago)", counted from the end of the week; without an age while it lasts. */
export function formatWeekWithAge(week: Day, today: Day): string {
  const days = daysSinceWeek(week, today);
  return `${formatWeek(week)}${days === 0 ? '' : ` (${formatDaysAgo(days)})`}`;
}

export type CheckInInput = Omit<CheckIn, 'week' | 'by' | 'on' | 'source'> & { readonly on: Day };

/** Records how many people use it daily, weekly and not at all. A second check-in for a week replaces the first. */
export const checkInStep = defineStep<'check-in', CheckInInput>({
  key: 'check-in',
  label: 'Check in',
  permission: ownerOrLead,
  decide: (register, input, act) => {
    const useCase = getExistingUseCase(register, input.useCase);
    const refused = findCheckInProblems(useCase, input, act.today);
    if (refused) return refused;
    const week = weekOf(input.on);
    const id = checkInId(input.useCase, week);
    const known = register.checkIns.get(id);
    // A note added to figures that a system sent leaves them measured.
    const source = known?.source === 'measured' && hasSameFigures(known, input) ? 'measured' : 'typed';
    const record: CheckIn = { ...input, week, by: act.actor.id, on: act.today, source };
    return accept(createDraft(register, 'check-in', 'checkIns', id, record));
  },
});
export const checkIn = checkInStep.decide;

/** Records figures that were read from a person's message. */
export const recordCheckInStep = defineStep<'record-check-in', CheckInInput>({
  key: 'record-check-in',
  label: 'Record',
  permission: ownerOrLead,
  decide: checkIn,
});

type Figures = Pick<CheckIn, 'intended' | 'daily' | 'weekly' | 'notAtAll'>;
export const hasSameFigures = (a: Figures, b: Figures): boolean =>
  a.intended === b.intended && a.daily === b.daily && a.weekly === b.weekly && a.notAtAll === b.notAtAll;

export interface CheckInRow {
  readonly useCase: string;
  /** Null when the row is empty. */
  readonly figures: Omit<CheckInInput, 'useCase'> | null;
}

/** Records the check-ins of several use cases, all or none. Problems are keyed by use case. */
export const checkInSeveralStep = defineStep<'check-in-several', readonly CheckInRow[]>({
  key: 'check-in-several',
  label: 'Check in',
  title: ({ useCases }) => `Fill in ${useCases.length}`,
  permission: anyMember,
  decide: (register, rows, act) => {
    const [first] = rows;
    if (first && rows.every(({ figures }) => figures === null))
      return refuseInvalid({ [first.useCase]: 'Fill in at least one line.' }) ?? accept();
    const outcomes = rows.flatMap(({ useCase, figures }) =>
      figures ? [[useCase, checkIn(register, { ...figures, useCase }, act)] as const] : [],
    );
    const problems = outcomes.map(([useCase, outcome]) => [
      useCase,
      outcome.ok ? null : outcome.refusal.message,
    ]);
    return (
      refuseInvalid(Object.fromEntries(problems)) ??
      accept(...outcomes.flatMap(([, outcome]) => (outcome.ok ? outcome.drafts : [])))
    );
  },
});
export const checkInSeveral = checkInSeveralStep.decide;

/** Returns the first day on which people can have used it; null before that. */
function firstDayOfUse({ life }: UseCase): Day | null {
  if (life.stage === 'pilot') return life.charter.startedOn;
  return life.stage === 'production' ? (life.charter?.startedOn ?? life.liveOn) : null;
}

/**
 * Returns the day a check-in without a day is for. On Monday and Tuesday it is the last day of last week, if last week
 * is missing and the use case was in use then. Otherwise it is today.
 */
export function defaultCheckInDay(register: Register, useCase: UseCase, today: Day): Day {
  const week = weekOf(today);
  const began = firstDayOfUse(useCase);
  const isMissing = !register.checkIns.has(checkInId(useCase.key, addDays(week, -7)));
  const isAsked = daysBetween(week, today) < 2 && isMissing && began !== null && began < week;
  return isAsked ? addDays(week, -1) : today;
}

/** Refuses figures that contradict each other; null when they are consistent. */
export function findCheckInProblems(useCase: UseCase, input: CheckInInput, today: Day): Outcome | null {
  const { on, intended, daily, weekly, notAtAll } = input;
  const began = firstDayOfUse(useCase);
  const problem = refuseInvalid({
    on:
      (weekOf(on) > weekOf(today) &&
        'This week is in the future. Choose the current week or an earlier one.') ||
      (began !== null &&
        on < weekOf(began) &&
        `${useCase.key} started on ${formatDay(began)}. Choose that week or a later one.`),
    intended: intended < 1 && 'Enter at least 1 intended user.',
    weekly: weekly > intended && `Enter at most ${intended}, the number of intended users.`,
    daily: daily > weekly && `Enter at most ${weekly}: daily users are weekly users too.`,
    notAtAll:
      weekly <= intended &&
      weekly + notAtAll > intended &&
      `${weekly} weekly and ${notAtAll} not at all add up to more than the ${formatCount(intended, 'intended user')}. Correct one of the three.`,
  });
  if (problem) return problem;
  const { stage } = useCase.life;
  return stage === 'pilot' || stage === 'production'
    ? null
    : refuse('not-now', `${useCase.key} is ${stage}. Check-ins are for pilots and use cases in production.`);
}

/** Returns the parts of the roll-out plan that are still empty, in words. Source: "Scaling change management". */
export function listMissingPlanParts(plan: RolloutPlan | undefined): readonly string[] {
  if (!plan) return ['not written yet'];
  return [
    plan.sessionOn === null || plan.sessionAttendees === 0 ? 'no walkthrough of the new workflow' : null,
    plan.optionalUntil === null ? 'no end date for optional use' : null,
    plan.fearAddressedAt.trim() && plan.aiDoes.trim() && plan.peopleDo.trim()
      ? null
      : 'no answer to "Will it replace me?"',
    plan.adoptionMeasuredBy.trim() ? null : 'no way to measure adoption',
  ].filter((lack) => lack !== null);
}

export const explainMissingRolloutPlan = (register: Register, useCase: UseCase): string | null => {
  const lacks = listMissingPlanParts(register.rolloutPlans.get(useCase.key));
  return lacks.length === 0 ? null : `Roll-out plan: ${lacks.join('; ')}`;
};

/** Saves the roll-out plan. An incomplete plan is saved too, and its page lists what is missing. */
export const planRolloutStep = defineStep<'plan-rollout', RolloutPlan>({
  key: 'plan-rollout',
  label: 'Plan roll-out',
  permission: ownerOrOperations,
  decide: (register, plan) => {
    const refused = refuseInvalid({
      sessionOn:
        plan.sessionOn === null &&
        plan.sessionAttendees > 0 &&
        'Enter the day of the walkthrough, past or planned.',
      sessionAttendees:
        plan.sessionOn !== null &&
        plan.sessionAttendees === 0 &&
        'Enter how many people attended or are expected, or clear the day.',
    });
    return refused ?? accept(createDraft(register, 'plan-rollout', 'rolloutPlans', plan.useCase, plan));
  },
});
export const planRollout = planRolloutStep.decide;
