import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDraft } from '../../src/domain/change.ts';
import { openStore, type RegisterStore } from '../../src/store/open.ts';
import { verifyLog } from '../../src/store/verify-log.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { plainUseCase } from '../support/plain-use-case.ts';

describe.each(databases)('The hash chain on $name', ({ create }) => {
  let recorded: TestDatabase;
  let database: TestDatabase;
  let store: RegisterStore;

  beforeAll(async () => {
    recorded = await create();
    const recording = await openStore(recorded.url);
    for (const workspace of ['T1', 'T2']) {
      for (let seq = 0; seq < 5; seq++) {
        const register = await recording.load(workspace);
        const useCase = plainUseCase({ intendedUsers: seq, whyNew: workspace });
        const drafts = [createDraft(register, 'edit-use-case', 'useCases', 'UC-1', useCase)];
        const commit = { seenSeq: seq, delivery: null, actor: 'U1', at: 1000 + seq, drafts };
        await recording.commit(workspace, commit);
      }
    }
    await recording.close();
  });
  afterAll(() => recorded.remove());
  beforeEach(async () => {
    database = await recorded.copy();
    store = await openStore(database.url);
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  test('a log that nobody touched verifies, and its head is the hash of its last change', async () => {
    const rows = (await database.execute(
      'SELECT workspace, hash FROM changes WHERE seq = 5 ORDER BY workspace',
    )) as { workspace: string; hash: string }[];
    expect(await store.verify()).toEqual(
      rows.map(({ workspace, hash }) => ({ ok: true, workspace, rows: 5, head: hash, erasures: [] })),
    );
    expect(new Set(rows.map((row) => row.hash)).size).toBe(2);
  });

  const edits = [
    ['the actor of', "UPDATE changes SET actor = 'U666' WHERE workspace = 'T1' AND seq = 3"],
    ['the time of', "UPDATE changes SET at = at - 1 WHERE workspace = 'T1' AND seq = 3"],
    ['the action of', "UPDATE changes SET action = 'go-live' WHERE workspace = 'T1' AND seq = 3"],
    ['the use case of', "UPDATE changes SET use_case = NULL WHERE workspace = 'T1' AND seq = 3"],
    ['what was there before', "UPDATE changes SET before = NULL WHERE workspace = 'T1' AND seq = 3"],
    ['what was there after', "UPDATE changes SET after = before WHERE workspace = 'T1' AND seq = 3"],
    ['the hash of', "UPDATE changes SET hash = previous_hash WHERE workspace = 'T1' AND seq = 3"],
    ['the predecessor of', "UPDATE changes SET previous_hash = hash WHERE workspace = 'T1' AND seq = 3"],
    ['the version of', "UPDATE changes SET version = 1 WHERE workspace = 'T1' AND seq = 3"],
    ['the salt of', "UPDATE changes SET salt = 'abc' WHERE workspace = 'T1' AND seq = 3"],
    ['the erasure of', "UPDATE changes SET erasure = 'X-1' WHERE workspace = 'T1' AND seq = 3"],
    [
      'the hash of the contents of',
      "UPDATE changes SET after_hash = hash WHERE workspace = 'T1' AND seq = 3",
    ],
    ['the existence of', "DELETE FROM changes WHERE workspace = 'T1' AND seq = 3"],
  ];
  test.each(edits)('somebody who edits %s a change is found, and the change is named', async (_what, sql) => {
    await database.execute(sql);
    expect(await store.verify()).toMatchObject([
      { ok: false, workspace: 'T1', brokenAt: 3 },
      { ok: true, workspace: 'T2', rows: 5 },
    ]);
  });

  test('a change that was moved to another workspace is found', async () => {
    await database.execute("UPDATE changes SET workspace = 'T3' WHERE workspace = 'T1'");
    await database.execute("UPDATE use_cases SET workspace = 'T3' WHERE workspace = 'T1'");
    expect(await store.verify('T3')).toMatchObject([{ ok: false, brokenAt: 1 }]);
  });

  test('a table that says something else than the log is found', async () => {
    await database.execute("UPDATE use_cases SET intended_users = 900 WHERE workspace = 'T2'");
    expect(await store.verify('T2')).toEqual([
      { ok: false, workspace: 'T2', brokenAt: 5, why: 'useCases UC-1 differs between the table and the log' },
    ]);
  });

  test('a record that is missing from its table is found', async () => {
    await database.execute("DELETE FROM use_cases WHERE workspace = 'T2'");
    expect(await store.verify('T2')).toEqual([
      { ok: false, workspace: 'T2', brokenAt: 5, why: 'useCases UC-1 is missing in the table' },
    ]);
  });

  test('a record that no change accounts for is found, even where the whole log is gone', async () => {
    await database.execute("DELETE FROM changes WHERE workspace = 'T2'");
    expect(await store.verify()).toMatchObject([
      { ok: true, workspace: 'T1' },
      { ok: false, workspace: 'T2', brokenAt: 0, why: 'useCases UC-1 differs between the table and the log' },
    ]);
  });

  test('verify-log prints a line for each workspace and fails when one is broken', async () => {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    const checks = await store.verify();
    const heads = checks.map((check) => (check.ok ? check.head.slice(0, 12) : ''));
    expect(await verifyLog(database.url, print)).toBe(true);
    expect(lines).toEqual([`T1: 5 changes, head ${heads[0]}`, `T2: 5 changes, head ${heads[1]}`]);
    await database.execute("UPDATE changes SET actor = 'U666' WHERE workspace = 'T2' AND seq = 4");
    lines.length = 0;
    expect(await verifyLog(database.url, print)).toBe(false);
    expect(lines).toEqual([
      `T1: 5 changes, head ${heads[0]}`,
      'T2: broken at change 4: it was edited after it was written',
    ]);
  });
});
