import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, endOfDay } from '../../src/domain/calendar.ts';
import { fold } from '../../src/domain/change.ts';
import { assess } from '../../src/domain/readiness/crossing-test.ts';
import {
  emptyHistory,
  findPeriodOn,
  replay,
  type Stage3Period,
} from '../../src/domain/readiness/stage3-history.ts';
import { emptyRegister } from '../../src/domain/register.ts';
import { checkpointVersion, createHistoryService } from '../../src/operations/history.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { salesAssistant, Workspace } from '../support/register.ts';

/**
 * Returns a company that reaches Stage 3 on 10 February and loses it on 20 February, with hundreds of small changes a
 * week.
 */
function company(): Workspace {
  const workspace = new Workspace('2026-01-05');
  const first = workspace.registers();
  const edits = (count: number) => {
    for (let turn = 0; turn < count; turn += 1) {
      workspace.put('useCases', first, { ...workspace.getUseCase(first), purpose: `Said better ${turn}` });
    }
  };
  workspace.on('2026-01-07').startsPilot(first);
  edits(400);
  workspace.on('2026-01-20').commits();
  edits(400);
  workspace.on('2026-01-28').namesOperator();
  workspace.on('2026-02-03').makesReady(first).goesLive(first);
  workspace.on('2026-02-10').startsPilot(workspace.registers(salesAssistant));
  edits(400);
  return workspace.on('2026-02-20').leaves('operator');
}

test('a history that comes out otherwise than before has checkpoints of a new version', () => {
  const { period } = replay(emptyHistory('T1'), company().changes);
  // If this fails because a rule or its words changed, raise the version together with the expectation.
  expect({ checkpointVersion, period }).toEqual({
    checkpointVersion: 2,
    period: {
      from: '2026-02-10',
      until: '2026-02-20',
      lost: ['AI Operations has no active owner: AI Operations left Slack and needs a successor'],
      steps: ['{"do":"name-operators"}'],
    },
  });
});

describe.each(databases)('What was, on $name', ({ create }) => {
  const workspace = company();
  const days = Array.from({ length: 20 }, (_, nth) => addDays('2026-01-06', nth * 3));
  let recorded: TestDatabase;
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    recorded = await create();
    const recording = await openStore(recorded.url);
    for (const { at, actor, seq, ...draft } of workspace.changes) {
      await recording.commit('T1', { seenSeq: seq - 1, delivery: null, actor, at, drafts: [draft] });
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

  const at = (day: string) => endOfDay(day, 'UTC');
  const now = () => at('2026-03-10');
  const checkpoints = () => database.execute('SELECT seq, version FROM checkpoints ORDER BY seq');

  /** Returns the period of Stage 3 on a day, replayed from the first change. */
  function periodByReplay(day: string): Stage3Period | null {
    const upTo = workspace.changes.filter((change) => change.at <= at(day));
    return findPeriodOn(replay(emptyHistory('T1'), upTo), day);
  }

  async function expectTruth(logs: Store): Promise<void> {
    const { readiness } = createQueries({ store: logs, now });
    for (const day of days) {
      const { register, assessment, lost } = await readiness.asOf('T1', day);
      const replayed = fold(emptyRegister('T1'), await store.changes('T1', { upTo: at(day) }));
      expect(register).toEqual(replayed);
      expect(assessment).toEqual(assess(replayed, day));
      expect(lost).toEqual(assessment.met === 4 ? null : periodByReplay(day));
    }
  }

  test('is the same from checkpoints as from the first change on, day by day', async () => {
    await expectTruth(store);
    expect((await checkpoints()).length).toBeGreaterThan(1);
    // Another process begins with the checkpoints.
    const other = await openStore(database.url);
    await expectTruth(other);
    await other.close();
  });

  test('is read from the nearest checkpoint on, and an answer given again is not read again', async () => {
    await createHistoryService({ store }).latest(await store.load('T1'));
    let read = 0;
    const counted: Store = {
      ...store,
      async readFrom(...asked) {
        const page = await store.readFrom(...asked);
        read += page?.changes.length ?? 0;
        return page;
      },
    };
    const { readiness } = createQueries({ store: counted, now });
    await readiness.now('T1');
    expect(read).toBeLessThan(750);
    read = 0;
    await readiness.asOf('T1', '2026-02-19');
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(750);
    read = 0;
    await readiness.asOf('T1', '2026-02-19');
    expect(read).toBe(0);
  });

  test.each([
    ['there is no checkpoint', 'DELETE FROM checkpoints'],
    ['the checkpoints are of other rules', 'UPDATE checkpoints SET version = 0'],
    ['the checkpoints cannot be read', "UPDATE checkpoints SET contents = 'torn'"],
    ['the checkpoints are of another log', "UPDATE checkpoints SET hash = 'another'"],
  ])('is worked out from the log where %s', async (_, sql) => {
    await createHistoryService({ store }).latest(await store.load('T1'));
    await database.execute(sql);
    await expectTruth(store);
  });

  test('is that of the database as it was put back, also in a process that knew more', async () => {
    const { readiness } = createQueries({ store, now });
    const day = '2026-03-05';
    expect((await readiness.now('T1')).lost?.until).toBe('2026-02-20');
    const loss = workspace.changes.length;
    // Put back to before Stage 3 was lost; then the company goes on otherwise.
    const rows = "workspace = 'T1'";
    await database.execute(`DELETE FROM changes WHERE ${rows} AND seq >= ${loss}`);
    await database.execute(`DELETE FROM people WHERE ${rows} AND id = 'operator'`);
    const fresh = await openStore(database.url);
    const before = await createQueries({ store: fresh, now: () => at('2026-02-19') }).readiness.now('T1');
    expect(before.assessment.met).toBe(4);
    const again = await createQueries({ store, now: () => at('2026-02-19') }).readiness.asOf(
      'T1',
      '2026-02-21',
    );
    expect(again.lost).toBeNull();
    expect((await readiness.asOf('T1', day)).register.seq).toBe(loss - 1);
    await fresh.close();
  });

  test('is judged on whole commits, however large', async () => {
    const { seq } = await store.load('T1');
    const last = workspace.getUseCase('UC-1');
    const drafts = Array.from({ length: 700 }, (_, nth) => ({
      action: 'edit-use-case' as const,
      entity: 'useCases' as const,
      id: 'UC-1',
      useCase: 'UC-1',
      before: last,
      after: { ...last, purpose: `Said once more ${nth}` },
    }));
    await store.commit('T1', { seenSeq: seq, delivery: null, actor: 'owner', at: at('2026-02-25'), drafts });
    const pages: number[] = [];
    let from = { seq: 0, hash: '' };
    for (;;) {
      const page = await store.readFrom('T1', from, null, 250);
      if (!page || page.changes.length === 0) break;
      pages.push(page.changes.length);
      from = page.position;
    }
    expect(from.seq).toBe(seq + 700);
    expect(Math.max(...pages)).toBeGreaterThanOrEqual(700);
  });
});
