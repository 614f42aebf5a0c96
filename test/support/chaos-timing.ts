import { setTimeout } from 'node:timers/promises';
import type { Timing } from '../../src/operations/send.ts';

/** The protocol as it is, in less time; all in milliseconds. */
export const callTimeout = 500;
export const timing: Timing = { pace: 5, settle: 1_000, lease: 2_500, maxFindAttempts: 1_000 };

/** Tries until the database does it. */
export async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      await setTimeout(100);
    }
  }
}
