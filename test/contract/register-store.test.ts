import { describe, expect, test } from 'vitest';
import { createDraft } from '../../src/domain/change.ts';
import { emptyRegister } from '../../src/domain/register.ts';
import type { Database } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open.ts';
import { openPostgres } from '../../src/store/open-postgres.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { readRegister } from '../../src/store/read.ts';
import { databases } from '../support/databases.ts';
import { plainUseCase } from '../support/plain-use-case.ts';
import {
  commit,
  database,
  draftNamed,
  hour,
  monday,
  opensRegisterStore,
  store,
  workspace,
} from '../support/register-store.ts';

const openDatabase = (url: string): Promise<Database> =>
  url.startsWith('sqlite:') ? openSqlite(url.slice('sqlite:'.length)) : openPostgres(url, () => {});

describe.each(databases)('The register store on $name', ({ create }) => {
  opensRegisterStore(create);

  test('a workspace of which nothing is known has an empty register', async () => {
    expect(await store.load(workspace)).toEqual(emptyRegister(workspace));
    expect(await store.changes(workspace)).toEqual([]);
  });

  test('committed changes are in the returned register and in the next loaded one', async () => {
    const result = await commit((register) => [draftNamed(register, 'Support agent')]);
    const register = await store.load(workspace);
    expect(result).toEqual({ outcome: 'committed', register });
    expect(register.seq).toBe(1);
    expect(register.useCases.get('UC-1')).toEqual(plainUseCase());
    expect(register.touched).toEqual(new Map([['UC-1', monday]]));
  });

  test('a store that is opened anew reads the same register from the tables, in the same order', async () => {
    await commit((register) => [
      draftNamed(register, 'Ten', 'UC-10'),
      draftNamed(register, 'Two', 'UC-2'),
      draftNamed(register, 'One', 'UC-1'),
    ]);
    await commit((register) => [createDraft(register, 'edit-use-case', 'useCases', 'UC-2', null)]);
    await commit((register) => [
      draftNamed(register, 'Ten again', 'UC-10'),
      draftNamed(register, 'Two again', 'UC-2'),
    ]);
    const warm = await store.load(workspace);
    const other = await openStore(database.url);
    const cold = await other.load(workspace);
    await other.close();
    expect(cold).toEqual(warm);
    expect([...cold.useCases.keys()]).toEqual(['UC-10', 'UC-1', 'UC-2']);
    expect([...cold.useCases.keys()]).toEqual([...warm.useCases.keys()]);
    expect([...cold.touched.keys()]).toEqual([...warm.touched.keys()]);
  });

  test('a register that is read while its first vendor is recorded has the vendor and its whole log', async () => {
    await commit((register) => [draftNamed(register, 'Support agent')]);
    const opened = await openDatabase(database.url);
    let before = () =>
      commit((register) => [
        createDraft(register, 'record-dpa', 'vendors', 'acme', {
          ...{ key: 'acme', name: 'Acme', aliases: [], dpa: null },
        }),
      ]);
    const interrupted: Database = {
      ...opened,
      async snapshot(queries) {
        await before();
        before = async () => ({ outcome: 'committed', register: await store.load(workspace) });
        return opened.snapshot(queries);
      },
    };
    const { register } = await readRegister(interrupted, workspace);
    expect(register).toEqual(await store.load(workspace));
    expect(register.vendors.size).toBe(1);
    await opened.close();
  });

  test('a record that was removed is gone from the tables and kept in the log', async () => {
    await commit((register) => [draftNamed(register, 'Support agent')]);
    await commit((register) => [createDraft(register, 'edit-use-case', 'useCases', 'UC-1', null)]);
    const other = await openStore(database.url);
    expect((await other.load(workspace)).useCases.size).toBe(0);
    await other.close();
    expect(
      (await store.changes(workspace)).map(({ before, after }) => [before !== null, after !== null]),
    ).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  test('two stores on one database each see what the other commits', async () => {
    const other = await openStore(database.url);
    await commit((register) => [draftNamed(register, 'First')]);
    expect((await other.load(workspace)).useCases.get('UC-1')?.name).toBe('First');
    await commit((register) => [draftNamed(register, 'Second')], { through: other });
    await commit((register) => [draftNamed(register, 'Third')], { through: other });
    const register = await store.load(workspace);
    expect(register.useCases.get('UC-1')?.name).toBe('Third');
    expect(register.seq).toBe(3);
    await other.close();
  });

  test('a store that is behind takes over only the changes it has not seen', async () => {
    const other = await openStore(database.url);
    await commit((register) => [
      draftNamed(register, 'Support agent'),
      draftNamed(register, 'Sales agent', 'UC-2'),
    ]);
    const before = await other.load(workspace);
    await commit((register) => [draftNamed(register, 'Support agent, renamed')]);
    const after = await other.load(workspace);
    expect(after.useCases.get('UC-1')?.name).toBe('Support agent, renamed');
    expect(after.useCases.get('UC-2')).toBe(before.useCases.get('UC-2'));
    expect(after.vendors).toBe(before.vendors);
    await other.close();
  });

  test('a register that has not changed is the very same one', async () => {
    await commit((register) => [draftNamed(register, 'Support agent')]);
    expect(await store.load(workspace)).toBe(await store.load(workspace));
  });

  test('of two commits decided from the same register one is told of the conflict and changes nothing', async () => {
    const other = await openStore(database.url);
    const seen = await store.load(workspace);
    await other.load(workspace);
    const decided = { seenSeq: seen.seq, delivery: null, actor: 'U1', at: monday };
    const first = await store.commit(workspace, { ...decided, drafts: [draftNamed(seen, 'Mine')] });
    const second = await other.commit(workspace, { ...decided, drafts: [draftNamed(seen, 'Theirs')] });
    expect([first.outcome, second.outcome]).toEqual(['committed', 'conflict']);
    expect((await other.load(workspace)).useCases.get('UC-1')?.name).toBe('Mine');
    const again = await commit((register) => [draftNamed(register, 'Theirs, decided again')], {
      through: other,
    });
    expect(again.outcome).toBe('committed');
    expect((await store.changes(workspace)).length).toBe(2);
    await other.close();
  });

  test('a commit from a register that was overtaken long ago is a conflict too', async () => {
    const seen = await store.load(workspace);
    await commit((register) => [draftNamed(register, 'One')]);
    await commit((register) => [draftNamed(register, 'Two')]);
    const late = {
      seenSeq: seen.seq,
      delivery: 'late',
      actor: 'U1',
      at: monday,
      drafts: [draftNamed(seen, 'Late')],
    };
    expect(await store.commit(workspace, late)).toEqual({ outcome: 'conflict' });
    expect(await store.isDelivered(workspace, 'late')).toBe(false);
  });

  test('the same delivery twice changes once', async () => {
    const first = await commit((register) => [draftNamed(register, 'Once')], { delivery: 'Ev1' });
    const second = await commit((register) => [draftNamed(register, 'Twice')], { delivery: 'Ev1' });
    expect([first.outcome, second.outcome]).toEqual(['committed', 'duplicate']);
    expect((await store.load(workspace)).useCases.get('UC-1')?.name).toBe('Once');
    expect((await store.changes(workspace)).length).toBe(1);
  });

  test('a delivery that comes twice is a duplicate also where its register is out of date', async () => {
    const other = await openStore(database.url);
    const seen = await other.load(workspace);
    const delivered = {
      seenSeq: seen.seq,
      delivery: 'Ev1',
      actor: 'U1',
      at: monday,
      drafts: [draftNamed(seen, 'Once')],
    };
    expect((await store.commit(workspace, delivered)).outcome).toBe('committed');
    expect((await other.commit(workspace, delivered)).outcome).toBe('duplicate');
    expect((await store.commit(workspace, delivered)).outcome).toBe('duplicate');
    await other.close();
  });

  test('two deliveries of the same at the same time change once', async () => {
    const other = await openStore(database.url);
    const seen = await store.load(workspace);
    await other.load(workspace);
    const delivered = {
      seenSeq: seen.seq,
      delivery: 'Ev1',
      actor: 'U1',
      at: monday,
      drafts: [draftNamed(seen, 'Once')],
    };
    const results = await Promise.all([store, other, store].map((each) => each.commit(workspace, delivered)));
    expect(results.map((result) => result.outcome).sort()).toEqual(['committed', 'duplicate', 'duplicate']);
    expect((await store.changes(workspace)).length).toBe(1);
    await other.close();
  });

  test('a delivery that changes nothing is remembered too', async () => {
    expect((await commit(() => [], { delivery: 'Ev1' })).outcome).toBe('committed');
    expect(await store.isDelivered(workspace, 'Ev1')).toBe(true);
    expect((await commit(() => [], { delivery: 'Ev1' })).outcome).toBe('duplicate');
    expect((await store.load(workspace)).seq).toBe(0);
  });

  test('deliveries are forgotten by their age', async () => {
    await commit(() => [], { delivery: 'old', at: monday - hour });
    await commit(() => [], { delivery: 'new', at: monday });
    const long = monday - 100 * 365 * 24 * hour;
    await commit(() => [], { delivery: 'ancient', at: long });
    expect(await store.forgetDeliveries(long + 1)).toBe(1);
    expect(await store.forgetDeliveries(long + 1)).toBe(0);
    expect(
      await Promise.all(['ancient', 'old', 'new'].map((key) => store.isDelivered(workspace, key))),
    ).toEqual([false, true, true]);
  });

  test("another workspace's id finds nothing", async () => {
    await commit((register) => [draftNamed(register, 'Secret')], { delivery: 'Ev1' });
    for (const stranger of ['T0', '', `${workspace} `, workspace.toLowerCase(), '%', "' OR '1'='1"]) {
      expect(await store.load(stranger)).toEqual(emptyRegister(stranger));
      expect(await store.changes(stranger)).toEqual([]);
      expect(await store.changes(stranger, { useCase: 'UC-1' })).toEqual([]);
      expect(await store.isDelivered(stranger, 'Ev1')).toBe(false);
      expect(await store.verify(stranger)).toEqual([
        { ok: true, workspace: stranger, rows: 0, head: expect.stringMatching(/^0{64}$/), erasures: [] },
      ]);
    }
  });

  test('two workspaces have the same keys, deliveries and sequence numbers without noticing', async () => {
    const neighbour = `${workspace}-neighbour`;
    await commit((register) => [draftNamed(register, 'Ours')], { delivery: 'Ev1' });
    const neighbourRegister = await store.load(neighbour);
    const drafts = [draftNamed(neighbourRegister, 'Theirs')];
    const result = await store.commit(neighbour, {
      seenSeq: 0,
      delivery: 'Ev1',
      actor: 'U9',
      at: monday,
      drafts,
    });
    expect(result.outcome).toBe('committed');
    expect((await store.load(workspace)).useCases.get('UC-1')?.name).toBe('Ours');
    expect((await store.load(neighbour)).useCases.get('UC-1')?.name).toBe('Theirs');
  });

  test('a record that its schema refuses is not committed', async () => {
    await expect(commit((register) => [draftNamed(register, '')])).rejects.toThrow();
    await expect(
      commit((register) => [
        createDraft(register, 'person-seen', 'people', 'U1', {
          id: 'U2',
          name: 'Ann',
          active: true,
          timeZone: null,
          kind: 'member' as const,
        }),
      ]),
    ).rejects.toThrow('people U2 cannot be kept under U1');
    expect((await store.load(workspace)).seq).toBe(0);
  });

  test('text that a database cannot hold is kept as near as it can', async () => {
    const name = 'Nul \0, half an emoji \ud83d, a whole one 🚀, שלום';
    await commit((register) => [draftNamed(register, name)]);
    const kept = (await store.load(workspace)).useCases.get('UC-1')?.name;
    expect(kept).toBe('Nul \ufffd, half an emoji \ufffd, a whole one 🚀, שלום');
    expect(await store.verify(workspace)).toMatchObject([{ ok: true }]);
  });

  test('whole numbers keep their value far beyond 2^31', async () => {
    const intendedUsers = Number.MAX_SAFE_INTEGER;
    await commit((register) => [
      createDraft(register, 'edit-use-case', 'useCases', 'UC-1', plainUseCase({ intendedUsers })),
    ]);
    const other = await openStore(database.url);
    expect((await other.load(workspace)).useCases.get('UC-1')?.intendedUsers).toBe(intendedUsers);
    await other.close();
  });

  test('a thousand use cases are committed at once', async () => {
    const keys = Array.from({ length: 1200 }, (_, index) => `UC-${index + 1}`);
    await commit((register) => keys.map((key) => draftNamed(register, 'é'.repeat(3000), key)));
    const other = await openStore(database.url);
    expect([...(await other.load(workspace)).useCases.keys()]).toEqual(keys);
    expect(await other.verify(workspace)).toMatchObject([{ ok: true, rows: 1200 }]);
    await other.close();
  });

  test('more workspaces than are kept in memory are each read right', async () => {
    const many = Array.from({ length: 130 }, (_, index) => `${workspace}-${index}`);
    for (const name of many) {
      const register = await store.load(name);
      const drafts = [draftNamed(register, `Agent of ${name}`)];
      await store.commit(name, { seenSeq: 0, delivery: null, actor: 'U1', at: monday, drafts });
    }
    for (const name of many) {
      expect((await store.load(name)).useCases.get('UC-1')?.name).toBe(`Agent of ${name}`);
    }
  });

  test('a database that was put back to an earlier state is read again', async () => {
    await commit((register) => [draftNamed(register, 'Kept')]);
    const kept = await store.load(workspace);
    await commit((register) => [
      createDraft(register, 'edit-use-case', 'useCases', 'UC-2', plainUseCase({ key: 'UC-2' })),
    ]);
    await store.load(workspace);
    await database.execute(`DELETE FROM changes WHERE workspace = '${workspace}' AND seq = 2`);
    await database.execute(`DELETE FROM use_cases WHERE workspace = '${workspace}' AND id = 'UC-2'`);
    expect(await store.load(workspace)).toEqual(kept);
    expect((await commit((register) => [draftNamed(register, 'Going on')])).outcome).toBe('committed');
    expect(await store.verify(workspace)).toMatchObject([{ ok: true, rows: 2 }]);
  });

  test('a store that was opened is ready, and one that was closed is not', async () => {
    await store.isReady();
    const closed = await openStore(database.url);
    await closed.close();
    await expect(closed.isReady()).rejects.toThrow();
  });
});
