import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { createCache } from '../cache.ts';
import { type Change, type Draft, fold } from '../domain/change.ts';
import { type Entity, entityNames, type Instant, type Register, type UserId } from '../domain/register.ts';
import { type ChainedChange, chainDrafts, genesisHash, type RegisterWithHead } from './chain.ts';
import { type Database, findConflictTable, type Session } from './database.ts';
import { classifyFailure } from './database-failure.ts';
import { once } from './once.ts';
import type { OutboxWrites } from './outbox/message.ts';
import { outboxStatements } from './outbox/statements.ts';
import { readRegister, toChange } from './read.ts';

export interface Commit {
  /** The `seq` of the register on which the drafts were decided. */
  readonly seenSeq: number;
  /** The key of Slack's delivery, so that it counts once; null for the app's own changes. */
  readonly delivery: string | null;
  readonly actor: UserId;
  readonly at: Instant;
  readonly drafts: readonly Draft[];
  /** Returns the outbox writes, given the register after the commit. */
  readonly outbox?: (after: Register) => OutboxWrites;
}

/**
 * - `conflict`: another commit came after `seenSeq`; load, decide and commit again.
 * - `duplicate`: this delivery was committed before; it wins when both are true.
 */
export type CommitResult =
  | { readonly outcome: 'committed'; readonly register: Register }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'duplicate' };

/** Caches current registers and commits to them. */
export interface RegisterCache {
  /** Returns the current register. It reads one row when nothing has changed. */
  current(workspace: string): Promise<RegisterWithHead>;
  /** Returns the cached register if it is at this `seq`, otherwise the current one. */
  at(workspace: string, seq: number): Promise<RegisterWithHead>;
  /** Commits to this register; the statements of `also` run after it in the same transaction. */
  commit(
    base: RegisterWithHead,
    commit: Omit<Commit, 'seenSeq'>,
    also?: (session: Session) => readonly PromiseLike<unknown>[],
  ): Promise<CommitResult>;
  /** True when this delivery was committed. */
  isDelivered(workspace: string, delivery: string): Promise<boolean>;
}

type Statements = Parameters<Database['write']>[0];

const maxRegisters = 100;
/** Rows per insert: 18 columns each stay well under SQLite's limit of 32,766 parameters. */
const insertBatchSize = 500;

