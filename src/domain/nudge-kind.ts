import type { Change } from './change.ts';
import type { Page, Step } from './decide.ts';
import type { Day, Instant, Register, UserId } from './register.ts';

/** How often a reminder repeats, in days where the person is. */
export type RepeatInterval = 'once' | { readonly days: number } | { readonly workingDays: number };
export const weekly: RepeatInterval = { days: 7 };

/** A reminder that is due: one fact that one person can change. */
export interface DueNudge {
  /** The key of its kind; stored. */
  readonly kind: string;
  /** Identifies it within its kind. Stored, and the same as long as it is the same thing. */
  readonly subject: string;
  readonly person: UserId;
  /** The fact, in plain text. */
  readonly fact: string;
  /** Why it matters, in a few words of plain text. */
  readonly why: string;
  readonly step: Step;
  /** The page to read before taking the step. */
  readonly see?: Page;
  /** The step for a helper, when `step` is only for this person. */
  readonly helperStep?: Step;
  /** After a change of one of these subjects (`subjectOfChange`) by the person, no reminder is sent for 48 hours. */
  readonly about: readonly string[];
  readonly repeat: RepeatInterval;
  /** A violation. It comes first, and no mute or absence stops it. */
  readonly urgent?: boolean;
  /** The absent person, when this goes to a stand-in. */
  readonly awayPerson?: UserId;
  /** Set when this asks a helper because the person could not answer. */
  readonly helpRequest?: HelpRequest;
}

export interface HelpRequest {
  readonly person: UserId;
  readonly because: 'silence' | 'not-mine' | 'muted';
  /** The days on which the person was asked. */
  readonly askedOn: readonly Day[];
}

/** Returns the subject of a change: its use case, or else the record. */
export const subjectOfChange = ({ useCase, entity, id }: Pick<Change, 'useCase' | 'entity' | 'id'>): string =>
  useCase ?? `${entity}:${id}`;

/** A change by a person. */
export interface RecentChange {
  readonly person: UserId;
  /** A `subjectOfChange`. */
  readonly subject: string;
  readonly at: Instant;
}

/** A due reminder before its kind is added. */
export type NudgeContent = Omit<DueNudge, 'kind'>;

/** A kind of nudge. `due` finds what is due for whom on a day. */
export interface NudgeKind {
  /** Stored: never rename one. */
  readonly key: string;
  /** The priority: lower is more urgent. No two kinds share a rank. */
  readonly rank: number;
  /** The name in settings and statistics. */
  readonly title: string;
  readonly due: (register: Register, today: Day) => readonly NudgeContent[];
}
