import type { Instant } from '../domain/register.ts';
import type { Outbox, Tick } from '../store/open.ts';

/** The largest difference between the clocks of replicas, in milliseconds. */
export const maxClockDifference = 60_000;
/** The shortest window, in milliseconds. The tick of another replica can hide how old the copy is. */
const minRestoreWindow = 24 * 60 * 60 * 1000;

/**
 * A period whose sent messages the database may not know: it may be a copy from the start of the period, restored at
 * its end.
 */
export interface RestoreWindow {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * Marks waiting messages as in doubt when the database may be an older copy. A start cannot be told from a restore, so
 * every start does this. A running process notices that its own last tick is missing, or that an operator reported a
 * restore.
 * @param last the last tick in the database
 * @param known the last tick of this process; null at its start
 * @returns the window, and whether a restore is certain; null when there is none
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

/**
 * Returns since when a newly planned message may already have been sent; undefined when it became sendable after the
 * window.
 */
export const findDoubtStart = (
  restoreWindow: RestoreWindow | null,
  couldBeSentFrom: Instant,
): Instant | undefined =>
  restoreWindow !== null && couldBeSentFrom < restoreWindow.until ? couldBeSentFrom : undefined;

/** True when a restore is certain and this message may have been sent before it. */
export async function wasRestored(
  outbox: Outbox,
  { doubtSince }: { readonly doubtSince: Instant },
): Promise<boolean> {
  const restoredAt = (await outbox.lastTick())?.restoredAt ?? null;
  return restoredAt !== null && doubtSince <= restoredAt;
}
