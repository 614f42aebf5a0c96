import type { Instant } from '../domain/register.ts';
import type { DatabaseFailure } from '../store/open.ts';

/** Tracks whether the schedule is running. */
export interface Heartbeat {
  /** When the last tick ended; null before the first. */
  readonly lastRound: () => Instant | null;
  /** Returns why the schedule counts as failed, in words; null while it runs or is not started. */
  readonly trouble: () => string | null;
  /** Expects ticks from now until `end`. */
  readonly begin: () => void;
  readonly end: () => void;
  /** Reports progress during a tick. */
  readonly live: () => void;
  /** Reports the end of a tick. */
  readonly round: () => void;
  /** Reports that every sweep of a tick failed; lasts until `live`. */
  readonly failed: (trouble: DatabaseFailure | null) => void;
  /** Reports a damaged database. It lasts until the process restarts. */
  readonly damaged: () => void;
}

/** The longest silence in seconds; ticks start every 15. */
const mostSilence = 120;

const troubleWords: Readonly<Record<DatabaseFailure, string>> = {
  busy: 'the database is busy',
  away: 'the database does not answer',
  unsure: 'the database does not answer',
  damaged: 'the database is damaged',
};

/**
 * Creates a heartbeat. It measures real time, because the app's clock can be moved.
 * @param elapsed milliseconds from any origin
 */
export function createHeartbeat(now: () => Instant, elapsed = () => performance.now()): Heartbeat {
  let ended: Instant | null = null;
  let heardAt: number | null = null;
  let failing: string | null = null;
  let isDamaged = false;
  const hear = () => {
    if (heardAt !== null) heardAt = elapsed();
  };
  return {
    lastRound: () => ended,
    trouble: () => {
      if (isDamaged) return 'the database is damaged: restore a backup and restart';
      const silence = heardAt === null ? 0 : Math.floor((elapsed() - heardAt) / 1000);
      if (silence > mostSilence) return `the schedule has not run for ${silence} seconds`;
      return failing === null ? null : `the last check failed for every workspace that was due: ${failing}`;
    },
    begin: () => {
      heardAt = elapsed();
    },
    end: () => {
      heardAt = null;
    },
    live: () => {
      failing = null;
      hear();
    },
    round: () => {
      ended = now();
      hear();
    },
    failed: (trouble) => {
      failing = trouble === null ? 'see the log' : troubleWords[trouble];
    },
    damaged: () => {
      isDamaged = true;
    },
  };
}
