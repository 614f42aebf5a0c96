import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from '../../domain/register.ts';
import { genesisHash, sha256, toCanonicalJson } from '../chain.ts';
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
  readonly label?: string | null;
  readonly removal?: unknown;
}

/** The parts of an entry as canonical JSON. */
export interface EntryTexts {
  readonly at: string | number;
  readonly body: string;
  readonly key: string;
  /** `null` when it has none. */
  readonly label: string;
  readonly position: string | number;
  readonly recordedAt: string | number;
  readonly removal: string;
  readonly stream: string;
  readonly workspace: string;
}

/**
 * Returns the hash of an entry over the hash before it, in hexadecimal: the `digest` of its fields, with that of the
 * body in the place of the body. A label is a field only where there is one.
 */
export const hashOfTexts = (entry: EntryTexts, previousHash: string): string => {
  const { at, body, key, label, position, recordedAt, removal, stream, workspace } = entry;
  const labelled = label === 'null' ? '' : `"label":${label},`;
  return sha256(
    `{"at":${at},"body":"${sha256(body)}","key":${key},${labelled}"position":${position},"previousHash":"${previousHash}","recordedAt":${recordedAt},"removal":${removal},"stream":${stream},"version":1,"workspace":${workspace}}`,
  );
};

/**
 * Returns the hash of an entry over the hash before it (null before the first), in hexadecimal.
 * @param body the body as canonical JSON
 */
export const entryHash = (entry: Hashed, body: string, previousHash: string | null): string => {
  const { workspace, stream, position, key, at, recordedAt, label = null, removal = null } = entry;
  return hashOfTexts(
    {
      ...{ at, body, position, recordedAt },
      key: toCanonicalJson(key),
      label: toCanonicalJson(label),
      removal: toCanonicalJson(removal),
      stream: toCanonicalJson(stream),
      workspace: toCanonicalJson(workspace),
    },
    previousHash ?? genesisHash,
  );
};

const readBatchSize = 2000;

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

export type StreamHead = Database['tables']['streamHeads']['$inferSelect'];

/** Reads entries of any kind after a position, up to the head. The body is JSON text, as the database writes it. */
export async function readRows(
  { reader, tables: { streamEntries: entries } }: Pick<Database, 'reader' | 'tables'>,
  { workspace, stream, position: last }: StreamHead,
  after: number,
  limit: number,
) {
  const { position, key, at, recordedAt, label, removal, hash } = entries;
  const body = sql<string | null>`cast(${entries.body} as text)`;
  const rows = await reader
    .select({ position, key, at, recordedAt, label, removal, hash, body })
    .from(entries)
    .where(
      and(
        eq(entries.workspace, workspace),
        eq(entries.stream, stream),
        gt(position, after),
        lte(position, last),
      ),
    )
    .orderBy(asc(position))
    .limit(limit);
  return rows.map((row) => ({ ...row, workspace, stream, body: row.body ?? 'null' }));
}
export type StoredRow = Awaited<ReturnType<typeof readRows>>[number];

/** Returns the body of a row as canonical JSON, whatever the order and the spaces in which the database keeps it. */
export const canonicalBodyOf = ({ body }: Pick<StoredRow, 'body'>): string =>
  toCanonicalJson(JSON.parse(body));

/** True when the hash of a row covers it. Most databases keep the text as it was written, which takes no parsing. */
function hasHash(row: StoredRow, previousHash: string | null): boolean {
  if (row.hash === entryHash(row, row.body, previousHash)) return true;
  try {
    return row.hash === entryHash(row, canonicalBodyOf(row), previousHash);
  } catch {
    // Somebody wrote a body that is not JSON.
    return false;
  }
}

async function walk(
  { reader, tables }: Pick<Database, 'reader' | 'tables'>,
  head: StreamHead,
): Promise<StreamCheck> {
  const { workspace, stream, chained, removedUpTo, removedHash } = head;
  const createFailure = (brokenAt: number, why: string) =>
    ({ ok: false, workspace, stream, brokenAt, why }) as const;
  const removals: (Removal & { readonly at: Instant })[] = [];
  let position = removedUpTo;
  let hash = removedHash;
  let recordedAt = 0;
  for (let more = true; more; ) {
    const rows = await readRows({ reader, tables }, head, position, readBatchSize);
    for (const row of rows) {
      position += 1;
      if (row.position !== position) return createFailure(position, 'the entry is missing');
      if (chained ? !hasHash(row, hash) : row.hash !== null)
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
