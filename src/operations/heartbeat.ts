import type { Instant } from '../domain/register.ts';

/** Whether the schedule still comes round. */
export interface Heartbeat {
  /** When its last round ended; null before the first. */
  readonly lastRound: () => Instant | null;
  /** Why the schedule is taken to have stopped, in words; null while it goes on, or is not meant to. */
  readonly trouble: () => string | null;
  /** It is meant to go on from now, until `end`. */
  readonly begin: () => void;
  readonly end: () => void;
  /** It lives, in the middle of a round. */
  readonly live: () => void;
  /** A round has ended. */
  readonly round: () => void;
}

/** How long it may be silent, in seconds; rounds begin every 15. */
const mostSilence = 120;

/**
 * Silence is measured in real time, for the clock of the app can be moved where it is not real.
 * @param elapsed milliseconds, from anywhere on
 */
export function createHeartbeat(now: () => Instant, elapsed = () => performance.now()): Heartbeat {
  let ended: Instant | null = null;
  let heardAt: number | null = null;
  const hear = () => {
    if (heardAt !== null) heardAt = elapsed();
  };
  return {
    lastRound: () => ended,
    trouble: () => {
      const silence = heardAt === null ? 0 : Math.floor((elapsed() - heardAt) / 1000);
      return silence > mostSilence ? `the schedule has been silent for ${silence} seconds` : null;
    },
    begin: () => {
      heardAt = elapsed();
    },
    end: () => {
      heardAt = null;
    },
    live: hear,
    round: () => {
      ended = now();
      hear();
    },
  };
}
