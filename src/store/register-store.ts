import { and, asc, desc, eq, gt, gte, lt, lte, notInArray, sql } from 'drizzle-orm';
import type { Change } from '../domain/change.ts';
import { type RecentChange, subjectOfChange } from '../domain/nudge-kind.ts';
import type { Entity, Instant, Register } from '../domain/register.ts';
import { type ChainRow, withholdContents } from './chain-rows.ts';
import type { Database } from './database.ts';
import { classifyFailure, type DatabaseFailure } from './database-failure.ts';
import { once } from './once.ts';
import { toChange } from './read.ts';
import type { Commit, CommitResult, RegisterCache } from './register-cache.ts';
import { type LogCheck, verifyLogs } from './verify.ts';

interface ChangeFilter {
  /** Only changes with a greater `seq`. */
  readonly after?: number;
  /** Only changes made at this instant or after. */
  readonly since?: Instant;
  /** Only changes made at this instant or before. */
  readonly upTo?: Instant;
  readonly useCase?: string;
  /** Leaves out changes of these entities. */
  readonly without?: readonly Entity[];
  readonly limit?: number;
  readonly newestFirst?: boolean;
}

/** The end of a log. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  /** The number of erasures; after another one, data read before may hold erased contents. */
  readonly erasures: number;
}

export interface RegisterStore {
  /** Returns the current register. It reads one row when nothing has changed. */
  load(workspace: string): Promise<Register>;
  /** Returns the number and hash of the last change; `seq` 0 before the first. */
  head(workspace: string): Promise<Head>;
  /** Returns changes, oldest first. All changes up to an instant, folded, are the register as of then. */
  changes(workspace: string, filter?: ChangeFilter): Promise<Change[]>;
  /**
   * Returns changes as the hash chain covers them, oldest first, so that a copy of the log can be verified.
   * @param withheld the entities whose contents are replaced by their hashes
   */
  chainRows(
    workspace: string,
    span: {
      /** Only changes with a greater `seq`. */
      readonly after: number;
      /** The `seq` of the last change. */
      readonly upTo: number;
      readonly limit: number;
      readonly withheld: ReadonlySet<Entity>;
    },
  ): Promise<readonly ChainRow[]>;
  /** Returns who changed what since an instant, oldest first, without the records. */
  recentChanges(workspace: string, since: Instant): Promise<RecentChange[]>;
  /**
   * Appends the drafts to the log, updates the tables, writes to the outbox and makes the workspace due, all or
   * nothing.
   * `at` never goes back; each `before` is the actual record; NUL and half characters become U+FFFD.
   * An unanswered commit is repeated, which changes nothing if it had arrived.
   * @throws ZodError when a record does not match its schema
   */
  commit(workspace: string, commit: Commit): Promise<CommitResult>;
  /** Returns whether this delivery was committed. */
  isDelivered(workspace: string, delivery: string): Promise<boolean>;
  /** Deletes deliveries from before this instant and returns their number. */
  forgetDeliveries(before: Instant): Promise<number>;
  /** Checks the hash chain and compares the tables with the log, in one workspace or in all. */
  verify(workspace?: string): Promise<LogCheck[]>;
  /** Resolves when the database answers. @throws Error when it does not */
  isReady(): Promise<void>;
  /** Returns the kind of database failure of an error; null for other errors. */
  classifyFailure(error: unknown): DatabaseFailure | null;
  close(): Promise<void>;
}

/** Deliveries deleted at once. */
const deleteBatchSize = 500;

export function createRegisterStore(database: Database, registers: RegisterCache): RegisterStore {
  const { reader, writer, runOne, skipLocked, tables } = database;
  const { changes, deliveries } = tables;
  const { current, isDelivered } = registers;
  const touchedSince = once(() =>
    reader
      .select({
        person: changes.actor,
        useCase: changes.useCase,
        entity: sql<Entity>`${changes.entity}`,
        id: changes.id,
        at: changes.at,
      })
      .from(changes)
      .where(
        and(eq(changes.workspace, sql.placeholder('workspace')), gte(changes.at, sql.placeholder('since'))),
      )
      .orderBy(asc(changes.seq))
      .prepare('touched_since'),
  );

  return {
    async load(workspace) {
      return (await current(workspace)).register;
    },

    async head(workspace) {
      const { register, hash } = await current(workspace);
      return { seq: register.seq, hash, erasures: register.erasures.size };
    },

    async changes(workspace, { after, since, upTo, useCase, without, limit, newestFirst } = {}) {
      const query = reader
        .select()
        .from(changes)
        .where(
          and(
            eq(changes.workspace, workspace),
            after === undefined ? undefined : gt(changes.seq, after),
            since === undefined ? undefined : gte(changes.at, since),
            upTo === undefined ? undefined : lte(changes.at, upTo),
            useCase === undefined ? undefined : eq(changes.useCase, useCase),
            without === undefined ? undefined : notInArray(changes.entity, [...without]),
          ),
        )
        .orderBy(newestFirst ? desc(changes.seq) : asc(changes.seq));
      return (await (limit === undefined ? query : query.limit(limit))).map(toChange);
    },

    async chainRows(workspace, { after, upTo, limit, withheld }) {
      const rows = await reader
        .select()
        .from(changes)
        .where(and(eq(changes.workspace, workspace), gt(changes.seq, after), lte(changes.seq, upTo)))
        .orderBy(asc(changes.seq))
        .limit(limit);
      return rows.map((row) => (withheld.has(row.entity as Entity) ? withholdContents(row) : row));
    },

    async recentChanges(workspace, since) {
      const rows = await touchedSince().execute({ workspace, since });
      return rows.map(({ person, at, ...change }) => ({ person, at, subject: subjectOfChange(change) }));
    },

    async commit(workspace, { seenSeq, ...commit }) {
      const known = await registers.at(workspace, seenSeq);
      if (known.register.seq === seenSeq) return registers.commit(known, commit);
      const twice = commit.delivery !== null && (await isDelivered(workspace, commit.delivery));
      return { outcome: twice ? 'duplicate' : 'conflict' };
    },

    isDelivered,

    async forgetDeliveries(before) {
      const { workspace, key, at } = deliveries;
      const old = () =>
        writer.select({ workspace, key }).from(deliveries).where(lt(at, before)).limit(deleteBatchSize);
      let forgotten = 0;
      for (let more = true; more; ) {
        const gone = await runOne(() =>
          writer
            .delete(deliveries)
            .where(sql`(${workspace}, ${key}) IN (${skipLocked(old())})`)
            .returning({ key }),
        );
        forgotten += gone.length;
        more = gone.length === deleteBatchSize;
      }
      return forgotten;
    },

    verify: (workspace) => verifyLogs(database, workspace),

    async isReady() {
      await reader.select({ seq: changes.seq }).from(changes).limit(1);
    },

    classifyFailure,
    close: () => database.close(),
  };
}
