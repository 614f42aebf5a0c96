import type { Change } from '../../src/domain/change.ts';
import type { Notice } from '../../src/domain/notices/notices.ts';
import type { Expiration } from '../../src/domain/readiness/expirations.ts';
import { dayNumber, instantOf, plusDays, wallAt } from './wall-clock.ts';

/** Somebody as Slack knows them, over time; each list begins with what was so at first. */
export interface Somebody {
  readonly id: string;
  readonly workspace: string;
  readonly name: string;
  readonly admin: boolean;
  readonly zones: (readonly [since: number, timeZone: string])[];
  readonly here: (readonly [since: number, here: boolean])[];
}

/** Returns the value of such a list at a moment. */
export function asOf<T>(list: readonly (readonly [since: number, value: T])[], at: number): T {
  const found = list.findLast(([since]) => since <= at) ?? list[0];
  if (!found) throw new RangeError('nothing is known');
  return found[1];
}

interface SentAsk {
  readonly kind: string;
  readonly subject: string;
  /** False where it was settled between the plan and the sending, and not shown. */
  readonly shown: boolean;
}

/** One message as Slack got it. */
export interface Sent {
  readonly workspace: string;
  readonly at: number;
  readonly kind: string;
  /** The data of a notice; null for other kinds. */
  readonly notice: Notice | null;
  readonly recipient: string;
  /** The day that the app says it is for. */
  readonly day: string;
  readonly asks: readonly SentAsk[];
  /** The expirations that a digest announced. */
  readonly warnings: readonly Warning[];
}

export type Warning = Pick<Expiration, 'requirement' | 'on'>;

/** A recorded answer to a reminder. */
export interface Said {
  readonly workspace: string;
  readonly at: number;
  readonly person: string;
  readonly kind: string;
  readonly subject: string;
  readonly outcome: 'snoozed' | 'answered' | 'not-mine';
  /** The day on which a snoozed ask may come back. */
  readonly until: string | null;
}

/** Nothing is looked at and nothing sent in between. */
export interface Outage {
  /** Before it begins Slack takes nothing any more, from here on: what was planned waits. */
  readonly busyFrom: number;
  readonly from: number;
  readonly until: number;
  /** True when people cannot act either. */
  readonly total: boolean;
}

/** All that happened: what the referee judges by. */
export interface Log {
  readonly from: number;
  readonly until: number;
  readonly people: readonly Somebody[];
  readonly outages: readonly Outage[];
  readonly sent: Sent[];
  readonly said: Said[];
  /** Snoozes that were not accepted, because of those before. */
  readonly snoozesRefused: Omit<Said, 'outcome' | 'until'>[];
  /** Channels that Slack took no digest for, since when. */
  readonly archived: Map<string, number>;
  /** The change log of each workspace. */
  readonly changes: Map<string, readonly Change[]>;
}

/** Working hours, in minutes since midnight. */
export const [opens, closes] = [9 * 60, 17 * 60];

interface WorkingHours {
  readonly day: string;
  readonly zone: string;
  readonly from: number;
  readonly until: number;
}

/** The working hours of each day where somebody is, leaving out the days on which they travel. */
export function workingHoursOf({ zones }: Pick<Somebody, 'zones'>, { from, until }: Log) {
  const days: WorkingHours[] = [];
  const last = dayNumber(wallAt(until, 'UTC').day);
  for (let day = wallAt(from, 'UTC').day; dayNumber(day) <= last; day = plusDays(day, 1)) {
    const zone = asOf(zones, instantOf(day, 12 * 60, asOf(zones, Date.parse(`${day}T12:00Z`))));
    const [opening, closing] = [instantOf(day, opens, zone), instantOf(day, closes, zone)];
    const still = [opening, closing].every((at) => asOf(zones, at) === zone);
    if (still && from <= opening && closing <= until) days.push({ day, zone, from: opening, until: closing });
  }
  return days;
}
