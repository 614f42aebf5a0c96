import { timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { createCache } from '../cache.ts';
import { createRateLimit } from './rate-limit.ts';

/** The most wrong tokens per minute: from one address, and in total. */
const maxGuesses = 30;
const maxGuessesInTotal = 300;
/** The number of valid tokens that are remembered. */
const maxAccepted = 1000;
const minute = 60_000;

/** A limit that a request exceeds. */
export interface ExceededLimit {
  readonly error: string;
  /** Until it may be sent again. */
  readonly seconds: number;
}

/** The limits of one route on requests with a token. They apply before the database is asked. */
export interface TokenLimits {
  /** True for the hash of a token that was valid when last used. */
  readonly isKnown: (hash: string) => boolean;
  /** Counts a request; returns the limit that it exceeds. */
  readonly count: (request: Context, hash: string) => ExceededLimit | null;
  /** Notes whether the token is valid. */
  readonly note: (hash: string, isValid: boolean) => void;
}

/** @param maxRequests the most requests with one token per minute */
export function createTokenLimits(maxRequests: number): TokenLimits {
  const requestsOf = createRateLimit(maxRequests, minute);
  const guessesFrom = createRateLimit(maxGuesses, minute);
  const guessesOfAll = createRateLimit(maxGuessesInTotal, minute);
  const accepted = createCache<true>(maxAccepted);
  const exceeded = (error: string, seconds: number) => (seconds > 0 ? { error, seconds } : null);

  return {
    isKnown: (hash) => accepted.has(hash),
    count(request, hash) {
      if (accepted.has(hash))
        return exceeded(`Too many requests: send at most ${maxRequests} a minute.`, requestsOf(hash));
      const seconds = guessesFrom(getConnInfo(request).remote.address ?? '') || guessesOfAll('');
      return exceeded(
        'Too many unknown tokens. Wait the number of seconds in the Retry-After header.',
        seconds,
      );
    },
    note(hash, isValid) {
      if (!isValid) accepted.delete(hash);
      else if (!accepted.has(hash)) {
        accepted.set(hash, true);
        requestsOf(hash);
      }
    },
  };
}

/** Compares two hashes without revealing by time how much of them is the same. */
export const isSameHash = (kept: string, shown: string): boolean =>
  kept.length === shown.length && timingSafeEqual(Buffer.from(kept), Buffer.from(shown));
