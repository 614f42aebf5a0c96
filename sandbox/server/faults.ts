/** `accepted`: the call takes effect all the same. */
export type Fault =
  | { error: string; accepted?: true }
  | { status: number; accepted?: true }
  | { retryAfterSeconds: number }
  /** Never answers. */
  | { hang: true; accepted?: true }
  /** Cuts the connection before, or after, the call took effect. */
  | { resetBefore: true }
  | { resetAfter: true };

/** True when the call takes effect. */
export const takesEffect = (fault: Fault): boolean =>
  'resetAfter' in fault || ('accepted' in fault && fault.accepted === true);

/** All faults of a call. */
const allFaults: readonly Fault[] = [
  { retryAfterSeconds: 1 },
  { status: 500 },
  { status: 503, accepted: true },
  { error: 'fatal_error' },
  { error: 'fatal_error', accepted: true },
  { hang: true },
  { hang: true, accepted: true },
  { resetBefore: true },
  { resetAfter: true },
];

/**
 * Returns a function that gives a random fault for a share of all calls, from 0 to 1. The same seed gives the same
 * faults.
 */
export function randomFaults(seed: number, share: number): () => Fault | null {
  const chance = randomNumbers(seed);
  return () => (chance() < share ? (allFaults[Math.floor(chance() * allFaults.length)] ?? null) : null);
}

/** Numbers from 0 to 1, the same for the same seed (xorshift). */
export function randomNumbers(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
