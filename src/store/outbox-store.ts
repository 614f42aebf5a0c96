import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { z } from 'zod';
import { type Notice, type NoticeState, noticeSchema, noticeStates } from '../domain/notices/index.ts';
import type { Day, Instant, UserId } from '../domain/register.ts';
import { type Ask, type AskOutcome, askOutcomes } from '../domain/reminders/index.ts';
import type { Database, Session } from './database.ts';
import type { Tables } from './tables.ts';

/**
 * - `pending`: to be sent from `readyAt` on, and certainly not sent yet.
 * - `sending`: somebody took it; from `readyAt` on they are thought dead, and it may have reached Slack since `doubtSince`.
 * - `sent`: Slack has it.
 * - `withdrawn`: no longer worth sending. `refused`: Slack takes it from nobody. `unknown`: it may have arrived, and
 *   nobody can tell. None of these is tried again.
 */
export const messageStatuses = ['pending', 'sending', 'sent', 'withdrawn', 'refused', 'unknown'] as const;
export type MessageStatus = (typeof messageStatuses)[number];
/** `daily` and `notice` go to a person, `digest` and `announcement` to a channel. */
export const messageKinds = ['daily', 'digest', 'notice', 'announcement'] as const;
export type MessageKind = (typeof messageKinds)[number];

/**
 * What is to be sent. The same kind, recipient and day are the same message, however often it is planned; of a notice,
 * the same kind, recipient and key. A notice that was withdrawn is sent after all when it is planned again.
 */
export interface Plan {
  readonly kind: MessageKind;
  /** A person, or a channel. */
  readonly recipient: string;
  readonly day: Day;
  /** After this moment it is withdrawn instead of sent. */
  readonly expiresAt: Instant;
  /** What it asks, in the order in which it is shown. */
  readonly asks: readonly Pick<Ask, 'kind' | 'subject' | 'person'>[];
  /** Since when it may have reached Slack without this database knowing; absent where that is impossible. */
  readonly doubtSince?: Instant | undefined;
  /** Only for a notice or an announcement. */
  readonly notice?: {
    readonly key: string;
    readonly data: Notice;
    readonly readyAt: Instant;
    /** The state that its message shows, if it is drawn again when that changes. */
    readonly shows: NoticeState | null;
  };
}

export interface Message {
  readonly workspace: string;
  /** Tells nothing, and is the same on every replica. */
  readonly id: string;
  readonly kind: MessageKind;
  readonly recipient: string;
  readonly day: Day;
  /** Null for other kinds than a notice or an announcement. */
  readonly notice: Notice | null;
  /** The state of the notice that the message shows; null when it is not drawn again. */
  readonly shows: NoticeState | null;
  readonly plannedAt: Instant;
  readonly status: MessageStatus;
  readonly readyAt: Instant;
  readonly expiresAt: Instant;
  /** Since when it may have reached Slack without our knowing; null while that is impossible. */
  readonly doubtSince: Instant | null;
  /** How often it was taken. Whoever took it is known by this number. */
  readonly tries: number;
  readonly channel: string | null;
  readonly ts: string | null;
  readonly sentAt: Instant | null;
  /** When its person first looked at it, or answered, as far as Slack tells; always null for a digest. */
  readonly seenAt: Instant | null;
  readonly text: string | null;
  readonly reason: string | null;
  /** From when on it may be drawn again, because it shows what is no longer so; null while it shows how things are. */
  readonly redrawAt: Instant | null;
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
      /** From when on to draw it again, because it may show other asks than this database holds for it. */
      readonly redrawAt?: Instant;
    }
  /** Certainly not sent: to be tried from `readyAt` on. */
  | { readonly status: 'pending'; readonly readyAt: Instant }
  /** Perhaps sent: to be looked for from `readyAt` on. */
  | { readonly status: 'sending'; readonly readyAt: Instant }
  | { readonly status: 'withdrawn' | 'refused' | 'unknown'; readonly reason: string };

