import { addDays, dayOf, daysBetween } from '../calendar.ts';
import { type Change, foldInPlace } from '../change.ts';
import { type Day, type Entity, emptyRegister, type Register, settingsOf } from '../register.ts';
import { type Assessment, assess, type Blocker, isStage3 } from './crossing-test.ts';

/** A time in which all four requirements held. */
export interface Spell {
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
  readonly spell: Spell | null;
  /** The day of the last change; the empty string before there is one. */
  readonly lastOn: Day;
}

export const noHistory = (workspace: string): History => ({
  register: emptyRegister(workspace),
  spell: null,
  lastOn: '',
});

/** Records that no requirement of a Stage 3 that holds rests on: writing one can meet a requirement and lose none. */
const harmless: ReadonlySet<Entity> = new Set([
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
  let { spell, lastOn } = history;
  for (let start = 0; start < changes.length; ) {
    const { at } = changes[start] as Change;
    let end = start;
    while (changes[end]?.at === at) end += 1;
    const commit = changes.slice(start, end);
    const arrived = dayOf(at, settingsOf(register).timeZone);
    if (arrived !== lastOn) spell = lapse({ register, spell, lastOn }, arrived);
    foldInPlace(register, commit);
    const today = dayOf(at, settingsOf(register).timeZone);
    lastOn = today;
    const lasts = spell !== null && spell.until === null;
    const held = (lasts && commit.every(({ entity }) => harmless.has(entity))) || isStage3(register, today);
    if (held && !lasts) spell = { from: today, until: null, lost: [], steps: [] };
    if (!held && spell && lasts) spell = endedOn(spell, register, today);
    start = end;
  }
  return { register, spell, lastOn };
}

/** The latest spell as it stands on a day on which nothing was recorded since. */
export const spellOn = (history: History, today: Day): Spell | null => lapse(history, today);

function lapse({ register, spell, lastOn }: History, today: Day): Spell | null {
  if (!spell || spell.until !== null || isStage3(register, today)) return spell;
  let [held, lost] = [lastOn, today];
  while (daysBetween(held, lost) > 1) {
    const middle = addDays(held, Math.floor(daysBetween(held, lost) / 2));
    if (isStage3(register, middle)) held = middle;
    else lost = middle;
  }
  return endedOn(spell, register, lost);
}

function endedOn(spell: Spell, register: Register, until: Day): Spell {
  const { blockers } = assess(register, until);
  return { ...spell, until, lost: firstOfEach(blockers), steps: blockers.map(stepId) };
}

const stepId = ({ step }: Blocker): string => JSON.stringify(step);

/** One fact for each requirement that does not hold, unless it fails only with another one. */
function firstOfEach(blockers: readonly Blocker[]): readonly string[] {
  const first = new Map<string, string>();
  for (const { requirement, text } of blockers) if (!first.has(requirement)) first.set(requirement, text);
  return [...first.values()];
}

/** The facts that stand in the way of Stage 3 now and did not on the day it was lost, one for each requirement. */
export const laterReasons = (spell: Spell, { blockers }: Pick<Assessment, 'blockers'>): readonly string[] =>
  firstOfEach(blockers.filter((blocker) => !spell.steps.includes(stepId(blocker))));
