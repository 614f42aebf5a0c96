import { addDays, dayOf } from '../calendar.ts';
import type { DueNudge, RecentChange, RepeatInterval } from '../nudge-kind.ts';
import type { LocalDays } from '../people.ts';
import type { Day, Instant, Register, UserId } from '../register.ts';
import { addWorkingDays, type WorkingHours } from '../working-days.ts';
import { findHelper } from './find-helper.ts';

/**
 * What came of an ask: `done` is what it asked for being done by anybody, `answered` a word from the person, `lapsed`
 * what is asked no more of this person though nobody did it: its time has passed, or it is asked of another.
 * `not-sent` never reached anybody, and counts as not asked.
 */
export const nudgeOutcomes = [
  'open',
  'answered',
  'done',
  'lapsed',
  'snoozed',
  'not-mine',
  'muted',
  'not-sent',
] as const;

export type NudgeOutcome = (typeof nudgeOutcomes)[number];

/** One thing that one person was asked for in one message. */
export interface Nudge {
  readonly kind: string;
  readonly subject: string;
  readonly person: UserId;
  /** Where the person is. */
  readonly askedOn: Day;
  readonly askedAt: Instant;
  readonly outcome: NudgeOutcome;
  readonly outcomeAt: Instant | null;
  /** The first day on which a snoozed ask may come back. */
  readonly until: Day | null;
}

/** All that decides what is asked of whom at a moment. */
export interface ReminderState<A extends Nudge = Nudge> {
  readonly register: Register;
  readonly now: Instant;
  /** Oldest first; of the last `historyDays` at least. */
  readonly nudges: readonly A[];
  /** What was changed by whom in the last 48 hours at least. */
  readonly recentChanges: readonly RecentChange[];
}

/** After so many asks without an answer the other one is asked: the lead to help, and then the person again. */
export const maxUnanswered = 2;

/** Where somebody is in time. */
interface LocalTime {
  readonly zone: string;
  /** Where the person is. */
  readonly today: Day;
  /** The first working hours, running or to come, of a day on which the person was asked nothing yet. */
  readonly freeHours: WorkingHours;
}

/** A situation as it is asked about for one concern after another. */
export interface NudgeContext {
  readonly register: Register;
  readonly localTimeOf: (person: UserId) => LocalTime;
  readonly today: LocalDays;
  /** What a person was asked about a concern, oldest first, since whoever helped wanted it to be asked anew. */
  readonly sentFor: (due: DueNudge) => readonly Nudge[];
  /** When a person last changed any of these subjects of changes; 0 when not lately. */
  readonly changedAt: (person: UserId, about: readonly string[]) => Instant;
}

/** The latest asks in a row that nobody answered. */
export const takeUnanswered = (sent: readonly Nudge[]): readonly Nudge[] =>
  sent.slice(sent.findLastIndex(({ outcome }) => outcome !== 'open') + 1);

/** Whether the other one is asked as soon as it could be asked again. */
export const isEscalationDue = (due: DueNudge, { register, sentFor, today }: NudgeContext): boolean =>
  takeUnanswered(sentFor(due)).length >= maxUnanswered &&
  (due.helpRequest
    ? due.helpRequest.because === 'silence'
    : findHelper(register, due.person, today) !== null);

/** Whether the last ask has had as long to be answered as the ones before it. */
export function isRepeatDue(
  last: Nudge,
  { person, repeat }: DueNudge,
  { register, localTimeOf }: NudgeContext,
): boolean {
  const { zone, today } = localTimeOf(person);
  const again = findNextAskDay(last, repeat, register, zone);
  return again !== null && again <= today;
}

/** The first day on which it may be asked again; null when it is not. */
export function findNextAskDay(
  last: Nudge,
  rhythm: RepeatInterval,
  register: Register,
  zone: string,
): Day | null {
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
