import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDraft } from '../../src/domain/change.ts';
import { openStore, type Settlement, type Store } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { allKinds, createPlannedMessage } from '../support/messages.ts';
import { plainUseCase } from '../support/plain-use-case.ts';

const nine = Date.UTC(2026, 2, 2, 9);
const minute = 60_000;

describe.each(databases)('What waits on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await create();
    store = await openStore(database.url);
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  const plan = (kind: string, recipient: string) =>
    createPlannedMessage({ kind, recipient, day: '2026-03-02', expiresAt: nine + 60 * minute });

  test('is nothing before anything was recorded', async () => {
    expect(await store.outbox.backlog(nine)).toEqual({ due: 0, parked: 0, messages: [] });
  });

  test('is counted over all workspaces: due, parked, and messages by kind and status', async () => {
    for (const workspace of ['T1', 'T2', 'T3']) {
      const register = await store.load(workspace);
      const drafts = [createDraft(register, 'edit-use-case', 'useCases', 'UC-1', plainUseCase())];
      await store.commit(workspace, { seenSeq: 0, delivery: null, actor: 'U1', at: nine, drafts });
    }
    expect(await store.outbox.backlog(nine - 1)).toMatchObject({ due: 0 });
    await store.outbox.park('T3', 'the token was taken away');
    await store.outbox.plan('T1', nine, [plan('daily', 'U1'), plan('daily', 'U2'), plan('digest', 'C1')]);
    await store.outbox.plan('T2', nine, [plan('daily', 'U1'), plan('daily', 'U2'), plan('daily', 'U3')]);
    const outcomes: Settlement[] = [
      { status: 'unknown', reason: 'nobody can tell' },
      { status: 'refused', reason: 'gone' },
    ];
    for (const outcome of outcomes) {
      const message = await store.outbox.claim('T2', allKinds.keys, nine, nine + minute);
      if (message) await store.outbox.settle(message, outcome);
    }
    await store.outbox.claim('T2', allKinds.keys, nine, nine + minute);

    const { due, parked, messages } = await store.outbox.backlog(nine);
    expect({ due, parked }).toEqual({ due: 2, parked: 1 });
    expect(messages).toHaveLength(4);
    expect(messages).toEqual(
      expect.arrayContaining([
        { kind: 'daily', status: 'pending', count: 2 },
        { kind: 'digest', status: 'pending', count: 1 },
        { kind: 'daily', status: 'sending', count: 1 },
        { kind: 'daily', status: 'unknown', count: 1 },
      ]),
    );
  });
});
