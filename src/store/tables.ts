import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Entity } from '../domain/register.ts';
import type { Columns } from './columns.postgres.ts';

/** What every table of records has beside the fields of its entity. */
type RecordTable = PgTable & { readonly workspace: PgColumn; readonly id: PgColumn };

/** Every table, once, in the columns of one database. Columns are named in snake_case after their keys. */
export function defineTables({ table, primaryKey, index, text, integer, real, boolean, json }: Columns) {
  const address = () => ({ workspace: text().notNull(), id: text().notNull() });
  const byAddress = (at: { workspace: PgColumn; id: PgColumn }) => [
    primaryKey({ columns: [at.workspace, at.id] }),
  ];

  const records = {
    useCases: table(
      'use_cases',
      {
        ...address(),
        key: text().notNull(),
        name: text().notNull(),
        purpose: text().notNull(),
        team: text().notNull(),
        owner: text().notNull(),
        members: json().notNull(),
        intendedUsers: integer().notNull(),
        data: json().notNull(),
        autonomy: text().notNull(),
        retrieval: boolean().notNull(),
        vendors: json().notNull(),
        otherVendors: text(),
        stack: json().notNull(),
        goLivePlannedOn: text(),
        lastReviewedOn: text(),
        whyNew: text(),
        life: json().notNull(),
      },
      byAddress,
    ),
    decisions: table(
      'decisions',
      {
        ...address(),
        key: text().notNull(),
        category: text().notNull(),
        status: text().notNull(),
        choice: text().notNull(),
        vendor: text(),
        details: json(),
        rationale: text().notNull(),
        alternatives: text().notNull(),
        link: text(),
        proposedOn: text().notNull(),
        proposedBy: text().notNull(),
        decidedOn: text(),
        decidedBy: text(),
        supersededBy: text(),
        withdrawn: json(),
      },
      byAddress,
    ),
    vendors: table(
      'vendors',
      {
        ...address(),
        key: text().notNull(),
        name: text().notNull(),
        aliases: json().notNull().default([]),
        dpa: json(),
      },
      byAddress,
    ),
    evidence: table(
      'evidence',
      {
        ...address(),
        useCase: text().notNull(),
        details: json().notNull(),
        confirmedBy: text().notNull(),
        confirmedAt: integer().notNull(),
        confirmedOn: text().notNull(),
      },
      byAddress,
    ),
    waivers: table(
      'waivers',
      {
        ...address(),
        key: text().notNull(),
        useCase: text().notNull(),
        subject: json().notNull(),
        reason: text().notNull(),
        approvedBy: text().notNull(),
        from: text().notNull(),
        until: text().notNull(),
      },
      byAddress,
    ),
    checkIns: table(
      'check_ins',
      {
        ...address(),
        useCase: text().notNull(),
        week: text().notNull(),
        intended: integer().notNull(),
        daily: integer().notNull(),
        weekly: integer().notNull(),
        notAtAll: integer().notNull(),
        result: text().notNull(),
        by: text().notNull(),
        on: text().notNull(),
      },
      byAddress,
    ),
    evaluations: table(
      'evaluations',
      {
        ...address(),
        key: text().notNull(),
        category: text(),
        useCase: text(),
        tools: json().notNull(),
        openedBy: text().notNull(),
        openedOn: text().notNull(),
        decideBy: text().notNull(),
        closed: json(),
      },
      byAddress,
    ),
    pulses: table(
      'pulses',
      {
        ...address(),
        useCase: text().notNull(),
        week: text().notNull(),
        answers: integer().notNull(),
        sum: integer().notNull(),
        answered: json().notNull(),
      },
      byAddress,
    ),
    intakeTokens: table(
      'intake_tokens',
      {
        ...address(),
        useCase: text().notNull(),
        hash: text().notNull(),
        issuedOn: text().notNull(),
        issuedBy: text().notNull(),
      },
      byAddress,
    ),
    roi: table(
      'roi',
      {
        ...address(),
        useCase: text().notNull(),
        phase: text().notNull(),
        inputs: json().notNull(),
        measured: json().notNull(),
        quoted: json().notNull(),
        overheadPercent: real().notNull(),
        by: text().notNull(),
        on: text().notNull(),
      },
      byAddress,
    ),
    rolloutPlans: table(
      'rollout_plans',
      {
        ...address(),
        useCase: text().notNull(),
        sessionOn: text(),
        sessionAttendees: integer().notNull(),
        optionalUntil: text(),
        fearAddressedAt: text().notNull(),
        aiDoes: text().notNull(),
        peopleDo: text().notNull(),
        adoptionMeasuredBy: text().notNull(),
      },
      byAddress,
    ),
    operators: table(
      'operators',
      {
        ...address(),
        person: text().notNull(),
        namedOn: text().notNull(),
        namedBy: text().notNull(),
        accepted: json().notNull(),
      },
      byAddress,
    ),
    rotations: table(
      'rotations',
      { ...address(), rotatedOn: text().notNull(), by: text().notNull(), on: text().notNull() },
      byAddress,
    ),
    /** A person is kept under their own id, so that one column is both. */
    people: table(
      'people',
      {
        ...address(),
        name: text().notNull(),
        active: boolean().notNull(),
        timeZone: text(),
        kind: text().notNull().default('member'),
      },
      byAddress,
    ),
    settings: table(
      'settings',
      {
        ...address(),
        timeZone: text().notNull(),
        leads: json().notNull(),
        reading: text().notNull(),
        currency: text().notNull(),
        workingDays: json().notNull(),
        openedOn: text(),
      },
      byAddress,
    ),
    holidays: table(
      'holidays',
      { ...address(), day: text().notNull(), name: text().notNull(), timeZone: text() },
      byAddress,
    ),
    mutes: table(
      'mutes',
      { ...address(), person: text().notNull(), kind: text().notNull(), on: text().notNull() },
      byAddress,
    ),
    absences: table(
      'absences',
      {
        ...address(),
        person: text().notNull(),
        from: text().notNull(),
        until: text().notNull(),
        deputy: text(),
        enteredOn: text().notNull(),
      },
      byAddress,
    ),
    digests: table(
      'digests',
      {
        ...address(),
        channel: text().notNull(),
        weekday: integer().notNull(),
        time: text().notNull(),
        timeZone: text().notNull(),
        chosenBy: text().notNull(),
        chosenAt: integer().notNull(),
        stopped: json(),
      },
      byAddress,
    ),
    reviews: table(
      'reviews',
      {
        ...address(),
        quarter: text().notNull(),
        heldOn: text().notNull(),
        attendees: json().notNull(),
        outcome: text().notNull(),
        by: text().notNull(),
        on: text().notNull(),
      },
      byAddress,
    ),
  } satisfies { [E in Entity]: RecordTable };

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
      /** Whoever takes the workspace moves this ahead; should they die, it is due again then. */
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
      /** What a notice is about; null for other kinds. */
      notice: json(),
      /** The state of a notice that its message shows; null when it changes no more. */
      shows: text(),
      plannedAt: integer().notNull(),
      status: text().notNull(),
      /** When it may be taken: from the plan, from a rate limit, or because whoever took it has died. */
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

  return {
    records: records as { readonly [E in Entity]: RecordTable },
    changes,
    checkpoints,
    deliveries,
    agenda,
    clock,
    messages,
    asks,
    told,
  };
}
export type Tables = ReturnType<typeof defineTables>;
