import { addDays, dayOf } from '../calendar.ts';
import type { DueNudge, RecentChange, RepeatInterval } from '../nudge-kind.ts';
import type { LocalDays } from '../people.ts';
import type { Day, Instant, Register, UserId } from '../register.ts';
import { addWorkingDays, type WorkingHours } from '../working-days.ts';
import { findHelper } from './find-helper.ts';

/**
 * The outcome of a sent reminder. `done`: anybody did it. `answered`: the person replied. `lapsed`: it no longer
 * applies to this person, though nobody did it. `not-sent`: it never arrived, and does not count as asked.
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

/** A reminder that was sent to a person: one thing in one message. */
export interface Nudge {
  readonly kind: string;
  readonly subject: string;
  readonly person: UserId;
  /** The day where the person is. */
  readonly askedOn: Day;
  readonly askedAt: Instant;
  readonly outcome: NudgeOutcome;
  readonly outcomeAt: Instant | null;
  /** The first day on which a snoozed reminder may return. */
  readonly until: Day | null;
}

/** The input of the reminder rules at one moment. */
export interface ReminderState<A extends Nudge = Nudge> {
  readonly register: Register;
  readonly now: Instant;
  /** Oldest first; of the last `historyDays` at least. */
  readonly nudges: readonly A[];
  /** Changes of the last 48 hours at least. */
  readonly recentChanges: readonly RecentChange[];
}

/** After this many unanswered reminders the other side is asked: first the lead for help, then the person again. */
export const maxUnanswered = 2;

/** The local time of a person. */
interface LocalTime {
  readonly zone: string;
  /** The day where the person is. */
  readonly today: Day;
  /** The next working hours of a day on which the person was asked nothing yet. */
  readonly freeHours: WorkingHours;
}

/** Lookups over the state that the rules use for each due reminder. */
export interface NudgeContext {
  readonly register: Register;
  readonly localTimeOf: (person: UserId) => LocalTime;
  readonly today: LocalDays;
  /** Returns earlier reminders of the same thing, oldest first, from the helper's last answer on. */
  readonly sentFor: (due: DueNudge) => readonly Nudge[];
  /** Returns when the person last changed one of these subjects; 0 when not recently. */
  readonly changedAt: (person: UserId, about: readonly string[]) => Instant;
}

/** Returns the latest reminders in a row without an answer. */
export const takeUnanswered = (sent: readonly Nudge[]): readonly Nudge[] =>
  sent.slice(sent.findLastIndex(({ outcome }) => outcome !== 'open') + 1);

/** True when the other side is asked next. */
export const isEscalationDue = (due: DueNudge, { register, sentFor, today }: NudgeContext): boolean =>
  takeUnanswered(sentFor(due)).length >= maxUnanswered &&
  (due.helpRequest
    ? due.helpRequest.because === 'silence'
    : findHelper(register, due.person, today) !== null);

/** True when the repeat interval after the last reminder is over. */
export function isRepeatDue(
  last: Nudge,
  { person, repeat }: DueNudge,
  { register, localTimeOf }: NudgeContext,
): boolean {
  const { zone, today } = localTimeOf(person);
  const again = findNextAskDay(last, repeat, register, zone);
  return again !== null && again <= today;
}

/** Returns the first day to ask again; null when it is never asked again. */
export function findNextAskDay(
  last: Nudge,
  rhythm: RepeatInterval,
  register: Register,
  zone: string,
): Day | null {
  if (last.outcome === 'snoozed' && last.until !== null) return last.until;
  if (rhythm === 'once') return null;
  // An answer delays the next reminder as a new reminder would.
  const answeredOn =
    last.outcome === 'answered' && last.outcomeAt !== null ? dayOf(last.outcomeAt, zone) : '';
  const from = answeredOn > last.askedOn ? answeredOn : last.askedOn;
  return 'days' in rhythm
    ? addDays(from, rhythm.days)
    : addWorkingDays(register, from, rhythm.workingDays, zone);
}
