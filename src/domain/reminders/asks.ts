import { addDays, dayOf } from '../calendar.ts';
import type { Concern, Rhythm, Touch } from '../nudge-kind.ts';
import type { LocalDays } from '../people.ts';
import type { Day, Instant, Register, UserId } from '../register.ts';
import { addWorkingDays, type WorkingHours } from '../working-days.ts';
import { helperFor } from './helpers.ts';

/**
 * What came of an ask: `done` is what it asked for being done by anybody, `answered` a word from the person, `lapsed`
 * what is asked no more of this person though nobody did it: its time has passed, or it is asked of another.
 * `not-sent` never reached anybody, and counts as not asked.
 */
export const askOutcomes = [
  'open',
  'answered',
  'done',
  'lapsed',
  'snoozed',
  'not-mine',
  'muted',
  'not-sent',
] as const;

export type AskOutcome = (typeof askOutcomes)[number];

/** One thing that one person was asked for in one message. */
export interface Ask {
  readonly kind: string;
  readonly subject: string;
  readonly person: UserId;
  /** Where the person is. */
  readonly askedOn: Day;
  readonly askedAt: Instant;
  readonly outcome: AskOutcome;
  readonly outcomeAt: Instant | null;
  /** The first day on which a snoozed ask may come back. */
  readonly until: Day | null;
}

/** All that decides what is asked of whom at a moment. */
export interface Situation<A extends Ask = Ask> {
  readonly register: Register;
  readonly now: Instant;
  /** Oldest first; of the last `historyDays` at least. */
  readonly asks: readonly A[];
  /** What was changed by whom in the last 48 hours at least. */
  readonly touches: readonly Touch[];
}

/** After so many asks without an answer the other one is asked: the lead to help, and then the person again. */
export const patience = 2;

/** Where somebody is in time. */
interface Whereabouts {
  readonly zone: string;
  /** Where the person is. */
  readonly today: Day;
  /** The first working hours, running or to come, of a day on which the person was asked nothing yet. */
  readonly free: WorkingHours;
}

/** A situation as it is asked about for one concern after another. */
export interface Past {
  readonly register: Register;
  readonly whereabouts: (person: UserId) => Whereabouts;
  readonly today: LocalDays;
  /** What a person was asked about a concern, oldest first, since whoever helped wanted it to be asked anew. */
  readonly threadOf: (concern: Concern) => readonly Ask[];
  /** When a person last changed any of these subjects of changes; 0 when not lately. */
  readonly touchedAt: (person: UserId, about: readonly string[]) => Instant;
}

/** The latest asks in a row that nobody answered. */
export const unanswered = (thread: readonly Ask[]): readonly Ask[] =>
  thread.slice(thread.findLastIndex(({ outcome }) => outcome !== 'open') + 1);

/** Whether the other one is asked as soon as it could be asked again. */
export const losesPatience = (concern: Concern, { register, threadOf, today }: Past): boolean =>
  unanswered(threadOf(concern)).length >= patience &&
  (concern.helps ? concern.helps.because === 'silence' : helperFor(register, concern.person, today) !== null);

/** Whether the last ask has had as long to be answered as the ones before it. */
export function isTimeAgain(
  last: Ask,
  { person, rhythm }: Concern,
  { register, whereabouts }: Past,
): boolean {
  const { zone, today } = whereabouts(person);
  const again = nextDay(last, rhythm, register, zone);
  return again !== null && again <= today;
}

/** The first day on which it may be asked again; null when it is not. */
export function nextDay(last: Ask, rhythm: Rhythm, register: Register, zone: string): Day | null {
  if (last.outcome === 'snoozed' && last.until !== null) return last.until;
  if (rhythm === 'once') return null;
  // Whoever gave an answer has said how things are, for as long as if they had been asked then.
  const answeredOn =
    last.outcome === 'answered' && last.outcomeAt !== null ? dayOf(last.outcomeAt, zone) : '';
  const from = answeredOn > last.askedOn ? answeredOn : last.askedOn;
  return 'days' in rhythm
    ? addDays(from, rhythm.days)
    : addWorkingDays(register, from, rhythm.workingDays, zone);
}
