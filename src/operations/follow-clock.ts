import type { Instant } from '../domain/register.ts';
import type { Tick } from '../store/open.ts';
import { clocksDiffer, type Gap, noticeRestore } from './notice-restore.ts';
import type { Sending } from './send.ts';

/** A message that was in doubt when the clock went back is looked for in this much of its conversation. */
const searched = 24 * 60 * 60 * 1000;

/**
 * Where the clock went back since the last tick, judges by the new clock all that waits for a moment ahead. The last
 * tick stands in the database, so a clock that was moved while the app was stopped is noticed too.
 * @returns by how many milliseconds the clock went back; 0 when it did not
 */
async function followClock(
  { store, timing }: Pick<Sending, 'store' | 'timing'>,
  now: Instant,
  last: Tick | null,
): Promise<number> {
  const back = (last?.tickedAt ?? now) - now;
  if (back <= clocksDiffer) return 0;
  await store.outbox.followClock(now, now + timing.lease, now - searched);
  return back;
}

/** The ticks of one process, and what it notices in them. */
export interface Ticks {
  /** Whether one was recorded. */
  readonly begun: () => boolean;
  /** The latest time of which the database may not know what was sent; null while there is none. */
  readonly gap: () => Gap | null;
  /**
   * Records a tick, after what follows from the last one in the database. `back` is by how many milliseconds the clock
   * went back, `restored` whether an older copy was certainly restored.
   */
  record(): Promise<{ readonly back: number; readonly restored: boolean }>;
}

export function createTicks(sending: Pick<Sending, 'store' | 'timing' | 'now'>): Ticks {
  const { outbox } = sending.store;
  let known: Tick | null = null;
  let gap: Gap | null = null;
  return {
    begun: () => known !== null,
    gap: () => gap,
    async record() {
      const at = sending.now();
      const last = await outbox.lastTick();
      const back = await followClock(sending, at, last);
      const noticed = await noticeRestore(outbox, at, last, known);
      gap = noticed ?? gap;
      known = await outbox.recordTick(at);
      return { back, restored: noticed?.restored ?? false };
    },
  };
}
