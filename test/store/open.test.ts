import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { memoryFolder } from '../support/memory.ts';

describe('Opening a store', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(memoryFolder, 'crossing-open-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test.each(['', 'mysql://root:hunter2@localhost/x', 'data/crossing.db', 'sqlite:', 'constructor:x'])(
    'an address like "%s" is refused with the allowed ones, and its password is not repeated',
    async (url) => {
      const error: Error = await openStore(url).then(
        () => expect.unreachable(),
        (reason) => reason,
      );
      expect(error.message).toBe('DATABASE_URL must begin with sqlite:, postgres: or postgresql:');
    },
  );

  test('a file that is not there is made, with its folders, and survives being opened twice', async () => {
    const file = join(folder, 'a', 'b', 'crossing.db');
    for (const _ of [1, 2]) {
      const store = await openStore(`sqlite:${file}`);
      await store.isReady();
      await store.close();
    }
    expect((await stat(file)).isFile()).toBe(true);
  });

  test('the file keeps a write-ahead log, which goes when it is closed', async () => {
    const file = join(folder, 'crossing.db');
    const store = await openStore(`sqlite:${file}`);
    const client = new Sqlite(file);
    expect(client.pragma('journal_mode', { simple: true })).toBe('wal');
    client.close();
    await store.close();
    await expect(stat(`${file}-wal`)).rejects.toThrow('ENOENT');
  });

  test('a database in memoryFolder is a whole one, and each is by itself', async () => {
    const one = await openStore('sqlite::memory:');
    const other = await openStore('sqlite::memory:');
    const person = { id: 'U1', name: 'Ann', active: true, timeZone: null, kind: 'member' as const };
    const result = await one.commit('T1', {
      seenSeq: 0,
      delivery: 'Ev1',
      actor: 'U1',
      at: 1,
      drafts: [
        { action: 'person-seen', entity: 'people', id: 'U1', before: null, after: person, useCase: null },
      ],
    });
    expect(result.outcome).toBe('committed');
    expect((await one.load('T1')).people.get('U1')).toEqual(person);
    expect(await one.verify()).toMatchObject([{ ok: true, rows: 1 }]);
    expect((await other.load('T1')).seq).toBe(0);
    await one.close();
    await other.close();
  });

  test('a PostgreSQL server that is not there is said so, and nothing hangs', async () => {
    await expect(openStore('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow('ECONNREFUSED');
  });
});
