import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { type Change, type Draft, fold } from '../domain/change.ts';
import { type Entity, entityNames, type Instant, type Register, type UserId } from '../domain/register.ts';
import { type ChainedChange, chainDrafts, genesisHash, type RegisterWithHead } from './chain.ts';
import { type Database, findConflictTable, type Session } from './database.ts';
import { classifyFailure } from './database-failure.ts';
import type { OutboxWrites } from './outbox/message.ts';
import { outboxStatements } from './outbox/statements.ts';
import { readRegister, toChange } from './read.ts';

export interface Commit {
  /** The `seq` of the register from which the drafts were decided. */
  readonly seenSeq: number;
  /** What Slack's delivery is known by, so that it counts once however often it comes; null for our own doings. */
  readonly delivery: string | null;
  readonly actor: UserId;
  readonly at: Instant;
  readonly drafts: readonly Draft[];
  /** What goes into the outbox with it, given the register as it then is. */
  readonly outbox?: (after: Register) => OutboxWrites;
}

/**
 * - `conflict`: somebody else committed since `seenSeq`; load, decide again, commit again.
 * - `duplicate`: this delivery was committed before; it wins where both are true.
 */
export type CommitResult =
  | { readonly outcome: 'committed'; readonly register: Register }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'duplicate' };

/** The latest registers, kept in memory, and the one way to commit to them. */
export interface RegisterCache {
  /** Costs one read of one row while nothing has changed since it was last asked for. */
  current(workspace: string): Promise<RegisterWithHead>;
  /** The register after this change where it is in memory, otherwise as `current`. */
  at(workspace: string, seq: number): Promise<RegisterWithHead>;
  /** Commits what follows on this register; what `also` builds is written after it, in the same transaction. */
  commit(
    known: RegisterWithHead,
    commit: Omit<Commit, 'seenSeq'>,
    also?: (session: Session) => readonly PromiseLike<unknown>[],
  ): Promise<CommitResult>;
  /** Whether this delivery was committed. */
  isDelivered(workspace: string, delivery: string): Promise<boolean>;
}

type Statements = Parameters<Database['write']>[0];

const maxRegisters = 100;
/** Rows in one insert: 18 columns each stay well under the 32,766 parameters that SQLite takes. */
const insertBatchSize = 500;

export function createRegisterCache(database: Database): RegisterCache {
  const { reader, tables } = database;
  const { changes, deliveries, agenda, records } = tables;
  const ours = eq(changes.workspace, sql.placeholder('workspace'));
  const headOf = reader
    .select({ hash: changes.hash })
    .from(changes)
    .where(ours)
    .orderBy(desc(changes.seq))
    .limit(1)
    .prepare('head');
  const changesSince = reader
    .select()
    .from(changes)
    .where(and(ours, gt(changes.seq, sql.placeholder('seq'))))
    .orderBy(asc(changes.seq))
    .prepare('changes_since');
  const cache = new LRUCache<string, RegisterWithHead>({ max: maxRegisters });

  function keep(known: RegisterWithHead): RegisterWithHead {
    const { workspace, seq } = known.register;
    const other = cache.get(workspace);
    const newer = other && other.register.seq > seq ? other : known;
    cache.set(workspace, newer);
    return newer;
  }

  async function current(workspace: string): Promise<RegisterWithHead> {
    const known = cache.get(workspace);
    if (!known) return keep(await readRegister(database, workspace));
    const [head] = await headOf.execute({ workspace });
    if ((head?.hash ?? genesisHash) === known.hash) return keep(known);
    const rows = await changesSince.execute({ workspace, seq: known.register.seq });
    const last = rows.at(-1);
    if (last && rows[0]?.previousHash === known.hash) {
      return keep({ register: fold(known.register, rows.map(toChange)), at: last.at, hash: last.hash });
    }
    // Not the log that we knew: the database was put back to an earlier state, or replaced.
    cache.delete(workspace);
    return keep(await readRegister(database, workspace));
  }

  async function isDelivered(workspace: string, delivery: string) {
    const here = and(eq(deliveries.workspace, workspace), eq(deliveries.key, delivery));
    return (await reader.select().from(deliveries).where(here)).length > 0;
  }

  return {
    current,
    isDelivered,

    async at(workspace, seq) {
      const cached = cache.get(workspace);
      return cached?.register.seq === seq ? cached : current(workspace);
    },

    async commit(known, commit, also = () => []) {
      const { workspace } = known.register;
      const { delivery } = commit;
      const rows = chainDrafts(known, commit.actor, commit.at, commit.drafts);
      const register = fold(known.register, rows);
      const last = rows.at(-1);
      const writes = commit.outbox?.(register) ?? {};
      try {
        const statements = (session: Session) => [
          // First, so that a delivery which comes twice is known as such even when its register is out of date too.
          ...(delivery === null
            ? []
            : [session.insert(deliveries).values({ workspace, key: delivery, at: commit.at })]),
          ...splitIntoBatches(rows).map((slice) => session.insert(changes).values(slice)),
          ...entityNames.flatMap((entity) => replaceRecords(session, entity, rows, register)),
          // Somebody is there: what kept us from sending to them may be over.
          session
            .insert(agenda)
            .values({ workspace, dueAt: commit.at, sendAt: 0, parked: null })
            .onConflictDoUpdate({ target: agenda.workspace, set: { dueAt: commit.at, parked: null } }),
          ...outboxStatements(session, tables, workspace, commit.at, writes),
          ...also(session),
        ];
        await writeSurely(statements, async () => {
          if (last !== undefined) return isWritten(last);
          return delivery !== null && isDelivered(workspace, delivery);
        });
      } catch (error) {
        const table = findConflictTable(error);
        if (table === 'deliveries') return { outcome: 'duplicate' };
        if (table === 'changes') return { outcome: 'conflict' };
        throw error;
      }
      if (last) keep({ register, at: last.at, hash: last.hash });
      return { outcome: 'committed', register };
    },
  };

  /**
   * Writes, and once more when nobody can say whether it was written. The first transaction has then ended or holds the
   * keys that the second asks for, so that no more than one of them is ever made.
   */
  async function writeSurely(statements: Statements, isWritten: () => Promise<boolean>): Promise<void> {
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
    const there = and(eq(changes.workspace, workspace), eq(changes.seq, seq), eq(changes.hash, hash));
    return (await reader.select({ seq: changes.seq }).from(changes).where(there)).length > 0;
  }

  /** Puts the records that these changes touch into the state in which the register has them. */
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
      ...splitIntoBatches(kept).map((slice) => session.insert(table).values(slice)),
    ];
  }
}

function splitIntoBatches<T>(list: readonly T[]): T[][] {
  const count = Math.ceil(list.length / insertBatchSize);
  return Array.from({ length: count }, (_, index) =>
    list.slice(index * insertBatchSize, (index + 1) * insertBatchSize),
  );
}
