import { and, asc, eq, gt, lte } from 'drizzle-orm';
import { type Entity, entities, entityNames } from '../domain/register.ts';
import { canonical, hashOf, noHash } from './chain.ts';
import type { Database } from './database.ts';
import { type ChangeRow, headQuery, recordQueries } from './read.ts';

/** Of one workspace: how many changes its log has and the hash it ends with, or the first change that is wrong. */
export type LogCheck =
  | { readonly ok: true; readonly workspace: string; readonly rows: number; readonly head: string }
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
      previousHash = row.hash;
    }
  } while (rows.length === rowsAtOnce);

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
  return { ok: true, workspace, rows: seq, head: previousHash };
}

function faultOf(row: ChangeRow, seq: number, previousHash: string, states: ReadonlyMap<string, LastState>) {
  if (row.seq !== seq) return 'the change is missing';
  if (row.previousHash !== previousHash) return 'it does not follow on the change before it';
  if (row.hash !== hashOf(row)) return 'it was edited after it was written';
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
