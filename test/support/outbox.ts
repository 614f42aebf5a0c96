import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createDraft } from '../../src/domain/change.ts';
import {
  type Message,
  openStore,
  type PlannedMessage,
  type Settlement,
  type Store,
} from '../../src/store/open.ts';
import type { TestDatabase } from './databases.ts';
import { allKinds } from './messages.ts';
import { plainUseCase } from './plain-use-case.ts';

export const nine = Date.UTC(2026, 2, 2, 9);
export const minute = 60_000;
export const second = 1000;
export const kinds = allKinds.keys;

let database: TestDatabase;
export let store: Store;
/** Another replica. */
export let other: Store;
export let workspace: string;
let workspaces = 0;

/** Opens the outbox twice on a database for the tests of a describe, each with a workspace of its own. */
export function opensOutbox(create: () => Promise<TestDatabase>): void {
  beforeAll(async () => {
    workspaces = 0;
    database = await create();
    store = await openStore(database.url);
    other = await openStore(database.url);
  });
  beforeEach(async () => {
    workspaces += 1;
    workspace = `T${workspaces}`;
    await recordChange();
  });
  afterAll(async () => {
    await store.close();
    await other.close();
    await database.remove();
  });
}

/** Records something, which puts the workspace on the agenda. */
export async function recordChange({ at = nine, where = workspace } = {}) {
  const register = await store.load(where);
  const useCase = plainUseCase({ intendedUsers: register.seq + 1 });
  const drafts = [createDraft(register, 'edit-use-case', 'useCases', 'UC-1', useCase)];
  await store.commit(where, { seenSeq: register.seq, delivery: null, actor: 'U1', at, drafts });
}

export const plan = (recipient: string, more: Partial<PlannedMessage> = {}): PlannedMessage => ({
  kind: 'daily',
  recipient,
  key: more.day ?? '2026-03-02',
  day: '2026-03-02',
  notBefore: nine,
  expiresAt: nine + 8 * 60 * minute,
  urgency: 'routine',
  data: null,
  nudges: [
    { kind: 'dpa', subject: 'UC-1/V-1', person: recipient },
    { kind: 'adoption', subject: 'UC-1', person: recipient },
  ],
  ...more,
});
export const sent = {
  status: 'sent',
  channel: 'D1',
  ts: '1.1',
  text: 'Two things',
  sentAt: nine,
} as const satisfies Settlement;

export async function claimMessage(now = nine, until = now + minute): Promise<Message> {
  const message = await store.outbox.claim(workspace, kinds, now, until);
  if (!message) throw new Error('nothing was ready');
  return message;
}
export async function sentTo(recipient: string, settlement: Settlement = sent): Promise<Message> {
  await store.outbox.plan(workspace, nine, [plan(recipient)]);
  const message = await claimMessage();
  await store.outbox.settle(message, settlement);
  return message;
}
export const listReady = async (now: number) =>
  (await store.outbox.readyToSend(now)).map((each) => each.workspace);
export const theMessage = async () => (await store.outbox.messages(workspace))[0];

/** Leaves only this test's workspace on the agenda. */
export const clearAgenda = () => database.execute(`DELETE FROM agenda WHERE workspace <> '${workspace}'`);
