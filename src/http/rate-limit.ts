import { LRUCache } from 'lru-cache';

/** How many keys are remembered at once. */
const maxKeys = 1000;

/**
 * Limits how often something happens within a window, by its key. Time is real time, which passes whatever happens to
 * the clock.
 * @param window milliseconds
 * @returns a function that counts one more and returns the seconds to wait, 0 when it is within the limit
 */
export function createRateLimit(most: number, window: number): (key: string) => number {
  const counts = new LRUCache<string, { count: number }>({ max: maxKeys, ttl: window });
  return (key) => {
    const current = counts.get(key) ?? { count: 0 };
    current.count += 1;
    if (current.count === 1) counts.set(key, current);
    return current.count <= most ? 0 : Math.max(1, Math.ceil(counts.getRemainingTTL(key) / 1000));
  };
}
