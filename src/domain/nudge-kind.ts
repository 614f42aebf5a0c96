import type { Change } from './change.ts';
import type { Page, Step } from './decide.ts';
import type { Day, Instant, Register, UserId } from './register.ts';

/** How often somebody is asked again while nothing happens, in days where the person is. */
export type RepeatInterval = 'once' | { readonly days: number } | { readonly workingDays: number };
export const weekly: RepeatInterval = { days: 7 };

/** One thing that is true now and that one person can change. */
export interface DueNudge {
  /** The key of its kind; stored. */
  readonly kind: string;
  /** What it is about, among the concerns of its kind; stored, and the same as long as it is the same thing. */
  readonly subject: string;
  readonly person: UserId;
  /** Plain text: what is the case. */
  readonly fact: string;
  /** Plain text: why it matters, in a few words. */
  readonly why: string;
  readonly step: Step;
  /** Where to look before the step is taken. */
  readonly see?: Page;
  /** Who else could do what, where the step is only this person's own. */
  readonly helperStep?: Step;
  /** The subjects of changes (`subjectOfChange`) after which the person is left alone for 48 hours. */
  readonly about: readonly string[];
  readonly repeat: RepeatInterval;
  /** A violation: comes before everything else, and no mute or absence silences it. */
  readonly urgent?: boolean;
  /** Set where somebody stands in for a person who is away. */
  readonly awayPerson?: UserId;
  /** Set where somebody is asked to help because another person could not answer. */
  readonly helpRequest?: HelpRequest;
}

export interface HelpRequest {
  readonly person: UserId;
  readonly because: 'silence' | 'not-mine' | 'muted';
  /** The days on which that person was asked. */
  readonly askedOn: readonly Day[];
}

/** What a change is about: its use case, or else the record itself. */
export const subjectOfChange = ({ useCase, entity, id }: Pick<Change, 'useCase' | 'entity' | 'id'>): string =>
  useCase ?? `${entity}:${id}`;

/** Somebody changed something. */
export interface RecentChange {
  readonly person: UserId;
  /** A `subjectOfChange`. */
  readonly subject: string;
  readonly at: Instant;
}

/** What one kind finds due. */
export type NudgeContent = Omit<DueNudge, 'kind'>;

/** One kind of nudge: what is due for whom, as the register stands on a day. */
export interface NudgeKind {
  /** Stored: never rename one. */
  readonly key: string;
  /** Its place among all kinds: the lower, the more urgent. Each has its own. */
  readonly rank: number;
  /** As settings and statistics name it. */
  readonly title: string;
  readonly due: (register: Register, today: Day) => readonly NudgeContent[];
}
