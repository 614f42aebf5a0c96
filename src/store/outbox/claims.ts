import { setImmediate } from 'node:timers/promises';
import { and, asc, eq, exists, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/register.ts';
import type { Database, Session } from '../database.ts';
import { once } from '../once.ts';
import {
  activeStatuses,
  type Message,
  type OutboxWrites,
  type PlannedMessage,
  type Settlement,
  toMessage,
  unsentStatuses,
  urgencies,
} from './message.ts';
import {
  createPlanWrites,
  isRowOf,
  lastToldStatement,
  makeDueBy,
  orderWrites,
  placeholder,
} from './statements.ts';

/** A kind of message that is ready to send in a workspace. */
export interface ReadyKind {
  readonly workspace: string;
  readonly kind: string;
}

/** Messages from plan to settlement. The messages of a workspace go out one after another. */
export interface SendingStore {
  /** Stores new messages with their nudges; known ones stay as they are. */
  plan(workspace: string, now: Instant, plans: readonly PlannedMessage[]): Promise<void>;
  /** Returns workspaces with ready messages and their kinds, without parked workspaces. */
  readyToSend(now: Instant): Promise<readonly ReadyKind[]>;
  /**
   * Reserves the next send slot of a workspace, from now to `until`. Slots are `every` milliseconds apart over all
   * replicas. Null when nothing is ready, the workspace is parked, or the next slot is later.
   */
  reserveSlot(workspace: string, now: Instant, until: Instant, every: number): Promise<Instant | null>;
  /** Gives a workspace no slots until this moment. */
  pauseSending(workspace: string, until: Instant): Promise<void>;
  /**
   * Claims the most urgent ready message under a lease until `until`; of equal urgency the earliest planned. Only
   * messages of the given kinds are claimed.
   */
  claim(workspace: string, kinds: readonly string[], now: Instant, until: Instant): Promise<Message | null>;
  /**
   * Records that a claimed message may reach Slack from now on, and renews its lease. False when another worker has
   * claimed it; then it must not be sent.
   */
  startAttempt(message: Message, now: Instant, until: Instant): Promise<boolean>;
  /**
   * Records the outcome of a claimed message with its follow-up writes. If another worker has claimed it meanwhile,
   * only `sent` is recorded. Nudges of a withdrawn or refused message count as not sent.
   */
  settle(message: Message, settlement: Settlement, follows?: FollowUpWrites): Promise<void>;
}

/** Writes in the same transaction as a settlement. */
export type FollowUpWrites = Pick<OutboxWrites, 'plans' | 'lastTold'> & { readonly at: Instant };

/** Messages planned per transaction; other work runs in between. */
const planBatchSize = 20;

export function createSendingStore(database: Database): SendingStore {
  const { reader, writer, runOne, skipLocked, tables } = database;
  const { agenda, messages, asks } = tables;
  const rank = sql`CASE ${messages.urgency} ${sql.join(
    urgencies.map((urgency, place) => sql.raw(`WHEN '${urgency}' THEN ${place}`)),
    sql.raw(' '),
  )} END`;
  const isReady = and(inArray(messages.status, activeStatuses), lte(messages.readyAt, placeholder('now')));
  const isReadyInWorkspace = and(eq(messages.workspace, placeholder('workspace')), isReady);
  const nextOf = (kinds: readonly string[]) =>
    writer
      .select({ id: messages.id })
      .from(messages)
      .where(and(isReadyInWorkspace, inArray(messages.kind, [...kinds])))
      .orderBy(asc(rank), asc(messages.notBefore), asc(messages.plannedAt), asc(messages.id))
      .limit(1);

  const reserveSlot = once(() =>
    writer
      .update(agenda)
      .set({
        sendAt: sql`CASE WHEN ${agenda.sendAt} > ${placeholder('now')} THEN ${agenda.sendAt} ELSE ${placeholder('now')} END + ${placeholder('every')}`,
      })
      .where(
        and(
          eq(agenda.workspace, placeholder('workspace')),
          isNull(agenda.parked),
          lte(agenda.sendAt, placeholder('until')),
          exists(writer.select({ id: messages.id }).from(messages).where(isReadyInWorkspace)),
        ),
      )
      .returning({ sendAt: agenda.sendAt })
      .prepare('reserve_slot'),
  );

  const claimOf = (kinds: readonly string[], name: string) =>
    writer
      .update(messages)
      .set({
        status: 'sending',
        readyAt: placeholder('until'),
        tries: sql`${messages.tries} + 1`,
        // A message that was never sent cannot be stale.
        redrawAt: sql`CASE WHEN ${messages.doubtSince} IS NULL THEN NULL ELSE ${messages.redrawAt} END`,
      })
      .where(
        and(
          eq(messages.workspace, placeholder('workspace')),
          eq(messages.id, sql`(${skipLocked(nextOf(kinds))})`),
        ),
      )
      .returning()
      .prepare(name);
  /** Prepared once per list of kinds; a process has one list. */
  const claims = new WeakMap<readonly string[], ReturnType<typeof claimOf>>();
  let prepared = 0;
  function claimStatement(kinds: readonly string[]): ReturnType<typeof claimOf> {
    const known = claims.get(kinds);
    if (known) return known;
    prepared += 1;
    const statement = claimOf(kinds, `claim_${prepared}`);
    claims.set(kinds, statement);
    return statement;
  }

  const ready = once(() =>
    reader
      .selectDistinct({ workspace: messages.workspace, kind: messages.kind })
      .from(messages)
      .innerJoin(agenda, eq(agenda.workspace, messages.workspace))
      .where(and(isReady, isNull(agenda.parked)))
      .prepare('ready_to_send'),
  );

  /** Makes the reminders of a message due at once instead of at the next sweep. */
  const makeDueAgain = (session: Session, message: Message) => {
    const asked = session
      .select({ message: asks.message })
      .from(asks)
      .where(and(eq(asks.workspace, message.workspace), eq(asks.message, message.id)));
    return makeDueBy(session, tables, message.workspace, message.plannedAt, exists(asked));
  };

  return {
    async plan(workspace, at, plans) {
      for (let start = 0; start < plans.length; start += planBatchSize) {
        if (start > 0) await setImmediate();
        const some = plans.slice(start, start + planBatchSize);
        await database.write((session) =>
          orderWrites(createPlanWrites(session, database, workspace, at, some)),
        );
      }
    },

    readyToSend: async (now) => ready().execute({ now }),

    async reserveSlot(workspace, now, until, every) {
      const [slot] = await runOne(() => reserveSlot().execute({ workspace, now, until, every }));
      return slot ? slot.sendAt - every : null;
    },

    async pauseSending(workspace, until) {
      await runOne(() =>
        writer
          .update(agenda)
          .set({ sendAt: until })
          .where(and(eq(agenda.workspace, workspace), lte(agenda.sendAt, until))),
      );
    },

    async claim(workspace, kinds, now, until) {
      const [row] = await runOne(() => claimStatement(kinds).execute({ workspace, now, until }));
      return row ? toMessage(row) : null;
    },

    async startAttempt(message, now, until) {
      const renewed = await runOne(() =>
        writer
          .update(messages)
          .set({ doubtSince: sql`coalesce(${messages.doubtSince}, ${now})`, readyAt: until })
          .where(
            and(isRowOf(tables, message), eq(messages.status, 'sending'), eq(messages.tries, message.tries)),
          )
          .returning({ id: messages.id }),
      );
      return renewed.length > 0;
    },

    async settle(message, settlement, follows) {
      const { plans = [], lastTold, at = message.plannedAt } = follows ?? {};
      const { status } = settlement;
      const certain = status === 'sent' || status === 'pending';
      const isStillClaimed = status === 'sent' ? undefined : eq(messages.tries, message.tries);
      const { workspace, id } = message;
      await database.write((session) => {
        const settled = session
          .update(messages)
          .set({ ...settlement, ...(certain ? { doubtSince: null } : {}) })
          .where(and(isRowOf(tables, message), eq(messages.status, 'sending'), isStillClaimed));
        const notSent = session
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
                  .where(and(isRowOf(tables, message), inArray(messages.status, unsentStatuses))),
              ),
            ),
          );
        return [
          ...(unsentStatuses.includes(status) ? [makeDueAgain(session, message)] : []),
          ...orderWrites([
            { id, message: settled, nudges: notSent },
            ...createPlanWrites(session, database, workspace, at, plans),
          ]),
          ...(lastTold ? [lastToldStatement(session, tables, workspace, lastTold)] : []),
        ];
      });
    },
  };
}
