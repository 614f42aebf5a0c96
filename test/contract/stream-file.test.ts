import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { type NotedHead, verifyStreamFile } from '../../src/store/streams/stream-file.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { memoryFolder } from '../support/memory.ts';

const monday = Date.UTC(2026, 2, 2, 9);
const count = 12;

describe.each(databases)('An exported stream of $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let folder: string;
  let file: string;
  let text: string;
  let hashes: readonly string[];

  beforeAll(async () => {
    database = await create();
    store = await openStore(database.url);
    folder = await mkdtemp(join(memoryFolder, 'crossing-export-'));
    file = join(folder, 'audit.ndjson');
    const entries = Array.from({ length: count }, (_, index) => ({
      ...{ key: `id:é-${index}`, at: monday + index, label: index % 5 === 0 ? 'failed' : 'done' },
      body: { what: `Refund "${index}" \ufffd €`, nested: { z: [1, null], a: true }, approvedBy: null },
    }));
    await store.streams.append('T1', 'audit:UC-1', entries, { now: monday, chained: true });
    text = await exportText();
    hashes = [...text.matchAll(/"hash":"([0-9a-f]{64})","key"/g)].map(([, hash = '']) => hash);
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
    await rm(folder, { recursive: true });
  });

  async function exportText(): Promise<string> {
    let written = '';
    for await (const part of (await store.streams.exportLines('T1', 'audit:UC-1')) ?? []) written += part;
    return written;
  }

  async function check(contents: string | Uint8Array, noted: readonly NotedHead[] = []) {
    await writeFile(file, contents);
    return verifyStreamFile(file, noted);
  }

  test('verifies without the database, and names its last entry', async () => {
    expect(await check(text)).toEqual({
      ...{ ok: true, workspace: 'T1', stream: 'audit:UC-1', entries: count, position: count },
      ...{ head: hashes.at(-1), removals: [] },
    });
    for (const line of text.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });

  test('does not verify after an edit of any byte', async () => {
    const bytes = Buffer.from(text);
    const missed: number[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      const edited = Buffer.from(bytes);
      edited[at] = (bytes[at] ?? 0) ^ 1;
      if ((await check(edited)).ok) missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  test('does not verify when a byte that is no UTF-8 stands for a replacement character', async () => {
    const bytes = Buffer.from(text);
    const at = bytes.indexOf(Buffer.from('\ufffd'));
    const edited = Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at + 3)]);
    expect(await check(edited)).toMatchObject({ ok: false });
  });

  const lines = () => text.trimEnd().split('\n');
  const joined = (some: readonly string[]) => `${some.join('\n')}\n`;

  test('names a missing entry', async () => {
    expect(await check(joined(lines().toSpliced(5, 1)))).toEqual({
      ...{ ok: false, line: 6, why: 'entry 5 is missing before it' },
    });
  });

  test('names entries that changed places, and one that stands twice', async () => {
    const all = lines();
    const [fourth = '', fifth = ''] = all.slice(4, 6);
    expect(await check(joined(all.toSpliced(4, 2, fifth, fourth)))).toMatchObject({ ok: false, line: 5 });
    expect(await check(joined(all.toSpliced(4, 0, fourth)))).toMatchObject({ ok: false, line: 6 });
  });

  test('names a tail that was cut, by its header or by a head that was noted', async () => {
    const cut = lines().slice(0, -2);
    expect(await check(joined(cut))).toMatchObject({
      ...{ ok: false, why: `the header says ${count} entries, and ${count - 2} is the last` },
    });
    const [header = '', ...rest] = cut;
    const changed = { ...JSON.parse(header), position: count - 2, hash: hashes[count - 3] };
    const sorted = JSON.stringify(Object.fromEntries(Object.entries(changed).sort()));
    const forged = joined([sorted, ...rest]);
    expect(await check(forged)).toMatchObject({ ok: true });
    const noted = { position: count, hash: hashes.at(-1)?.slice(0, 8) ?? '' };
    expect(await check(forged, [noted])).toMatchObject({
      ...{ ok: false, why: `entry ${count} of the noted head is missing` },
    });
    expect(await check(text, [noted])).toMatchObject({ ok: true });
  });

  test('names a chain that was computed again, by a head that was noted', async () => {
    expect(await check(text, [{ position: 3, hash: 'abcdef12' }])).toMatchObject({
      ...{ ok: false, line: 4, why: 'entry 3 has another hash than the noted head' },
    });
  });

  test.each([
    ['an empty file', ''],
    ['a file of something else', 'a,b\n1,2\n'],
    ['a line break alone', '\n'],
  ])('%s is no export', async (_, contents) => {
    expect(await check(contents)).toMatchObject({ ok: false, line: 1 });
  });

  test('a line that is added or not finished is named', async () => {
    expect(await check(`${text}\n`)).toMatchObject({ ok: false, line: count + 2 });
    expect(await check(text.slice(0, -1))).toMatchObject({ ok: false, line: count + 1 });
  });

  test('goes on from a removal that was recorded', async () => {
    await store.streams.append('T1', 'audit:UC-1', [{ key: 'late', at: monday, body: 1 }], {
      ...{ now: monday + 1000, chained: true },
    });
    await store.streams.removeOlder('T1', 'audit:UC-1', {
      ...{ before: monday + 500, now: monday + 2000, orderedBy: 'U1', reason: 'Kept for a week' },
    });
    const shorter = await exportText();
    expect(await check(shorter)).toMatchObject({
      ok: true,
      entries: 1,
      removals: [{ from: 1, upTo: count }],
    });
    const all = shorter.trimEnd().split('\n');
    expect(await check(joined([all[0] ?? '', all[1] ?? '']))).toMatchObject({ ok: false });
    expect(await readFile(file, 'utf8')).not.toBe('');
  });
});
