import { setImmediate } from 'node:timers/promises';
import { and, eq, inArray } from 'drizzle-orm';
import type { Instant } from '../../domain/register.ts';
import { toCanonicalJson, toStorable } from '../chain.ts';
import type { Database } from '../database.ts';
import { classifyFailure } from '../database-failure.ts';
import { type Addition, type StreamWriter, splitIntoBatches } from './writer.ts';

/** An entry to append. Its default key is its position in the batch. */
export interface NewEntry {
  readonly key?: string;
  /** When it happened. */
  readonly at: Instant;
  /** Groups entries for counts and filters, such as a result. */
  readonly label?: string;
  /** A JSON value. */
  readonly body: unknown;
}

export interface AppendOptions {
  readonly now: Instant;
  /** True when each entry holds a hash over all before it. A stream keeps its first choice. */
  readonly chained: boolean;
  /** The key of the whole batch, for entries without keys. */
  readonly batch?: string;
  /** Appends nothing when a known key has other contents now, or when only a part of a batch is known. */
  readonly refuseChanged?: boolean;
}

export interface Appended {
  readonly appended: number;
  /** Known keys, whose entries were skipped. */
  readonly repeated: readonly string[];
  /** With `refuseChanged`: the known keys that have other contents. Nothing was appended then. */
  readonly changed: readonly string[];
  /** The last entry of the stream afterwards; its hash is null in an unchained stream. */
  readonly head: { readonly position: number; readonly hash: string | null };
}

/** The most entries of batches that are written together: more would delay other requests. */
const maxGroupSize = 200;

/** A batch to append, until it is settled. */
interface Batch {
  readonly additions: readonly Addition[];
  /** Keys that are positions in the batch. */
  readonly numbered: ReadonlySet<string>;
  readonly chained: boolean;
  readonly refuseChanged: boolean;
  settled: { readonly result: Appended } | { readonly error: unknown } | null;
}