export interface Answer {
  readonly outcome: Exclude<AskOutcome, 'open' | 'not-sent'>;
  readonly at: Instant;
  readonly until?: Day | null;
  readonly words?: string | null;
}

/** What a recipient was last told is met, as `metFor` writes it. */
interface Told {
  readonly met: string;
  /** Another one each time. */
  readonly turn: number;
}

/** What is written into the outbox together with a commit, all or nothing. */
export interface OutboxWrites {
  readonly plans?: readonly Plan[];
  readonly answer?: (Answer & { readonly asks: readonly AnsweredAsk[] }) | undefined;
  /** Somebody read it in the answer to their own change. */
  readonly told?: { readonly recipient: string; readonly was: string; readonly is: string };
  /** Their pending notices are ready now: their working hours are others than when those were planned. */
  readonly release?: readonly UserId[];
}
type AnsweredAsk = Pick<PlacedAsk, 'message' | 'position' | 'kind'>;

/** What waits, over all workspaces. */
export interface Backlog {
  /** Workspaces to be looked at now. */
  readonly due: number;
  /** Workspaces to which nothing can be sent. */
  readonly parked: number;
  /** Messages that are not settled, or never will be. */
  readonly messages: readonly {
    readonly kind: MessageKind;
    readonly status: 'pending' | 'sending' | 'unknown';
    readonly count: number;
  }[];
}

/** The last tick of the schedule on any replica, and the last time that an older copy was known to be restored. */
export interface Tick {
  readonly tickedAt: Instant;
  readonly restoredAt: Instant | null;
}

/** What is to be looked at, what is to be sent, and what was asked. */
export interface Outbox {
  /** The last tick; null before the first. */
  lastTick(): Promise<Tick | null>;
  /** Records a tick of the schedule, and returns it. */
  recordTick(now: Instant): Promise<Tick>;
  /** Records that an older copy of the database was restored before this moment; false where nothing ever ticked. */
  recordRestore(now: Instant): Promise<boolean>;
  /** Puts every message in doubt, since it was planned, that is waiting to be sent: it may have been sent already. */
  doubtWaiting(): Promise<void>;
  /**
   * Judges by `now` all that waits for a moment ahead, after the clock went back: workspaces are due, turns are free,
   * pending messages are ready, and no lease lasts longer than until `leased`. A message in doubt is looked for from
   * `doubtedFrom` on, since its own moment was taken from the wrong clock.
   */
  followClock(now: Instant, leased: Instant, doubtedFrom: Instant): Promise<void>;
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
  /**
   * The next moment, from now to `until`, at which a workspace may be sent something, given to nobody else: turns are
   * `every` milliseconds apart, whoever takes them. Null where nothing is ready, nothing can be sent to it, or the next
   * turn is later.
   */
  takeTurn(workspace: string, now: Instant, until: Instant, every: number): Promise<Instant | null>;
  /** No turn of a workspace is before this moment. */
  holdTurns(workspace: string, until: Instant): Promise<void>;
  /** Takes the message that is ready longest, marks it as being sent, and keeps it from others until `until`. */
  take(workspace: string, now: Instant, until: Instant): Promise<Message | null>;
  /**
   * Notes that a message which was taken may reach Slack from now on without our knowing, and keeps it until `until`.
   * False when it was taken from us meanwhile: then it must not be sent.
   */
  doubt(message: Message, now: Instant, until: Instant): Promise<boolean>;
  /**
   * Records what became of a message that was taken; where somebody else has taken it meanwhile, only that it was sent.
   * Asks of one that was withdrawn or refused count as not sent.
   */
  settle(message: Message, settlement: Settlement): Promise<void>;
  /** Messages of a workspace, newest first. */
  messages(
    workspace: string,
    filter?: { readonly recipient?: string; readonly since?: Instant; readonly limit?: number },
  ): Promise<readonly Message[]>;
  /** A person looks at what they were sent. */
  seen(workspace: string, person: string, at: Instant): Promise<void>;
  /** The message at a place in Slack; null when it is none of ours. */
  messageAt(workspace: string, channel: string, ts: string): Promise<Message | null>;

