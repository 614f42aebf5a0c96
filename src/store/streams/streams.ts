import { setImmediate } from 'node:timers/promises';
import { and, asc, count, desc, eq, gt, gte, isNull, lt, lte, min, ne, or } from 'drizzle-orm';
import { dayOf, endOfDay } from '../../domain/calendar.ts';
import type { Day, Instant, UserId } from '../../domain/register.ts';
import { toStorable } from '../chain.ts';
import type { Database } from '../database.ts';
import { type Appended, type AppendOptions, createAppend, type NewEntry } from './append.ts';
import { writeStreamLines } from './stream-file.ts';
import { type Removal, type StreamCheck, type StreamHead, verifyStreams } from './verify-streams.ts';
import { createStreamWriter, removalLabel } from './writer.ts';

export interface StreamEntry {
  /** Its position in the stream, from 1 without gaps. */
  readonly position: number;
  readonly key: string;
  readonly at: Instant;
  /** When it was appended; never earlier than the entry before it. */
  readonly recordedAt: Instant;
  readonly label: string | null;
  readonly body: unknown;
}

/** The end of a stream. */
export interface StreamEnd {
  readonly stream: string;
  /** The position of the last entry. */
  readonly position: number;
  /** When it was recorded. */
  readonly recordedAt: Instant;
  /** Null in an unchained stream. */
  readonly hash: string | null;
}

interface StreamPage {
  /** Only entries after this position in reading order. */
  readonly after?: number;
  /** Only entries that happened at this instant or after. */
  readonly since?: Instant;
  /** Only entries that happened at this instant or before. */
  readonly until?: Instant;
  /** Only entries with this label, by the time when they happened instead of their position. */
  readonly label?: string;
  readonly newestFirst?: boolean;
  /** Skips so many entries; for pages with a label. */
  readonly skip?: number;
  readonly limit: number;
}

/** Streams of many entries that are never edited, outside the register. */
export interface Streams {
  /**
   * Appends all new entries, or none. Known keys are skipped and returned in `repeated`; the key of a removed entry is
   * free again. Others may append at the same time. Batches that wait for the same stream are written together.
   * @throws RangeError when an entry has no key, or the stream is of the other kind
   */
  append(
    workspace: string,
    stream: string,
    entries: readonly NewEntry[],
    options: AppendOptions,
  ): Promise<Appended>;
  /** Returns the ends of all streams of a workspace whose names begin with a prefix. */
  ends(workspace: string, prefix: string): Promise<readonly StreamEnd[]>;
  /** Returns the end of a stream as it was at an instant; null when it had no entry then. */
  endAt(workspace: string, stream: string, at: Instant): Promise<StreamEnd | null>;
  /** Returns entries in the order of appending, or newest first. */
  page(workspace: string, stream: string, page: StreamPage): Promise<readonly StreamEntry[]>;
  /** Returns the number of entries per day of a time zone and label, oldest first, without empty days. */
  countByDay(
    workspace: string,
    stream: string,
    span: { readonly since: Instant; readonly until: Instant; readonly timeZone: string },
  ): Promise<readonly { readonly day: Day; readonly label: string | null; readonly count: number }[]>;
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
  /** Writes a chained stream as lines that `verifyStreamFile` checks; null when there is no such stream. */
  exportLines(workspace: string, stream: string): Promise<AsyncIterable<string> | null>;
}

export function createStreams(database: Database): Streams {
  const { reader, tables } = database;
  const { streamEntries: entries, streamHeads: heads } = tables;
  const inStream = (workspace: string, stream: string) =>
    and(eq(entries.workspace, workspace), eq(entries.stream, stream));
  const writer = createStreamWriter(database);
  const { inTurn, headOf, follow, write } = writer;

  return {
    append: createAppend(database, writer),

    async ends(workspace, prefix) {
      const { stream, position, recordedAt, hash } = heads;
      const all = await reader
        .select({ stream, position, recordedAt, hash })
        .from(heads)
        .where(eq(heads.workspace, workspace))
        .orderBy(stream);
      return all.filter((end) => end.stream.startsWith(prefix));
    },

    async endAt(workspace, stream, at) {
      const { position, recordedAt, hash } = entries;
      // A binary search: no index has the time of recording, which never goes back.
      const next = async (from: number) => {
        const [found] = await reader
          .select({ stream: entries.stream, position, recordedAt, hash })
          .from(entries)
          .where(and(inStream(workspace, stream), gte(position, from)))
          .orderBy(asc(position))
          .limit(1);
        return found;
      };
      let end: StreamEnd | null = null;
      const [last] = await reader
        .select({ position: heads.position })
        .from(heads)
        .where(and(eq(heads.workspace, workspace), eq(heads.stream, stream)));
      for (let low = 1, high = last?.position ?? 0; low <= high; ) {
        const middle = Math.floor((low + high) / 2);
        const found = await next(middle);
        if (found && found.position <= high && found.recordedAt <= at) {
          end = found;
          low = found.position + 1;
        } else high = middle - 1;
      }
      return end;
    },

    async page(workspace, stream, { after, since, until, label, newestFirst = false, skip = 0, limit }) {
      const { position, key, at, recordedAt, label: labelled, body } = entries;
      const beyond = newestFirst ? lt : gt;
      const inOrder = newestFirst ? desc : asc;
      return reader
        .select({ position, key, at, recordedAt, label: labelled, body })
        .from(entries)
        .where(
          and(
            inStream(workspace, stream),
            isNull(entries.removal),
            label === undefined ? undefined : eq(labelled, label),
            after === undefined ? undefined : beyond(position, after),
            since === undefined ? undefined : gte(at, since),
            until === undefined ? undefined : lte(at, until),
          ),
        )
        .orderBy(...(label === undefined ? [] : [inOrder(at)]), inOrder(position))
        .offset(skip)
        .limit(limit);
    },

    async countByDay(workspace, stream, { since, until, timeZone }) {
      const { at, label } = entries;
      const between = (from: Instant, to: Instant) =>
        and(
          inStream(workspace, stream),
          gte(at, from),
          lte(at, to),
          or(isNull(label), ne(label, removalLabel)),
        );
      const found: { day: Day; label: string | null; count: number }[] = [];
      // The index alone answers both queries. A query for each day lets other requests in between.
      for (let from = since; ; ) {
        const [next] = await reader
          .select({ at: min(at) })
          .from(entries)
          .where(between(from, until));
        if (!next || next.at === null) return found;
        const day = dayOf(Number(next.at), timeZone);
        const to = Math.min(until, endOfDay(day, timeZone));
        const rows = await reader
          .select({ label, count: count() })
          .from(entries)
          .where(between(from, to))
          .groupBy(label)
          .orderBy(asc(label));
        found.push(...rows.map((row) => ({ day, label: row.label, count: Number(row.count) })));
        from = to + 1;
        await setImmediate();
      }
    },

    removeOlder(workspace, stream, { before, now, orderedBy, reason }) {
      return inTurn(workspace, stream, () =>
        write(async () => {
          const head = await headOf(workspace, stream);
          const nothing = { rows: [], head: head as StreamHead, result: 0 };
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
          const entry = { key: `removal#${upTo}`, at: now, label: removalLabel, body: null, removal };
          const next = follow(head, [{ ...entry, now, text: 'null' }]);
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

    async exportLines(workspace, stream) {
      const head = await headOf(workspace, stream);
      return head === null || head.hash === null ? null : writeStreamLines(database, head);
    },
  };
}
