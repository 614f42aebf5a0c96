import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, endOfDay } from '../../src/domain/calendar.ts';
import { snapshotOf } from '../../src/domain/digest/change-summary.ts';
import { assess } from '../../src/domain/readiness/crossing-test.ts';
import { createHistoryService } from '../../src/operations/history.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { createVerdictHistory } from '../../src/operations/verdict-history.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { salesAssistant, Workspace } from '../support/register.ts';

/** Returns a company that reaches Stage 3 in eight weeks from a Monday, with many small changes. */
function company(): Workspace {
  const workspace = new Workspace('2026-01-05');
  const first = workspace.registers();
  workspace.on('2026-01-07').startsPilot(first);
  workspace.on('2026-01-20').commits();
  workspace.on('2026-01-28').namesOperator();
  workspace.on('2026-02-03').makesReady(first).goesLive(first);
  workspace.on('2026-02-10').startsPilot(workspace.registers(salesAssistant));
  for (let index = 0; index < 450; index += 1) {
    workspace.put('useCases', first, { ...workspace.getUseCase(first), purpose: `Said better ${index}` });
  }
  return workspace.on('2026-02-20').leaves('operator');
}

const pastOf = (store: Store) => createVerdictHistory({ store, history: createHistoryService({ store }) });

describe.each(databases)('The verdict of past weeks on $name', ({ create }) => {
  const workspace = company();
  const sundays = Array.from({ length: 7 }, (_, week) => addDays('2026-01-11', 7 * week));
  let database: TestDatabase;
  let store: Store;
  let reads: number;
  /** Returns the store with a count of log reads. */
  const countReads = (): Store => ({
    ...store,
    changes: (...asked) => {
      reads += 1;
      return store.changes(...asked);
    },
    readFrom: (...asked) => {
      reads += 1;
      return store.readFrom(...asked);
    },
  });

  beforeAll(async () => {
    reads = 0;
    database = await create();
    store = await openStore(database.url);
    for (const { at, actor, seq, ...draft } of workspace.changes) {
      await store.commit('T1', { seenSeq: seq - 1, delivery: null, actor, at, drafts: [draft] });
    }
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  test('is the verdict at each moment, in any order of asking', async () => {
    const moments = sundays.map((day) => endOfDay(day, 'UTC')).reverse();
    const positions = await pastOf(store).at('T1', moments);
    for (const day of sundays) {
      expect(positions.get(endOfDay(day, 'UTC'))).toEqual(snapshotOf(assess(workspace.asOf(day), day)));
    }
    const met = sundays.map((day) => positions.get(endOfDay(day, 'UTC'))?.met.length);
    expect(met).toEqual([0, 0, 1, 2, 3, 4, 3]);
  });

  test('is read from the log once, and later only for new moments', async () => {
    const past = pastOf(countReads());
    const moments = sundays.map((day) => endOfDay(day, 'UTC'));
    reads = 0;
    const positions = await past.at('T1', moments);
    expect(reads).toBeGreaterThan(2);
    reads = 0;
    expect(await past.at('T1', moments)).toEqual(positions);
    expect(reads).toBe(0);
    await past.at('T1', [...moments, endOfDay('2026-02-21', 'UTC')]);
    expect(reads).toBeGreaterThan(0);
  });

  test('has nothing met in a workspace without records', async () => {
    const moment = endOfDay('2026-02-01', 'UTC');
    const positions = await pastOf(store).at('T2', [moment]);
    expect(positions.get(moment)).toEqual({ verdict: 'Stage 1', met: [], symptoms: [] });
  });

  test('comes with all changes since, and the head of the log', async () => {
    const now = () => Date.parse('2026-02-24T12:00:00Z');
    const logs = countReads();
    const digests = createQueries({ store: logs, now }).digests;
    const week = await digests.week('T1', Date.parse('2026-02-06T00:00:00Z'));
    expect(week.history).toEqual([
      ...[...sundays].map((on, index) => ({ on, met: [0, 0, 1, 2, 3, 4, 3][index] })),
      { on: '2026-02-24', met: 3 },
    ]);
    expect(week.change.lost.map(({ key }) => key)).toEqual(['R4']);
    expect(week.change.met.map(({ key }) => key)).toEqual(['R3']);
    expect(week.change.recorded).toBe(452);
    expect(week.head).toEqual(await store.head('T1'));
    expect(week.head.seq).toBe(workspace.register.seq);
    reads = 0;
    expect(await digests.week('T1', Date.parse('2026-02-06T00:00:00Z'))).toStrictEqual(week);
    expect(reads).toBe(0);
  });
});