  /** Everything asked since a moment, oldest first, and whatever is still open; of some people, or of all. */
  asks(workspace: string, since: Instant, people?: readonly UserId[]): Promise<readonly PlacedAsk[]>;
  /** The asks of one message, in their order. */
  asksOf(workspace: string, message: string): Promise<readonly PlacedAsk[]>;
  /**
   * Records what came of asks that are still open, and says how many were; their messages are then stale. What somebody
   * said makes the workspace due at once, and shows that they have seen it.
   */
  answer(workspace: string, asks: readonly AnsweredAsk[], answer: Answer): Promise<number>;
  /** Messages that were sent and are drawn again when the state of their notice changes. */
  watched(workspace: string): Promise<readonly Message[]>;
  /** A message shows another state from now on, and is stale until it is drawn; null when it is drawn no more after. */
  show(message: Message, shows: NoticeState | null, at: Instant): Promise<void>;
  /** What each recipient was last told is met. */
  told(workspace: string): Promise<ReadonlyMap<string, Told>>;
  /** Enters what recipients know who were told nothing yet, and forgets all others. */
  keepTold(workspace: string, known: ReadonlyMap<string, string>, at: Instant): Promise<void>;
  /** Workspaces with messages that show what is no longer so. */
  readyToRedraw(now: Instant): Promise<readonly string[]>;
  /** Takes messages that were sent and show what is no longer so, and keeps them until `until`; of one workspace or of all. */
  takeStale(now: Instant, until: Instant, most: number, workspace: string): Promise<readonly Message[]>;
  /** The message shows how things were when it was taken; it stays stale if something was answered since. */
  redrawn(message: Message): Promise<void>;

  backlog(now: Instant): Promise<Backlog>;
}

