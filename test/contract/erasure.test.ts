import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { erase } from '../../scripts/erase.ts';
import { createDraft } from '../../src/domain/change.ts';
import type { Person } from '../../src/domain/register.ts';
import { erasePerson } from '../../src/operations/erase-person.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { openStore, type PlannedMessage, type Store } from '../../src/store/open.ts';
import { verifyLog } from '../../src/store/verify-log.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { salesAssistant, Workspace } from '../support/register.ts';
import { hashAsVersionOne, recordIn } from '../support/version-one.ts';

const [person, name, timeZone] = ['operator', 'Zelda Quarry', 'Asia/Thimphu'];
const now = Date.parse('2026-03-02T10:00Z');
const days = ['2026-01-05', '2026-01-20', '2026-02-10', '2026-02-15', '2026-02-20', '2026-02-25'];

/** Returns a company that reaches Stage 3 on 10 February, and loses it when the AI Operations owner leaves. */
function company(): Workspace {
  const workspace = new Workspace('2026-01-05');
  const first = workspace.registers();
  workspace.on('2026-01-07').startsPilot(first);
  workspace.on('2026-01-20').commits();
  workspace.on('2026-01-28').namesOperator();
  const known = workspace.register.people.get(person) as Person;
  workspace.put('people', person, { ...known, name, timeZone });
  workspace.on('2026-02-03').makesReady(first).goesLive(first);
  workspace.on('2026-02-10').startsPilot(workspace.registers(salesAssistant));
  workspace.put('people', person, { ...known, name, timeZone: 'Asia/Tokyo' });
  return workspace.on('2026-02-20').put('people', person, { ...known, name, timeZone, active: false });
}