export function createRegisterCache(database: Database): RegisterCache {
  const { reader, tables } = database;
  const { changes, deliveries, agenda, records } = tables;
  const isInWorkspace = eq(changes.workspace, sql.placeholder('workspace'));
  const headOf = once(() =>
    reader
      .select({ hash: changes.hash })
      .from(changes)
      .where(isInWorkspace)
      .orderBy(desc(changes.seq))
      .limit(1)
      .prepare('head'),
  );
  const changesSince = once(() =>
    reader
      .select()
      .from(changes)
      .where(and(isInWorkspace, gt(changes.seq, sql.placeholder('seq'))))
      .orderBy(asc(changes.seq))
      .prepare('changes_since'),
  );
  const cache = createCache<RegisterWithHead>(maxRegisters);

  /** Caches a register unless a newer one is cached. Returns the newer of the two. */
  function cacheNewest(loaded: RegisterWithHead): RegisterWithHead {
    const { workspace, seq } = loaded.register;
    const cached = cache.get(workspace);
    const newest = cached && cached.register.seq > seq ? cached : loaded;
    cache.set(workspace, newest);
    return newest;
  }

  async function current(workspace: string): Promise<RegisterWithHead> {
    const cached = cache.get(workspace);
    if (!cached) return cacheNewest(await readRegister(database, workspace));
    const [head] = await headOf().execute({ workspace });
    if ((head?.hash ?? genesisHash) === cached.hash) return cacheNewest(cached);
    const rows = await changesSince().execute({ workspace, seq: cached.register.seq });
    const last = rows.at(-1);
    if (last && rows[0]?.previousHash === cached.hash) {
      return cacheNewest({
        register: fold(cached.register, rows.map(toChange)),
        at: last.at,
        hash: last.hash,
      });
    }
    // The log is not the cached one: the database was restored or replaced.
    cache.delete(workspace);
    return cacheNewest(await readRegister(database, workspace));
  }

  async function isDelivered(workspace: string, delivery: string) {
    const isThisDelivery = and(eq(deliveries.workspace, workspace), eq(deliveries.key, delivery));
    return (await reader.select().from(deliveries).where(isThisDelivery)).length > 0;
  }

  return {
    current,
    isDelivered,

    async at(workspace, seq) {
      const cached = cache.get(workspace);
      return cached?.register.seq === seq ? cached : current(workspace);
    },

    async commit(base, commit, also = () => []) {
      const { workspace } = base.register;
      const { delivery } = commit;
      const rows = chainDrafts(base, commit.actor, commit.at, commit.drafts);
      const register = fold(base.register, rows);
      const last = rows.at(-1);
      const writes = commit.outbox?.(register) ?? {};
      try {
        const statements = (session: Session) => [
          // First, so that a duplicate is recognized even when its register is outdated.
          ...(delivery === null
            ? []
            : [session.insert(deliveries).values({ workspace, key: delivery, at: commit.at })]),
          ...splitIntoBatches(rows).map((slice) => database.insertRows(session, changes, slice)),
          ...entityNames.flatMap((entity) => replaceRecords(session, entity, rows, register)),
          // An action shows that the workspace is back, so sending resumes.
          session
            .insert(agenda)
            .values({ workspace, dueAt: commit.at, sendAt: 0, parked: null })
            .onConflictDoUpdate({ target: agenda.workspace, set: { dueAt: commit.at, parked: null } }),
          ...outboxStatements(session, database, workspace, commit.at, writes),
          ...also(session),
        ];
        await writeOnce(statements, async () => {
          if (last !== undefined) return isWritten(last);
          return delivery !== null && isDelivered(workspace, delivery);
        });
      } catch (error) {
        const table = findConflictTable(error);
        if (table === 'deliveries') return { outcome: 'duplicate' };
        if (table === 'changes') return { outcome: 'conflict' };
        throw error;
      }
      if (last) cacheNewest({ register, at: last.at, hash: last.hash });
      return { outcome: 'committed', register };
    },
  };

  /**
   * Writes a transaction. If the database does not say whether it committed, writes it again. Both have the same keys,
   * so at most one of them takes effect, even if the first is still open.
   */
  async function writeOnce(statements: Statements, isWritten: () => Promise<boolean>): Promise<void> {
    try {
      await database.write(statements);
    } catch (unanswered) {
      if (classifyFailure(unanswered) !== 'unsure') throw unanswered;
      try {
        await database.write(statements);
      } catch (error) {
        if (findConflictTable(error) === null) throw unanswered;
        const written = await isWritten().catch(() => {
          throw unanswered;
        });
        if (!written) throw error;
      }
    }
  }

  async function isWritten({ workspace, seq, hash }: ChainedChange): Promise<boolean> {
    const isThisChange = and(eq(changes.workspace, workspace), eq(changes.seq, seq), eq(changes.hash, hash));
    return (await reader.select({ seq: changes.seq }).from(changes).where(isThisChange)).length > 0;
  }

  /** Replaces the changed records in the tables with those of the register. */
  function replaceRecords(session: Session, entity: Entity, rows: readonly Change[], register: Register) {
    const { workspace } = register;
    const table = records[entity];
    const ids = [...new Set(rows.filter((row) => row.entity === entity).map((row) => row.id))];
    const kept = ids.flatMap((id) => {
      const record = register[entity].get(id);
      return record ? [{ ...record, workspace, id }] : [];
    });
    return [
      ...splitIntoBatches(ids).map((slice) =>
        session.delete(table).where(and(eq(table.workspace, workspace), inArray(table.id, slice))),
      ),
      ...splitIntoBatches(kept).map((slice) => database.insertRows(session, table, slice)),
    ];
  }
}

function splitIntoBatches<T>(list: readonly T[]): T[][] {
  const count = Math.ceil(list.length / insertBatchSize);
  return Array.from({ length: count }, (_, index) =>
    list.slice(index * insertBatchSize, (index + 1) * insertBatchSize),
  );
}