/** The same for the same message, on every replica. */
function messageId(workspace: string, { kind, recipient, day, notice }: Plan): string {
  const content = JSON.stringify([workspace, kind, recipient, notice?.key ?? day]);
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

const unsettled = ['pending', 'sending', 'unknown'] as const satisfies readonly MessageStatus[];
const stored = {
  message: z.object({
    kind: z.enum(messageKinds),
    status: z.enum(messageStatuses),
    notice: noticeSchema.nullable(),
    shows: z.enum(noticeStates).nullable(),
  }),
  ask: z.object({ outcome: z.enum(askOutcomes) }),
  backlog: z.object({ kind: z.enum(messageKinds), status: z.enum(unsettled) }),
};
/** What came of asks without anybody saying so. */
const found: AskOutcome[] = ['done', 'lapsed'];
const underWay: MessageStatus[] = ['pending', 'sending'];
const neverSent: MessageStatus[] = ['withdrawn', 'refused'];
/** Plans in one transaction, with all their asks; others have their turn between two. */
const plansAtOnce = 20;

/**
 * Whatever is written in one transaction is locked in one order, so that no two wait for each other: what a commit
 * writes (`register-store.ts`), the agenda, messages by their id, asks by their message, what recipients were told.
 */
export function createOutbox(database: Database): Outbox {
  const { reader, writer, single, free } = database;
  const { agenda, clock, messages, asks, told } = database.tables;
  /** A value that a prepared statement is given. */
  const given = (name: string): SQL<never> => sql`${sql.placeholder(name)}`;

  const toMessage = (row: typeof messages.$inferSelect): Message => ({
    ...row,
    ...stored.message.parse(row),
  });
  const toAsk = ({ workspace: _, ...row }: typeof asks.$inferSelect): PlacedAsk => ({
    ...row,
    ...stored.ask.parse(row),
  });
  const ofTick = { tickedAt: clock.tickedAt, restoredAt: clock.restoredAt };
  const here = (workspace: string) => eq(agenda.workspace, workspace);
  const at = ({ workspace, id }: Pick<Message, 'workspace' | 'id'>) =>
    and(eq(messages.workspace, workspace), eq(messages.id, id));

  /** A workspace that is looked at later than this is looked at then. */
  const dueBy = (session: Session, workspace: string, at: Instant) =>
    session
      .update(agenda)
      .set({ dueAt: at })
      .where(and(here(workspace), gt(agenda.dueAt, at)));

  const due = writer.$with('due').as(
    free(
      writer
        .select({ workspace: agenda.workspace })
        .from(agenda)
        .where(and(lte(agenda.dueAt, given('now')), isNull(agenda.parked)))
        .orderBy(asc(agenda.dueAt))
        .limit(sql.placeholder('most')),
    ),
  );
  const takeDue = writer
    .with(due)
    .update(agenda)
    .set({ dueAt: given('until') })
    .where(inArray(agenda.workspace, writer.select().from(due)))
    .returning({ workspace: agenda.workspace })
    .prepare('take_due');

  const lookAgain = writer
    .update(agenda)
    .set({ dueAt: given('at') })
    .where(and(eq(agenda.workspace, given('workspace')), eq(agenda.dueAt, given('taken'))))
    .prepare('look_again');

  const isReady = and(inArray(messages.status, underWay), lte(messages.readyAt, given('now')));
  const next = writer
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.workspace, given('workspace')), isReady))
    .orderBy(asc(messages.readyAt), asc(messages.plannedAt), asc(messages.id))
    .limit(1);

  const takeTurn = writer
    .update(agenda)
    .set({
      sendAt: sql`CASE WHEN ${agenda.sendAt} > ${given('now')} THEN ${agenda.sendAt} ELSE ${given('now')} END + ${given('every')}`,
    })
    .where(
      and(
        eq(agenda.workspace, given('workspace')),
        isNull(agenda.parked),
        lte(agenda.sendAt, given('until')),
        exists(next),
      ),
    )
    .returning({ sendAt: agenda.sendAt })
    .prepare('take_turn');

  const take = writer
    .update(messages)
    .set({
      status: 'sending',
      readyAt: given('until'),
      tries: sql`${messages.tries} + 1`,
      // What was never drawn cannot be stale.
      redrawAt: sql`CASE WHEN ${messages.doubtSince} IS NULL THEN NULL ELSE ${messages.redrawAt} END`,
    })
    .where(and(eq(messages.workspace, given('workspace')), eq(messages.id, sql`(${free(next)})`)))
    .returning()
    .prepare('take');

  const ready = reader
    .selectDistinct({ workspace: messages.workspace })
    .from(messages)
    .innerJoin(agenda, eq(agenda.workspace, messages.workspace))
    .where(and(isReady, isNull(agenda.parked)))
    .prepare('ready_to_send');

  const stale = reader
    .selectDistinct({ workspace: messages.workspace })
    .from(messages)
    .where(and(eq(messages.status, 'sent'), lte(messages.redrawAt, given('now'))))
    .prepare('ready_to_redraw');

  const asksWhere = (name: string, when: SQL | undefined) =>
    reader
      .select()
      .from(asks)
      .where(and(eq(asks.workspace, given('workspace')), when))
      .orderBy(asc(asks.askedAt), asc(asks.message), asc(asks.position))
      .prepare(name);
  const askedSince = asksWhere('asked_since', gte(asks.askedAt, given('since')));
  const openBefore = asksWhere(
    'open_before',
    and(eq(asks.outcome, 'open'), lt(asks.askedAt, given('since'))),
  );

  return {
    async lastTick() {
      const [last] = await reader.select(ofTick).from(clock);
      return last ?? null;
    },

    async recordTick(tickedAt) {
      const [tick] = await single(() =>
        writer
          .insert(clock)
          .values({ id: 'schedule', tickedAt })
          .onConflictDoUpdate({ target: clock.id, set: { tickedAt } })
          .returning(ofTick),
      );
      return tick ?? { tickedAt, restoredAt: null };
    },

    async recordRestore(restoredAt) {
      const updated = await single(() =>
        writer.update(clock).set({ restoredAt }).returning({ id: clock.id }),
      );
      return updated.length > 0;
    },

    async doubtWaiting() {
      await single(() =>
        writer
          .update(messages)
          .set({ doubtSince: sql`${messages.plannedAt}` })
          .where(and(inArray(messages.status, underWay), isNull(messages.doubtSince))),
      );
    },

    async followClock(now, leased, doubtedFrom) {
      const waiting = (status: MessageStatus, readyAt: Instant) =>
        and(eq(messages.status, status), gt(messages.readyAt, readyAt));
      await database.write((session) => [
        session.update(agenda).set({ dueAt: now }).where(gt(agenda.dueAt, now)),
        session.update(agenda).set({ sendAt: now }).where(gt(agenda.sendAt, now)),
        session.update(messages).set({ readyAt: now }).where(waiting('pending', now)),
        session.update(messages).set({ readyAt: leased }).where(waiting('sending', leased)),
        session
          .update(messages)
          .set({ doubtSince: doubtedFrom })
          .where(and(eq(messages.status, 'sending'), gt(messages.doubtSince, doubtedFrom))),
        session
          .update(messages)
          .set({ redrawAt: now })
          .where(and(eq(messages.status, 'sent'), gt(messages.redrawAt, now))),
      ]);
    },

    async takeDue(now, until, most) {
      const taken = await single(() => takeDue.execute({ now, until, most }));
      return taken.map(({ workspace }) => workspace);
    },

    async lookAgain(workspace, taken, at) {
      await single(() => lookAgain.execute({ workspace, taken, at }));
    },

    async agendaOf(workspace) {
      const entries = await reader
        .select({ dueAt: agenda.dueAt, parked: agenda.parked })
        .from(agenda)
        .where(here(workspace));
      return entries[0] ?? null;
    },

    async park(workspace, reason) {
      await single(() => writer.update(agenda).set({ parked: reason }).where(here(workspace)));
    },

    async plan(workspace, at, plans) {
      for (let start = 0; start < plans.length; start += plansAtOnce) {
        if (start > 0) await setImmediate();
        const some = plans.slice(start, start + plansAtOnce);
        await database.write((session) =>
          inOrder(writesOfPlans(session, database.tables, workspace, at, some)),
        );
      }
    },

    async readyToSend(now) {
      return (await ready.execute({ now })).map(({ workspace }) => workspace);
    },

    async takeTurn(workspace, now, until, every) {
      const [turn] = await single(() => takeTurn.execute({ workspace, now, until, every }));
      return turn ? turn.sendAt - every : null;
    },

    async holdTurns(workspace, until) {
      await single(() =>
        writer
          .update(agenda)
          .set({ sendAt: until })
          .where(and(here(workspace), lte(agenda.sendAt, until))),
      );
    },

    async take(workspace, now, until) {
      const [row] = await single(() => take.execute({ workspace, now, until }));
      return row ? toMessage(row) : null;
    },

    async doubt(message, now, until) {
      const taken = await single(() =>
        writer
          .update(messages)
          .set({ doubtSince: sql`coalesce(${messages.doubtSince}, ${now})`, readyAt: until })
          .where(and(at(message), eq(messages.status, 'sending'), eq(messages.tries, message.tries)))
          .returning({ id: messages.id }),
      );
      return taken.length > 0;
    },

    async settle(message, settlement) {
      const { status } = settlement;
      const certain = status === 'sent' || status === 'pending';
      const stillOurs = status === 'sent' ? undefined : eq(messages.tries, message.tries);
      const { workspace, id } = message;
      await database.write((session) => [
        // What it asked is asked anew, without waiting for the next time that somebody looks. A notice asks nothing.
        ...(neverSent.includes(status) && message.notice === null
          ? [dueBy(session, workspace, message.plannedAt)]
          : []),
        session
          .update(messages)
          .set({ ...settlement, ...(certain ? { doubtSince: null } : {}) })
          .where(and(at(message), eq(messages.status, 'sending'), stillOurs)),
        session
          .update(asks)
          .set({ outcome: 'not-sent' })
          .where(
            and(
              eq(asks.workspace, workspace),
              eq(asks.message, id),
              inArray(
                asks.message,
                session
                  .select({ id: messages.id })
                  .from(messages)
                  .where(and(at(message), inArray(messages.status, neverSent))),
              ),
            ),
          ),
        ...(status === 'sent' && message.notice?.kind === 'readiness'
          ? [
              tellStatement(session, database.tables, workspace, {
                ...message.notice,
                recipient: message.recipient,
              }),
            ]
          : []),
      ]);
    },

    async messages(workspace, { recipient, since, limit } = {}) {
      const query = reader
        .select()
        .from(messages)
        .where(
          and(
            eq(messages.workspace, workspace),
            recipient === undefined ? undefined : eq(messages.recipient, recipient),
            since === undefined ? undefined : gte(messages.plannedAt, since),
          ),
        )
        .orderBy(desc(messages.plannedAt), asc(messages.id));
      return (await (limit === undefined ? query : query.limit(limit))).map(toMessage);
    },

    async seen(workspace, person, seenAt) {
      const unseen = and(
        eq(messages.workspace, workspace),
        eq(messages.recipient, person),
        and(eq(messages.kind, 'daily'), eq(messages.status, 'sent'), isNull(messages.seenAt)),
      );
      const found = await reader.select({ id: messages.id }).from(messages).where(unseen);
      const ids = found.map(({ id }) => id).sort();
      if (ids.length > 0)
        await database.write((session) =>
          ids.map((id) =>
            session
              .update(messages)
              .set({ seenAt })
              .where(and(at({ workspace, id }), isNull(messages.seenAt))),
          ),
        );
    },

    async messageAt(workspace, channel, ts) {
      const there = and(eq(messages.channel, channel), eq(messages.ts, ts));
      const [row] = await reader
        .select()
        .from(messages)
        .where(and(eq(messages.workspace, workspace), there));
      return row ? toMessage(row) : null;
    },

    async asks(workspace, since, people) {
      if (people !== undefined) {
        const rows = await reader
          .select()
          .from(asks)
          .where(
            and(
              eq(asks.workspace, workspace),
              inArray(asks.person, [...people]),
              or(gte(asks.askedAt, since), eq(asks.outcome, 'open')),
            ),
          )
          .orderBy(asc(asks.askedAt), asc(asks.message), asc(asks.position));
        return rows.map(toAsk);
      }
      const of = { workspace, since };
      // Apart, so that neither goes through all that was ever asked.
      const [before, after] = await Promise.all([openBefore.execute(of), askedSince.execute(of)]);
      return [...before, ...after].map(toAsk);
    },

    async asksOf(workspace, message) {
      const rows = await reader
        .select()
        .from(asks)
        .where(and(eq(asks.workspace, workspace), eq(asks.message, message)))
        .orderBy(asc(asks.position));
      return rows.map(toAsk);
    },

    async answer(workspace, answered, answer) {
      const places = placesOf(answered).size;
      const changed = await database.write((session) => [
        // What somebody says changes what is asked next, and of whom; what is found at a look does not.
        ...(found.includes(answer.outcome) ? [] : [dueBy(session, workspace, answer.at)]),
        ...inOrder(writesOfAnswer(session, database.tables, workspace, answered, answer)),
      ]);
      return changed.slice(changed.length - places).reduce((sum, count) => sum + count, 0);
    },

    async watched(workspace) {
      const rows = await reader
        .select()
        .from(messages)
        .where(
          and(eq(messages.workspace, workspace), isNotNull(messages.shows), eq(messages.status, 'sent')),
        );
      return rows.map(toMessage);
    },

    async show(message, shows, redrawAt) {
      await single(() => writer.update(messages).set({ shows, redrawAt }).where(at(message)));
    },

    async told(workspace) {
      const rows = await reader.select().from(told).where(eq(told.workspace, workspace));
      return new Map(rows.map(({ recipient, met, turn }) => [recipient, { met, turn }]));
    },

    async keepTold(workspace, known, turn) {
      const rows = await reader
        .select({ recipient: told.recipient })
        .from(told)
        .where(eq(told.workspace, workspace));
      const recipients = new Set([...rows.map(({ recipient }) => recipient), ...known.keys()]);
      await database.write((session) =>
        [...recipients].sort().map((recipient) => {
          const met = known.get(recipient);
          return met === undefined
            ? session.delete(told).where(and(eq(told.workspace, workspace), eq(told.recipient, recipient)))
            : session.insert(told).values({ workspace, recipient, met, turn }).onConflictDoNothing();
        }),
      );
    },

    async readyToRedraw(now) {
      return (await stale.execute({ now })).map(({ workspace }) => workspace);
    },

    async takeStale(now, until, most, workspace) {
      const taken = writer.$with('stale').as(
        free(
          writer
            .select({ workspace: messages.workspace, id: messages.id })
            .from(messages)
            .where(
              and(
                lte(messages.redrawAt, now),
                eq(messages.status, 'sent'),
                eq(messages.workspace, workspace),
              ),
            )
            .orderBy(asc(messages.redrawAt))
            .limit(most),
        ),
      );
      const rows = await single(() =>
        writer
          .with(taken)
          .update(messages)
          .set({ redrawAt: until })
          .where(sql`(${messages.workspace}, ${messages.id}) IN (SELECT * FROM ${taken})`)
          .returning(),
      );
      return rows.map(toMessage);
    },

    async redrawn(message) {
      if (message.redrawAt === null) return;
      const { redrawAt } = message;
      await single(() =>
        writer
          .update(messages)
          .set({ redrawAt: null })
          .where(and(at(message), eq(messages.redrawAt, redrawAt))),
      );
    },

    async backlog(now) {
      const workspaces = (which: SQL | undefined) =>
        reader.select({ count: count() }).from(agenda).where(which);
      const [due, parked, waiting] = await Promise.all([
        workspaces(and(lte(agenda.dueAt, now), isNull(agenda.parked))),
        workspaces(isNotNull(agenda.parked)),
        reader
          .select({ kind: messages.kind, status: messages.status, count: count() })
          .from(messages)
          .where(inArray(messages.status, [...unsettled]))
          .groupBy(messages.kind, messages.status),
      ]);
      return {
        due: due[0]?.count ?? 0,
        parked: parked[0]?.count ?? 0,
        messages: waiting.map((row) => ({ ...row, ...stored.backlog.parse(row) })),
      };
    },
  };
}

