import type { Change } from '../../src/domain/change.ts';
import type { Notice } from '../../src/domain/notices/notices.ts';
import type { Expiration } from '../../src/domain/readiness/expirations.ts';
import type { Call } from '../../src/domain/register.ts';
import { dayNumber, instantOf, plusDays, wallAt } from './wall-clock.ts';

/** A person as Slack knows them. Lists hold the changes over time, beginning with the initial value. */
export interface SimulatedPerson {
  readonly id: string;
  readonly workspace: string;
  readonly name: string;
  readonly admin: boolean;
  readonly zones: (readonly [since: number, timeZone: string])[];
  readonly active: (readonly [since: number, active: boolean])[];
}

/** Returns the value of a list of changes at a moment. */
export function asOf<T>(list: readonly (readonly [since: number, value: T])[], at: number): T {
  const found = list.findLast(([since]) => since <= at) ?? list[0];
  if (!found) throw new RangeError('nothing is known');
  return found[1];
}

interface SentNudge {
  readonly kind: string;
  readonly subject: string;
  /** False when it was done between planning and sending, and not shown. */
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
  readonly nudges: readonly SentNudge[];
  /** The expirations that a digest announced. */
  readonly warnings: readonly Warning[];
}

/** A message about an incident, as it was sent or as it was updated. */
export interface IncidentMessage {
  readonly workspace: string;
  readonly at: number;
  readonly incident: string;
  /** A person who is called, or the incident channel. */
  readonly recipient: string;
  /** The number and the reason of a call; null for the message of the channel. */
  readonly call: { readonly index: number; readonly why: Call['why'] } | null;
  /** False for an update of a message that was sent before. */
  readonly isNew: boolean;
  /** The blocks as JSON. */
  readonly text: string;
}

export type Warning = Pick<Expiration, 'requirement' | 'on'>;

/** A recorded answer to a reminder. */
export interface RecordedAnswer {
  readonly workspace: string;
  readonly at: number;
  readonly person: string;
  readonly kind: string;
  readonly subject: string;
  readonly outcome: 'snoozed' | 'answered' | 'not-mine';
  /** The day on which a snoozed reminder may come back. */
  readonly until: string | null;
}

/** A period in which the app plans and sends nothing. */
export interface Outage {
  /** From here until the outage begins, Slack accepts no message: planned messages wait. */
  readonly busyFrom: number;
  readonly from: number;
  readonly until: number;
  /** True when people cannot act either. */
  readonly stopsPeople: boolean;
}

/** Everything that happened in the simulation: the evidence of the referee. */
export interface Log {
  readonly from: number;
  readonly until: number;
  readonly people: readonly SimulatedPerson[];
  readonly outages: readonly Outage[];
  readonly sent: Sent[];
  readonly answers: RecordedAnswer[];
  /** Snoozes that were refused after three in a row. */
  readonly refusedSnoozes: Omit<RecordedAnswer, 'outcome' | 'until'>[];
  readonly incidentMessages: IncidentMessage[];
  /** Archived channels, with the time of archiving. */
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

/** Returns a person's working hours on each day in their time zone, without the days on which they travel. */
export function workingHoursOf({ zones }: Pick<SimulatedPerson, 'zones'>, { from, until }: Log) {
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
