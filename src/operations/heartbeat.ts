import type { Instant } from '../domain/register.ts';
import type { DatabaseFailure } from '../store/open.ts';

/** Whether the schedule still comes round. */
export interface Heartbeat {
  /** When its last round ended; null before the first. */
  readonly lastRound: () => Instant | null;
  /** Why the app is taken not to work by itself, in words; null while it does, or is not meant to. */
  readonly trouble: () => string | null;
  /** It is meant to go on from now, until `end`. */
  readonly begin: () => void;
  readonly end: () => void;
  /** It lives, in the middle of a round. */
  readonly live: () => void;
  /** A round has ended. */
  readonly round: () => void;
  /** Every workspace that was looked at failed; until `live`. */
  readonly failed: (trouble: DatabaseFailure | null) => void;
  /** What is stored cannot be read, and will not be until it is put back and the process begins anew. */
  readonly damaged: () => void;
}

/** How long it may be silent, in seconds; rounds begin every 15. */
const mostSilence = 120;

const troubleWords: Readonly<Record<DatabaseFailure, string>> = {
  busy: 'the database is busy',
  away: 'the database does not answer',
  unsure: 'the database does not answer',
  damaged: 'the database is damaged',
};

/**
 * Silence is measured in real time, for the clock of the app can be moved where it is not real.
 * @param elapsed milliseconds, from anywhere on
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
      if (isDamaged) return 'the database is damaged: put back a copy, and start again';
      const silence = heardAt === null ? 0 : Math.floor((elapsed() - heardAt) / 1000);
      if (silence > mostSilence) return `the schedule has been silent for ${silence} seconds`;
      return failing === null ? null : `every workspace that was due could not be looked at: ${failing}`;
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
