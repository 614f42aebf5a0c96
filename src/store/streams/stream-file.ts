import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { genesisHash, toCanonicalJson } from '../chain.ts';
import type { Database } from '../database.ts';
import { canonicalBodyOf, hashOfTexts, type Removal, readRows, type StreamHead } from './verify-streams.ts';

/** The first line of a file: the stream, the hash before its first entry, and its end when the file was written. */
const headerSchema = z.strictObject({
  file: z.literal('crossing-stream'),
  version: z.literal(1),
  workspace: z.string(),
  stream: z.string(),
  /** The position before the first entry: 0, or that of the last removed entry. */
  after: z.int().nonnegative(),
  previousHash: z.string().length(64),
  /** The last entry. */
  position: z.int().nonnegative(),
  hash: z.string().length(64),
});

const readBatchSize = 1000;

/**
 * Writes a chained stream as lines of canonical JSON: a header, then each entry with its hash, removals too. The keys of
 * a line are in alphabetical order, so that `verifyStreamFile` can compare bytes.
 */
export async function* writeStreamLines(
  database: Pick<Database, 'reader' | 'tables'>,
  head: StreamHead,
): AsyncGenerator<string> {
  const { workspace, stream, removedUpTo, removedHash, position, hash } = head;
  const previousHash = removedHash ?? genesisHash;
  yield `${toCanonicalJson({
    ...{ file: 'crossing-stream', version: 1, workspace, stream },
    ...{ after: removedUpTo, previousHash, position, hash },
  })}\n`;
  for (let after = removedUpTo; after < position; ) {
    const rows = await readRows(database, head, after, readBatchSize);
    const last = rows.at(-1);
    if (!last) return;
    yield rows
      .map((row) => {
        const { at, hash: own, key, label, position: place, recordedAt, removal } = row;
        const [named, labelled, removed] = [key, label, removal].map(toCanonicalJson);
        return `{"at":${at},"body":${canonicalBodyOf(row)},"hash":"${own}","key":${named},"label":${labelled},"position":${place},"recordedAt":${recordedAt},"removal":${removed}}\n`;
      })
      .join('');
    after = last.position;
  }
}

/** The result for a file: its stream with the number of its entries and its last hash, or the first wrong line. */
export type StreamFileCheck =
  | {
      readonly ok: true;
      readonly workspace: string;
      readonly stream: string;
      readonly entries: number;
      readonly position: number;
      readonly head: string;
      readonly removals: readonly Removal[];
    }
  | { readonly ok: false; readonly line: number; readonly why: string };

/** A head that somebody noted earlier: a position, and the hash there or its beginning. */
export interface NotedHead {
  readonly position: number;
  readonly hash: string;
}

/** An entry exactly as `writeStreamLines` writes it. */
const linePattern =
  /^\{"at":(-?\d+),"body":(.+),"hash":"([0-9a-f]{64})","key":("(?:[^"\\]|\\.)*"),"label":(null|"(?:[^"\\]|\\.)*"),"position":(\d+),"recordedAt":(\d+),"removal":(null|\{.+\})\}$/su;

/**
 * Checks a file of `writeStreamLines` without a database: every byte, and the noted heads.
 * @throws Error when the file cannot be read
 */
export async function verifyStreamFile(
  file: string,
  noted: readonly NotedHead[] = [],
): Promise<StreamFileCheck> {
  const createFailure = (line: number, why: string) => ({ ok: false, line, why }) as const;
  const open = new Map(noted.map((one) => [one.position, one.hash]));
  const removals: Removal[] = [];
  let header: z.infer<typeof headerSchema> | null = null;
  let [line, position, hash, recordedAt] = [0, 0, '', 0];
  let names = { stream: '', workspace: '' };

  for await (const lines of readLines(file))
    for (const text of lines) {
      line += 1;
      if (text === null) return createFailure(line, 'it is not whole, or not UTF-8');
      if (header === null) {
        header = readHeader(text);
        if (header === null) return createFailure(line, 'it is not the header of an export');
        ({ after: position, previousHash: hash } = header);
        names = { stream: toCanonicalJson(header.stream), workspace: toCanonicalJson(header.workspace) };
        continue;
      }
      const [, at = '', body = '', own = '', key = '', label = '', place = '', recorded = '', removal = ''] =
        linePattern.exec(text) ?? [];
      if (own === '') return createFailure(line, 'it is no entry as Crossing writes one');
      if (position === header.position)
        return createFailure(line, 'the header says that the entries end before it');
      position += 1;
      if (place !== String(position)) return createFailure(line, `entry ${position} is missing before it`);
      const parts = { at, body, key, label, position, recordedAt: recorded, removal, ...names };
      if (own !== hashOfTexts(parts, hash))
        return createFailure(line, `entry ${position}, or its place in the chain, was edited`);
      if (Number(recorded) < recordedAt)
        return createFailure(line, 'it was recorded before the entry before it');
      if (removal !== 'null') removals.push(JSON.parse(removal));
      recordedAt = Number(recorded);
      hash = own;
      const known = open.get(position);
      if (known !== undefined && !own.startsWith(known))
        return createFailure(line, `entry ${position} has another hash than the noted head`);
      open.delete(position);
    }
  if (header === null) return createFailure(1, 'the file is empty');
  if (position !== header.position)
    return createFailure(line + 1, `the header says ${header.position} entries, and ${position} is the last`);
  if (hash !== header.hash) return createFailure(1, 'the header has another last hash');
  const { workspace, stream, after, previousHash } = header;
  const [late] = [...open.keys()].filter((one) => one > after);
  if (late !== undefined) return createFailure(line + 1, `entry ${late} of the noted head is missing`);
  const isRemoved = removals.some((one) => one.upTo === after && one.hash === previousHash);
  if (after > 0 && !isRemoved)
    return createFailure(2, `entries up to ${after} were removed without a recorded removal`);
  const entries = position - after - removals.length;
  return { ok: true, workspace, stream, entries, position, head: hash, removals };
}

/** Parses the first line; null when it is not exactly as `writeStreamLines` writes it. */
function readHeader(text: string): z.infer<typeof headerSchema> | null {
  try {
    const { data } = headerSchema.safeParse(JSON.parse(text));
    return data && toCanonicalJson(data) === text ? data : null;
  } catch {
    return null;
  }
}

/** Yields the lines of a file, many at once; null in the place of one that is not UTF-8 or does not end. */
async function* readLines(file: string): AsyncGenerator<readonly (string | null)[]> {
  // Without `fatal`, an edited byte could be read as the replacement character that stood there before.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) {
    let read: string;
    try {
      read = decoder.decode(chunk, { stream: true });
    } catch {
      return yield [null];
    }
    const lines = (rest + read).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  if (rest !== '') yield [null];
}
