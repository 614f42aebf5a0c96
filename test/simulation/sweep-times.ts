import type { Change } from '../../src/domain/change.ts';
import type { Log } from './log.ts';
import { instantOf, plusDays, wallAt } from './wall-clock.ts';

/** The interval between two sweeps of the schedule, in milliseconds. */
export const sweepInterval = 15_000;

/** Returns the times at which a fact may have ended: after each change, and at the start of each day. */
export function listSweepTimes(changes: readonly Change[], { until, outages }: Log): readonly number[] {
  const looks = new Set(outages.map((outage) => outage.until));
  let zone = 'UTC';
  const settings = changes.filter(({ entity }) => entity === 'settings');
  for (const { at } of changes) looks.add(Math.ceil(at / sweepInterval) * sweepInterval);
  const from = changes[0]?.at ?? until;
  for (let day = wallAt(from, zone).day; ; day = plusDays(day, 1)) {
    const known = settings.findLast(({ at }) => at <= instantOf(day, 0, zone)) ?? settings[0];
    zone = (known?.after as { timeZone?: string } | null)?.timeZone ?? zone;
    const at = instantOf(day, 0, zone);
    if (at > until) return [...looks];
    if (at > from) looks.add(at);
  }
}
