import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/register.ts';
import type { Database } from '../database.ts';
import { once } from '../once.ts';
import { activeStatuses, type MessageStatus } from './message.ts';
import { placeholder } from './statements.ts';

/** The last tick of any replica, and the last known restore. */
export interface Tick {
  readonly tickedAt: Instant;
  readonly restoredAt: Instant | null;
}

/** Ticks, and the corrections after a clock change or a restore. */
export interface ClockStore {
  /** Returns the last tick; null before the first. */
  lastTick(): Promise<Tick | null>;
  /** Records a tick and returns it. */
  recordTick(now: Instant): Promise<Tick>;
  /** Records a restore before this moment; false when there was never a tick. */
  recordRestore(now: Instant): Promise<boolean>;
  /** Marks every waiting message as in doubt since it was planned: it may have been sent already. */
  doubtWaiting(): Promise<void>;
  /**
   * Corrects everything that waits for a future moment after the clock went back: workspaces become due, slots free,
   * pending messages ready, and leases end by `leased`. Messages in doubt are searched from `doubtedFrom` on.
   */
  followClock(now: Instant, leased: Instant, doubtedFrom: Instant): Promise<void>;
}

export function createClockStore(database: Database): ClockStore {
  const { reader, writer, runOne } = database;
  const { agenda, clock, messages } = database.tables;
  const ofTick = { tickedAt: clock.tickedAt, restoredAt: clock.restoredAt };

  const lastTick = once(() => reader.select(ofTick).from(clock).prepare('last_tick'));
  const recordTick = once(() =>
    writer
      .insert(clock)
      .values({ id: 'schedule', tickedAt: placeholder('now') })
      .onConflictDoUpdate({ target: clock.id, set: { tickedAt: placeholder('now') } })
      .returning(ofTick)
      .prepare('record_tick'),
  );

  return {
    async lastTick() {
      const [last] = await lastTick().execute();
      return last ?? null;
    },

    async recordTick(tickedAt) {
      const [tick] = await runOne(() => recordTick().execute({ now: tickedAt }));
      return tick ?? { tickedAt, restoredAt: null };
    },

    async recordRestore(restoredAt) {
      const updated = await runOne(() =>
        writer.update(clock).set({ restoredAt }).returning({ id: clock.id }),
      );
      return updated.length > 0;
    },

    async doubtWaiting() {
      await runOne(() =>
        writer
          .update(messages)
          .set({ doubtSince: sql`${messages.plannedAt}` })
          .where(and(inArray(messages.status, activeStatuses), isNull(messages.doubtSince))),
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
          .set({ notBefore: now })
          .where(and(eq(messages.status, 'pending'), gt(messages.notBefore, now))),
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
  };
}
