import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort, startLocalCrossing } from '../../sandbox/crossing.ts';
import { startSampleWorkspace } from '../../sandbox/sample-workspace.ts';
import type { Fault } from '../../sandbox/server/faults.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/server/start-sandbox.ts';
import { type Draft, put } from '../../src/domain/change.ts';
import { type Register, settingsId, settingsOf } from '../../src/domain/register.ts';
import { concernsOf } from '../../src/domain/reminders/nudge-kinds.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { createLog } from '../../src/log.ts';
import type { Rendered } from '../../src/operations/message-kind.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { redrawStale, type Sending, sendReady, usualTiming } from '../../src/operations/send.ts';
import { createSlackSender } from '../../src/slack/slack-sender.ts';
import { type Message, openStore, type PlannedMessage, type Store } from '../../src/store/open.ts';
import { section } from '../sandbox/bolt-app.ts';
import { everyTenant } from '../support/installations.ts';
import { allKinds, kindsSaying, planned } from '../support/messages.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

const nine = Date.UTC(2026, 2, 2, 9);
const second = 1000;
const minute = 60 * second;
const timing = {
  pace: 0,
  settle: minute,
  lease: 2 * minute,
  rounds: 60,
};
const channel = 'C00001';
const text = 'Three things for you today';

let at: number;
let workspace: Sandbox;
let store: Store;
let sending: Sending;

async function begin(options: Partial<SandboxOptions> = {}) {
  workspace = await startSampleWorkspace({ now: () => at, ...options });
  store = await openStore('sqlite::memory:');
  sending = sendingBy();
  await record((register) => [
    put(register, 'change-settings', 'settings', settingsId, { ...settingsOf(register), leads: ['U0LENA'] }),
    put(register, 'person-seen', 'people', 'U0OMAR', {
      id: 'U0OMAR',
      name: 'Omar Owner',
      active: true,
      timeZone: 'Europe/Berlin',
      kind: 'member',
    }),
    put(register, 'choose-digest', 'digests', channel, {
      ...{ channel, weekday: 1, time: '09:00', timeZone: 'Europe/Berlin' },
      ...{ chosenBy: 'U0LENA', chosenAt: at, stopped: null },
    }),
  ]);
}
async function end() {
  await store.close();
  await workspace.close();
}

beforeEach(async () => {
  at = nine;
  await begin();
});
afterEach(end);

/** One more process that sends from the same outbox. */
const sendingBy = (more: Partial<Sending> = {}): Sending => ({
  store,
  now: () => at,
  sender: createSlackSender(
    everyTenant({ botToken: workspace.botToken, slackApiUrl: workspace.apiUrl }, createLog('silent'), 1_000),
    createLog('silent'),
  ),
  ...createQueries({ store, now: () => at }),
  kinds: kindsSaying(() => rendered),
  timing,
  ...more,
});
const rendered: Rendered = { text, blocks: [section('*Three things* for you today')] };

const team = () => workspace.teamId;
async function record(drafts: (register: Register) => Draft[]) {
  const register = await store.load(team());
  await store.commit(team(), {
    seenSeq: register.seq,
    delivery: null,
    actor: 'U0LENA',
    at,
    drafts: drafts(register),
  });
}

const daily = planned({
  ...{ kind: 'daily', recipient: 'U0OMAR', day: '2026-03-02', expiresAt: nine + 8 * 60 * minute },
  asks: [{ kind: 'adoption', subject: 'UC-1', person: 'U0OMAR' }],
});
const digest: PlannedMessage = { ...daily, kind: 'digest', recipient: channel, asks: [] };

const plan = (...plans: PlannedMessage[]) => store.outbox.plan(team(), at, plans);
const send = (by = sending) => sendReady(by, team());
const later = (milliseconds: number) => {
  at += milliseconds;
};
async function message(): Promise<Message> {
  const [newest] = await store.outbox.messages(team());
  if (!newest) throw new Error('nothing was planned');
  return newest;
}
const outcomes = async () => (await store.outbox.asks(team(), 0)).map(({ outcome }) => outcome);
const received = () =>
  workspace
    .as('omar')
    .directMessages()
    .map((each) => each.text);
const inChannel = () =>
  workspace
    .as('lena')
    .sees('#general')
    .map((each) => each.text);
const calls = (method: string) => workspace.control.calls().filter((call) => call.method === method);

