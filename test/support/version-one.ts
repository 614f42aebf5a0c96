import { createHash } from 'node:crypto';
import type { TestDatabase } from './databases.ts';

interface Row {
  readonly seq: number | string;
  readonly at: number | string;
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly id: string;
  readonly use_case: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** Hashes the whole log of a workspace as the first version did, before a change had a version. Nobody may have it open. */
export async function hashAsVersionOne(
  database: Pick<TestDatabase, 'execute'>,
  workspace: string,
): Promise<void> {
  const rows = await database.execute(`SELECT * FROM changes WHERE workspace = '${workspace}' ORDER BY seq`);
  let previousHash = '0'.repeat(64);
  for (const row of rows as Row[]) {
    const { actor, action, entity, id, use_case: useCase } = row;
    const [seq, at] = [Number(row.seq), Number(row.at)];
    const [before, after] = [recordIn(row.before), recordIn(row.after)];
    const change = { workspace, seq, at, actor, action, entity, id, useCase, before, after, previousHash };
    const hash = createHash('sha256').update(sortKeys(change)).digest('hex');
    await database.execute(
      `UPDATE changes SET version = 1, salt = NULL, previous_hash = '${previousHash}', hash = '${hash}'
      WHERE workspace = '${workspace}' AND seq = ${seq}`,
    );
    previousHash = hash;
  }
}

/** Parses a stored record. SQLite returns JSON as text. */
export const recordIn = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);

function sortKeys(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
