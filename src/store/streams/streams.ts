import { setImmediate } from 'node:timers/promises';
import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lt, lte, sql } from 'drizzle-orm';
import { dayOf } from '../../domain/calendar.ts';
import type { Day, Instant, UserId } from '../../domain/register.ts';
import { toStorable } from '../chain.ts';
import { type Database, findConflictTable } from '../database.ts';
import { classifyFailure } from '../database-failure.ts';
import { entryHash, type Removal, type StreamCheck, verifyStreams } from './verify-streams.ts';

/** An entry to append. Its default key is its position in the batch. */
export interface NewEntry {
  readonly key?: string;
  /** When it happened. */
  readonly at: Instant;
  /** A JSON value. */
  readonly body: unknown;
}

export interface StreamEntry {
  /** Its position in the stream, from 1 without gaps. */
  readonly position: number;
  readonly key: string;
  readonly at: Instant;
  /** When it was appended; never earlier than the entry before it. */
  readonly recordedAt: Instant;
  readonly body: unknown;
}

interface StreamPage {
  /** Only entries after this position in reading order. */
  readonly after?: number;
  /** Only entries that happened at this instant or after. */
  readonly since?: Instant;
  /** Only entries that happened at this instant or before. */
  readonly until?: Instant;
  readonly newestFirst?: boolean;
  readonly limit: number;
}

/** Streams of many entries that are never edited, outside the register. */
export interface Streams {
  /**
   * Appends all new entries, or none. Known keys are skipped and returned in `repeated`; the key of a removed entry is
   * free again. Others may append at the same time.
   * @param options.chained whether each entry holds a hash over all before it; a stream keeps its first choice
   * @param options.batch the key of the whole batch, for entries without keys
   * @throws RangeError when an entry has no key, or the stream is of the other kind
   */
  append(
    workspace: string,
    stream: string,
    entries: readonly NewEntry[],
    options: { readonly now: Instant; readonly chained: boolean; readonly batch?: string },
  ): Promise<{ readonly appended: number; readonly repeated: readonly string[] }>;
  /** Returns entries in the order of appending, or newest first. */
  page(workspace: string, stream: string, page: StreamPage): Promise<readonly StreamEntry[]>;
  /** Returns the number of entries per day of a time zone, oldest first, without empty days. */
  countByDay(
    workspace: string,
    stream: string,
    span: { readonly since: Instant; readonly until: Instant; readonly timeZone: string },
  ): Promise<readonly { readonly day: Day; readonly count: number }[]>;
  /**
   * Removes entries recorded before an instant and returns their number. The removal is an entry with the hash of the
   * last removed entry, so the chain stays verifiable. `page` and `countByDay` skip it.
   */
  removeOlder(
    workspace: string,
    stream: string,
    order: {
      readonly before: Instant;
      readonly now: Instant;
      readonly orderedBy: UserId;
      readonly reason: string;
    },
  ): Promise<number>;
  /** Checks each stream, and its chain if it has one, in one workspace or in all. */
  verify(workspace?: string): Promise<readonly StreamCheck[]>;
}

/** Rows per insert: nine columns each stay well under SQLite's limit of 32,766 parameters. */
const insertBatchSize = 500;
/** Another process wins at most once per batch. */
const maxAttempts = 200;
/** All time zones differ by multiples of this, in milliseconds. */
const timeZoneStep = 900_000;

