import { setImmediate } from 'node:timers/promises';
import { and, asc, eq, gt, lte } from 'drizzle-orm';
import { type Entity, type Erasure, entities, entityNames } from '../domain/register.ts';
import { erasedRowHash, genesisHash, hasValidHash, toCanonicalJson } from './chain.ts';
import type { Database } from './database.ts';
import { type ChangeRow, headQuery, recordQueries } from './read.ts';

/** An erasure in the log. */
export interface ErasureCheck extends Omit<Erasure, 'changes'> {
  /** The number of erased changes. */
  readonly changes: number;
  /** How many of them have version 1: only the erasure, not their own hash, covers who made them and when. */
  readonly unproven: number;
}

/** The result for one workspace: its changes, last hash and erasures, or the first wrong change. */
export type LogCheck =
  | {
      readonly ok: true;
      readonly workspace: string;
      readonly rows: number;
      readonly head: string;
      readonly erasures: readonly ErasureCheck[];
    }
  | { readonly ok: false; readonly workspace: string; readonly brokenAt: number; readonly why: string };

const readBatchSize = 500;

/** Checks one workspace, or all that occur in any table. */
export async function verifyLogs(database: Database, workspace?: string): Promise<LogCheck[]> {
  const checks: LogCheck[] = [];
  for (const name of workspace === undefined ? await workspaces(database) : [workspace]) {
    checks.push(await verifyLog(database, name));
  }
  return checks;
}

async function workspaces({ reader, tables }: Database): Promise<string[]> {
  const names = new Set<string>();
  for (const { workspace } of [tables.changes, ...Object.values(tables.records)]) {
    const rows = await reader.selectDistinct({ workspace }).from(workspace.table);
    for (const row of rows) names.add(String(row.workspace));
  }
  return [...names].sort();
}

/** A record after its last change. */
interface LastState {
  readonly seq: number;
  readonly record: string;
}

/** Checks one log; again if something was erased meanwhile. */
async function verifyLog(database: Database, workspace: string): Promise<LogCheck> {
  for (;;) {
    const [seen, check] = await walkLog(database, workspace);
    if (check.ok) return check;
    const erasures = await erasureRows(database, workspace, null);
    if ((erasures.at(-1)?.seq ?? 0) <= seen) return check;
  }
}

/** Selects the changes that are erasures, up to one of them. */
function erasureRows({ reader, tables }: Database, workspace: string, upTo: number | null) {
  const { changes } = tables;
  return reader
    .select()
    .from(changes)
    .where(
      and(
        eq(changes.workspace, workspace),
        eq(changes.entity, 'erasures'),
        upTo === null ? undefined : lte(changes.seq, upTo),
      ),
    )
    .orderBy(asc(changes.seq));
}

/** Returns the number of the last checked change, and the result. */
async function walkLog(database: Database, workspace: string): Promise<readonly [number, LogCheck]> {
  const { tables } = database;
  const { changes } = tables;
  const createFailure = (brokenAt: number, why: string) =>
    [upTo, { ok: false, workspace, brokenAt, why }] as const;
  // Read the tables first: later commits are then neither in them nor checked.
  const [[head], ...collections] = await database.snapshot((session) => [
    headQuery(session, tables, workspace),
    ...recordQueries(session, tables, workspace),
  ]);
  const upTo = head?.seq ?? 0;
  const states = new Map<string, LastState>();
  const erased = new ErasedChanges(await erasureRows(database, workspace, upTo));
  let seq = 0;
  let previousHash = genesisHash;
  let rows: ChangeRow[];
  do {
    // SQLite answers at once, so a long log would keep all other requests waiting.
    await setImmediate();
    rows = await database.reader
      .select()
      .from(changes)
      .where(and(eq(changes.workspace, workspace), gt(changes.seq, seq), lte(changes.seq, upTo)))
      .orderBy(asc(changes.seq))
      .limit(readBatchSize);
    for (const row of rows) {
      seq += 1;
      const why = findFault(row, seq, previousHash, states) ?? erased.faultOf(row);
      if (why !== null) return createFailure(seq, why);
      states.set(`${row.entity} ${row.id}`, { seq, record: recordText(row.entity, row.after) });
      previousHash = row.hash;
    }
  } while (rows.length === readBatchSize);
  // After the whole chain, so that an edited erasure is reported itself, not the changes it names.
  if (erased.unaccounted !== null) {
    return createFailure(erased.unaccounted, 'its contents were erased without a recorded erasure');
  }

  for (const [index, entity] of entityNames.entries()) {
    for (const row of (collections[index] ?? []) as { id: string }[]) {
      const place = `${entity} ${row.id}`;
      const state = states.get(place);
      if (state?.record !== recordText(entity, row)) {
        return createFailure(state?.seq ?? seq, `${place} differs between the table and the log`);
      }
      states.delete(place);
    }
  }
  for (const [place, state] of states) {
    if (state.record !== 'null') {
      return createFailure(state.seq, `${place} is missing in the table`);
    }
  }
  return [upTo, { ok: true, workspace, rows: seq, head: previousHash, erasures: erased.checked() }];
}

/** Compares erased changes with the erasures that name them, which come later in the log. */
class ErasedChanges {
  readonly #erasures: Erasure[] = [];
  /** The statement of the latest erasure about each change, by number. */
  readonly #claims = new Map<number, { readonly erasure: string; readonly row: string }>();
  readonly #unproven = new Map<string, number>();
  /** The first erased change that no erasure names; null when there is none. */
  unaccounted: number | null = null;

  constructor(rows: readonly ChangeRow[]) {
    for (const row of rows) {
      const { data } = entities.erasures.safeParse(row.after);
      // An edited erasure proves nothing; the chain check reports it.
      if (!data || !hasValidHash(row)) continue;
      this.#erasures.push(data);
      for (const { seq, row: hash } of data.changes) this.#claims.set(seq, { erasure: data.key, row: hash });
    }
  }

  faultOf(row: ChangeRow): string | null {
    const { seq, erasure, version } = row;
    const claim = this.#claims.get(seq);
    if (claim === undefined) {
      if (erasure !== null) this.unaccounted ??= seq;
      return null;
    }
    if (erasure === null) return `${claim.erasure} erased its contents, but they are still here`;
    if (erasedRowHash(row) !== claim.row) return `it was edited after ${claim.erasure} erased its contents`;
    if (version === 1) this.#unproven.set(claim.erasure, (this.#unproven.get(claim.erasure) ?? 0) + 1);
    return null;
  }

  checked(): ErasureCheck[] {
    return this.#erasures.map(({ changes, ...erasure }) => ({
      ...erasure,
      changes: changes.length,
      unproven: this.#unproven.get(erasure.key) ?? 0,
    }));
  }
}

function findFault(
  row: ChangeRow,
  seq: number,
  previousHash: string,
  states: ReadonlyMap<string, LastState>,
) {
  if (row.seq !== seq) return 'the change is missing';
  if (row.previousHash !== previousHash) return 'it does not follow the change before it';
  if (!hasValidHash(row)) return 'it was edited after it was written';
  const before = states.get(`${row.entity} ${row.id}`)?.record ?? 'null';
  if (recordText(row.entity, row.before) !== before)
    return `it records a wrong earlier state of ${row.entity} ${row.id}`;
  return null;
}

/** Returns a record as its schema parses it, so that a newer field makes no difference. */
function recordText(entity: string, record: unknown): string {
  if (record === null) return 'null';
  return toCanonicalJson(entities[entity as Entity]?.safeParse(record).data ?? record);
}
