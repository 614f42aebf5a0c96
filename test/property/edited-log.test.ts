import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDraft } from '../../src/domain/change.ts';
import { type Entity, entityNames, type Person } from '../../src/domain/register.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { memoryFolder } from '../support/memory.ts';
import { recordOf } from '../support/records.ts';
import { hashAsVersionOne } from '../support/version-one.ts';

let folder: string;
let client: Sqlite.Database;
let store: Store;
beforeAll(async () => {
  folder = mkdtempSync(join(memoryFolder, 'crossing-edited-'));
  const file = join(folder, 'crossing.db');
  store = await openStore(`sqlite:${file}`);
  client = new Sqlite(file);
});
afterAll(async () => {
  client.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const execute = async (sql: string): Promise<unknown[]> => {
  const statement = client.prepare(sql);
  return statement.reader ? statement.all() : [statement.run()];
};

const persons = ['U1', 'U2'];
const person = fc.constantFrom(...persons).chain((id) =>
  recordOf('people').map((record) => ({
    entity: 'people' as Entity,
    id,
    record: { ...(record as Person), id, name: `Ann ${id}` } as unknown,
  })),
);
const others = entityNames.filter((entity) => entity !== 'people' && entity !== 'erasures');
const other = fc.constantFrom(...others).chain((entity) =>
  fc.record({
    entity: fc.constant<Entity>(entity),
    id: fc.constantFrom('UC-1', 'ünïcode: 🚀'),
    record: fc.option(recordOf(entity) as fc.Arbitrary<unknown>, { freq: 4 }),
  }),
);
const step = fc.oneof({ weight: 2, arbitrary: person }, { weight: 1, arbitrary: other });

const fields = [
  'seq',
  'at',
  'actor',
  'action',
  'entity',
  'id',
  'use_case',
  'before',
  'after',
  'previous_hash',
];
const marks = ['hash', 'version', 'salt', 'erasure', 'before_hash', 'after_hash'];
const anyEdit = fc.record({ row: fc.nat(), field: fc.constantFrom(...fields, ...marks) });

const edit = (field: string, value: unknown): unknown => {
  if (typeof value === 'number') return value + 1000;
  if (field === 'before' || field === 'after') return value === null ? '{"key":"x"}' : null;
  return value === null ? 'X-1' : `${value}x`;
};

test('any log with erasures verifies, and an edit of one field of one row is named', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.nat({ max: 12 }),
      fc.array(fc.record({ after: fc.nat({ max: 12 }), person: fc.constantFrom(...persons) }), {
        maxLength: 3,
      }),
      fc.array(anyEdit, { minLength: 1, maxLength: 8 }),
      async (steps, versionOne, erasures, edits) => {
        runs += 1;
        const workspace = `T${runs}`;
        for (const [index, { entity, id, record }] of steps.entries()) {
          if (index === versionOne) await hashAsVersionOne({ execute }, workspace);
          const register = await store.load(workspace);
          const drafts = [createDraft(register, 'edit-use-case', entity, id, record as never)];
          const commit = { seenSeq: register.seq, delivery: null, actor: 'U9', at: index, drafts };
          expect(await store.commit(workspace, commit)).toMatchObject({ outcome: 'committed' });
          // The version that hashed so knew no erasures.
          const now = erasures.filter(({ after }) => Math.max(after, versionOne) === index);
          for (const { person: erased } of now) {
            await store.erase(workspace, { person: erased, orderedBy: 'U9', reason: 'Asked for', at: index });
          }
        }
        const [check] = await store.verify(workspace);
        expect(check).toMatchObject({ ok: true });

        const rows = client
          .prepare('SELECT * FROM changes WHERE workspace = ? ORDER BY seq')
          .all(workspace) as Record<string, unknown>[];
        for (const { row: nth, field } of edits) {
          const row = rows[nth % rows.length] as Record<string, unknown>;
          const set = client.prepare(`UPDATE changes SET "${field}" = ? WHERE workspace = ? AND seq = ?`);
          const value = edit(field, row[field]);
          set.run(value, workspace, row.seq);
          expect({ field, ...(await store.verify(workspace))[0] }).toMatchObject({
            ...{ field, ok: false, brokenAt: row.seq },
          });
          set.run(row[field], workspace, field === 'seq' ? value : row.seq);
        }
        expect((await store.verify(workspace))[0]).toEqual(check);
      },
    ),
    { numRuns: 60 },
  );
});
