import { and, asc, desc, eq, gt, gte, inArray, lt, lte, ne, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { type Change, type Draft, fold } from '../domain/change.ts';
import { changeSubject, type Touch } from '../domain/nudge-kind.ts';
import { type Entity, entityNames, type Instant, type Register, type UserId } from '../domain/register.ts';
import { type ChainedChange, follow, type Known, noHash } from './chain.ts';
import { type Database, type Session, takenIn } from './database.ts';
import { type OutboxWrites, outboxStatements } from './outbox-store.ts';
import { readRegister, toChange } from './read.ts';
import { type Trouble, troubleIn } from './trouble.ts';
import { type LogCheck, verifyLogs } from './verify.ts';

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
type CommitResult =
  | { readonly outcome: 'committed'; readonly register: Register }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'duplicate' };

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

export interface RegisterStore {
  /** The register as it is now. Costs one read of one row while nothing has changed since it was last asked for. */
  load(workspace: string): Promise<Register>;
  /** The last change: its number and its hash in hexadecimal, which covers all before it; `seq` 0 before there is one. */
  head(workspace: string): Promise<{ readonly seq: number; readonly hash: string }>;
  /** The change log, oldest first. All of it up to an instant, folded, is the register as of then. */
  changes(workspace: string, filter?: ChangeFilter): Promise<Change[]>;
  /** Who changed what since an instant, oldest first, without the records themselves. */
  touches(workspace: string, since: Instant): Promise<Touch[]>;
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
  seen(workspace: string, delivery: string): Promise<boolean>;
  /** Forgets deliveries from before this instant, and says how many. */
  forgetDeliveries(before: Instant): Promise<number>;
  /** Walks the hash chain and holds the tables to the log, in one workspace or in all. */
  verify(workspace?: string): Promise<LogCheck[]>;
  /** @throws Error when the database does not answer. */
  ready(): Promise<void>;
  /** What an error that was thrown here says about the state of the database; null when it is about something else. */
  troubleIn(error: unknown): Trouble | null;
  close(): Promise<void>;
}

type Statements = Parameters<Database['write']>[0];

const registersKept = 100;
/** Rows in one insert: 18 columns each stay well under the 32,766 parameters that SQLite takes. */
const rowsAtOnce = 500;

