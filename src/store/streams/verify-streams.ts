import { and, asc, eq, gt, lte } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from '../../domain/register.ts';
import { digest, genesisHash } from '../chain.ts';
import type { Database } from '../database.ts';

const removalSchema = z.object({
  /** Positions of the first and last removed entry. */
  from: z.int(),
  upTo: z.int(),
  /** Hash of the last one; null in an unchained stream. */
  hash: z.string().nullable(),
  orderedBy: z.string(),
  reason: z.string(),
});
export type Removal = z.infer<typeof removalSchema>;

/** The result for one stream: its entries and last hash, or the first wrong entry. */
export type StreamCheck = { readonly workspace: string; readonly stream: string } & (
  | {
      readonly ok: true;
      readonly entries: number;
      /** Null in an unchained stream. */
      readonly head: string | null;
      /** The removals in it; a later removal can remove an older one. */
      readonly removals: readonly (Removal & { readonly at: Instant })[];
    }
  | { readonly ok: false; readonly brokenAt: number; readonly why: string }
);

interface Hashed {
  readonly workspace: string;
  readonly stream: string;
  readonly position: number;
  readonly key: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly body?: unknown;
  readonly removal?: unknown;
}

/** Returns the hash of an entry over the hash before it (null before the first), in hexadecimal. */
export const entryHash = (entry: Hashed, previousHash: string | null): string => {
  const { workspace, stream, position, key, at, recordedAt, body = null, removal = null } = entry;
  return digest({
    version: 1,
    ...{ workspace, stream, position, key, at, recordedAt, removal },
    body: digest(body),
    previousHash: previousHash ?? genesisHash,
  });
};

const readBatchSize = 1000;

export async function verifyStreams(database: Database, workspace?: string): Promise<StreamCheck[]> {
  const { streamHeads: heads } = database.tables;
  const known = await database.reader
    .select({ workspace: heads.workspace, stream: heads.stream })
    .from(heads)
    .where(workspace === undefined ? undefined : eq(heads.workspace, workspace))
    .orderBy(asc(heads.workspace), asc(heads.stream));
  const checks: StreamCheck[] = [];
  for (const one of known) checks.push(await verifyStream(database, one.workspace, one.stream));
  return checks;
}

/** Checks one stream; again if entries were removed meanwhile. */
async function verifyStream(database: Database, workspace: string, stream: string): Promise<StreamCheck> {
  const { streamHeads: heads } = database.tables;
  for (;;) {
    const head = async () => {
      const here = and(eq(heads.workspace, workspace), eq(heads.stream, stream));
      return (await database.reader.select().from(heads).where(here))[0];
    };
    const before = await head();
    if (!before) return { ok: false, workspace, stream, brokenAt: 0, why: 'its head is missing' };
    const check = await walk(database, before);
    if (check.ok || (await head())?.removedUpTo === before.removedUpTo) return check;
  }
}

type Head = Database['tables']['streamHeads']['$inferSelect'];

async function walk({ reader, tables }: Database, head: Head): Promise<StreamCheck> {
  const { streamEntries: entries } = tables;
  const { workspace, stream, chained, removedUpTo, removedHash } = head;
  const createFailure = (brokenAt: number, why: string) =>
    ({ ok: false, workspace, stream, brokenAt, why }) as const;
  const removals: (Removal & { readonly at: Instant })[] = [];
  let position = removedUpTo;
  let hash = removedHash;
  let recordedAt = 0;
  for (let more = true; more; ) {
    const rows = await reader
      .select()
      .from(entries)
      .where(
        and(
          eq(entries.workspace, workspace),
          eq(entries.stream, stream),
          gt(entries.position, position),
          lte(entries.position, head.position),
        ),
      )
      .orderBy(asc(entries.position))
      .limit(readBatchSize);
    for (const row of rows) {
      position += 1;
      if (row.position !== position) return createFailure(position, 'the entry is missing');
      if (row.hash !== (chained ? entryHash(row, hash) : null))
        return createFailure(position, 'it, or its place in the chain, was edited');
      if (row.recordedAt < recordedAt)
        return createFailure(position, 'it was recorded before the entry before it');
      if (row.removal !== null) {
        const { data } = removalSchema.safeParse(row.removal);
        if (!data) return createFailure(position, 'its record of a removal cannot be read');
        removals.push({ ...data, at: row.at });
      }
      ({ hash, recordedAt } = row);
    }
    more = rows.length === readBatchSize;
  }
  if (position !== head.position) return createFailure(position + 1, 'the entry is missing');
  if (hash !== head.hash) return createFailure(position, 'the head of the stream has another hash');
  const removed = removals.some((one) => one.upTo === removedUpTo && one.hash === removedHash);
  if (removedUpTo > 0 && !removed)
    return createFailure(removedUpTo, 'it and all entries before it were removed without a recorded removal');
  const count = position - removedUpTo - removals.length;
  return { ok: true, workspace, stream, entries: count, head: hash, removals };
}
