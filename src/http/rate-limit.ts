/** Keys that are remembered at once; the one that was used least recently is forgotten first. */
const mostKeys = 1000;

/**
 * Limits how often something happens within a window, by its key. Time is real time, which passes whatever happens to
 * the clock.
 * @param window milliseconds
 * @returns a function that counts one more and returns the seconds to wait, 0 when it is within the limit
 */
export function createRateLimit(most: number, window: number): (key: string) => number {
  const counts = new Map<string, { readonly since: number; count: number }>();
  return (key) => {
    const now = performance.now();
    const known = counts.get(key);
    const current = known && now - known.since < window ? known : { since: now, count: 0 };
    current.count += 1;
    counts.delete(key);
    counts.set(key, current);
    const [oldest] = counts.keys();
    if (counts.size > mostKeys && oldest !== undefined) counts.delete(oldest);
    return current.count <= most ? 0 : Math.ceil((current.since + window - now) / 1000);
  };
}
