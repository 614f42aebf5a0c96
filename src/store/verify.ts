import { and, asc, eq, gt, lte } from 'drizzle-orm';
import { type Entity, type Erasure, entities, entityNames } from '../domain/register.ts';
import { canonical, hasItsHash, noHash, standingHash } from './chain.ts';
import type { Database } from './database.ts';
import { type ChangeRow, headQuery, recordQueries } from './read.ts';

/** What the log says of one erasure. */
export interface CheckedErasure extends Omit<Erasure, 'changes'> {
  /** How many changes lost their contents. */
  readonly changes: number;
  /** How many of them are of version 1: only the erasure vouches for who made them and when, not their own hash. */
  readonly unproven: number;
}

/** Of one workspace: how many changes its log has, the hash it ends with and its erasures, or the first change that is wrong. */
export type LogCheck =
  | {
      readonly ok: true;
      readonly workspace: string;
      readonly rows: number;
      readonly head: string;
      readonly erasures: readonly CheckedErasure[];
    }
  | { readonly ok: false; readonly workspace: string; readonly brokenAt: number; readonly why: string };

const rowsAtOnce = 1000;

/** Checks one workspace, or every one of which any table knows. */
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

/** What one record was after the last change to it. */
interface LastState {
  readonly seq: number;
  readonly record: string;
}

async function verifyLog(database: Database, workspace: string): Promise<LogCheck> {
  const { tables } = database;
  const { changes } = tables;
  // The tables first: what is committed while we walk the log is not in them, and not looked at.
  const [[head], ...collections] = await database.snapshot((session) => [
    headQuery(session, tables, workspace),
    ...recordQueries(session, tables, workspace),
  ]);
  const states = new Map<string, LastState>();
  const erased = new Erased();
  let seq = 0;
  let previousHash = noHash;
  let rows: ChangeRow[];
  do {
    rows = await database.reader
      .select()
      .from(changes)
      .where(and(eq(changes.workspace, workspace), gt(changes.seq, seq), lte(changes.seq, head?.seq ?? 0)))
      .orderBy(asc(changes.seq))
      .limit(rowsAtOnce);
    for (const row of rows) {
      seq += 1;
      const why = faultOf(row, seq, previousHash, states);
      if (why !== null) return { ok: false, workspace, brokenAt: seq, why };
      states.set(`${row.entity} ${row.id}`, { seq, record: recordText(row.entity, row.after) });
      erased.see(row);
      previousHash = row.hash;
    }
  } while (rows.length === rowsAtOnce);
  // After the whole chain: an erasure that was edited is the broken change, and not those that it speaks of.
  const fault = erased.fault();
  if (fault !== null) return { ok: false, workspace, ...fault };

  for (const [index, entity] of entityNames.entries()) {
    for (const row of (collections[index] ?? []) as { id: string }[]) {
      const place = `${entity} ${row.id}`;
      const state = states.get(place);
      if (state?.record !== recordText(entity, row)) {
        return {
          ok: false,
          workspace,
          brokenAt: state?.seq ?? seq,
          why: `the table has another ${place} than the log`,
        };
      }
      states.delete(place);
    }
  }
  for (const [place, state] of states) {
    if (state.record !== 'null') {
      return { ok: false, workspace, brokenAt: state.seq, why: `the table lacks ${place}` };
    }
  }
  return { ok: true, workspace, rows: seq, head: previousHash, erasures: erased.erasures() };
}

/** Holds the changes without contents to the erasures that took them away, wherever in the log those stand. */
class Erased {
  readonly #rows = new Map<number, { readonly erasure: string; readonly hash: string; version: number }>();
  /** What the latest erasure of each change says. */
  readonly #claims = new Map<number, { readonly erasure: string; readonly hash: string }>();
  readonly #erasures: Erasure[] = [];

  see(row: ChangeRow): void {
    if (row.erasure !== null) {
      const { seq, erasure, version } = row;
      this.#rows.set(seq, { erasure, hash: standingHash(row), version });
    }
    if (row.entity !== 'erasures' || row.after === null) return;
    const { data } = entities.erasures.safeParse(row.after);
    if (!data) return;
    this.#erasures.push(data);
    for (const { seq, row: hash } of data.changes) this.#claims.set(seq, { erasure: data.key, hash });
  }

  fault(): { readonly brokenAt: number; readonly why: string } | null {
    const faults = new Map<number, string>();
    for (const [seq, { erasure, hash }] of this.#claims) {
      const row = this.#rows.get(seq);
      if (row === undefined) faults.set(seq, `${erasure} erased its contents, and they are here`);
      else if (row.erasure !== erasure || row.hash !== hash)
        faults.set(seq, `it was edited after ${erasure} erased its contents`);
    }
    for (const [seq, { erasure }] of this.#rows) {
      if (!this.#claims.has(seq))
        faults.set(seq, `its contents were erased, and no erasure ${erasure} says so`);
    }
    const brokenAt = Math.min(...faults.keys());
    const why = faults.get(brokenAt);
    return why === undefined ? null : { brokenAt, why };
  }

  erasures(): CheckedErasure[] {
    const isUnproven = (seq: number) => this.#rows.get(seq)?.version === 1;
    return this.#erasures.map(({ changes, ...erasure }) => ({
      ...erasure,
      changes: changes.length,
      unproven: changes.filter(({ seq }) => isUnproven(seq)).length,
    }));
  }
}

function faultOf(row: ChangeRow, seq: number, previousHash: string, states: ReadonlyMap<string, LastState>) {
  if (row.seq !== seq) return 'the change is missing';
  if (row.previousHash !== previousHash) return 'it does not follow on the change before it';
  if (!hasItsHash(row)) return 'it was edited after it was written';
  const before = states.get(`${row.entity} ${row.id}`)?.record ?? 'null';
  if (recordText(row.entity, row.before) !== before)
    return `it misstates what ${row.entity} ${row.id} was before`;
  return null;
}

/** A record as its schema reads it, so that a field which came later does not make a difference. */
function recordText(entity: string, record: unknown): string {
  if (record === null) return 'null';
  return canonical(entities[entity as Entity]?.safeParse(record).data ?? record);
}
