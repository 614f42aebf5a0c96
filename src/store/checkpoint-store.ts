import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { and, asc, count, desc, eq, gt, lte, ne, sql } from 'drizzle-orm';
import type { Change } from '../domain/change.ts';
import type { Instant } from '../domain/register.ts';
import { genesisHash } from './chain.ts';
import type { Database } from './database.ts';
import { toChange } from './read.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A position in the log: a change by number and hash; `seq` 0 is before the first. */
export interface LogPosition {
  readonly seq: number;
  readonly hash: string;
}

export interface LogPage {
  /** Whole commits, oldest first; empty at the end of the log. */
  readonly changes: readonly Change[];
  /** The position after them. */
  readonly position: LogPosition;
}

/** Checkpoints of replays, and the log after them. */
export interface CheckpointStore {
  /** Returns the position of the last change up to an instant, or of the head. */
  positionAt(workspace: string, upTo: Instant | null): Promise<LogPosition>;
  /**
   * Returns the changes after a position; null when the log no longer contains it, because the database was restored or
   * replaced.
   * @param limit the approximate number of changes; a commit is never split
   */
  readFrom(
    workspace: string,
    from: LogPosition,
    upTo: Instant | null,
    limit: number,
  ): Promise<LogPage | null>;
  /** Returns the latest valid checkpoint of a version up to an instant; null without one. */
  checkpoint(
    workspace: string,
    version: number,
    upTo: Instant | null,
  ): Promise<{ readonly mark: LogPosition; readonly contents: string } | null>;
  /**
   * Stores a checkpoint and deletes those of other versions.
   * @param erasures the number of erasures before the log was read; after another one the checkpoint is not stored,
   * because it may hold erased contents
   */
  saveCheckpoint(
    workspace: string,
    version: number,
    place: LogPosition & { readonly at: Instant },
    contents: string,
    erasures: number,
  ): Promise<void>;
}

export function createCheckpointStore(database: Database): CheckpointStore {
  const { reader, tables } = database;
  const { agenda, changes, checkpoints } = tables;
  const { erasures } = tables.records;

  async function positionAt(workspace: string, upTo: Instant | null): Promise<LogPosition> {
    const [last] = await reader
      .select({ seq: changes.seq, hash: changes.hash })
      .from(changes)
      .where(and(eq(changes.workspace, workspace), upTo === null ? undefined : lte(changes.at, upTo)))
      .orderBy(desc(changes.seq))
      .limit(1);
    return last ?? { seq: 0, hash: genesisHash };
  }

  async function isInLog(workspace: string, { seq, hash }: LogPosition): Promise<boolean> {
    if (seq === 0) return true;
    const here = and(eq(changes.workspace, workspace), eq(changes.seq, seq), eq(changes.hash, hash));
    return (await reader.select({ seq: changes.seq }).from(changes).where(here)).length > 0;
  }

  return {
    positionAt,

    async readFrom(workspace, from, upTo, limit) {
      const selectLater = (after: number) =>
        reader
          .select()
          .from(changes)
          .where(
            and(
              eq(changes.workspace, workspace),
              gt(changes.seq, after),
              upTo === null ? undefined : lte(changes.at, upTo),
            ),
          )
          .orderBy(asc(changes.seq));
      const rows = await selectLater(from.seq).limit(limit);
      const [first] = rows;
      if (!first) return (await isInLog(workspace, from)) ? { changes: [], position: from } : null;
      if (from.seq > 0 && first.previousHash !== from.hash) return null;
      const { seq, at } = rows.at(-1) ?? first;
      // All changes of a commit have the same time, which no other commit has.
      const rest = rows.length < limit ? [] : await restOfCommit(workspace, seq, at);
      const { seq: lastSeq, hash } = rest.at(-1) ?? rows.at(-1) ?? first;
      return { changes: [...rows, ...rest].map(toChange), position: { seq: lastSeq, hash } };
    },

    async checkpoint(workspace, version, upTo) {
      const { seq, hash, contents } = checkpoints;
      const [found] = await reader
        .select({ seq, hash, contents })
        .from(checkpoints)
        .innerJoin(
          changes,
          and(
            eq(changes.workspace, checkpoints.workspace),
            eq(changes.seq, checkpoints.seq),
            eq(changes.hash, checkpoints.hash),
          ),
        )
        .where(
          and(
            eq(checkpoints.workspace, workspace),
            eq(checkpoints.version, version),
            upTo === null ? undefined : lte(checkpoints.at, upTo),
          ),
        )
        .orderBy(desc(checkpoints.seq))
        .limit(1);
      if (!found) return null;
      const text = await decompress(Buffer.from(found.contents, 'base64')).catch(() => null);
      return text && { mark: { seq: found.seq, hash: found.hash }, contents: text.toString() };
    },

    async saveCheckpoint(workspace, version, { seq, hash, at }, text, known) {
      const contents = (await compress(text)).toString('base64');
      const set = { version, at, hash, contents };
      const isInWorkspace = eq(checkpoints.workspace, workspace);
      await database.write((session) => [
        // An erasure locks this row too, so the two commits wait for each other.
        session.update(agenda).set({ workspace }).where(eq(agenda.workspace, workspace)),
        session.delete(checkpoints).where(and(isInWorkspace, ne(checkpoints.version, version))),
        session
          .insert(checkpoints)
          .values({ workspace, seq, ...set })
          .onConflictDoUpdate({ target: [checkpoints.workspace, checkpoints.seq], set }),
        session
          .delete(checkpoints)
          .where(
            and(
              isInWorkspace,
              eq(checkpoints.seq, seq),
              ne(
                sql`(${session
                  .select({ count: count() })
                  .from(erasures)
                  .where(eq(erasures.workspace, workspace))})`,
                known,
              ),
            ),
          ),
      ]);
    },
  };

  async function restOfCommit(workspace: string, after: number, at: Instant) {
    const here = and(eq(changes.workspace, workspace), gt(changes.seq, after), eq(changes.at, at));
    return reader.select().from(changes).where(here).orderBy(asc(changes.seq));
  }
}
