import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { verifyLog } from '../../src/store/verify-log.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const [hour, day] = [3_600_000, 86_400_000];
const monday = Date.UTC(2026, 2, 2, 9);

describe.each(databases)('Streams on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  /** Another replica. */
  let other: Store;
  let workspace: string;
  let workspaces = 0;

  beforeAll(async () => {
    database = await create();
    store = await openStore(database.url);
    other = await openStore(database.url);
  });
  beforeEach(() => {
    workspaces += 1;
    workspace = `T${workspaces}`;
  });
  afterAll(async () => {
    await store.close();
    await other.close();
    await database.remove();
  });

  const createEvents = (from: number, to: number, at = monday) =>
    Array.from({ length: to - from + 1 }, (_, index) => ({
      ...{ key: `e${from + index}`, at: at + index, body: { n: from + index } },
    }));
  type Added = Parameters<Store['streams']['append']>;
  interface How {
    readonly chained?: boolean;
    readonly now?: number;
    readonly through?: Store;
    readonly stream?: string;
    readonly batch?: string;
    readonly refuseChanged?: boolean;
  }
  const append = (
    entries: Added[2],
    { chained = true, now = monday, through = store, stream = 'audit', ...batch }: How = {},
  ) => through.streams.append(workspace, stream, entries, { now, chained, ...batch });
  const positions = async (page: Partial<Parameters<Store['streams']['page']>[2]> = {}) =>
    (await store.streams.page(workspace, 'audit', { limit: 100, ...page })).map(({ position }) => position);
  const remove = (before: number, through = store) =>
    through.streams.removeOlder(workspace, 'audit', {
      ...{ before, now: monday + 10 * day, orderedBy: 'U1', reason: 'Kept for a week' },
    });
  const verify = async () => (await store.streams.verify(workspace))[0];

  test('entries are read as they were appended', async () => {
    const entries = [
      { key: 'a', at: monday - hour, body: { text: 'ünïcode 🚀', list: [1.5, null, true] } },
      { key: 'b', at: monday, body: null },
    ];
    expect(await append(entries)).toMatchObject({ appended: 2, repeated: [] });
    expect(await store.streams.page(workspace, 'audit', { limit: 10 })).toEqual([
      { position: 1, recordedAt: monday, label: null, ...entries[0] },
      { position: 2, recordedAt: monday, label: null, ...entries[1] },
    ]);
  });

  test.each([true, false])(
    'an entry that comes twice is stored once and named (chained: %s)',
    async (chained) => {
      expect(await append(createEvents(1, 3), { chained })).toMatchObject({ appended: 3, repeated: [] });
      expect(await append(createEvents(2, 4), { chained })).toMatchObject({
        appended: 1,
        repeated: ['e2', 'e3'],
      });
      const [first = { at: 0, body: null }] = createEvents(9, 9);
      expect(await append([first, first], { chained })).toMatchObject({ appended: 1, repeated: ['e9'] });
      expect(await append(createEvents(1, 4), { chained })).toMatchObject({ appended: 0 });
      expect(await positions()).toEqual([1, 2, 3, 4, 5]);
    },
  );

  test('a batch that comes twice is stored once', async () => {
    const entries = createEvents(1, 3).map(({ at, body }) => ({ at, body }));
    expect(await append(entries, { batch: 'import-1' })).toMatchObject({ appended: 3, repeated: [] });
    expect(await append(entries, { batch: 'import-1' })).toMatchObject({
      ...{ appended: 0, repeated: ['import-1#0', 'import-1#1', 'import-1#2'] },
    });
    expect(await append(entries, { batch: 'import-2' })).toMatchObject({ appended: 3, repeated: [] });
    await expect(append(entries)).rejects.toThrow(RangeError);
  });

  test('an entry with other contents under a known key is refused with its whole batch, where that is asked', async () => {
    const refuseChanged = true;
    const [first = { at: 0, body: null }, second = { at: 0, body: null }] = createEvents(1, 2);
    await append([first], { refuseChanged });
    for (const changed of [
      { ...first, body: { n: 2 } },
      { ...first, at: first.at + 1 },
      { ...first, label: 'failed' },
    ])
      expect(await append([second, changed], { refuseChanged })).toMatchObject({
        ...{ appended: 0, changed: ['e1'], head: { position: 1 } },
      });
    expect(await append([second, first], { refuseChanged })).toMatchObject({ appended: 1, repeated: ['e1'] });
    expect(await append([{ ...first, body: 7 }])).toMatchObject({ appended: 0, repeated: ['e1'] });
  });

  test('a batch of which only a part is known is refused, where that is asked', async () => {
    const entries = createEvents(1, 3).map(({ at, body }) => ({ at, body }));
    await append(entries.slice(0, 2), { batch: 'one', refuseChanged: true });
    expect(await append(entries, { batch: 'one', refuseChanged: true })).toMatchObject({
      ...{ appended: 0, changed: ['one#0', 'one#1'] },
    });
    expect(await append(entries.slice(0, 1), { batch: 'one', refuseChanged: true })).toMatchObject({
      ...{ appended: 0, repeated: ['one#0'], changed: [] },
    });
  });

  test('batches that wait are written together, and each learns of its own entries', async () => {
    const refuseChanged = true;
    const all = createEvents(1, 405);
    const [first = { at: 0, body: null }] = all;
    const results = await Promise.all([
      append(all.slice(0, 3), { refuseChanged }),
      append(all.slice(1, 4), { refuseChanged }),
      append([{ ...first, body: 'other' }], { refuseChanged }),
      append(all.slice(4, 404), { refuseChanged }),
      append(all.slice(404), { refuseChanged }),
    ]);
    expect(results).toMatchObject([
      { appended: 3, repeated: [], changed: [], head: { position: 3 } },
      { appended: 1, repeated: ['e2', 'e3'], changed: [], head: { position: 4 } },
      { appended: 0, changed: ['e1'], head: { position: 4 } },
      { appended: 400, head: { position: 404 } },
      { appended: 1, head: { position: 405 } },
    ]);
    expect(await verify()).toMatchObject({ ok: true, entries: 405, head: results[4]?.head.hash });
  });

  test('entries are counted and filtered by their label', async () => {
    const labels = ['done', 'failed', 'done', 'done', 'failed'];
    await append(createEvents(1, 5).map((entry, index) => ({ ...entry, label: labels[index] ?? '' })));
    const span = { since: monday - day, until: monday + day, timeZone: 'UTC' };
    expect(await store.streams.countByDay(workspace, 'audit', span)).toEqual([
      { day: '2026-03-02', label: 'done', count: 3 },
      { day: '2026-03-02', label: 'failed', count: 2 },
    ]);
    expect(await positions({ label: 'failed', newestFirst: true })).toEqual([5, 2]);
    expect(await positions({ label: 'done', newestFirst: true, skip: 1, limit: 1 })).toEqual([3]);
  });

  test('the ends of streams are found by the beginning of their names', async () => {
    const { head } = await append(createEvents(1, 3), { stream: 'audit:UC-1' });
    await append(createEvents(1, 2), { stream: 'cost' });
    expect(await store.streams.ends(workspace, 'audit:')).toEqual([
      { stream: 'audit:UC-1', position: 3, recordedAt: monday, hash: head.hash },
    ]);
  });

  test('a stream stays what it began as', async () => {
    await append(createEvents(1, 1), { chained: false });
    await expect(append(createEvents(2, 2), { chained: true })).rejects.toThrow('not chained');
    expect(await verify()).toMatchObject({ ok: true, entries: 1, head: null });
  });

  test('pages go on after a position, either way, and within a span', async () => {
    await append(createEvents(1, 10));
    expect(await positions({ limit: 3 })).toEqual([1, 2, 3]);
    expect(await positions({ after: 3, limit: 3 })).toEqual([4, 5, 6]);
    expect(await positions({ newestFirst: true, limit: 3 })).toEqual([10, 9, 8]);
    expect(await positions({ newestFirst: true, after: 8, limit: 3 })).toEqual([7, 6, 5]);
    expect(await positions({ since: monday + 2, until: monday + 4 })).toEqual([3, 4, 5]);
    expect(await positions({ after: 10 })).toEqual([]);
  });

  test('streams and workspaces know nothing of one another', async () => {
    await append(createEvents(1, 3));
    await append(createEvents(1, 2), { stream: 'cost' });
    expect(await store.streams.page('T0', 'audit', { limit: 9 })).toEqual([]);
    expect(await store.streams.page(workspace, 'cost', { limit: 9 })).toHaveLength(2);
    expect(await store.streams.verify('T0')).toEqual([]);
    expect(await store.streams.verify(workspace)).toMatchObject([
      { stream: 'audit', ok: true, entries: 3 },
      { stream: 'cost', ok: true, entries: 2 },
    ]);
  });

  test('days are counted where the workspace is', async () => {
    const at = (text: string, key: string) => ({ key, at: Date.parse(text), body: null });
    await append([
      at('2026-03-01T18:14:59Z', 'a'),
      at('2026-03-01T18:15:00Z', 'b'),
      at('2026-03-02T18:14:59Z', 'c'),
      at('2026-03-05T12:00:00Z', 'd'),
    ]);
    const span = { since: 0, until: monday + 30 * day };
    expect(
      await store.streams.countByDay(workspace, 'audit', { ...span, timeZone: 'Asia/Kathmandu' }),
    ).toEqual([
      { day: '2026-03-01', label: null, count: 1 },
      { day: '2026-03-02', label: null, count: 2 },
      { day: '2026-03-05', label: null, count: 1 },
    ]);
    const narrow = { since: Date.parse('2026-03-02T00:00Z'), until: Date.parse('2026-03-02T23:59Z') };
    expect(await store.streams.countByDay(workspace, 'audit', { ...narrow, timeZone: 'UTC' })).toEqual([
      { day: '2026-03-02', label: null, count: 1 },
    ]);
  });

  test.each([true, false])(
    'two who append at once both succeed, without gaps (chained: %s)',
    async (chained) => {
      const batches = Array.from({ length: 12 }, (_, nth) => createEvents(nth * 10 + 1, nth * 10 + 10));
      const results = await Promise.all(
        batches.map((batch, nth) => append(batch, { chained, through: nth % 2 ? store : other })),
      );
      expect(results.map(({ appended }) => appended)).toEqual(batches.map(() => 10));
      const read = await store.streams.page(workspace, 'audit', { limit: 1000 });
      expect(read.map(({ position }) => position)).toEqual(Array.from({ length: 120 }, (_, nth) => nth + 1));
      expect(new Set(read.map(({ key }) => key)).size).toBe(120);
      expect(await verify()).toMatchObject({ ok: true, entries: 120 });
    },
  );

  test('the same entries appended by two at once are stored once', async () => {
    const results = await Promise.all(
      [store, other, store, other].map((through) => append(createEvents(1, 50), { through })),
    );
    expect(results.reduce((sum, { appended }) => sum + appended, 0)).toBe(50);
    expect(await verify()).toMatchObject({ ok: true, entries: 50 });
  });

  test('entries are never recorded before those before them', async () => {
    await append(createEvents(1, 1), { now: monday });
    await append(createEvents(2, 2), { now: monday - hour });
    const read = await store.streams.page(workspace, 'audit', { limit: 9 });
    expect(read.map(({ recordedAt }) => recordedAt)).toEqual([monday, monday]);
  });

  describe('old entries', () => {
    beforeEach(async () => {
      await append(createEvents(1, 5), { now: monday });
      await append(createEvents(6, 10), { now: monday + day });
      await append(createEvents(11, 15), { now: monday + 5 * day });
    });

    test('is removed, and the chain verifies from there and says what went', async () => {
      const hashes = (await database.execute(
        `SELECT hash FROM stream_entries WHERE workspace = '${workspace}' AND position = 10`,
      )) as { hash: string }[];
      expect(await remove(monday + 2 * day)).toBe(10);
      expect(await positions()).toEqual([11, 12, 13, 14, 15]);
      expect(await verify()).toMatchObject({
        ...{ ok: true, entries: 5 },
        removals: [{ from: 1, upTo: 10, hash: hashes[0]?.hash, orderedBy: 'U1', at: monday + 10 * day }],
      });
      expect(
        await store.streams.countByDay(workspace, 'audit', {
          ...{ since: 0, until: monday + 99 * day, timeZone: 'UTC' },
        }),
      ).toEqual([{ day: '2026-03-02', label: null, count: 5 }]);
      const lines: string[] = [];
      expect(await verifyLog(database.url, (line) => lines.push(line))).toBe(true);
      expect(
        lines.slice(
          lines.findIndex((line) => line.startsWith(`${workspace}, stream audit: 5 entries`)) + 1,
        )[0],
      ).toBe('  entries 1 to 10 were removed on 2026-03-12 by order of U1: Kept for a week');
    });

    test('is removed once, and again later', async () => {
      expect(await remove(monday + day)).toBe(5);
      expect(await remove(monday + day, other)).toBe(0);
      expect(await remove(monday + 2 * day)).toBe(5);
      expect(await remove(monday + 30 * day)).toBe(7);
      expect(await positions()).toEqual([]);
      expect(await verify()).toMatchObject({ ok: true, entries: 0, removals: [{ from: 11, upTo: 17 }] });
      await append(createEvents(20, 21));
      expect(await positions()).toEqual([19, 20]);
      expect(await verify()).toMatchObject({ ok: true, entries: 2 });
    });

    test('is removed while others append, without gaps', async () => {
      const more = Array.from({ length: 6 }, (_, nth) => createEvents(100 + nth * 5, 104 + nth * 5));
      const [removed] = await Promise.all([
        remove(monday + 2 * day, other),
        ...more.map((batch) => append(batch, { now: monday + 6 * day })),
      ]);
      expect(removed).toBe(10);
      expect(await verify()).toMatchObject({ ok: true, entries: 35 });
    });

    test('and was removed without a removal is noticed', async () => {
      await database.execute(`DELETE FROM stream_entries WHERE workspace = '${workspace}' AND position <= 5`);
      expect(await verify()).toMatchObject({ ok: false, brokenAt: 1 });
      const [hash] = (await database.execute(
        `SELECT hash FROM stream_entries WHERE workspace = '${workspace}' AND position = 6`,
      )) as { hash: string }[];
      await database.execute(
        `UPDATE stream_heads SET removed_up_to = 6, removed_hash = '${hash?.hash}' WHERE workspace = '${workspace}'`,
      );
      expect(await verify()).toMatchObject({ ok: false, brokenAt: 6 });
    });
  });

  const edits = [
    "key = 'x'",
    'at = at + 1',
    'recorded_at = recorded_at + 1',
    'body = NULL',
    "hash = 'x'",
    'removal = body',
    "label = 'failed'",
  ];
  test.each(edits)('an edit (%s) of a chained entry is noticed, and the entry is named', async (edit) => {
    await append(createEvents(1, 5));
    await database.execute(
      `UPDATE stream_entries SET ${edit} WHERE workspace = '${workspace}' AND position = 3`,
    );
    expect(await verify()).toMatchObject({ ok: false, stream: 'audit', brokenAt: 3 });
  });

  test('an entry that is missing in the middle or at the end is noticed', async () => {
    await append(createEvents(1, 5));
    await database.execute(`DELETE FROM stream_entries WHERE workspace = '${workspace}' AND position = 5`);
    expect(await verify()).toMatchObject({ ok: false, brokenAt: 5 });
    await database.execute(`DELETE FROM stream_entries WHERE workspace = '${workspace}' AND position = 2`);
    expect(await verify()).toMatchObject({ ok: false, brokenAt: 2 });
  });

  test('characters that a database cannot hold become the replacement character', async () => {
    await append([{ key: 'a\0b', at: monday, body: { text: 'half \ud83d' } }]);
    expect(await store.streams.page(workspace, 'audit', { limit: 1 })).toMatchObject([
      { key: 'a\ufffdb', body: { text: 'half \ufffd' } },
    ]);
    expect(await verify()).toMatchObject({ ok: true });
  });
});
