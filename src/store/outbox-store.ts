import type { Ask, AskOutcome } from '../domain/nudges/asking.ts';
import type { Day, Instant } from '../domain/register.ts';

/**
 * - `pending`: to be sent from `readyAt` on, and certainly not sent yet.
 * - `sending`: somebody took it; from `readyAt` on they are thought dead, and it may have reached Slack since `doubtSince`.
 * - `sent`: Slack has it.
 * - `withdrawn`: no longer worth sending. `refused`: Slack takes it from nobody. `unknown`: it may have arrived, and
 *   nobody can tell. None of these is tried again.
 */
export const messageStatuses = ['pending', 'sending', 'sent', 'withdrawn', 'refused', 'unknown'] as const;
export type MessageStatus = (typeof messageStatuses)[number];
export type MessageKind = 'daily' | 'digest';

/** What is to be sent. The same kind, recipient and day are the same message, however often it is planned. */
export interface Plan {
  readonly kind: MessageKind;
  /** A person, or a channel. */
  readonly recipient: string;
  readonly day: Day;
  /** After this moment it is withdrawn instead of sent. */
  readonly expiresAt: Instant;
  /** What it asks, in the order in which it is shown. */
  readonly asks: readonly Pick<Ask, 'kind' | 'subject' | 'person'>[];
}

export interface Message {
  readonly workspace: string;
  /** Tells nothing, and is the same on every replica. */
  readonly id: string;
  readonly kind: MessageKind;
  readonly recipient: string;
  readonly day: Day;
  readonly plannedAt: Instant;
  readonly status: MessageStatus;
  readonly readyAt: Instant;
  readonly expiresAt: Instant;
  /** Since when it may have reached Slack without our knowing; null while that is impossible. */
  readonly doubtSince: Instant | null;
  readonly tries: number;
  readonly channel: string | null;
  readonly ts: string | null;
  readonly sentAt: Instant | null;
  readonly text: string | null;
  readonly reason: string | null;
  readonly stale: boolean;
}

/** An ask with where it stands. */
export interface PlacedAsk extends Ask {
  /** The id of its message. */
  readonly message: string;
  readonly position: number;
  readonly words: string | null;
}

/** What became of a message that was taken. */
export type Settlement =
  | {
      readonly status: 'sent';
      readonly channel: string;
      readonly ts: string;
      readonly text: string;
      readonly sentAt: Instant;
    }
  /** Certainly not sent: to be tried from `readyAt` on. */
  | { readonly status: 'pending'; readonly readyAt: Instant }
  /** Perhaps sent: to be looked for from `readyAt` on. */
  | { readonly status: 'sending'; readonly readyAt: Instant; readonly channel: string | null }
  | { readonly status: 'withdrawn' | 'refused' | 'unknown'; readonly reason: string };

export interface Answer {
  readonly outcome: Exclude<AskOutcome, 'open' | 'not-sent'>;
  readonly at: Instant;
  readonly until?: Day;
  readonly words?: string;
}

/** What is to be looked at, what is to be sent, and what was asked. */
export interface Outbox {
  /**
   * Takes workspaces that are due or past, those due longest first, and moves them ahead to `until`: whoever takes
   * them and dies leaves them due again then. Several replicas share the work; none is taken twice.
   */
  takeDue(now: Instant, until: Instant, most: number): Promise<readonly string[]>;
  /** When to look at a workspace again, unless something was recorded in it since it was taken until `taken`. */
  lookAgain(workspace: string, taken: Instant, at: Instant): Promise<void>;
  /** When a workspace is looked at next, and why nothing can be sent to it, if so; null when nothing was ever recorded. */
  agendaOf(workspace: string): Promise<{ readonly dueAt: Instant; readonly parked: string | null } | null>;
  /** Nothing is sent to a workspace while a reason stands; null lets it go on. */
  park(workspace: string, reason: string | null): Promise<void>;

  /** Enters what is not there yet, with its asks. */
  plan(workspace: string, at: Instant, plans: readonly Plan[]): Promise<void>;
  /** Workspaces with something ready to send, that are not parked. */
  readyToSend(now: Instant): Promise<readonly string[]>;
  /** Whether a workspace may be sent something now; if so, nobody else may before `nextAt`. */
  takeTurn(workspace: string, now: Instant, nextAt: Instant): Promise<boolean>;
  /** Takes the message that is ready longest, marks it as being sent, and keeps it from others until `until`. */
  take(workspace: string, now: Instant, until: Instant): Promise<Message | null>;
  /** Records what became of a message that was taken. Asks of one that was withdrawn or refused count as not sent. */
  settle(message: Message, settlement: Settlement): Promise<void>;
  /** Messages of a workspace, newest first. */
  messages(
    workspace: string,
    filter?: { readonly since?: Instant; readonly limit?: number },
  ): Promise<readonly Message[]>;
  /** The message at a place in Slack; null when it is none of ours. */
  messageAt(workspace: string, channel: string, ts: string): Promise<Message | null>;

  /** Everything asked since a moment, oldest first, and whatever is still open. */
  asks(workspace: string, since: Instant): Promise<readonly PlacedAsk[]>;
  /** The asks of one message, in their order. */
  asksOf(workspace: string, message: string): Promise<readonly PlacedAsk[]>;
  /** Records what came of asks that are still open, and says how many were; their messages are then stale. */
  answer(
    workspace: string,
    asks: readonly Pick<PlacedAsk, 'message' | 'position'>[],
    answer: Answer,
  ): Promise<number>;
  /** Messages that were sent and show what is no longer so, at most so many; of one workspace or of all. */
  stale(most: number, workspace?: string): Promise<readonly Message[]>;
  /** The message shows again how things are. */
  redrawn(message: Message): Promise<void>;
}
