import { createCache } from '../cache.ts';

/** The number of keys that are remembered. */
const maxKeys = 1000;

/**
 * Creates a rate limit by key. It measures real time, because the app's clock can be moved.
 * @param window milliseconds
 * @returns a function that counts one use and returns the seconds to wait, 0 within the limit
 */
export function createRateLimit(most: number, window: number): (key: string) => number {
  const counts = createCache<{ count: number }>(maxKeys, window);
  return (key) => {
    const current = counts.get(key) ?? { count: 0 };
    current.count += 1;
    if (current.count === 1) counts.set(key, current);
    return current.count <= most ? 0 : Math.max(1, Math.ceil(counts.getRemainingTTL(key) / 1000));
  };
}
