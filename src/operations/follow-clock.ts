import type { Instant } from '../domain/register.ts';
import type { Tick } from '../store/open.ts';
import { detectRestore, maxClockDifference, type RestoreWindow } from './detect-restore.ts';
import type { SendServices } from './send.ts';

/** A message that was in doubt when the clock went back is looked for in this much of its conversation. */
const searchPeriod = 24 * 60 * 60 * 1000;

/**
 * Where the clock went back since the last tick, judges by the new clock all that waits for a moment ahead. The last
 * tick stands in the database, so a clock that was moved while the app was stopped is noticed too.
 * @returns by how many milliseconds the clock went back; 0 when it did not
 */
async function followClock(
  { store, timing }: Pick<SendServices, 'store' | 'timing'>,
  now: Instant,
  last: Tick | null,
): Promise<number> {
  const back = (last?.tickedAt ?? now) - now;
  if (back <= maxClockDifference) return 0;
  await store.outbox.followClock(now, now + timing.lease, now - searchPeriod);
  return back;
}

/** The ticks of one process, and what it notices in them. */
export interface TickRecorder {
  /** Whether one was recorded. */
  readonly begun: () => boolean;
  /** The latest time of which the database may not know what was sent; null while there is none. */
  readonly gap: () => RestoreWindow | null;
  /**
   * Records a tick, after what follows from the last one in the database. `back` is by how many milliseconds the clock
   * went back, `restored` whether an older copy was certainly restored.
   */
  record(): Promise<{ readonly back: number; readonly restored: boolean }>;
}

export function createTickRecorder(sending: Pick<SendServices, 'store' | 'timing' | 'now'>): TickRecorder {
  const { outbox } = sending.store;
  let known: Tick | null = null;
  let gap: RestoreWindow | null = null;
  return {
    begun: () => known !== null,
    gap: () => gap,
    async record() {
      const at = sending.now();
      const last = await outbox.lastTick();
      const back = await followClock(sending, at, last);
      const noticed = await detectRestore(outbox, at, last, known);
      gap = noticed ?? gap;
      known = await outbox.recordTick(at);
      return { back, restored: noticed?.restored ?? false };
    },
  };
}
