import { contentHash } from './chain.ts';
import type { ChangeRow } from './read.ts';

/** A change with everything that its hash covers. */
export type ChainRow = ChangeRow;

/**
 * Replaces the contents of a change by their hashes, as an erasure does, so that the chain stays verifiable. A change of
 * version 1 has no such hashes: nobody can verify it without its contents.
 */
export function withholdContents(row: ChangeRow): ChainRow {
  const { before, after, salt } = row;
  const withheld = { ...row, before: null, after: null, salt: null };
  return salt === null
    ? withheld
    : { ...withheld, beforeHash: contentHash(salt, before), afterHash: contentHash(salt, after) };
}
