import { Temporal } from 'temporal-polyfill';
import type { ClockMove } from '../protocol.ts';

const atNine = (day: Temporal.ZonedDateTime) => day.withPlainTime('09:00');

const moves: Readonly<Record<ClockMove, (now: Temporal.ZonedDateTime) => Temporal.ZonedDateTime>> = {
  tomorrow: (now) => atNine(now.add({ days: 1 })),
  'next-monday': (now) => atNine(now.add({ days: 8 - now.dayOfWeek })),
  'in-30-days': (now) => now.add({ days: 30 }),
};

/** Returns the moment after a clock move in a time zone, in epoch milliseconds; null for an unknown move. */
export function movedFrom(now: number, to: string, timeZone: string): number | null {
  if (!Object.hasOwn(moves, to)) return null;
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  return moves[to as ClockMove](here).epochMilliseconds;
}
