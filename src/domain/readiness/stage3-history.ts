import { addDays, dayOf, daysBetween } from '../calendar.ts';
import { type Change, foldInPlace } from '../change.ts';
import { type Day, type Entity, emptyRegister, type Register, settingsOf } from '../register.ts';
import { type Assessment, assess, type Blocker, isStage3 } from './crossing-test.ts';

/** A period in which all four requirements were met. */
export interface Stage3Period {
  readonly from: Day;
  /** The day on which it ended; null while it lasts. */
  readonly until: Day | null;
  /** The facts that ended it, one per requirement. */
  readonly lost: readonly string[];
  /** The steps of all blockers at its end, as JSON. */
  readonly steps: readonly string[];
}

/** The replayed change log with the latest Stage 3 period. */
export interface History {
  readonly register: Register;
  readonly period: Stage3Period | null;
  /** The day of the last change; empty before the first. */
  readonly lastOn: Day;
}

export const emptyHistory = (workspace: string): History => ({
  register: emptyRegister(workspace),
  period: null,
  lastOn: '',
});

/** Changes to these records can meet a requirement, but never lose one while Stage 3 lasts. */
const entitiesThatLoseNothing: ReadonlySet<Entity> = new Set([
  'checkIns',
  'roi',
  'rolloutPlans',
  'evaluations',
  'pulses',
  'intakeTokens',
  'auditTokens',
  'assistantTokens',
  'auditTrails',
  'holidays',
  'mutes',
  'absences',
  'digests',
  'reviews',
  'reviewMeetings',
  'followUps',
  'incidents',
  'incidentSettings',
  'toolReviewers',
  'dataRules',
  'erasures',
]);

/**
 * Returns the history after these changes. Time alone can lose a requirement (evidence expires, a pilot goes silent)
 * but never meets one, because nothing is recorded ahead of its time. So a binary search finds the day of a loss
 * between two changes. It reuses the register of the old history, so keep only the result.
 */
export function replay(history: History, changes: readonly Change[]): History {
  const { register } = history;
  let { period, lastOn } = history;
  for (let start = 0; start < changes.length; ) {
    const { at } = changes[start] as Change;
    let end = start;
    while (changes[end]?.at === at) end += 1;
    const commit = changes.slice(start, end);
    const arrived = dayOf(at, settingsOf(register).timeZone);
    if (arrived !== lastOn) period = endByTime({ register, period, lastOn }, arrived);
    foldInPlace(register, commit);
    const today = dayOf(at, settingsOf(register).timeZone);
    lastOn = today;
    const lasts = period !== null && period.until === null;
    const isHeld =
      (lasts && commit.every(({ entity }) => entitiesThatLoseNothing.has(entity))) ||
      isStage3(register, today);
    if (isHeld && !lasts) period = { from: today, until: null, lost: [], steps: [] };
    if (!isHeld && period && lasts) period = endPeriod(period, register, today);
    start = end;
  }
  return { register, period, lastOn };
}

/** Returns the latest period as of a day, if nothing was recorded since. */
export const findPeriodOn = (history: History, today: Day): Stage3Period | null => endByTime(history, today);

function endByTime({ register, period, lastOn }: History, today: Day): Stage3Period | null {
  if (!period || period.until !== null || isStage3(register, today)) return period;
  let [lastHeldOn, lostOn] = [lastOn, today];
  while (daysBetween(lastHeldOn, lostOn) > 1) {
    const middle = addDays(lastHeldOn, Math.floor(daysBetween(lastHeldOn, lostOn) / 2));
    if (isStage3(register, middle)) lastHeldOn = middle;
    else lostOn = middle;
  }
  return endPeriod(period, register, lostOn);
}

function endPeriod(period: Stage3Period, register: Register, until: Day): Stage3Period {
  const { blockers } = assess(register, until);
  return { ...period, until, lost: firstPerRequirement(blockers), steps: blockers.map(stepId) };
}

const stepId = ({ step }: Blocker): string => JSON.stringify(step);

/** Returns the first fact of each unmet requirement. */
function firstPerRequirement(blockers: readonly Blocker[]): readonly string[] {
  const first = new Map<string, string>();
  for (const { requirement, text } of blockers) if (!first.has(requirement)) first.set(requirement, text);
  return [...first.values()];
}

/** Returns today's blocking facts that did not exist on the day of the loss, one per requirement. */
export const findLaterReasons = (
  period: Stage3Period,
  { blockers }: Pick<Assessment, 'blockers'>,
): readonly string[] =>
  firstPerRequirement(blockers.filter((blocker) => !period.steps.includes(stepId(blocker))));
