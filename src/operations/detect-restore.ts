import type { Instant } from '../domain/register.ts';
import type { Outbox, Tick } from '../store/open.ts';

/** By how much the clocks of replicas may differ, in milliseconds. */
export const maxClockDifference = 60_000;
/** A gap is at least this long, in milliseconds: the tick of another replica may have hidden how old the copy was. */
const minRestoreWindow = 24 * 60 * 60 * 1000;

/** A time of which the database may not know what was sent: it may be a copy from its beginning, restored at its end. */
export interface RestoreWindow {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * Puts the waiting messages in doubt when the database may be an older copy of the one in which they were sent. At the
 * start of a process this cannot be told from an ordinary stop, so it is assumed each time. While it runs, its own last
 * tick is missing from an older copy, and an operator may say that one was restored.
 * @param last the last tick in the database
 * @param known the last tick of this process; null at its start
 * @returns the gap that was noticed now, and whether a copy was certainly restored; null when there is none
 */
export async function detectRestore(
  outbox: Outbox,
  now: Instant,
  last: Tick | null,
  known: Tick | null,
): Promise<(RestoreWindow & { readonly restored: boolean }) | null> {
  if (last === null) return null;
  const isOlder = known !== null && last.tickedAt < Math.min(known.tickedAt, now) - maxClockDifference;
  const isAnnounced = known !== null && last.restoredAt !== null && last.restoredAt !== known.restoredAt;
  if (known !== null && !isOlder && !isAnnounced) return null;
  if (isOlder) await outbox.recordRestore(now);
  await outbox.doubtWaiting();
  return {
    from: Math.min(last.tickedAt, now - minRestoreWindow),
    until: now,
    restored: isOlder || isAnnounced,
  };
}

/** Since when a message may have been sent that is planned only now; undefined when its time came after the gap. */
export const findDoubtStart = (
  restoreWindow: RestoreWindow | null,
  couldBeSentFrom: Instant,
): Instant | undefined =>
  restoreWindow !== null && couldBeSentFrom < restoreWindow.until ? couldBeSentFrom : undefined;

/** Whether a copy was certainly restored after this message may have been sent. */
export async function wasRestored(
  outbox: Outbox,
  { doubtSince }: { readonly doubtSince: Instant },
): Promise<boolean> {
  const restoredAt = (await outbox.lastTick())?.restoredAt ?? null;
  return restoredAt !== null && doubtSince <= restoredAt;
}