/** What is written about one message and its asks. */
interface MessageWrites {
  readonly id: string;
  readonly message: PromiseLike<unknown>;
  readonly asks: PromiseLike<unknown> | null;
}

/** First all messages by their id, then their asks. */
function inOrder(writes: readonly MessageWrites[]): PromiseLike<unknown>[] {
  const ordered = [...writes].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...ordered.map(({ message }) => message), ...ordered.flatMap(({ asks }) => asks ?? [])];
}

/** Enters what is not there yet, with its asks. */
const writesOfPlans = (
  session: Session,
  { messages, asks }: Tables,
  workspace: string,
  at: Instant,
  plans: readonly Plan[],
): readonly MessageWrites[] =>
  plans.map((plan) => {
    const id = messageId(workspace, plan);
    const { kind, recipient, day, expiresAt, notice } = plan;
    const row = {
      ...{ workspace, id, kind, recipient, day, plannedAt: at, expiresAt, tries: 0 },
      ...{ status: 'pending', readyAt: notice?.readyAt ?? at, doubtSince: plan.doubtSince ?? null },
      ...{ notice: notice?.data ?? null, shows: notice?.shows ?? null },
    };
    const insert = session.insert(messages).values(row);
    if (notice) {
      const { plannedAt, status, readyAt, doubtSince } = row;
      const target = [messages.workspace, messages.id];
      const set = { plannedAt, status, readyAt, doubtSince, expiresAt, reason: null };
      const setWhere = eq(messages.status, 'withdrawn');
      return { id, message: insert.onConflictDoUpdate({ target, set, setWhere }), asks: null };
    }
    const asked = plan.asks.length > 0 && asksUnlessPlanned(asks, workspace, id, at, plan);
    return {
      id,
      message: insert.onConflictDoNothing(),
      asks: asked ? session.insert(asks).select(asked) : null,
    };
  });