describe.each(databases)('Erasing a person on $name', ({ name: databaseName, create }) => {
  const { changes } = company();
  /** The name is known before this change and after it. */
  const versionOneUpTo = changes.findIndex(({ at }) => at > Date.parse('2026-02-02T00:00Z'));
  const ofPerson = changes.filter(({ entity, id }) => entity === 'people' && id === person);
  const unproven = ofPerson.filter(({ seq }) => seq <= versionOneUpTo).length;
  let recorded: TestDatabase;
  let database: TestDatabase;
  let store: Store;
  let other: Store;

  beforeAll(async () => {
    recorded = await create();
    store = await openStore(recorded.url);
    await record(0, versionOneUpTo);
    await store.close();
    await hashAsVersionOne(recorded, 'T1');
    store = await openStore(recorded.url);
    await record(versionOneUpTo, changes.length);
    await sends(person, `Hello ${name}`, `It is me, ${name}`);
    await sends('lead', `${name} left Slack and needs a successor`, 'Noted');
    await sends('owner', 'Something else', 'Fine');
    await store.close();
  });
  afterAll(() => recorded.remove());
  beforeEach(async () => {
    database = await recorded.copy();
    [store, other] = await Promise.all([openStore(database.url), openStore(database.url)]);
  });
  afterEach(async () => {
    for (const one of [store, other]) await one.close();
    await database.remove();
  });

  async function record(from: number, to: number): Promise<void> {
    for (const { at, actor, seq, ...draft } of changes.slice(from, to)) {
      await store.commit('T1', { seenSeq: seq - 1, delivery: null, actor, at, drafts: [draft] });
    }
  }

  async function sends(recipient: string, text: string, words: string): Promise<void> {
    const { outbox } = store;
    const nudges = [{ kind: 'adoption', subject: 'UC-1', person: recipient }];
    const message: PlannedMessage = {
      ...{ kind: 'daily', recipient, key: '2026-03-02', day: '2026-03-02', urgency: 'routine' },
      ...{ notBefore: now, expiresAt: now + 1000, data: null, nudges },
    };
    await outbox.plan('T1', now, [message]);
    const claimed = await outbox.claim('T1', ['daily'], now, now + 1000);
    if (!claimed) throw new Error('nothing was planned');
    await outbox.settle(claimed, { status: 'sent', channel: 'D1', ts: '1.1', text, sentAt: now });
    const placed = await outbox.nudgesOf('T1', claimed.id);
    await outbox.answer('T1', placed, { outcome: 'answered', at: now, words });
  }

  const order = { person, orderedBy: 'lead', reason: 'Left the company and asked for it' };
  const erases = (through = store) => erasePerson({ store: through, now: () => now }, 'T1', order);
  const asOf = (logs: Store) => createQueries({ store: logs, now: () => now }).readiness;
  const count = async (table: string) =>
    Number(((await database.execute(`SELECT count(*) AS n FROM ${table}`)) as { n: number }[])[0]?.n);

  /** Returns the whole content of the database as text. */
  async function everything(): Promise<string> {
    const tables = (await database.execute(
      databaseName === 'SQLite'
        ? "SELECT name FROM sqlite_master WHERE type = 'table'"
        : "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    )) as { name: string }[];
    const rows = [];
    for (const table of tables) rows.push(await database.execute(`SELECT * FROM "${table.name}"`));
    return JSON.stringify(rows);
  }

  async function personRows() {
    const rows = (await database.execute(
      `SELECT * FROM changes WHERE entity = 'people' AND id = '${person}' ORDER BY seq`,
    )) as { seq: number | string; version: number | string; erasure: string | null; after: unknown }[];
    return rows.map((row) => ({
      ...{ seq: Number(row.seq), version: Number(row.version), erasure: row.erasure },
      after: recordIn(row.after) as Person,
    }));
  }
  async function erasedRow(version: number): Promise<number> {
    const row = (await personRows()).find((one) => one.version === version && one.erasure === 'X-1');
    if (!row) throw new Error(`no row of version ${version} was erased`);
    return row.seq;
  }

  test('the name and time zone are gone from every table, and so are their words', async () => {
    expect(await everything()).toMatch(name);
    await erases();
    const left = await everything();
    expect(left).not.toMatch(/Zelda|Quarry|Thimphu|Tokyo/);
    expect(left).toMatch('Something else');
    expect(left).toMatch('Fine');
  });

  test('the rest of the record holds status and kind', async () => {
    await erases();
    const left = { id: person, name: '', active: false, timeZone: null, kind: 'member' };
    expect((await store.load('T1')).people.get(person)).toEqual(left);
    const reopened = await openStore(database.url);
    expect((await reopened.load('T1')).people.get(person)).toEqual(left);
    await reopened.close();
    const active = ofPerson.map(({ after }) => (after as Person).active);
    expect((await personRows()).map(({ after }) => after.active)).toEqual([...active, false]);
  });

  test('the chain verifies, and says what was erased, when, and by whose order', async () => {
    const [before] = await store.verify('T1');
    await erases();
    const [check] = await store.verify('T1');
    expect(before).toMatchObject({ ok: true, erasures: [] });
    expect(check).toMatchObject({
      ok: true,
      rows: changes.length + 2,
      erasures: [
        {
          key: 'X-1',
          subject: person,
          orderedBy: 'lead',
          on: '2026-03-02',
          changes: ofPerson.length,
          unproven,
        },
      ],
    });
    const lines: string[] = [];
    expect(await verifyLog(database.url, (line) => lines.push(line))).toBe(true);
    expect(lines[1]).toBe(
      `  X-1: the contents of ${ofPerson.length} changes about ${person} were erased on 2026-03-02 by order of lead: Left the company and asked for it. The hashes of ${unproven} of them (version 1) cover the erased contents and can no longer be checked. Only the record of the erasure says who made these changes, and when.`,
    );
  });

  test('the hashes of all changes stay as they were', async () => {
    const hashes = () =>
      database.execute(`SELECT hash FROM changes WHERE seq <= ${changes.length} ORDER BY seq`);
    const before = await hashes();
    await erases();
    expect(await hashes()).toEqual(before);
  });

  test('verdicts of past days are the same, and no memory gives the name any more', async () => {
    const [own, others] = [asOf(store), asOf(other)];
    const before = [];
    for (const day of days) before.push(await own.asOf('T1', day));
    for (const day of days) await others.asOf('T1', day);
    const lost = await others.now('T1');
    expect(lost.lost?.lost.join()).toMatch(name);
    await erases();
    for (const readiness of [own, others, asOf(other)]) {
      for (const [index, day] of days.entries()) {
        const after = await readiness.asOf('T1', day);
        const known = before[index];
        expect([after.assessment.verdict, after.assessment.met]).toEqual([
          known?.assessment.verdict,
          known?.assessment.met,
        ]);
        expect(after.assessment.requirements.map(({ met }) => met)).toEqual(
          known?.assessment.requirements.map(({ met }) => met),
        );
        expect(after.lost?.until).toBe(known?.lost?.until);
        expect(JSON.stringify([after.lost, after.assessment, [...after.register.people]])).not.toMatch(name);
      }
      const today = await readiness.now('T1');
      expect(today.lost?.until).toBe(lost.lost?.until);
      expect(JSON.stringify([today.lost, today.assessment, [...today.register.people]])).not.toMatch(name);
    }
    expect(JSON.stringify(await other.changes('T1'))).not.toMatch(name);
  });

  test('checkpoints go with it, and one that was worked out before is not kept after', async () => {
    const { seq, hash, erasures } = await other.head('T1');
    const saveCheckpoint = () =>
      other.saveCheckpoint('T1', 1, { seq, hash, at: now }, JSON.stringify({ name }), erasures);
    await saveCheckpoint();
    expect(await count('checkpoints')).toBe(1);
    await erases();
    expect(await count('checkpoints')).toBe(0);
    await saveCheckpoint();
    expect(await count('checkpoints')).toBe(0);
  });

  test('a checkpoint that is written at the same moment as an erasure is gone after it', async () => {
    for (let turn = 1; turn <= 6; turn += 1) {
      const register = await other.load('T1');
      const known = { id: person, name, active: false, timeZone, kind: 'member' as const };
      const drafts = [createDraft(register, 'person-seen', 'people', person, known)];
      const commit = { seenSeq: register.seq, delivery: null, actor: 'slack', at: now, drafts };
      expect(await other.commit('T1', commit)).toMatchObject({ outcome: 'committed' });
      const { seq, hash, erasures } = await other.head('T1');
      const keeps = Array.from({ length: 5 }, (_, nth) =>
        other.saveCheckpoint('T1', 1, { seq: seq - nth, hash, at: now }, JSON.stringify({ name }), erasures),
      );
      const [erased] = await Promise.all([erases(), ...keeps]);
      expect(erased).toMatchObject({ ok: true, key: `X-${turn}` });
      expect(await count('checkpoints')).toBe(0);
    }
  });

  const edits = [
    ['what is left of', `after = REPLACE(CAST(after AS text), 'false', 'true')`],
    ['what was before', 'before = NULL'],
    ['the actor of', "actor = 'U666'"],
    ['the time of', 'at = at - 1'],
    ['the hash of', 'hash = previous_hash'],
    ['the predecessor of', 'previous_hash = hash'],
    ['the version of', 'version = 3 - version'],
    ['the salt of', "salt = 'abc'"],
    ['the erasure of', "erasure = 'X-2'"],
    ['the mark that it was erased of', 'erasure = NULL'],
    ['the first hash of contents of', 'before_hash = hash'],
    ['the second hash of contents of', 'after_hash = hash'],
  ] as const;
  test('an edit of any field of an erased row is noticed, whatever its version, and the row is named', async () => {
    await erases();
    const found = [];
    for (const version of [1, 2]) {
      const seqs = (await personRows()).filter((row) => row.version === version && row.erasure === 'X-1');
      const { seq } = seqs.at(-1) ?? { seq: 0 };
      const row = `workspace = 'T1' AND seq = ${seq}`;
      await database.execute(`CREATE TABLE kept AS SELECT * FROM changes WHERE ${row}`);
      for (const [what, edit] of edits) {
        const json = databaseName === 'PostgreSQL' && edit.startsWith('after =') ? `${edit}::jsonb` : edit;
        // A row that was not active has no false in it to edit.
        const changed =
          edit.startsWith('after =') && version === 1
            ? json.replace("'false', 'true'", "'true', 'false'")
            : json;
        await database.execute(`UPDATE changes SET ${changed} WHERE ${row}`);
        const [check] = await store.verify('T1');
        found.push([what, version, check?.ok === false && check.brokenAt === seq]);
        await database.execute(`DELETE FROM changes WHERE ${row}`);
        await database.execute('INSERT INTO changes SELECT * FROM kept');
      }
      await database.execute('DROP TABLE kept');
      expect(await store.verify('T1')).toMatchObject([{ ok: true }]);
    }
    expect(found.filter(([, , named]) => named !== true)).toEqual([]);
  });

  test('a row that was erased without an erasure is noticed', async () => {
    await erases();
    const [of, to] = [await erasedRow(2), changes.length + 2];
    await database.execute(
      `UPDATE changes SET erasure = 'X-1', salt = NULL, before_hash = hash, after_hash = hash WHERE seq = ${to}`,
    );
    expect(await store.verify('T1')).toMatchObject([{ ok: false, brokenAt: to }]);
    await database.execute(`UPDATE changes SET erasure = 'X-7' WHERE seq = ${of}`);
    expect(await store.verify('T1')).toMatchObject([{ ok: false }]);
  });

  test('contents that were put back are noticed', async () => {
    const seq = Number((await personRows()).at(-1)?.seq);
    const columns = ['before', 'after', 'salt', 'erasure', 'before_hash', 'after_hash'];
    await database.execute(`CREATE TABLE kept AS SELECT * FROM changes WHERE seq = ${seq}`);
    await erases();
    const sets = columns.map((column) => `${column} = (SELECT ${column} FROM kept)`).join(', ');
    await database.execute(`UPDATE changes SET ${sets} WHERE seq = ${seq}`);
    await database.execute('DROP TABLE kept');
    expect(await store.verify('T1')).toMatchObject([{ ok: false }]);
  });

  test('erasing twice changes nothing', async () => {
    expect(await erases()).toMatchObject({ ok: true, key: 'X-1' });
    const once = await everything();
    expect(await erases(other)).toMatchObject({ ok: true, key: null });
    expect(await everything()).toBe(once);
  });

  test('commits of others meanwhile are kept', async () => {
    const edit = async (turn: number) => {
      for (;;) {
        const register = await other.load('T1');
        const useCase = register.useCases.get('UC-1');
        if (!useCase) throw new Error('no UC-1');
        const team = `${useCase.team} ${turn}`;
        const drafts = [createDraft(register, 'edit-use-case', 'useCases', 'UC-1', { ...useCase, team })];
        const commit = { seenSeq: register.seq, delivery: null, actor: 'lead', at: now, drafts };
        if ((await other.commit('T1', commit)).outcome === 'committed') return;
      }
    };
    const turns = Array.from({ length: 15 }, (_, turn) => turn);
    const all = (async () => {
      for (const turn of turns) await edit(turn);
    })();
    const [, erased] = await Promise.all([all, erases()]);
    expect(erased).toMatchObject({ ok: true, key: 'X-1' });
    const { useCases, seq } = await store.load('T1');
    expect(useCases.get('UC-1')?.team).toMatch(turns.map((turn) => ` ${turn}`).join(''));
    expect(seq).toBe(changes.length + turns.length + 2);
    expect(await store.verify('T1')).toMatchObject([{ ok: true }]);
    expect(await everything()).not.toMatch(/Zelda|Thimphu/);
  });

  test('a reason with the name is refused, since it would stay in the log', async () => {
    const named = { ...order, reason: `zelda quarry asked for it` };
    const result = await erasePerson({ store, now: () => now }, 'T1', named);
    expect(result).toMatchObject({ ok: false });
    expect(await erasePerson({ store, now: () => now }, 'T1', { ...order, reason: ' ' })).toMatchObject({
      ok: false,
    });
    expect((await store.load('T1')).erasures.size).toBe(0);
  });

  describe('with npm run erase', () => {
    const ann = {
      id: 'U0ANN',
      name: 'Ann Example',
      active: true,
      timeZone: 'Europe/Rome',
      kind: 'member',
    } as const;
    const seen = async (workspace: string) => {
      const register = await store.load(workspace);
      const drafts = [createDraft(register, 'person-seen', 'people', ann.id, ann)];
      await store.commit(workspace, {
        seenSeq: register.seq,
        delivery: null,
        actor: 'slack',
        at: now,
        drafts,
      });
    };
    const runs = async (...args: string[]) => {
      const lines: string[] = [];
      const ok = await erase(
        args,
        store,
        () => now,
        (line) => lines.push(line),
      );
      return { ok, text: lines.join('\n') };
    };
    const ordered = ['--person', 'U0ANN', '--by', 'U0LEAD', '--reason', 'Article 17'];

    test('nothing is erased before somebody says --yes', async () => {
      await seen('T2');
      const told = await runs(...ordered);
      expect(told.ok).toBe(true);
      expect(told.text).toMatch('U0ANN (Ann Example) in T2:');
      expect(told.text).toMatch('in the change log (1 change)');
      expect(told.text).toMatch('still in Slack');
      expect(told.text).toMatch('Run it again with --yes');
      expect((await store.load('T2')).people.get('U0ANN')?.name).toBe('Ann Example');
      expect((await runs(...ordered, '--yes')).text).toMatch('Erased as X-1');
      expect((await store.load('T2')).people.get('U0ANN')?.name).toBe('');
      expect((await runs(...ordered, '--yes')).text).toBe('There is nothing to erase for U0ANN in T2.');
    });

    test('somebody whom two workspaces know is erased in the one that is named', async () => {
      await seen('T2');
      await seen('T3');
      expect(await runs(...ordered, '--yes')).toMatchObject({ ok: false });
      expect(await runs(...ordered, '--yes', '--workspace', 'T3')).toMatchObject({ ok: true });
      expect((await store.load('T2')).people.get('U0ANN')?.name).toBe('Ann Example');
      expect((await store.load('T3')).people.get('U0ANN')?.name).toBe('');
    });

    test('an order that is not complete is refused', async () => {
      await seen('T2');
      expect((await runs('--person', 'Ann')).ok).toBe(false);
      expect((await runs('--person', 'U0ANN', '--by', 'U0LEAD', '--yes')).ok).toBe(false);
      expect((await runs('--person', 'U0NOBODY', '--by', 'U0LEAD', '--reason', 'x')).ok).toBe(false);
      await expect(runs('--everybody')).rejects.toThrow('npm run erase');
      expect((await store.load('T2')).people.get('U0ANN')?.name).toBe('Ann Example');
    });
  });
});