/** Creates `append` of `Streams`. Batches that wait for the same stream are written in one transaction. */
export function createAppend(
  { reader, tables: { streamEntries: entries } }: Database,
  { inTurn, headOf, follow, write }: StreamWriter,
) {
  /** Batches that wait for their turn, by stream. */
  const waiting = new Map<string, Batch[]>();

  /** Returns the known of these keys, each with the contents of its entry. */
  async function knownEntries(workspace: string, stream: string, keys: readonly string[]) {
    const known = new Map<string, string>();
    for (const slice of splitIntoBatches(keys)) {
      const { key, at, label, body } = entries;
      const here = and(eq(entries.workspace, workspace), eq(entries.stream, stream), inArray(key, slice));
      for (const row of await reader.select({ key, at, label, body }).from(entries).where(here))
        known.set(row.key, contentsOf({ ...row, text: toCanonicalJson(row.body) }));
    }
    return known;
  }

  /**
   * Plans batches after the current head of their stream, each against the keys before it. The keys in the database are
   * read only after a conflict: the index refuses a known key, and most keys are new.
   */
  async function plan(workspace: string, stream: string, batches: readonly Batch[], round: number) {
    const chained = batches[0]?.chained === true;
    const empty = { workspace, stream, chained, position: 0, recordedAt: 0, hash: null };
    let head = (await headOf(workspace, stream)) ?? { ...empty, removedUpTo: 0, removedHash: null };
    if (head.chained !== chained)
      throw new RangeError(`the stream ${stream} is ${head.chained ? '' : 'not '}chained`);
    const keys = batches.flatMap(({ additions }) => additions.map(({ key }) => key));
    const known = round === 0 ? new Map<string, string>() : await knownEntries(workspace, stream, keys);
    const rows: ReturnType<typeof follow>['rows'] = [];
    const result = batches.map((batch): Appended => {
      const { fresh, ...found } = sortByKnown(batch, known);
      if (found.changed.length > 0) return { ...found, appended: 0, head };
      for (const addition of fresh) known.set(addition.key, contentsOf(addition));
      const next = follow(head, fresh);
      rows.push(...next.rows);
      head = next.head;
      return { ...found, appended: fresh.length, head };
    });
    return { rows, head, result };
  }

  /** Writes the first batch of a queue, and as many of those behind it as fit. */
  async function writeGroup(workspace: string, stream: string, queue: Batch[]): Promise<void> {
    // Requests that arrive meanwhile join the group, and other requests get a turn between two writes.
    await setImmediate();
    const group = queue.slice(0, countTogether(queue));
    async function writeBatches(some: readonly Batch[]): Promise<void> {
      const results = await write(async (round) => {
        const planned = await plan(workspace, stream, some, round);
        // Hashing takes as long as writing: other requests get a turn between them, too.
        await setImmediate();
        return planned;
      });
      for (const [index, batch] of some.entries()) batch.settled = { result: results[index] as Appended };
    }
    async function writeAlone(batch: Batch): Promise<void> {
      await writeBatches([batch]).catch((error) => {
        batch.settled = { error };
      });
    }
    try {
      await writeBatches(group);
    } catch (error) {
      // A batch that cannot be written must not take the others with it. A database that is away fails for all.
      const [first, ...others] = group;
      if (first && others.length > 0 && classifyFailure(error) === null) await writeAlone(first);
      else for (const batch of group) batch.settled = { error };
    }
    queue.splice(0, queue.findLastIndex(({ settled }) => settled !== null) + 1);
  }

  return async function append(
    workspace: string,
    stream: string,
    added: readonly NewEntry[],
    { now, chained, batch: batchKey, refuseChanged = false }: AppendOptions,
  ): Promise<Appended> {
    const numbered = new Set<string>();
    const additions = added.map(({ key, at, label = null, body }, index): Addition => {
      if (key === undefined && batchKey === undefined) throw new RangeError('an entry has no key');
      const own = key ?? `${batchKey}#${index}`;
      if (key === undefined) numbered.add(own);
      const entry = toStorable({ key: own, at, label, body: body ?? null, removal: null });
      return { ...entry, now, text: toCanonicalJson(entry.body) };
    });
    const batch: Batch = { additions, numbered, chained, refuseChanged, settled: null };
    const place = JSON.stringify([workspace, stream]);
    const queue = waiting.get(place) ?? [];
    waiting.set(place, queue);
    queue.push(batch);
    return inTurn(workspace, stream, async () => {
      // An earlier turn may have written it.
      if (batch.settled === null) await writeGroup(workspace, stream, queue);
      if (queue.length === 0 && waiting.get(place) === queue) waiting.delete(place);
      const settled = batch.settled as Batch['settled'];
      if (settled === null) throw new Error('a batch was not written in its turn');
      if ('error' in settled) throw settled.error;
      return settled.result;
    });
  };
}

/** Returns the number of batches at the front of a queue that are written together. */
function countTogether([first, ...others]: readonly Batch[]): number {
  let size = first?.additions.length ?? 0;
  const end = others.findIndex(({ additions, chained }) => {
    size += additions.length;
    return size > maxGroupSize || chained !== first?.chained;
  });
  return end < 0 ? others.length + 1 : end + 1;
}

const contentsOf = ({ at, label, text }: Pick<Addition, 'at' | 'label' | 'text'>): string =>
  `${at} ${label} ${text}`;

/** Sorts the entries of a batch into new ones, known ones, and known ones with other contents. */
function sortByKnown({ additions, numbered, refuseChanged }: Batch, known: ReadonlyMap<string, string>) {
  const own = new Map<string, Addition>();
  const fresh: Addition[] = [];
  const repeated: string[] = [];
  const changed: string[] = [];
  for (const addition of additions) {
    const twin = own.get(addition.key);
    const before = twin ? contentsOf(twin) : known.get(addition.key);
    if (before === undefined) {
      fresh.push(addition);
      own.set(addition.key, addition);
    } else if (refuseChanged && before !== contentsOf(addition)) changed.push(addition.key);
    else repeated.push(addition.key);
  }
  const isPartlyKnown =
    fresh.some(({ key }) => numbered.has(key)) && repeated.some((key) => numbered.has(key));
  return { fresh, repeated, changed: refuseChanged && isPartlyKnown ? [...changed, ...repeated] : changed };
}
