import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDraft } from '../../src/domain/change.ts';
import { type Message, openStore, type Store } from '../../src/store/open.ts';
import { postgres, type TestDatabase } from '../support/databases.ts';
import { allKinds, createPlannedMessage } from '../support/messages.ts';
import { plainUseCase } from '../support/plain-use-case.ts';

const nine = Date.UTC(2026, 2, 2, 9);
const minute = 60_000;
const workspace = 'T1';

/** How often each pair is tried. */
const pairs = 60;

describe('Two replicas that write to one workspace at once on PostgreSQL never wait for each other in a ring', () => {
  let database: TestDatabase;
  /** A connection of its own: opening one for each statement takes longer than the statement. */
  let client: pg.Client;
  let store: Store;
  let other: Store;

  beforeAll(async () => {
    database = await postgres.create();
    client = new pg.Client(database.url);
    await client.connect();
    store = await openStore(database.url);
    other = await openStore(database.url);
    await record(store);
  });
  afterAll(async () => {
    await store.close();
    await other.close();
    await client.end();
    await database.remove();
  });

  async function record(by: Store): Promise<void> {
    const register = await by.load(workspace);
    const useCase = plainUseCase({ intendedUsers: register.seq + 1 });
    const drafts = [createDraft(register, 'edit-use-case', 'useCases', 'UC-1', useCase)];
    await by.commit(workspace, { seenSeq: register.seq, delivery: null, actor: 'U1', at: nine, drafts });
  }

  const asksFor = (person: string) => [
    { kind: 'dpa' as const, subject: 'UC-1/V-1', person },
    { kind: 'adoption' as const, subject: 'UC-1', person },
  ];
  const plan = (recipient: string, day: string) =>
    createPlannedMessage({
      kind: 'daily',
      recipient,
      day,
      expiresAt: nine + minute,
      nudges: asksFor(recipient),
    });

  /** Returns a sent message and an open one to the same person. */
  async function twoMessages(n: number): Promise<readonly [Message, Message]> {
    const recipient = `U${n}`;
    const taken: Message[] = [];
    for (const day of ['2026-03-02', '2026-03-03']) {
      await store.outbox.plan(workspace, nine, [plan(recipient, day)]);
      const message = await store.outbox.claim(workspace, allKinds.keys, nine, nine + minute);
      if (!message) throw new Error('nothing was ready');
      taken.push(message);
    }
    const [sent, open] = taken as [Message, Message];
    const settlement = { status: 'sent', channel: 'D1', ts: `${n}.1`, text: 'Two', sentAt: nine } as const;
    await store.outbox.settle(sent, settlement);
    return [sent, open];
  }

  const placesIn = (messages: readonly Message[]) =>
    messages.flatMap(({ id }) => [0, 1].map((position) => ({ message: id, position, kind: 'dpa' })));
  const withdrawn = { status: 'withdrawn', reason: 'expired' } as const;

  type Pair = (open: Message, sent: Message, n: number) => readonly Promise<unknown>[];
  const tried: readonly (readonly [string, Pair])[] = [
    [
      'a withdrawn message is settled and answered',
      (open) => [
        store.outbox.settle(open, withdrawn),
        other.outbox.answer(workspace, placesIn([open]), { outcome: 'answered', at: nine - 1 }),
      ],
    ],
    [
      'several are answered in one order and in the other',
      (open, sent) => [
        store.outbox.answer(workspace, placesIn([open, sent]), { outcome: 'muted', at: nine }),
        other.outbox.answer(workspace, placesIn([sent, open]), { outcome: 'done', at: nine }),
      ],
    ],
    [
      'a person looks at their messages and mutes a kind',
      (open, sent, n) => [
        store.outbox.markSeen(workspace, `U${n}`, nine),
        other.outbox.answer(workspace, placesIn([open, sent]), { outcome: 'muted', at: nine }),
      ],
    ],
    [
      'the same is planned in one order and in the other',
      (_, __, n) => {
        const plans = [1, 2, 3, 4].map((day) => plan(`U${n}`, `2026-04-0${day}`));
        return [
          store.outbox.plan(workspace, nine, plans),
          other.outbox.plan(workspace, nine, [...plans].reverse()),
        ];
      },
    ],
    [
      'something is recorded while a message is refused and another answered',
      (open, sent) => [
        record(other),
        store.outbox.settle(open, { status: 'refused', reason: 'user_not_found' }),
        other.outbox.answer(workspace, placesIn([sent, open]), { outcome: 'answered', at: nine - 1 }),
      ],
    ],
  ];

  test.each(tried)('%s', async (name, pair) => {
    const before = await deadlocks();
    for (let n = 0; n < pairs; n += 1) {
      const person = n + 1000 * tried.findIndex(([other]) => other === name);
      const [sent, open] = await twoMessages(person);
      await Promise.all(pair(open, sent, person));
      // The other planned messages must not be claimed next.
      await client.query(`UPDATE messages SET status = 'sent' WHERE status IN ('pending', 'sending')`);
    }
    expect((await deadlocks()) - before).toBe(0);
  });

  async function deadlocks(): Promise<number> {
    const counted =
      'SELECT pg_stat_force_next_flush(), deadlocks FROM pg_stat_database WHERE datname = current_database()';
    const [row] = (await client.query<{ deadlocks: string }>(counted)).rows;
    return Number(row?.deadlocks);
  }
});