export function createStreams(database: Database): Streams {
  const { reader, tables } = database;
  const { streamEntries: entries, streamHeads: heads } = tables;
  type Row = typeof entries.$inferInsert;
  type Head = typeof heads.$inferSelect;
  const inStream = (workspace: string, stream: string) =>
    and(eq(entries.workspace, workspace), eq(entries.stream, stream));
  /** Appends of this process to one stream queue up, because they would only conflict. */
  const queues = new Map<string, Promise<unknown>>();

  function inTurn<T>(workspace: string, stream: string, work: () => Promise<T>): Promise<T> {
    const key = JSON.stringify([workspace, stream]);
    const next = (queues.get(key) ?? Promise.resolve()).then(work, work);
    queues.set(key, next);
    const done = () => {
      if (queues.get(key) === next) queues.delete(key);
    };
    next.then(done, done);
    return next;
  }

  async function headOf(workspace: string, stream: string): Promise<Head | null> {
    const here = and(eq(heads.workspace, workspace), eq(heads.stream, stream));
    const [head] = await reader.select().from(heads).where(here);
    return head ?? null;
  }

  async function takenKeys(workspace: string, stream: string, keys: readonly string[]) {
    const taken = new Set<string>();
    for (const slice of splitIntoBatches(keys)) {
      const here = and(inStream(workspace, stream), inArray(entries.key, slice));
      for (const { key } of await reader.select({ key: entries.key }).from(entries).where(here))
        taken.add(key);
    }
    return taken;
  }

  /** Returns entries as rows after a head, and the new head. */
  function follow(head: Head, now: Instant, added: readonly Pick<Row, 'key' | 'at' | 'body' | 'removal'>[]) {
    const { workspace, stream, chained } = head;
    const recordedAt = Math.max(now, head.recordedAt);
    let { position, hash } = head;
    const rows = added.map((entry) => {
      position += 1;
      const row = { workspace, stream, position, recordedAt, ...entry };
      hash = chained ? entryHash(row, hash) : null;
      return { ...row, hash };
    });
    return { rows, head: { ...head, position, recordedAt, hash } };
  }

  /** Writes the rows that `plan` makes for the current head, and retries after a conflict; null writes nothing. */
  async function write<T>(
    plan: () => Promise<{
      readonly rows: readonly Row[];
      readonly head: Head;
      readonly removeUpTo?: number;
      readonly result: T;
    }>,
  ): Promise<T> {
    let unsure: unknown = null;
    for (let round = 0; round < maxAttempts; round += 1) {
      const { rows, head, removeUpTo, result } = await plan();
      if (rows.length === 0) return result;
      const { workspace, stream, chained: _, ...ends } = head;
      try {
        await database.write((session) => [
          ...splitIntoBatches(rows).map((slice) => session.insert(entries).values(slice)),
          session
            .insert(heads)
            .values(head)
            .onConflictDoUpdate({ target: [heads.workspace, heads.stream], set: ends }),
          ...(removeUpTo === undefined
            ? []
            : [
                session
                  .delete(entries)
                  .where(and(inStream(workspace, stream), lte(entries.position, removeUpTo))),
              ]),
        ]);
        return result;
      } catch (error) {
        // After an unknown outcome it is planned once more; entries that arrived are found by their keys.
        const isUnsure = classifyFailure(error) === 'unsure';
        if (!(isUnsure && unsure === null) && findConflictTable(error) !== 'stream_entries') throw error;
        if (isUnsure) unsure = error;
        await setImmediate();
      }
    }
    throw new Error(`gave up after ${maxAttempts} append conflicts in one stream`);
  }

  return {
    append(workspace, stream, added, { now, chained, batch }) {
      const keyed = added.map(({ key, at, body }, index) => {
        if (key === undefined && batch === undefined) throw new RangeError('an entry has no key');
        return toStorable({ key: key ?? `${batch}#${index}`, at, body: body ?? null, removal: null });
      });
      return inTurn(workspace, stream, () =>
        write(async () => {
          const empty = { workspace, stream, chained, position: 0, recordedAt: 0, hash: null };
          const head = (await headOf(workspace, stream)) ?? { ...empty, removedUpTo: 0, removedHash: null };
          if (head.chained !== chained)
            throw new RangeError(`the stream ${stream} is ${head.chained ? '' : 'not '}chained`);
          const taken = await takenKeys(
            workspace,
            stream,
            keyed.map(({ key }) => key),
          );
          const repeated: string[] = [];
          const newEntries = keyed.filter(({ key }) => {
            if (taken.has(key)) repeated.push(key);
            return !taken.has(key) && taken.add(key);
          });
          const result = { appended: newEntries.length, repeated };
          return { ...follow(head, now, newEntries), result };
        }),
      );
    },

    async page(workspace, stream, { after, since, until, newestFirst = false, limit }) {
      const { position, key, at, recordedAt, body } = entries;
      const beyond = newestFirst ? lt : gt;
      return reader
        .select({ position, key, at, recordedAt, body })
        .from(entries)
        .where(
          and(
            inStream(workspace, stream),
            isNull(entries.removal),
            after === undefined ? undefined : beyond(position, after),
            since === undefined ? undefined : gte(at, since),
            until === undefined ? undefined : lte(at, until),
          ),
        )
        .orderBy(newestFirst ? desc(position) : asc(position))
        .limit(limit);
    },

    async countByDay(workspace, stream, { since, until, timeZone }) {
      // Both databases divide integers to integers.
      const slot = sql<number>`${entries.at} / ${sql.raw(String(timeZoneStep))}`;
      const rows = await reader
        .select({ slot, count: count() })
        .from(entries)
        .where(
          and(
            inStream(workspace, stream),
            isNull(entries.removal),
            gte(entries.at, since),
            lte(entries.at, until),
          ),
        )
        .groupBy(slot);
      const days = new Map<Day, number>();
      for (const row of rows) {
        const day = dayOf(Number(row.slot) * timeZoneStep, timeZone);
        days.set(day, (days.get(day) ?? 0) + row.count);
      }
      return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, total]) => ({ day, count: total }));
    },

    removeOlder(workspace, stream, { before, now, orderedBy, reason }) {
      return inTurn(workspace, stream, () =>
        write(async () => {
          const head = await headOf(workspace, stream);
          const nothing = { rows: [], head: head as Head, result: 0 };
          if (head === null) return nothing;
          // Positions follow the recording time, so all older entries come before this one.
          const [kept] = await reader
            .select({ position: entries.position })
            .from(entries)
            .where(and(inStream(workspace, stream), gte(entries.recordedAt, before)))
            .orderBy(asc(entries.position))
            .limit(1);
          const upTo = (kept?.position ?? head.position + 1) - 1;
          if (upTo <= head.removedUpTo) return nothing;
          const [last] = await reader
            .select({ hash: entries.hash })
            .from(entries)
            .where(and(inStream(workspace, stream), eq(entries.position, upTo)));
          const removedHash = last?.hash ?? null;
          const from = head.removedUpTo + 1;
          const removal: Removal = toStorable({ from, upTo, hash: removedHash, orderedBy, reason });
          const entry = { key: `removal#${upTo}`, at: now, body: null, removal };
          const next = follow(head, now, [entry]);
          return {
            ...next,
            head: { ...next.head, removedUpTo: upTo, removedHash },
            removeUpTo: upTo,
            result: upTo - head.removedUpTo,
          };
        }),
      );
    },

    verify: (workspace) => verifyStreams(database, workspace),
  };
}

function splitIntoBatches<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / insertBatchSize) }, (_, index) =>
    list.slice(index * insertBatchSize, (index + 1) * insertBatchSize),
  );
}