describe('a message', () => {
  test('is sent once, and has its place in Slack', async () => {
    await plan(daily);
    await Promise.all([send(), send(sendingBy())]);
    await send();
    expect(received()).toEqual([text]);
    expect(await message()).toMatchObject({ status: 'sent', text, channel: 'D0OMAR', sentAt: nine });
    expect(await outcomes()).toEqual(['open']);
  });

  test('carries a key that tells nothing, and the same client_msg_id whenever it is sent', async () => {
    await plan(daily);
    workspace.control.failNext('chat.postMessage', { retryAfterSeconds: 1 });
    await send();
    later(second);
    await send();
    const [first, again] = calls('chat.postMessage').map(({ args }) => args);
    expect(JSON.parse(String(first?.metadata))).toEqual({
      event_type: 'crossing_message',
      event_payload: { key: (await message()).id },
    });
    expect(first?.client_msg_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(again?.client_msg_id).toBe(first?.client_msg_id);
  });

  test('says how things are when it is sent, not when it was planned', async () => {
    await plan(daily);
    await send(
      sendingBy({ kinds: kindsSaying(() => ({ text: 'Two left', blocks: [section('Two left')] })) }),
    );
    expect(received()).toEqual(['Two left']);
  });

  test('with nothing left to say is withdrawn, and counts as not asked', async () => {
    await plan(daily);
    await send(sendingBy({ kinds: kindsSaying(() => null) }));
    expect(await message()).toMatchObject({ status: 'withdrawn', reason: 'nothing left to say' });
    expect(await outcomes()).toEqual(['not-sent']);
    expect(received()).toEqual([]);
  });

  test('that nobody sent in its time is withdrawn', async () => {
    await plan(daily);
    later(8 * 60 * minute + 1);
    await send();
    expect(await message()).toMatchObject({ status: 'withdrawn', reason: 'expired' });
    expect(received()).toEqual([]);
  });

  test('whose blocks Slack refuses goes without them', async () => {
    await plan(digest);
    const blocks = [{ type: 'section' }];
    await send(sendingBy({ kinds: kindsSaying(() => ({ ...rendered, blocks, plain: rendered.blocks })) }));
    expect(inChannel()).toEqual(['Three things for you today']);
    expect(await message()).toMatchObject({ status: 'sent' });
  });

  test('that Slack refuses for what it says is not tried again, and the others go on', async () => {
    await plan(digest, daily);
    const render = ({ kind }: Message) =>
      kind === 'digest' ? { ...rendered, blocks: [{ type: 'section' }] } : rendered;
    await send(sendingBy({ kinds: kindsSaying(render) }));
    const statuses = (await store.outbox.messages(team())).map(({ kind, status, reason }) => ({
      kind,
      status,
      reason,
    }));
    expect(statuses).toContainEqual({ kind: 'digest', status: 'refused', reason: 'invalid_blocks' });
    expect(statuses).toContainEqual({ kind: 'daily', status: 'sent', reason: null });
  });
});

describe('slots', () => {
  test('messages are so far apart that Slack’s limit is never met', async () => {
    const clock = { began: Date.now() };
    const paced = {
      now: () => nine + Date.now() - clock.began,
      timing: { ...timing, pace: usualTiming.pace },
    };
    const senders = [sendingBy(paced), sendingBy(paced)];
    // The first of each takes longer: for its connection, and for rules that are used for the first time.
    for (const [n, by] of senders.entries()) {
      await plan({ ...digest, key: String(n) });
      await sendReady({ ...by, now: () => at, timing }, team());
    }
    workspace.control.limitMessages(true);
    const days = ['2026-03-02', '2026-03-03', '2026-03-04'];
    await plan(...days.map((day) => ({ ...digest, key: day, day, expiresAt: at + minute })));
    clock.began = Date.now();
    await Promise.all(senders.map((by) => send(by)));
    expect(calls('chat.postMessage').map(({ fault }) => fault)).toEqual([null, null, null, null, null]);
    expect(inChannel()).toHaveLength(5);
  });

  test('when Slack asks to wait, nothing is sent to the workspace before', async () => {
    await plan(daily, digest);
    workspace.control.failNext('chat.postMessage', { retryAfterSeconds: 30 });
    const leaving = new AbortController();
    const lane = send(sendingBy({ signal: leaving.signal }));
    await expect.poll(() => calls('chat.postMessage').length).toBe(1);
    await expect
      .poll(async () => (await store.outbox.messages(team())).map((each) => each.status))
      .toContain('pending');
    leaving.abort();
    await lane;
    expect(calls('chat.postMessage')).toHaveLength(1);
    later(30 * second);
    await send();
    expect([received(), inChannel()]).toEqual([[text], [text]]);
  });

  test('once it is told to stop, a lane takes nothing more', async () => {
    await plan(daily, digest);
    const leaving = new AbortController();
    const render = async () => {
      leaving.abort();
      return rendered;
    };
    await send(sendingBy({ kinds: kindsSaying(render), signal: leaving.signal }));
    expect((await store.outbox.messages(team())).map(({ status }) => status).sort()).toEqual([
      'pending',
      'sent',
    ]);
  });
});

describe('when it is not known whether Slack has a message', () => {
  const faults: [string, Fault, arrived: boolean][] = [
    ['500', { status: 500 }, false],
    ['503 although it arrived', { status: 503, accepted: true }, true],
    ['fatal_error', { error: 'fatal_error' }, false],
    ['fatal_error although it arrived', { error: 'fatal_error', accepted: true }, true],
    ['no answer', { hang: true }, false],
    ['no answer although it arrived', { hang: true, accepted: true }, true],
    ['a connection cut before', { resetBefore: true }, false],
    ['a connection cut after', { resetAfter: true }, true],
  ];

  test.each(faults)('after %s it is looked for, and there once', async (_, fault, arrived) => {
    await plan(daily);
    workspace.control.failNext('chat.postMessage', fault);
    await send();
    expect(await message()).toMatchObject({ status: 'sending', doubtSince: nine });
    later(minute - 1);
    await send();
    expect(calls('chat.postMessage'), 'nothing is sent before the history is sure to show it').toHaveLength(
      1,
    );
    expect(received()).toHaveLength(arrived ? 1 : 0);
    later(1);
    await send();
    expect(received()).toEqual([text]);
    expect(await message()).toMatchObject({ status: 'sent', channel: 'D0OMAR', text, doubtSince: null });
    expect(calls('chat.postMessage')).toHaveLength(arrived ? 1 : 2);
  });

  test('it is looked for behind hundreds of others', async () => {
    await plan(digest);
    workspace.control.failNext('chat.postMessage', { resetAfter: true });
    await send();
    const client = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl });
    for (let n = 0; n < 210; n += 1) await client.chat.postMessage({ channel, text: `Answer ${n}` });
    later(minute);
    await send();
    expect(await message()).toMatchObject({ status: 'sent', channel, text });
    expect(calls('conversations.history')).toHaveLength(2);
    expect(inChannel().filter((each) => each === text)).toHaveLength(1);
  });

  test('whoever died in the middle is followed by another once the lease is over', async () => {
    await plan(daily);
    const dead = await store.outbox.claim(team(), allKinds.keys, at, at + timing.lease);
    if (!dead) throw new Error('nothing to take');
    await store.outbox.startAttempt(dead, at, at + timing.lease);
    await sending.sender.post({ ...dead, to: 'person' }, rendered);
    later(timing.lease - 1);
    await send();
    expect(await message()).toMatchObject({ status: 'sending' });
    later(1);
    await send();
    expect(await message()).toMatchObject({ status: 'sent' });
    expect(received()).toEqual([text]);
  });

  test('whoever took so long to compose it that another sent it does not send it too', async () => {
    await plan(daily);
    const render = async () => {
      later(timing.lease);
      await send();
      return rendered;
    };
    await send(sendingBy({ kinds: kindsSaying(render) }));
    expect(received()).toEqual([text]);
    expect(calls('chat.postMessage')).toHaveLength(1);
  });

  test('one that arrived before it expired counts as sent, one that did not is withdrawn', async () => {
    await plan(daily, { ...daily, recipient: 'U0ANAO' });
    workspace.control.failNext('chat.postMessage', { resetAfter: true });
    workspace.control.failNext('chat.postMessage', { resetBefore: true });
    await send();
    later(9 * 60 * minute);
    await send();
    expect((await store.outbox.messages(team())).map(({ status }) => status).sort()).toEqual([
      'sent',
      'withdrawn',
    ]);
    expect(calls('chat.postMessage')).toHaveLength(2);
  });

  test('while it cannot be looked for and the clock goes back, it stays in doubt, and is found in the end', async () => {
    await plan(daily);
    workspace.control.failNext('chat.postMessage', { resetAfter: true });
    workspace.control.failBy('conversations.history', () => ({ status: 503 }));
    await send();
    for (let round = 0; round < 20; round += 1) {
      later(minute);
      await send();
    }
    later(-10 * minute);
    await store.outbox.followClock(at, at + 2 * minute, at - 24 * 60 * minute);
    for (let round = 0; round < 10; round += 1) {
      later(2 * minute);
      await send();
    }
    expect(await message()).toMatchObject({ status: 'sending' });
    workspace.control.failBy('conversations.history', () => null);
    later(minute);
    await send();
    expect(await message()).toMatchObject({ status: 'sent' });
    expect(received()).toEqual([text]);
  });

  test('while it cannot be looked for it is not sent again, and in the end nobody knows', async () => {
    await plan(daily);
    workspace.control.failNext('chat.postMessage', { hang: true });
    workspace.control.failBy('conversations.history', () => ({ status: 503 }));
    await send();
    for (let round = 0; round < 60; round += 1) {
      later(minute);
      await send();
    }
    expect(await message()).toMatchObject({ status: 'sending' });
    later(minute);
    await send();
    expect(await message()).toMatchObject({
      status: 'unknown',
      reason: 'its conversation could not be read',
    });
    expect(await outcomes()).toEqual(['open']);
    expect(calls('chat.postMessage')).toHaveLength(1);
  });

  test('it is not looked for until the app knows which messages are its own', async () => {
    await plan(digest);
    workspace.control.failNext('chat.postMessage', { resetAfter: true });
    workspace.control.failNext('auth.test', { error: 'fatal_error' });
    await send();
    later(minute);
    await send();
    expect(await message()).toMatchObject({ status: 'sending' });
    later(minute);
    await send();
    expect(await message()).toMatchObject({ status: 'sent' });
  });

  describe('and the app may not read channels', () => {
    beforeEach(async () => {
      await end();
      const { manifest } = await import('../support/without-optional-scopes.ts');
      await begin({ manifest });
    });

    test('a digest is not repeated, and nobody knows', async () => {
      await plan(digest);
      workspace.control.failNext('chat.postMessage', { resetBefore: true });
      await send();
      later(minute);
      await send();
      expect(await message()).toMatchObject({ status: 'unknown', reason: 'missing_scope' });
      expect(await store.outbox.agendaOf(team())).toMatchObject({ parked: null });
      expect(calls('chat.postMessage')).toHaveLength(1);
    });

    test('a direct message is settled all the same', async () => {
      await plan(daily);
      workspace.control.failNext('chat.postMessage', { resetBefore: true });
      await send();
      later(minute);
      await send();
      expect(await message()).toMatchObject({ status: 'sent' });
    });
  });
});

