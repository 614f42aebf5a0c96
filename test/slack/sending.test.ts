import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Rendered } from '../../src/operations/message-kind.ts';
import { defaultTiming, redrawStaleMessages, sendReadyMessages } from '../../src/operations/send.ts';
import type { Message } from '../../src/store/open.ts';
import { section } from '../sandbox/bolt-app.ts';
import { stubMessageKinds } from '../support/messages.ts';
import {
  advanceClock,
  at,
  beginAtNine,
  calls,
  daily,
  digest,
  end,
  inChannel,
  listOutcomes,
  message,
  minute,
  nine,
  plan,
  readMessages,
  rendered,
  second,
  send,
  sending,
  sendingBy,
  store,
  team,
  text,
  timing,
  workspace,
} from '../support/sending.ts';

beforeEach(beginAtNine);
afterEach(end);

describe('a message', () => {
  test('is sent once, and has its place in Slack', async () => {
    await plan(daily);
    await Promise.all([send(), send(sendingBy())]);
    await send();
    expect(readMessages()).toEqual([text]);
    expect(await message()).toMatchObject({ status: 'sent', text, channel: 'D0OMAR', sentAt: nine });
    expect(await listOutcomes()).toEqual(['open']);
  });

  test('carries a key that tells nothing, and the same client_msg_id whenever it is sent', async () => {
    await plan(daily);
    workspace.control.failNext('chat.postMessage', { retryAfterSeconds: 1 });
    await send();
    advanceClock(second);
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
      sendingBy({ kinds: stubMessageKinds(() => ({ text: 'Two left', blocks: [section('Two left')] })) }),
    );
    expect(readMessages()).toEqual(['Two left']);
  });

  test('with no longer needed is withdrawn, and counts as not asked', async () => {
    await plan(daily);
    await send(sendingBy({ kinds: stubMessageKinds(() => null) }));
    expect(await message()).toMatchObject({ status: 'withdrawn', reason: 'no longer needed' });
    expect(await listOutcomes()).toEqual(['not-sent']);
    expect(readMessages()).toEqual([]);
  });

  test('is withdrawn when it was not sent in time', async () => {
    await plan(daily);
    advanceClock(8 * 60 * minute + 1);
    await send();
    expect(await message()).toMatchObject({ status: 'withdrawn', reason: 'expired' });
    expect(readMessages()).toEqual([]);
  });

  test('is sent without its blocks when Slack refuses them', async () => {
    await plan(digest);
    const blocks = [{ type: 'section' }];
    await send(
      sendingBy({ kinds: stubMessageKinds(() => ({ ...rendered, blocks, plain: rendered.blocks })) }),
    );
    expect(inChannel()).toEqual(['Three things for you today']);
    expect(await message()).toMatchObject({ status: 'sent' });
  });

  test('is not tried again when Slack refuses its content, and the others continue', async () => {
    await plan(digest, daily);
    const render = ({ kind }: Message) =>
      kind === 'digest' ? { ...rendered, blocks: [{ type: 'section' }] } : rendered;
    await send(sendingBy({ kinds: stubMessageKinds(render) }));
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
    expect(defaultTiming.pace).toBeGreaterThan(1000);
    const clock = { began: Date.now() };
    const paced = {
      now: () => nine + Date.now() - clock.began,
      timing: { ...timing, pace: defaultTiming.pace },
    };
    const senders = [sendingBy(paced), sendingBy(paced)];
    // The first of each takes longer: for its connection, and for rules that are used for the first time.
    for (const [n, by] of senders.entries()) {
      await plan({ ...digest, key: String(n) });
      await sendReadyMessages({ ...by, now: () => at, timing }, team());
    }
    // Less than Slack's second, because a busy machine sends some messages late.
    workspace.control.limitMessages(300);
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
    const sending = send(sendingBy({ signal: leaving.signal }));
    await expect.poll(() => calls('chat.postMessage').length).toBe(1);
    await expect
      .poll(async () => (await store.outbox.messages(team())).map((each) => each.status))
      .toContain('pending');
    leaving.abort();
    await sending;
    expect(calls('chat.postMessage')).toHaveLength(1);
    advanceClock(30 * second);
    await send();
    expect([readMessages(), inChannel()]).toEqual([[text], [text]]);
  });

  test('once it is told to stop, a sending takes nothing more', async () => {
    await plan(daily, digest);
    const leaving = new AbortController();
    const render = async () => {
      leaving.abort();
      return rendered;
    };
    await send(sendingBy({ kinds: stubMessageKinds(render), signal: leaving.signal }));
    expect((await store.outbox.messages(team())).map(({ status }) => status).sort()).toEqual([
      'pending',
      'sent',
    ]);
  });
});

describe('a message that shows what is no longer so', () => {
  const done: Rendered = { text: 'All done', blocks: [section('All done')] };
  const redraw = () => redrawStaleMessages(sendingBy({ kinds: stubMessageKinds(() => done) }), team());

  async function answerNudges() {
    await plan(daily);
    await send();
    await store.outbox.answer(team(), await store.outbox.nudges(team(), 0), { outcome: 'done', at });
  }

  test('is drawn again, once', async () => {
    await answerNudges();
    await redraw();
    advanceClock(10 * minute);
    await redraw();
    expect(readMessages()).toEqual(['All done']);
    expect(calls('chat.update')).toHaveLength(1);
  });

  test('is still found by its key', async () => {
    await answerNudges();
    await redraw();
    expect(await sending.sender.find({ ...(await message()), to: 'person', doubtSince: nine })).toMatchObject(
      {
        outcome: 'sent',
      },
    );
  });

  test('is left alone when it was deleted', async () => {
    await answerNudges();
    workspace.control.failNext('chat.update', { error: 'message_not_found' });
    await redraw();
    advanceClock(10 * minute);
    await redraw();
    expect(calls('chat.update')).toHaveLength(1);
  });

  test('is drawn later when Slack is busy', async () => {
    await answerNudges();
    workspace.control.failNext('chat.update', { retryAfterSeconds: 5 });
    await redraw();
    expect(readMessages()).toEqual([text]);
    advanceClock(minute);
    await redraw();
    expect(readMessages()).toEqual(['All done']);
  });
});
