import { addDays, dayOf, daysBetween } from '../calendar.ts';
import { type Change, foldInPlace } from '../change.ts';
import { type Day, type Entity, emptyRegister, type Register, settingsOf } from '../register.ts';
import { type Assessment, assess, type Blocker, isStage3 } from './crossing-test.ts';

/** A time in which all four requirements held. */
export interface Stage3Period {
  readonly from: Day;
  /** The day on which it ended; null while it lasts. */
  readonly until: Day | null;
  /** The facts that ended it, one for each requirement. */
  readonly lost: readonly string[];
  /** The steps that all those facts asked for, as JSON. */
  readonly steps: readonly string[];
}

/** The change log replayed up to a point, with the latest spell of Stage 3 in it. */
export interface History {
  readonly register: Register;
  readonly period: Stage3Period | null;
  /** The day of the last change; the empty string before there is one. */
  readonly lastOn: Day;
}

export const emptyHistory = (workspace: string): History => ({
  register: emptyRegister(workspace),
  period: null,
  lastOn: '',
});

/** Records that no requirement of a Stage 3 that holds rests on: writing one can meet a requirement and lose none. */
const entitiesThatLoseNothing: ReadonlySet<Entity> = new Set([
  'checkIns',
  'roi',
  'rolloutPlans',
  'evaluations',
  'pulses',
  'intakeTokens',
  'holidays',
  'mutes',
  'absences',
  'digests',
  'reviews',
  'erasures',
]);

/**
 * The history after these changes. Facts also lapse by time alone (evidence ages, an agreement expires, a pilot falls
 * silent), and time alone makes none true, since nothing that begins in the future can be recorded: so the day of a
 * loss between two changes can be searched by halves.
 * The register inside the old history is reused; keep only what this returns.
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
    const held =
      (lasts && commit.every(({ entity }) => entitiesThatLoseNothing.has(entity))) ||
      isStage3(register, today);
    if (held && !lasts) period = { from: today, until: null, lost: [], steps: [] };
    if (!held && period && lasts) period = endPeriod(period, register, today);
    start = end;
  }
  return { register, period, lastOn };
}

/** The latest spell as it stands on a day on which nothing was recorded since. */
export const findPeriodOn = (history: History, today: Day): Stage3Period | null => endByTime(history, today);

function endByTime({ register, period, lastOn }: History, today: Day): Stage3Period | null {
  if (!period || period.until !== null || isStage3(register, today)) return period;
  let [held, lost] = [lastOn, today];
  while (daysBetween(held, lost) > 1) {
    const middle = addDays(held, Math.floor(daysBetween(held, lost) / 2));
    if (isStage3(register, middle)) held = middle;
    else lost = middle;
  }
  return endPeriod(period, register, lost);
}

function endPeriod(period: Stage3Period, register: Register, until: Day): Stage3Period {
  const { blockers } = assess(register, until);
  return { ...period, until, lost: firstPerRequirement(blockers), steps: blockers.map(stepId) };
}

const stepId = ({ step }: Blocker): string => JSON.stringify(step);

/** One fact for each requirement that does not hold, unless it fails only with another one. */
function firstPerRequirement(blockers: readonly Blocker[]): readonly string[] {
  const first = new Map<string, string>();
  for (const { requirement, text } of blockers) if (!first.has(requirement)) first.set(requirement, text);
  return [...first.values()];
}

/** The facts that stand in the way of Stage 3 now and did not on the day it was lost, one for each requirement. */
export const findLaterReasons = (
  period: Stage3Period,
  { blockers }: Pick<Assessment, 'blockers'>,
): readonly string[] =>
  firstPerRequirement(blockers.filter((blocker) => !period.steps.includes(stepId(blocker))));
