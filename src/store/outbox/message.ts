import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Day, Instant, UserId } from '../../domain/register.ts';
import { type Nudge, type NudgeOutcome, nudgeOutcomes } from '../../domain/reminders/index.ts';
import type { Tables } from '../tables.ts';

/**
 * The status of a message.
 * - `pending`: to send from `readyAt` on; certainly not sent yet.
 * - `sending`: claimed under a lease until `readyAt`; perhaps in Slack since `doubtSince`.
 * - `sent`: in Slack.
 * - `withdrawn`: no longer worth sending. `refused`: refused by Slack. `unknown`: in doubt for good. None is tried
 * again.
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
 * Urgencies, highest first. An immediate message goes out at any hour, others within working hours. Stored: never
 * rename one.
 */
export const urgencies = ['immediate', 'prompt', 'routine'] as const;
export type Urgency = (typeof urgencies)[number];

/** A message to send once, identified by kind, recipient and key. */
export interface PlannedMessage {
  readonly kind: string;
  /** A person or a channel. */
  readonly recipient: string;
  readonly key: string;
  /** Its day, where the recipient is. */
  readonly day: Day;
  readonly notBefore: Instant;
  /** After this moment it is withdrawn. */
  readonly expiresAt: Instant;
  readonly urgency: Urgency;
  /** The JSON data from which it is rendered. */
  readonly data: unknown;
  /** The state it shows, if it is updated when that changes. */
  readonly shows?: string | null;
  /** Its reminders in order. */
  readonly nudges?: readonly Pick<Nudge, 'kind' | 'subject' | 'person'>[];
  /** Since when it may already be in Slack; absent when that is impossible. */
  readonly doubtSince?: Instant | undefined;
  /** A withdrawn message is sent after all when it is planned again. */
  readonly reopensWithdrawn?: boolean;
}

export interface Message {
  readonly workspace: string;
  /** An opaque id, the same on every replica. */
  readonly id: string;
  /** A kind that perhaps only a newer version knows. */
  readonly kind: string;
  readonly recipient: string;
  readonly day: Day;
  /** The stored data from which it is rendered. */
  readonly data: unknown;
  /** The state it shows; null when it is not updated. */
  readonly shows: string | null;
  readonly urgency: Urgency;
  readonly plannedAt: Instant;
  readonly status: MessageStatus;
  /** 0 in messages from an older version. */
  readonly notBefore: Instant;
  readonly readyAt: Instant;
  readonly expiresAt: Instant;
  /** Since when it may be in Slack; null when that is impossible. */
  readonly doubtSince: Instant | null;
  /** The number of claims; it identifies a claim. */
  readonly tries: number;
  readonly channel: string | null;
  readonly ts: string | null;
  readonly sentAt: Instant | null;
  /** When the person first saw or answered it, as far as Slack tells; null for a channel. */
  readonly seenAt: Instant | null;
  readonly text: string | null;
  readonly reason: string | null;
  /** When it may be updated, because it is stale; null while it is current. */
  readonly redrawAt: Instant | null;
}

/** A reminder with its message and its answer. */
export interface StoredNudge extends Nudge {
  /** The id of its message. */
  readonly message: string;
  readonly position: number;
  readonly words: string | null;
}
export type NudgePosition = Pick<StoredNudge, 'message' | 'position' | 'kind'>;

/** The outcome of a claim. */
export type Settlement =
  | {
      readonly status: 'sent';
      readonly channel: string;
      readonly ts: string;
      readonly text: string;
      readonly sentAt: Instant;
      /** When to update it, because it may show other reminders than this database knows. */
      readonly redrawAt?: Instant;
    }
  /** Not sent: try again from `readyAt`; `notBefore` changes its earliest time. */
  | { readonly status: 'pending'; readonly readyAt: Instant; readonly notBefore?: Instant }
  /** Perhaps sent: search for it from `readyAt` on. */
  | { readonly status: 'sending'; readonly readyAt: Instant }
  | { readonly status: 'withdrawn' | 'refused' | 'unknown'; readonly reason: string };

export interface Answer {
  readonly outcome: Exclude<NudgeOutcome, 'open' | 'not-sent'>;
  readonly at: Instant;
  readonly until?: Day | null;
  readonly words?: string | null;
}

/** Outbox writes for one transaction. */
export interface OutboxWrites {
  readonly plans?: readonly PlannedMessage[];
  readonly answer?: (Answer & { readonly nudges: readonly NudgePosition[] }) | undefined;
  /** The recipient is told the met requirements now. */
  readonly lastTold?: { readonly recipient: string; readonly was: string; readonly is: string };
  /** Makes pending messages to these people ready now, because their working hours changed. */
  readonly release?: readonly UserId[];
}

/** Returns the id of a message, the same on every replica. */
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
