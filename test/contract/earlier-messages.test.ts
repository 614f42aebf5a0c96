import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDraft } from '../../src/domain/change.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { allKinds } from '../support/messages.ts';
import { plainUseCase } from '../support/plain-use-case.ts';

const nine = Date.UTC(2026, 2, 2, 9);
const minute = 60_000;
const folders = { SQLite: 'sqlite', PostgreSQL: 'postgres' } as const;

/** Returns the statements of the migration that gave messages an urgency. */
function migrationOf(name: keyof typeof folders): readonly string[] {
  const folder = join(import.meta.dirname, '../../migrations', folders[name]);
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  const found = texts.find((text) => /ADD (COLUMN )?["`]urgency/.test(text)) ?? '';
  return found.split('--> statement-breakpoint').map((statement) => statement.trim());
}

describe.each(databases)('Messages that an earlier version planned, on $name', ({ name, create }) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await create();
    store = await openStore(database.url);
    const register = await store.load('T1');
    const drafts = [createDraft(register, 'edit-use-case', 'useCases', 'UC-1', plainUseCase())];
    await store.commit('T1', { seenSeq: 0, delivery: null, actor: 'U1', at: nine, drafts });
    await store.close();
    for (const column of ['urgency', 'not_before'])
      await database.execute(`ALTER TABLE messages DROP COLUMN ${column}`);
    const row = (id: string, kind: string, notice: object | null, readyAt: number) =>
      `('T1', '${id}', '${kind}', 'U1', '2026-03-02', ${notice ? `'${JSON.stringify(notice)}'` : 'NULL'},
        ${nine}, 'pending', ${readyAt}, ${nine + 60 * minute}, 0)`;
    await database.execute(`
      INSERT INTO messages (workspace, id, kind, recipient, day, notice, planned_at, status, ready_at, expires_at, tries)
      VALUES ${[
        row('daily', 'daily', null, nine),
        row('named', 'notice', { kind: 'operator', by: 'U2' }, nine + minute),
        row('chosen', 'announcement', { kind: 'digest-chosen', by: 'U2', again: false }, nine),
        row('refused', 'notice', { kind: 'undelivered', what: 'digest-chosen' }, nine),
      ].join(', ')}`);
    for (const statement of migrationOf(name as keyof typeof folders)) await database.execute(statement);
    store = await openStore(database.url);
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  test('are sent all the same, the answers to those who wait for them first', async () => {
    const order: string[] = [];
    for (;;) {
      const message = await store.outbox.claim('T1', allKinds.keys, nine + minute, nine + 2 * minute);
      if (!message) break;
      order.push(`${message.id} ${message.urgency}`);
      expect(allKinds.of(message)?.key).toBe(message.kind);
    }
    expect(order).toEqual(['chosen immediate', 'refused immediate', 'named prompt', 'daily routine']);
  });

  test('wait until their moment, and are released when working hours change', async () => {
    const claimed = async () => (await store.outbox.claim('T1', ['notice'], nine, nine + minute))?.id ?? null;
    expect(await claimed()).toBe('refused');
    expect(await claimed()).toBeNull();
    const register = await store.load('T1');
    await store.commit('T1', {
      ...{ seenSeq: register.seq, delivery: null, actor: 'U1', at: nine, drafts: [] },
      outbox: () => ({ release: ['U1'] }),
    });
    expect(await claimed()).toBe('named');
  });

  test('and a replica of that version may plan more beside this one', async () => {
    await database.execute(`
      INSERT INTO messages (workspace, id, kind, recipient, day, planned_at, status, ready_at, expires_at, tries)
      VALUES ('T1', 'beside', 'digest', 'C1', '2026-03-02', ${nine}, 'pending', ${nine}, ${nine + minute}, 0)`);
    expect(await store.outbox.claim('T1', ['digest'], nine, nine + minute)).toMatchObject({
      ...{ id: 'beside', urgency: 'routine', notBefore: 0, data: null },
    });
  });
});