export function createRegisterStore(database: Database): RegisterStore {
  const { reader, writer, single, free, tables } = database;
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
  const touchedSince = reader
    .select({
      person: changes.actor,
      useCase: changes.useCase,
      entity: sql<Entity>`${changes.entity}`,
      id: changes.id,
      at: changes.at,
    })
    .from(changes)
    .where(and(ours, gte(changes.at, sql.placeholder('since'))))
    .orderBy(asc(changes.seq))
    .prepare('touched_since');
  const cache = new LRUCache<string, Known>({ max: registersKept });

  function keep(known: Known): Known {
    const { workspace, seq } = known.register;
    const other = cache.get(workspace);
    const newer = other && other.register.seq > seq ? other : known;
    cache.set(workspace, newer);
    return newer;
  }

  async function current(workspace: string): Promise<Known> {
    const known = cache.get(workspace);
    if (!known) return keep(await readRegister(database, workspace));
    const [head] = await headOf.execute({ workspace });
    if ((head?.hash ?? noHash) === known.hash) return keep(known);
    const rows = await changesSince.execute({ workspace, seq: known.register.seq });
    const last = rows.at(-1);
    if (last && rows[0]?.previousHash === known.hash) {
      return keep({ register: fold(known.register, rows.map(toChange)), at: last.at, hash: last.hash });
    }
    // Not the log that we knew: the database was put back to an earlier state, or replaced.
    cache.delete(workspace);
    return keep(await readRegister(database, workspace));
  }

  async function seen(workspace: string, delivery: string) {
    const here = and(eq(deliveries.workspace, workspace), eq(deliveries.key, delivery));
    return (await reader.select().from(deliveries).where(here)).length > 0;
  }

  return {
    async load(workspace) {
      return (await current(workspace)).register;
    },

    async head(workspace) {
      const { register, hash } = await current(workspace);
      return { seq: register.seq, hash };
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

    async touches(workspace, since) {
      const rows = await touchedSince.execute({ workspace, since });
      return rows.map(({ person, at, ...change }) => ({ person, at, subject: changeSubject(change) }));
    },

    async commit(workspace, commit) {
      const { seenSeq, delivery } = commit;
      const cached = cache.get(workspace);
      const known = cached?.register.seq === seenSeq ? cached : await current(workspace);
      if (known.register.seq !== seenSeq) {
        const twice = delivery !== null && (await seen(workspace, delivery));
        return { outcome: twice ? 'duplicate' : 'conflict' };
      }
      const rows = follow(known, commit.actor, commit.at, commit.drafts);
      const register = fold(known.register, rows);
      const last = rows.at(-1);
      const writes = commit.outbox?.(register) ?? {};
      try {
        const statements = (session: Session) => [
          // First, so that a delivery which comes twice is known as such even when its register is out of date too.
          ...(delivery === null
            ? []
            : [session.insert(deliveries).values({ workspace, key: delivery, at: commit.at })]),
          ...slices(rows).map((slice) => session.insert(changes).values(slice)),
          ...entityNames.flatMap((entity) => replaceRecords(session, entity, rows, register)),
          // Somebody is there: what kept us from sending to them may be over.
          session
            .insert(agenda)
            .values({ workspace, dueAt: commit.at, sendAt: 0, parked: null })
            .onConflictDoUpdate({ target: agenda.workspace, set: { dueAt: commit.at, parked: null } }),
          ...outboxStatements(session, tables, workspace, commit.at, writes),
        ];
        await writeSurely(statements, async () => {
          if (last !== undefined) return isWritten(last);
          return delivery !== null && seen(workspace, delivery);
        });
      } catch (error) {
        const table = takenIn(error);
        if (table === 'deliveries') return { outcome: 'duplicate' };
        if (table === 'changes') return { outcome: 'conflict' };
        throw error;
      }
      if (last) keep({ register, at: last.at, hash: last.hash });
      return { outcome: 'committed', register };
    },

    seen,

    async forgetDeliveries(before) {
      const { workspace, key, at } = deliveries;
      const old = () =>
        writer.select({ workspace, key }).from(deliveries).where(lt(at, before)).limit(rowsAtOnce);
      let forgotten = 0;
      for (let more = true; more; ) {
        const gone = await single(() =>
          writer
            .delete(deliveries)
            .where(sql`(${workspace}, ${key}) IN (${free(old())})`)
            .returning({ key }),
        );
        forgotten += gone.length;
        more = gone.length === rowsAtOnce;
      }
      return forgotten;
    },

    verify: (workspace) => verifyLogs(database, workspace),

    async ready() {
      await reader.select({ seq: changes.seq }).from(changes).limit(1);
    },

    troubleIn,
    close: () => database.close(),
  };

  /**
   * Writes, and once more when nobody can say whether it was written. The first transaction has then ended or holds the
   * keys that the second asks for, so that no more than one of them is ever made.
   */
  async function writeSurely(statements: Statements, isWritten: () => Promise<boolean>): Promise<void> {
    try {
      await database.write(statements);
    } catch (unanswered) {
      if (troubleIn(unanswered) !== 'unsure') throw unanswered;
      try {
        await database.write(statements);
      } catch (error) {
        if (takenIn(error) === null) throw unanswered;
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
      ...slices(ids).map((slice) =>
        session.delete(table).where(and(eq(table.workspace, workspace), inArray(table.id, slice))),
      ),
      ...slices(kept).map((slice) => session.insert(table).values(slice)),
    ];
  }
}

function slices<T>(list: readonly T[]): T[][] {
  const count = Math.ceil(list.length / rowsAtOnce);
  return Array.from({ length: count }, (_, index) =>
    list.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  );
}
