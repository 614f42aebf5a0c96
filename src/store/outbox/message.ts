import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Day, Instant, UserId } from '../../domain/register.ts';
import { type Nudge, type NudgeOutcome, nudgeOutcomes } from '../../domain/reminders/index.ts';
import type { Tables } from '../tables.ts';

/**
 * - `pending`: to be sent from `readyAt` on, and certainly not sent yet.
 * - `sending`: claimed under a lease that ends at `readyAt`, and perhaps in Slack since `doubtSince`.
 * - `sent`: Slack has it.
 * - `withdrawn`: no longer worth sending. `refused`: Slack takes it from nobody. `unknown`: it may have arrived, and
 *   nobody can tell. None of these is tried again.
 */
export const messageStatuses = ['pending', 'sending', 'sent', 'withdrawn', 'refused', 'unknown'] as const;
export type MessageStatus = (typeof messageStatuses)[number];
export const unsettledStatuses = [
  'pending',
  'sending',
  'unknown',
] as const satisfies readonly MessageStatus[];
export const activeStatuses: MessageStatus[] = ['pending', 'sending'];
export const unsentStatuses: MessageStatus[] = ['withdrawn', 'refused'];

/**
 * How soon a message is wanted, the soonest first. An immediate one goes out at any hour, all others within working
 * hours. Stored: never rename one.
 */
export const urgencies = ['immediate', 'prompt', 'routine'] as const;
export type Urgency = (typeof urgencies)[number];

/** A message to send once. The same kind, recipient and key is the same message, however often it is planned. */
export interface PlannedMessage {
  readonly kind: string;
  /** A person or a channel. */
  readonly recipient: string;
  readonly key: string;
  /** The day that it is for, where the recipient is. */
  readonly day: Day;
  readonly notBefore: Instant;
  /** After this moment it is withdrawn instead of sent. */
  readonly expiresAt: Instant;
  readonly urgency: Urgency;
  /** The data from which its kind renders it; JSON. */
  readonly data: unknown;
  /** The state that its message shows, if it is drawn again when that changes. */
  readonly shows?: string | null;
  /** What it asks, in the order in which it is shown. */
  readonly nudges?: readonly Pick<Nudge, 'kind' | 'subject' | 'person'>[];
  /** Since when it may have reached Slack without this database knowing; absent where that is impossible. */
  readonly doubtSince?: Instant | undefined;
  /** One that was withdrawn is sent after all when it is planned again. */
  readonly reopensWithdrawn?: boolean;
}

export interface Message {
  readonly workspace: string;
  /** Tells nothing, and is the same on every replica. */
  readonly id: string;
  /** Perhaps one that only a newer version knows. */
  readonly kind: string;
  readonly recipient: string;
  readonly day: Day;
  /** The data from which its kind renders it, as stored. */
  readonly data: unknown;
  /** The state that the message shows; null when it is not drawn again. */
  readonly shows: string | null;
  readonly urgency: Urgency;
  readonly plannedAt: Instant;
  readonly status: MessageStatus;
  /** 0 where an older version planned it. */
  readonly notBefore: Instant;
  readonly readyAt: Instant;
  readonly expiresAt: Instant;
  /** Since when it may have reached Slack without our knowing; null while that is impossible. */
  readonly doubtSince: Instant | null;
  /** How often it was claimed; the number tells one claim from another. */
  readonly tries: number;
  readonly channel: string | null;
  readonly ts: string | null;
  readonly sentAt: Instant | null;
  /** When its person first looked at it, or answered, as far as Slack tells; null for a message to a channel. */
  readonly seenAt: Instant | null;
  readonly text: string | null;
  readonly reason: string | null;
  /** From when on it may be drawn again, because it is out of date; null while it is up to date. */
  readonly redrawAt: Instant | null;
}

/** An ask with where it stands. */
export interface StoredNudge extends Nudge {
  /** The id of its message. */
  readonly message: string;
  readonly position: number;
  readonly words: string | null;
}
export type NudgePosition = Pick<StoredNudge, 'message' | 'position' | 'kind'>;

/** The outcome of one claim of a message. */
export type Settlement =
  | {
      readonly status: 'sent';
      readonly channel: string;
      readonly ts: string;
      readonly text: string;
      readonly sentAt: Instant;
      /** From when on to draw it again, because it may show other asks than this database holds for it. */
      readonly redrawAt?: Instant;
    }
  /** Certainly not sent: to be tried from `readyAt` on; `notBefore` where its earliest moment is another now. */
  | { readonly status: 'pending'; readonly readyAt: Instant; readonly notBefore?: Instant }
  /** Perhaps sent: to be looked for from `readyAt` on. */
  | { readonly status: 'sending'; readonly readyAt: Instant }
  | { readonly status: 'withdrawn' | 'refused' | 'unknown'; readonly reason: string };

export interface Answer {
  readonly outcome: Exclude<NudgeOutcome, 'open' | 'not-sent'>;
  readonly at: Instant;
  readonly until?: Day | null;
  readonly words?: string | null;
}

/** Writes to the outbox that go with others, all or nothing. */
export interface OutboxWrites {
  readonly plans?: readonly PlannedMessage[];
  readonly answer?: (Answer & { readonly asks: readonly NudgePosition[] }) | undefined;
  /** The recipient knows what is met now. */
  readonly lastTold?: { readonly recipient: string; readonly was: string; readonly is: string };
  /** Pending messages to these people are ready now: their working hours have changed since those were planned. */
  readonly release?: readonly UserId[];
}

/** The same for the same message, on every replica. */
export function messageId(
  workspace: string,
  { kind, recipient, key }: Pick<PlannedMessage, 'kind' | 'recipient' | 'key'>,
): string {
  const content = JSON.stringify([workspace, kind, recipient, key]);
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

const storedMessage = z.object({ status: z.enum(messageStatuses), urgency: z.enum(urgencies) });
const storedNudge = z.object({ outcome: z.enum(nudgeOutcomes) });

export function toMessage({ notice, ...row }: Tables['messages']['$inferSelect']): Message {
  return { ...row, data: notice, ...storedMessage.parse(row) };
}

export function toNudge({ workspace: _, ...row }: Tables['asks']['$inferSelect']): StoredNudge {
  return { ...row, ...storedNudge.parse(row) };
}
