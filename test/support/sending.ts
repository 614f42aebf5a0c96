import { startSampleWorkspace } from '../../sandbox/sample-workspace.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/server/start-sandbox.ts';
import { createDraft, type Draft } from '../../src/domain/change.ts';
import { type Register, settingsId, settingsOf } from '../../src/domain/register.ts';
import { createLog } from '../../src/log.ts';
import type { Rendered } from '../../src/operations/message-kind.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { type SendServices, sendReadyMessages } from '../../src/operations/send.ts';
import { createSlackSender } from '../../src/slack/slack-sender.ts';
import { type Message, openStore, type PlannedMessage, type Store } from '../../src/store/open.ts';
import { section } from '../sandbox/bolt-app.ts';
import { everyTenant } from './installations.ts';
import { createPlannedMessage, stubMessageKinds } from './messages.ts';

export const nine = Date.UTC(2026, 2, 2, 9);
export const second = 1000;
export const minute = 60 * second;

export const timing = {
  pace: 0,
  settle: minute,
  lease: 2 * minute,
  maxFindAttempts: 60,
};

export const channel = 'C00001';
export const text = 'Three things for you today';
export let at: number;
export let workspace: Sandbox;
export let store: Store;
export let sending: SendServices;

export async function begin(options: Partial<SandboxOptions> = {}) {
  workspace = await startSampleWorkspace({ now: () => at, ...options });
  store = await openStore('sqlite::memory:');
  sending = sendingBy();
  await record((register) => [
    createDraft(register, 'change-settings', 'settings', settingsId, {
      ...settingsOf(register),
      leads: ['U0LENA'],
    }),
    createDraft(register, 'person-seen', 'people', 'U0OMAR', {
      id: 'U0OMAR',
      name: 'Omar Owner',
      active: true,
      timeZone: 'Europe/Berlin',
      kind: 'member',
    }),
    createDraft(register, 'choose-digest', 'digests', channel, {
      ...{ channel, weekday: 1, time: '09:00', timeZone: 'Europe/Berlin' },
      ...{ chosenBy: 'U0LENA', chosenAt: at, stopped: null },
    }),
  ]);
}

export async function end() {
  await store.close();
  await workspace.close();
}

export async function beginAtNine() {
  at = nine;
  await begin();
}

/** Returns another process that sends from the same outbox. */
export const sendingBy = (more: Partial<SendServices> = {}): SendServices => ({
  store,
  now: () => at,
  sender: createSlackSender(
    everyTenant({ botToken: workspace.botToken, slackApiUrl: workspace.apiUrl }, createLog('silent'), 1_000),
    createLog('silent'),
  ),
  ...createQueries({ store, now: () => at }),
  kinds: stubMessageKinds(() => rendered),
  timing,
  ...more,
});

export const rendered: Rendered = { text, blocks: [section('*Three things* for you today')] };
export const team = () => workspace.teamId;

export async function record(drafts: (register: Register) => Draft[]) {
  const register = await store.load(team());
  await store.commit(team(), {
    seenSeq: register.seq,
    delivery: null,
    actor: 'U0LENA',
    at,
    drafts: drafts(register),
  });
}

export const daily = createPlannedMessage({
  ...{ kind: 'daily', recipient: 'U0OMAR', day: '2026-03-02', expiresAt: nine + 8 * 60 * minute },
  nudges: [{ kind: 'adoption', subject: 'UC-1', person: 'U0OMAR' }],
});

export const digest: PlannedMessage = { ...daily, kind: 'digest', recipient: channel, nudges: [] };
export const plan = (...plans: PlannedMessage[]) => store.outbox.plan(team(), at, plans);
export const send = (by = sending) => sendReadyMessages(by, team());

export const advanceClock = (milliseconds: number) => {
  at += milliseconds;
};

export async function message(): Promise<Message> {
  const [newest] = await store.outbox.messages(team());
  if (!newest) throw new Error('nothing was planned');
  return newest;
}

export const listOutcomes = async () => (await store.outbox.nudges(team(), 0)).map(({ outcome }) => outcome);

export const readMessages = () =>
  workspace
    .as('omar')
    .directMessages()
    .map((each) => each.text);

export const inChannel = () =>
  workspace
    .as('lena')
    .sees('#general')
    .map((each) => each.text);

export const calls = (method: string) => workspace.control.calls().filter((call) => call.method === method);
