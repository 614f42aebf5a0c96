import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, endOfDay } from '../../src/domain/calendar.ts';
import { type Change, fold } from '../../src/domain/change.ts';
import { assess } from '../../src/domain/readiness/crossing-test.ts';
import { emptyHistory, findPeriodOn, replay } from '../../src/domain/readiness/stage3-history.ts';
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
  /** Edits a use case 20 times in each commit. */
  const edits = (count: number) => {
    const useCase = workspace.getUseCase(first);
    const states = Array.from({ length: count }, (_, nth) => ({ ...useCase, purpose: `Purpose ${nth}` }));
    for (let nth = 0; nth < count; nth += 20)
      workspace.put('useCases', first, ...states.slice(nth, nth + 20));
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

const workspace = company();
const { changes } = workspace;
/** The changes of each decision: they have one time, and are committed together. */
const commits = [...new Set(changes.map((change) => change.at))].map(
  (time) => changes.filter((change) => change.at === time) as [Change, ...Change[]],
);
const days = Array.from({ length: 20 }, (_, nth) => addDays('2026-01-06', nth * 3));
/** Days in the pilot, at Stage 3, and after it was lost. */
const daysOfEachKind = ['2026-01-21', '2026-02-11', '2026-02-23'];
const at = (day: string) => endOfDay(day, 'UTC');

/** The expected answer for each day, from the first change on: the same in every test and database. */
const expected = new Map(
  [...days, ...daysOfEachKind].map((day) => {
    const upTo = changes.filter((change) => change.at <= at(day));
    const register = fold(emptyRegister('T1'), upTo);
    const assessment = assess(register, day);
    const lost = assessment.met === 4 ? null : findPeriodOn(replay(emptyHistory('T1'), upTo), day);
    return [day, { register, assessment, lost }];
  }),
);

test('a history that comes out otherwise than before has checkpoints of a new version', () => {
  const { period } = replay(emptyHistory('T1'), changes);
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
  let recorded: TestDatabase;
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    recorded = await create();
    const recording = await openStore(recorded.url);
    for (const [first, ...others] of commits) {
      const { at: time, actor, seq } = first;
      const drafts = [first, ...others].map(({ at: _, actor: __, seq: ___, ...draft }) => draft);
      await recording.commit('T1', { seenSeq: seq - 1, delivery: null, actor, at: time, drafts });
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

  const now = () => at('2026-03-10');
  const checkpoints = () => database.execute('SELECT seq, version FROM checkpoints ORDER BY seq');

  async function expectTruth(logs: Store, asked: readonly string[]): Promise<void> {
    const { readiness } = createQueries({ store: logs, now });
    for (const day of asked) {
      const { register, assessment, lost } = await readiness.asOf('T1', day);
      expect({ register, assessment, lost }).toEqual(expected.get(day));
    }
  }

  test('is the same from checkpoints as from the first change on, day by day', async () => {
    await expectTruth(store, days);
    expect((await checkpoints()).length).toBeGreaterThan(1);
    // Another process begins with the checkpoints.
    const other = await openStore(database.url);
    await expectTruth(other, days);
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
    await expectTruth(store, daysOfEachKind);
  });

  test('is that of the database as it was put back, also in a process that knew more', async () => {
    const { readiness } = createQueries({ store, now });
    const day = '2026-03-05';
    expect((await readiness.now('T1')).lost?.until).toBe('2026-02-20');
    const loss = changes.length;
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
