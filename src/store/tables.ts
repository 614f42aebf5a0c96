import type { Columns } from './columns.postgres.ts';
import { defineRecordTables } from './record-tables.ts';

/** Defines every table in the columns of one database. Column names are the keys in snake_case. */
export function defineTables(columns: Columns) {
  const { table, primaryKey, index, uniqueIndex, text, integer, boolean, json } = columns;
  const records = defineRecordTables(columns);

  /** Append-only. Of two commits after the same change, the primary key refuses one. */
  const changes = table(
    'changes',
    {
      workspace: text().notNull(),
      seq: integer().notNull(),
      at: integer().notNull(),
      actor: text().notNull(),
      action: text().notNull(),
      entity: text().notNull(),
      id: text().notNull(),
      useCase: text(),
      before: json(),
      after: json(),
      previousHash: text().notNull(),
      hash: text().notNull(),
      /** The hash version; old rows have version 1. */
      version: integer().notNull().default(1),
      /** Part of the content hashes, and erased with the contents. */
      salt: text(),
      /** The key of the erasure that removed the contents; null while they exist. */
      erasure: text(),
      /** Hashes of the erased contents. */
      beforeHash: text(),
      afterHash: text(),
    },
    (at) => [
      primaryKey({ columns: [at.workspace, at.seq] }),
      index('changes_by_use_case').on(at.workspace, at.useCase, at.seq),
      index('changes_by_at').on(at.workspace, at.at),
    ],
  );

  /** Stored replays, from which a later replay continues. They can be computed again from the log. */
  const checkpoints = table(
    'checkpoints',
    {
      workspace: text().notNull(),
      seq: integer().notNull(),
      /** The version of the rules that computed it. */
      version: integer().notNull(),
      /** The time of the change. */
      at: integer().notNull(),
      /** The hash of the change, so that a checkpoint of another log is recognized. */
      hash: text().notNull(),
      /** JSON, compressed, in Base64. */
      contents: text().notNull(),
    },
    (at) => [primaryKey({ columns: [at.workspace, at.seq] })],
  );

  /** Processed deliveries of Slack. The key of a repeated one is taken. */
  const deliveries = table(
    'deliveries',
    { workspace: text().notNull(), key: text().notNull(), at: integer().notNull() },
    (at) => [primaryKey({ columns: [at.workspace, at.key] }), index('deliveries_by_at').on(at.at)],
  );

  /** When each workspace is due, and when its next message may be sent. */
  const agenda = table(
    'agenda',
    {
      workspace: text().notNull(),
      /** A replica that claims the workspace moves this to the end of its lease. */
      dueAt: integer().notNull(),
      sendAt: integer().notNull(),
      /** Why nothing can be sent; null while it can. */
      parked: text(),
    },
    (at) => [primaryKey({ columns: [at.workspace] }), index('agenda_by_due').on(at.dueAt)],
  );

  /** One row: the last tick. A moved clock and a restored copy show in it. */
  const clock = table('clock', {
    id: text().primaryKey(),
    tickedAt: integer().notNull(),
    /** The last restore that was reported or noticed; null before. */
    restoredAt: integer(),
  });

  /** The outbox: messages to send, in progress, or settled. Stored before sending, and never deleted. */
  const messages = table(
    'messages',
    {
      workspace: text().notNull(),
      /** An opaque hash of what it is for: the same message always has the same id. */
      id: text().notNull(),
      kind: text().notNull(),
      /** A person or a channel. */
      recipient: text().notNull(),
      /** Its day, where the recipient is. */
      day: text().notNull(),
      /** The data of its kind; null when the register and its asks are enough. */
      notice: json(),
      /** The state it shows; null when it is not updated any more. */
      shows: text(),
      /** Its urgency: immediate, prompt or routine. */
      urgency: text().notNull().default('routine'),
      plannedAt: integer().notNull(),
      status: text().notNull(),
      /** The earliest planned time to send it; 0 in messages from an older version. */
      notBefore: integer().notNull().default(0),
      /** When it can be claimed: `notBefore`, the end of a rate limit, or the end of a lease. */
      readyAt: integer().notNull(),
      /** After this it is not sent. */
      expiresAt: integer().notNull(),
      /** Since when it may be in Slack; null when that is impossible. */
      doubtSince: integer(),
      tries: integer().notNull(),
      channel: text(),
      ts: text(),
      sentAt: integer(),
      /** When the person first saw it, as far as Slack tells. */
      seenAt: integer(),
      /** The sent text, as in the notification. */
      text: text(),
      reason: text(),
      /** When it may be updated, because it is stale; null while it is current. */
      redrawAt: integer(),
    },
    (at) => [
      primaryKey({ columns: [at.workspace, at.id] }),
      index('messages_ready').on(at.status, at.workspace, at.readyAt),
      index('messages_stale').on(at.status, at.redrawAt),
      index('messages_by_time').on(at.workspace, at.plannedAt),
      index('messages_by_place').on(at.workspace, at.ts),
      index('messages_by_recipient').on(at.workspace, at.recipient, at.plannedAt),
      index('messages_by_state').on(at.workspace, at.shows),
    ],
  );

  /** The met requirements that each lead and digest channel was last told. */
  const told = table(
    'told',
    {
      workspace: text().notNull(),
      recipient: text().notNull(),
      met: text().notNull(),
      /** Increases each time, so that two notices to one recipient have different keys. */
      turn: integer().notNull(),
    },
    (at) => [primaryKey({ columns: [at.workspace, at.recipient] })],
  );

  /** Each reminder that was sent, and its outcome. */
  const asks = table(
    'asks',
    {
      workspace: text().notNull(),
      message: text().notNull(),
      position: integer().notNull(),
      kind: text().notNull(),
      subject: text().notNull(),
      person: text().notNull(),
      /** The day where the person is. */
      askedOn: text().notNull(),
      askedAt: integer().notNull(),
      outcome: text().notNull(),
      outcomeAt: integer(),
      /** The first day on which a snoozed reminder may return. */
      until: text(),
      /** The reason of a snooze, or the answer. */
      words: text(),
    },
    (at) => [
      primaryKey({ columns: [at.workspace, at.message, at.position] }),
      index('asks_by_outcome').on(at.workspace, at.outcome),
      index('asks_by_time').on(at.workspace, at.askedAt),
      index('asks_by_person').on(at.workspace, at.person, at.askedAt),
    ],
  );

  /** Entries of streams. The primary key refuses one of two conflicting appends. */
  const streamEntries = table(
    'stream_entries',
    {
      workspace: text().notNull(),
      stream: text().notNull(),
      /** From 1 without gaps. */
      position: integer().notNull(),
      /** The same entry always has the same key. */
      key: text().notNull(),
      /** When it happened. */
      at: integer().notNull(),
      /** When it was recorded; never earlier than the entry before. */
      recordedAt: integer().notNull(),
      /** Groups entries for counts and filters, such as a result; null without one. */
      label: text(),
      body: json(),
      /** The removed entries and who ordered it; null for an ordinary entry. */
      removal: json(),
      /** Covers the entry and all before it; null in an unchained stream. */
      hash: text(),
    },
    (at) => [
      primaryKey({ columns: [at.workspace, at.stream, at.position] }),
      uniqueIndex('stream_entries_by_key').on(at.workspace, at.stream, at.key),
      index('stream_entries_by_time').on(at.workspace, at.stream, at.at, at.label),
    ],
  );

  /** The last entry of each stream, and its last removed entry. */
  const streamHeads = table(
    'stream_heads',
    {
      workspace: text().notNull(),
      stream: text().notNull(),
      chained: boolean().notNull(),
      position: integer().notNull(),
      recordedAt: integer().notNull(),
      hash: text(),
      removedUpTo: integer().notNull(),
      removedHash: text(),
    },
    (at) => [primaryKey({ columns: [at.workspace, at.stream] })],
  );

  return {
    records,
    changes,
    checkpoints,
    deliveries,
    agenda,
    clock,
    messages,
    asks,
    told,
    streamEntries,
    streamHeads,
  };
}
export type Tables = ReturnType<typeof defineTables>;