describe('what Slack refuses', () => {
  test('a person who is gone is noted as such, and is asked nothing more', async () => {
    await plan(daily);
    workspace.control.failNext('chat.postMessage', { error: 'user_not_found' });
    await send();
    expect(await message()).toMatchObject({ status: 'refused', reason: 'user_not_found' });
    expect(await outcomes()).toEqual(['not-sent']);
    expect((await store.load(team())).people.get('U0OMAR')).toMatchObject({ active: false });
  });

  test('of a conversation that is not found, opening it tells whether the person left', async () => {
    await plan(daily);
    await workspace.control.deactivate('omar');
    workspace.control.failNext('chat.postMessage', { error: 'channel_not_found' });
    await send();
    expect(await message()).toMatchObject({ status: 'refused', reason: 'user_disabled' });
    expect((await store.load(team())).people.get('U0OMAR')).toMatchObject({ active: false });
  });

  test('and whoever is still there is not taken to have left', async () => {
    await plan(daily);
    workspace.control.failNext('chat.postMessage', { error: 'channel_not_found' });
    await send();
    expect(await message()).toMatchObject({ status: 'refused', reason: 'channel_not_found' });
    expect((await store.load(team())).people.get('U0OMAR')).toMatchObject({ active: true });
  });

  test.each([
    ['is_archived', 'the channel is archived'],
    ['not_in_channel', 'the app is not in the channel'],
    ['channel_not_found', 'the channel is gone, or is private and the app not in it'],
    [
      'restricted_action_read_only_channel',
      'the app may not post in the channel (restricted_action_read_only_channel)',
    ],
  ])('after %s for a digest the lead is told that it reaches nobody', async (error, reason) => {
    await plan(digest);
    workspace.control.failNext('chat.postMessage', { error });
    await send();
    expect(await message()).toMatchObject({ status: 'refused', reason: error });
    const register = await store.load(team());
    expect(register.digests.get(channel)).toMatchObject({ stopped: { on: '2026-03-02', reason } });
    expect(concernsOf(register, '2026-03-02')).toContainEqual(
      expect.objectContaining({ kind: 'digest-stopped', person: 'U0LENA' }),
    );
  });

  test.each(['token_revoked', 'account_inactive', 'invalid_auth', 'missing_scope'])(
    'after %s nothing is sent to the workspace until something is recorded there',
    async (error) => {
      await plan(daily, digest);
      workspace.control.failNext('chat.postMessage', { error });
      await send();
      expect(await store.outbox.agendaOf(team())).toMatchObject({ parked: error });
      await send();
      expect(calls('chat.postMessage')).toHaveLength(1);
      await record((register) => [
        put(register, 'change-settings', 'settings', settingsId, {
          ...settingsOf(register),
          currency: 'USD',
        }),
      ]);
      await send();
      expect([received(), inChannel()]).toEqual([[text], [text]]);
    },
  );

  test('a start with a token that Slack takes lets what was held back go', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'crossing-sending-'));
    const database = `sqlite:${join(folder, 'crossing.db')}`;
    const before = await startLocalCrossing(database);
    const { teamId } = before.workspace;
    await records(before, registerUseCase, registration({ owner: 'U0OMAR' }));
    await before.store.outbox.park(teamId, 'token_revoked');
    await before.close();
    const after = await startLocalCrossing(database);
    expect(await after.store.outbox.agendaOf(teamId)).toMatchObject({ parked: null });
    await after.close();
    rmSync(folder, { recursive: true });
  });

  test('a message in doubt stays in doubt while the workspace takes nothing', async () => {
    await plan(daily);
    workspace.control.failNext('chat.postMessage', { resetAfter: true });
    await send();
    workspace.control.failNext('conversations.history', { error: 'token_revoked' });
    later(minute);
    await send();
    expect(await message()).toMatchObject({ status: 'sending', doubtSince: nine });
    await store.outbox.park(team(), null);
    await send();
    expect(await message()).toMatchObject({ status: 'sent' });
    expect(received()).toEqual([text]);
  });

  test('while Slack cannot be reached, nothing is in doubt', async () => {
    await plan(digest);
    const nowhere = {
      botToken: workspace.botToken,
      slackApiUrl: `http://127.0.0.1:${await freePort()}/api/`,
    };
    await send(sendingBy({ sender: createSlackSender(everyTenant(nowhere), createLog('silent')) }));
    expect(await message()).toMatchObject({ status: 'pending', doubtSince: null });
    later(minute);
    await send();
    expect(inChannel()).toEqual([text]);
  });
});