/**
 * The asks of a plan as rows, or none where its message has some: of two who plan the same message at once, the
 * second waits at the message's key, and then finds the asks of the first.
 */
function asksUnlessPlanned(
  asks: Tables['asks'],
  workspace: string,
  id: string,
  askedAt: Instant,
  plan: Plan,
): SQL {
  const rows = plan.asks.map(
    ({ kind, subject, person }, position) =>
      sql`(${sql.raw(String(position))}, ${kind}, ${subject}, ${person})`,
  );
  const text = (value: string) => sql`CAST(${value} AS text)`;
  return sql`
    SELECT ${text(workspace)}, ${text(id)}, column1, column2, column3, column4, ${text(plan.day)},
      CAST(${askedAt} AS bigint), 'open', NULL, NULL, NULL
    FROM (VALUES ${sql.join(rows, sql`, `)}) AS entered
    WHERE NOT EXISTS (
      SELECT 1 FROM ${asks} WHERE ${asks.workspace} = ${workspace} AND ${asks.message} = ${id}
    )`;
}

/** The positions that were answered, by message. */
function placesOf(answered: readonly AnsweredAsk[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const { message, position } of answered)
    places.set(message, [...(places.get(message) ?? []), position]);
  return places;
}

/** Records what came of asks that are still open. */
function writesOfAnswer(
  session: Session,
  { messages, asks }: Tables,
  workspace: string,
  answered: readonly AnsweredAsk[],
  { outcome, at: outcomeAt, until = null, words = null }: Answer,
): readonly MessageWrites[] {
  const said = !found.includes(outcome);
  const seenAt = sql`coalesce(${messages.seenAt}, ${outcomeAt})`;
  return [...placesOf(answered)].map(([id, positions]) => ({
    id,
    message: session
      .update(messages)
      .set({ redrawAt: outcomeAt, ...(said ? { seenAt } : {}) })
      .where(and(eq(messages.workspace, workspace), eq(messages.id, id))),
    asks: session
      .update(asks)
      .set({ outcome, outcomeAt, until, words })
      .where(
        and(
          eq(asks.workspace, workspace),
          eq(asks.message, id),
          eq(asks.outcome, 'open'),
          inArray(asks.position, positions),
        ),
      ),
  }));
}

