import { and, asc, desc, eq, gt, gte, lt, lte, ne, sql } from 'drizzle-orm';
import type { Change } from '../domain/change.ts';
import { type RecentChange, subjectOfChange } from '../domain/nudge-kind.ts';
import type { Entity, Instant, Register } from '../domain/register.ts';
import type { Database } from './database.ts';
import { classifyFailure, type DatabaseFailure } from './database-failure.ts';
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
  /** Leaves out the changes of these records. */
  readonly without?: Entity;
  readonly limit?: number;
  readonly newestFirst?: boolean;
}

/** The end of a log. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  /** How many erasures there were: after another one, what was read of the log before may hold what was erased. */
  readonly erasures: number;
}

export interface RegisterStore {
  /** The register as it is now. Costs one read of one row while nothing has changed since it was last asked for. */
  load(workspace: string): Promise<Register>;
  /** The last change: its number and its hash in hexadecimal, which covers all before it; `seq` 0 before there is one. */
  head(workspace: string): Promise<Head>;
  /** The change log, oldest first. All of it up to an instant, folded, is the register as of then. */
  changes(workspace: string, filter?: ChangeFilter): Promise<Change[]>;
  /** Who changed what since an instant, oldest first, without the records themselves. */
  recentChanges(workspace: string, since: Instant): Promise<RecentChange[]>;
  /**
   * Appends the drafts to the log, brings the tables up to date, writes what belongs with it into the outbox and puts
   * the workspace on the agenda, all or nothing.
   * `at` is the last change's when the clock went back; each `before` is what the record was, whatever the draft says;
   * NUL and half characters, which not every database can hold, become U+FFFD.
   * Where the database does not answer it, it is made again, which changes nothing where it had arrived.
   * @throws ZodError when a record is not what its entity's schema says: it could never be loaded again.
   */
  commit(workspace: string, commit: Commit): Promise<CommitResult>;
  /** Whether this delivery was committed. */
  isDelivered(workspace: string, delivery: string): Promise<boolean>;
  /** Forgets deliveries from before this instant, and says how many. */
  forgetDeliveries(before: Instant): Promise<number>;
  /** Walks the hash chain and holds the tables to the log, in one workspace or in all. */
  verify(workspace?: string): Promise<LogCheck[]>;
  /** @throws Error when the database does not answer. */
  isReady(): Promise<void>;
  /** What an error that was thrown here says about the state of the database; null when it is about something else. */
  classifyFailure(error: unknown): DatabaseFailure | null;
  close(): Promise<void>;
}

/** Deliveries that are forgotten at once. */
const deleteBatchSize = 500;

export function createRegisterStore(database: Database, registers: RegisterCache): RegisterStore {
  const { reader, writer, runOne, skipLocked, tables } = database;
  const { changes, deliveries } = tables;
  const { current, isDelivered } = registers;
  const touchedSince = reader
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
    .prepare('touched_since');

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
            without === undefined ? undefined : ne(changes.entity, without),
          ),
        )
        .orderBy(newestFirst ? desc(changes.seq) : asc(changes.seq));
      return (await (limit === undefined ? query : query.limit(limit))).map(toChange);
    },

    async recentChanges(workspace, since) {
      const rows = await touchedSince.execute({ workspace, since });
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