describe('a message that shows what is no longer so', () => {
  const done: Rendered = { text: 'All done', blocks: [section('All done')] };
  const redraw = () => redrawStale(sendingBy({ kinds: kindsSaying(() => done) }), team());

  async function answered() {
    await plan(daily);
    await send();
    await store.outbox.answer(team(), await store.outbox.asks(team(), 0), { outcome: 'done', at });
  }

  test('is drawn again, once', async () => {
    await answered();
    await redraw();
    later(10 * minute);
    await redraw();
    expect(received()).toEqual(['All done']);
    expect(calls('chat.update')).toHaveLength(1);
  });

  test('is still found by its key', async () => {
    await answered();
    await redraw();
    expect(await sending.sender.find({ ...(await message()), to: 'person', doubtSince: nine })).toMatchObject(
      {
        outcome: 'sent',
      },
    );
  });

  test('that was deleted is left alone', async () => {
    await answered();
    workspace.control.failNext('chat.update', { error: 'message_not_found' });
    await redraw();
    later(10 * minute);
    await redraw();
    expect(calls('chat.update')).toHaveLength(1);
  });

  test('is drawn later when Slack is busy', async () => {
    await answered();
    workspace.control.failNext('chat.update', { retryAfterSeconds: 5 });
    await redraw();
    expect(received()).toEqual([text]);
    later(minute);
    await redraw();
    expect(received()).toEqual(['All done']);
  });
});
