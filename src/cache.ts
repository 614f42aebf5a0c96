import { LRUCache } from 'lru-cache';

/**
 * Creates a cache that holds at most `most` entries; the one unused for longest goes first.
 * @param lifetime milliseconds after which an entry is gone; none when it is missing
 */
export const createCache = <V extends NonNullable<unknown>>(
  most: number,
  lifetime?: number,
): LRUCache<string, V> =>
  new LRUCache<string, V>({
    // With `max` it would reserve memory for all of them at the start.
    maxSize: most,
    sizeCalculation: () => 1,
    ...(lifetime === undefined ? {} : { ttl: lifetime }),
  });
