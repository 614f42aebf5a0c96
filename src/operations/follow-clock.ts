import type { Instant } from '../domain/register.ts';
import type { Tick } from '../store/open.ts';
import { detectRestore, maxClockDifference, type RestoreWindow } from './detect-restore.ts';
import type { SendServices } from './send.ts';

/** After the clock went back, messages in doubt are searched this far back, in milliseconds. */
const searchPeriod = 24 * 60 * 60 * 1000;

/**
 * Adjusts everything that waits for a future moment when the clock went back since the last tick. The last tick is in
 * the database, so a clock change during a stop is noticed too.
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

/** Records the ticks of one process and detects clock changes and restores. */
export interface TickRecorder {
  /** True after the first tick. */
  readonly begun: () => boolean;
  /** The latest restore window; null when there is none. */
  readonly gap: () => RestoreWindow | null;
  /**
   * Handles clock changes and restores since the last tick, then records a tick. `back` is how far the clock went back
   * in milliseconds; `restored` says that a restore is certain.
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
