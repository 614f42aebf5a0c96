import type { Columns } from './columns.postgres.ts';
import { defineRecordTables } from './record-tables.ts';

/** Every table, once, in the columns of one database. Columns are named in snake_case after their keys. */
export function defineTables(columns: Columns) {
  const { table, primaryKey, index, uniqueIndex, text, integer, boolean, json } = columns;
  const records = defineRecordTables(columns);

  /** Append-only. Its primary key decides races: of two commits that follow on the same change, one finds it taken. */
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
      /** How it was hashed; rows from before there were versions are of the first. */
      version: integer().notNull().default(1),
      /** Goes into the hashes of the contents, and is erased with them. */
      salt: text(),
      /** The key of the erasure that took the contents away; null while they are here. */
      erasure: text(),
      /** The hashes of the contents that were erased. */
      beforeHash: text(),
      afterHash: text(),
    },
    (at) => [
      primaryKey({ columns: [at.workspace, at.seq] }),
      index('changes_by_use_case').on(at.workspace, at.useCase, at.seq),
      index('changes_by_at').on(at.workspace, at.at),
    ],
  );

  /** Histories as they were worked out up to a change, to go on from; they can be worked out again from the log. */
  const checkpoints = table(
    'checkpoints',
    {
      workspace: text().notNull(),
      seq: integer().notNull(),
      /** Of the rules by which it was worked out. */
      version: integer().notNull(),
      /** When the change was made. */
      at: integer().notNull(),
      /** The hash of the change: a checkpoint of another log is none of this one's. */
      hash: text().notNull(),
      /** JSON, compressed, in Base64. */
      contents: text().notNull(),
    },
    (at) => [primaryKey({ columns: [at.workspace, at.seq] })],
  );

  /** What Slack delivered and we acted on; one that comes twice finds its key taken. */
  const deliveries = table(
    'deliveries',
    { workspace: text().notNull(), key: text().notNull(), at: integer().notNull() },
    (at) => [primaryKey({ columns: [at.workspace, at.key] }), index('deliveries_by_at').on(at.at)],
  );

  /** When each workspace is to be looked at next, and when it may be sent something next. */
  const agenda = table(
    'agenda',
    {
      workspace: text().notNull(),
      /** A replica that claims the workspace moves this ahead; if it dies, the workspace is due again then. */
      dueAt: integer().notNull(),
      sendAt: integer().notNull(),
      /** Why nothing can be sent to it; null while it can. */
      parked: text(),
    },
    (at) => [primaryKey({ columns: [at.workspace] }), index('agenda_by_due').on(at.dueAt)],
  );

  /** One row: when the schedule last ticked, by the clock of then. A moved clock and a restored copy show in it. */
  const clock = table('clock', {
    id: text().primaryKey(),
    tickedAt: integer().notNull(),
    /** When somebody said, or a process noticed, that an older copy of the database was restored; null before that. */
    restoredAt: integer(),
  });

  /** The outbox: what is to be sent, is being sent, or was. Written before anything is sent, and never deleted. */
  const messages = table(
    'messages',
    {
      workspace: text().notNull(),
      /** What it is for, in a form that tells nothing: the same message has the same id, however often it is planned. */
      id: text().notNull(),
      kind: text().notNull(),
      /** A person or a channel. */
      recipient: text().notNull(),
      /** The day it is for, where the recipient is. */
      day: text().notNull(),
      /** The data it is rendered from, as its kind defines it; null where the register and its asks are enough. */
      notice: json(),
      /** The state of what it is about that it shows; null when it is drawn no more. */
      shows: text(),
      /** How soon it is wanted: immediate, prompt or routine. */
      urgency: text().notNull().default('routine'),
      plannedAt: integer().notNull(),
      status: text().notNull(),
      /** The earliest moment at which it may be sent, as it was planned; 0 where an older version planned it. */
      notBefore: integer().notNull().default(0),
      /** When it may be claimed: `notBefore`, the end of a rate limit, or the end of a lease. */
      readyAt: integer().notNull(),
      /** After this it is not sent any more. */
      expiresAt: integer().notNull(),
      /** Since when it may have reached Slack without our knowing; null while that is impossible. */
      doubtSince: integer(),
      tries: integer().notNull(),
      channel: text(),
      ts: text(),
      sentAt: integer(),
      /** When the person first looked at it, as far as Slack tells. */
      seenAt: integer(),
      /** What was sent, as notifications read it. */
      text: text(),
      reason: text(),
      /** From when on it may be drawn again, because it shows what is no longer so; null while it shows how things are. */
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

  /** Which requirements each lead and each digest channel was last told are met. */
  const told = table(
    'told',
    {
      workspace: text().notNull(),
      recipient: text().notNull(),
      met: text().notNull(),
      /** Rises each time, so that no two notices of one recipient have the same key. */
      turn: integer().notNull(),
    },
    (at) => [primaryKey({ columns: [at.workspace, at.recipient] })],
  );

  /** Each thing that somebody was asked for, and what came of it. */
  const asks = table(
    'asks',
    {
      workspace: text().notNull(),
      message: text().notNull(),
      position: integer().notNull(),
      kind: text().notNull(),
      subject: text().notNull(),
      person: text().notNull(),
      /** Where the person is. */
      askedOn: text().notNull(),
      askedAt: integer().notNull(),
      outcome: text().notNull(),
      outcomeAt: integer(),
      /** The first day on which a snoozed ask may come back. */
      until: text(),
      /** Why it was snoozed, or what was answered. */
      words: text(),
    },
    (at) => [
      primaryKey({ columns: [at.workspace, at.message, at.position] }),
      index('asks_by_outcome').on(at.workspace, at.outcome),
      index('asks_by_time').on(at.workspace, at.askedAt),
      index('asks_by_person').on(at.workspace, at.person, at.askedAt),
    ],
  );

  /** Entries that are many and never edited. The primary key decides races, as for changes. */
  const streamEntries = table(
    'stream_entries',
    {
      workspace: text().notNull(),
      stream: text().notNull(),
      /** Counts from 1, without gaps. */
      position: integer().notNull(),
      /** The same entry has the same key, however often it comes. */
      key: text().notNull(),
      /** When it happened. */
      at: integer().notNull(),
      /** When it came; never before that of the entry before it. */
      recordedAt: integer().notNull(),
      body: json(),
      /** Which older entries were removed, by whose order; null for an ordinary entry. */
      removal: json(),
      /** Covers the entry and all before it; null where the stream is not chained. */
      hash: text(),
    },
    (at) => [
      primaryKey({ columns: [at.workspace, at.stream, at.position] }),
      uniqueIndex('stream_entries_by_key').on(at.workspace, at.stream, at.key),
      index('stream_entries_by_at').on(at.workspace, at.stream, at.at),
    ],
  );

  /** The ends of each stream: the last entry, and the last one that was removed. */
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
