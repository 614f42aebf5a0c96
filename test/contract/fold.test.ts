import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDraft, type Draft, fold } from '../../src/domain/change.ts';
import { emptyRegister, entityNames, type Register } from '../../src/domain/register.ts';
import { type Action, actionWords } from '../../src/domain/schema.ts';
import { openStore, type RegisterStore } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { recordOf } from '../support/records.ts';

/** An arbitrary change: one record set or deleted, at one of three ids so that changes meet. */
const edit = fc.constantFrom(...entityNames).chain((entity) =>
  fc.record({
    entity: fc.constant(entity),
    action: fc.constantFrom(...(Object.keys(actionWords) as Action[])),
    id: fc.constantFrom('UC-1', 'a b', 'ünïcode: 🚀'),
    record: fc.option(recordOf(entity), { freq: 4 }),
  }),
);
type Edit = typeof edit extends fc.Arbitrary<infer S> ? S : never;

function draftOf(register: Register, { entity, action, id, record }: Edit): Draft {
  if (record === null) return createDraft(register, action, entity, id, null);
  // An erasure of made-up changes would fail, so it names none.
  const own = { people: { id }, erasures: { changes: [] } }[entity as string];
  return createDraft(register, action, entity, id, { ...record, ...own });
}

/** Returns the entries of each collection in their order, which `toEqual` on maps ignores. */
const listEntries = (register: Register) => entityNames.map((entity) => [...register[entity]]);

describe.each(databases)('The log and the tables on $name', ({ create }) => {
  let database: TestDatabase;
  let writer: RegisterStore;
  let follower: RegisterStore;
  /** Loads each workspace only once, at its end. Nothing of it is cached then, so the tables are read. */
  let reader: RegisterStore;
  let runs = 0;
  beforeAll(async () => {
    database = await create();
    writer = await openStore(database.url);
    follower = await openStore(database.url);
    reader = await openStore(database.url);
  });
  afterAll(async () => {
    await writer.close();
    await follower.close();
    await reader.close();
    await database.remove();
  });

  test('the folded log always equals the tables, and its earlier states equal those of the time', async () => {
    const batches = fc.array(fc.array(edit, { maxLength: 6 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(batches, async (commits) => {
        runs += 1;
        const workspace = `T${runs}`;
        const states: [number, Register][] = [];
        for (const [index, edits] of commits.entries()) {
          const register = await writer.load(workspace);
          const at = (index + 1) * 1000;
          const drafts = edits.map((each) => draftOf(register, each));
          const result = await writer.commit(workspace, {
            seenSeq: register.seq,
            delivery: null,
            actor: 'U1',
            at,
            drafts,
          });
          if (result.outcome !== 'committed') throw new Error(result.outcome);
          states.push([at, result.register]);
          if (index % 2 === 0) expect(await follower.load(workspace)).toEqual(result.register);
        }
        const log = await writer.changes(workspace);
        const folded = fold(emptyRegister(workspace), log);
        const fromTables = await reader.load(workspace);
        expect(fromTables).toEqual(folded);
        expect(listEntries(fromTables)).toEqual(listEntries(folded));
        expect(await follower.load(workspace)).toEqual(folded);
        expect(await writer.verify(workspace)).toMatchObject([{ ok: true, rows: log.length }]);
        for (const [at, register] of states) {
          const asOf = fold(emptyRegister(workspace), await writer.changes(workspace, { upTo: at }));
          expect(asOf).toEqual(register);
          expect(listEntries(asOf)).toEqual(listEntries(register));
        }
      }),
      { numRuns: 60 },
    );
  });
});
