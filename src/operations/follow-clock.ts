import type { Instant } from '../domain/register.ts';
import type { Sending } from './send.ts';

/** By how much the clocks of replicas may differ, in milliseconds. */
const tolerated = 60_000;
/** A message that was in doubt when the clock went back is looked for in this much of its conversation. */
const searched = 24 * 60 * 60 * 1000;

/**
 * Records a tick and, where the clock went back since the last one, judges by the new clock all that waits for a moment
 * ahead. The last tick stands in the database, so a clock that was moved while the app was stopped is noticed too.
 * @returns by how many milliseconds the clock went back; 0 when it did not
 */
export async function followClock(
  { store, timing }: Pick<Sending, 'store' | 'timing'>,
  now: Instant,
): Promise<number> {
  const last = await store.outbox.recordTick(now);
  const back = (last ?? now) - now;
  if (back <= tolerated) return 0;
  await store.outbox.followClock(now, now + timing.lease, now - searched);
  return back;
}
