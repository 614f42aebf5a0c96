import { setImmediate } from 'node:timers/promises';
import { and, eq, lte, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/register.ts';
import { type Database, findConflictTable } from '../database.ts';
import { classifyFailure } from '../database-failure.ts';
import { once } from '../once.ts';
import { entryHash, type Removal, type StreamHead } from './verify-streams.ts';

/** A storable entry with the text of its body as canonical JSON, and the time when it is recorded. */
export interface Addition {
  readonly key: string;
  readonly at: Instant;
  readonly label: string | null;
  readonly body: unknown;
  readonly removal: Removal | null;
  readonly now: Instant;
  readonly text: string;
}

/** The label of removals; no entry may have it. */
export const removalLabel = 'removal';

/** Rows per insert: ten columns each stay well under SQLite's limit of 32,766 parameters. */
const insertBatchSize = 500;
/** Another process wins at most once per batch. */
const maxAttempts = 200;

export type StreamWriter = ReturnType<typeof createStreamWriter>;

/** Writes rows to streams, after the entry that is the last one when they are written. */
export function createStreamWriter(database: Database) {
  const { reader, tables } = database;
  const { streamEntries: entries, streamHeads: heads } = tables;
  type Row = typeof entries.$inferInsert;
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

  const selectHead = once(() =>
    reader
      .select()
      .from(heads)
      .where(
        and(eq(heads.workspace, sql.placeholder('workspace')), eq(heads.stream, sql.placeholder('stream'))),
      )
      .prepare('stream_head'),
  );

  async function headOf(workspace: string, stream: string): Promise<StreamHead | null> {
    const [head] = await selectHead().execute({ workspace, stream });
    return head ?? null;
  }

  /** Returns entries as rows after a head, and the new head. */
  function follow(head: StreamHead, added: readonly Addition[]) {
    const { workspace, stream, chained } = head;
    let { position, hash, recordedAt } = head;
    const rows = added.map(({ now, text, key, at, label, body, removal }): Row => {
      position += 1;
      recordedAt = Math.max(now, recordedAt);
      const row = { workspace, stream, position, key, at, recordedAt, label, body, removal, hash: '' };
      hash = chained ? entryHash(row, text, hash) : null;
      return Object.assign(row, { hash });
    });
    return { rows, head: { ...head, position, recordedAt, hash } };
  }

  /** Writes the rows that `plan` makes for the current head, and retries after a conflict; null writes nothing. */
  async function write<T>(
    plan: (round: number) => Promise<{
      readonly rows: readonly Row[];
      readonly head: StreamHead;
      readonly removeUpTo?: number;
      readonly result: T;
    }>,
  ): Promise<T> {
    let unsure: unknown = null;
    for (let round = 0; round < maxAttempts; round += 1) {
      const { rows, head, removeUpTo, result } = await plan(round);
      if (rows.length === 0) return result;
      const { workspace, stream, chained: _, ...ends } = head;
      try {
        await database.write((session) => [
          ...splitIntoBatches(rows).map((slice) => database.insertRows(session, entries, slice)),
          session
            .insert(heads)
            .values(head)
            .onConflictDoUpdate({ target: [heads.workspace, heads.stream], set: ends }),
          ...(removeUpTo === undefined
            ? []
            : [
                session
                  .delete(entries)
                  .where(
                    and(
                      eq(entries.workspace, workspace),
                      eq(entries.stream, stream),
                      lte(entries.position, removeUpTo),
                    ),
                  ),
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

  return { inTurn, headOf, follow, write };
}

export function splitIntoBatches<T>(list: readonly T[]): T[][] {
  if (list.length <= insertBatchSize) return [[...list]];
  return Array.from({ length: Math.ceil(list.length / insertBatchSize) }, (_, index) =>
    list.slice(index * insertBatchSize, (index + 1) * insertBatchSize),
  );
}
