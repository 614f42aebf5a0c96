import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { patientLimits } from '../support/patient-limits.ts';

const header =
  'name,purpose,team,intended users,may do,retrieval,data,vendors,stage,start date,volunteers,criteria';
const line = (n: number) =>
  `Job ${n} x${n} y${n},Does w${n} for v${n} u${n},Team ${n % 20},90,draft,yes,personal,Vendor ${n % 50},pilot,2026-01-12,9,30% fewer`;

describe.each(databases)('A file of a thousand use cases on $name', ({ create }) => {
  let database: TestDatabase;
  let crossing: LocalCrossing;
  beforeEach(async () => {
    database = await create();
    crossing = await startLocalCrossing(database.url, patientLimits);
    crossing.moveTo('2026-02-02');
  });
  afterEach(async () => {
    await crossing.close();
    await database.remove();
  });

  test('is shown, and registered in one commit', async () => {
    const omar = crossing.workspace.as('Omar Owner');
    await omar.types('#ai-program', '/stage3 import');
    const form = await omar.openModal();
    const contents = [header, ...Array.from({ length: 1000 }, (_, n) => line(n))].join('\n');
    await form.attaches('CSV file', { name: 'use-cases.csv', contents });
    const { modal } = await form.submits();
    expect(modal?.text).toContain('Ready: 1,000 use cases');
    await modal?.fill({ 'Tick to register': ['Register 1,000 use cases'] });
    const done = await modal?.submits();
    expect(done?.modal?.text).toContain('1,000 use cases imported.');
    const { workspace, store } = crossing;
    expect((await store.load(workspace.teamId)).useCases.size).toBe(1000);
    const log = await store.changes(workspace.teamId);
    expect(new Set(log.map(({ at }) => at)).size).toBe(1);
    expect(await store.verify(workspace.teamId)).toMatchObject([{ ok: true, rows: log.length }]);
  });
});