/** A recipient knows what is met now, if they knew what was before. */
const tellStatement = (
  session: Session,
  { told }: Tables,
  workspace: string,
  { recipient, was, is }: NonNullable<OutboxWrites['told']>,
): PromiseLike<unknown> =>
  session
    .update(told)
    .set({ met: is, turn: sql`${told.turn} + 1` })
    .where(and(eq(told.workspace, workspace), eq(told.recipient, recipient), eq(told.met, was)));

const releaseStatement = (
  session: Session,
  { messages }: Tables,
  workspace: string,
  readyAt: Instant,
  recipients: readonly UserId[],
): PromiseLike<unknown> =>
  session
    .update(messages)
    .set({ readyAt })
    .where(
      and(
        eq(messages.workspace, workspace),
        inArray(messages.recipient, [...recipients]),
        and(eq(messages.kind, 'notice'), eq(messages.status, 'pending'), gt(messages.readyAt, readyAt)),
      ),
    );

/** The statements of what goes into the outbox together with a commit, which makes the workspace due. */
export const outboxStatements = (
  session: Session,
  tables: Tables,
  workspace: string,
  at: Instant,
  { plans = [], answer, told, release = [] }: OutboxWrites,
): PromiseLike<unknown>[] => [
  ...(release.length > 0 ? [releaseStatement(session, tables, workspace, at, release)] : []),
  ...inOrder([
    ...writesOfPlans(session, tables, workspace, at, plans),
    ...(answer ? writesOfAnswer(session, tables, workspace, answer.asks, answer) : []),
  ]),
  ...(told ? [tellStatement(session, tables, workspace, told)] : []),
];
