import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/server/faults.ts';
import { allKinds, stubMessageKinds } from '../support/messages.ts';
import {
  advanceClock,
  at,
  begin,
  beginAtNine,
  calls,
  channel,
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
    advanceClock(minute - 1);
    await send();
    expect(calls('chat.postMessage'), 'nothing is sent before the history is sure to show it').toHaveLength(
      1,
    );
    expect(readMessages()).toHaveLength(arrived ? 1 : 0);
    advanceClock(1);
    await send();
    expect(readMessages()).toEqual([text]);
    expect(await message()).toMatchObject({ status: 'sent', channel: 'D0OMAR', text, doubtSince: null });
    expect(calls('chat.postMessage')).toHaveLength(arrived ? 1 : 2);
  });

  test('it is looked for behind hundreds of others', async () => {
    await plan(digest);
    workspace.control.failNext('chat.postMessage', { resetAfter: true });
    await send();
    const client = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl });
    for (let n = 0; n < 210; n += 1) await client.chat.postMessage({ channel, text: `Answer ${n}` });
    advanceClock(minute);
    await send();
    expect(await message()).toMatchObject({ status: 'sent', channel, text });
    expect(calls('conversations.history')).toHaveLength(2);
    expect(inChannel().filter((each) => each === text)).toHaveLength(1);
  });

  test('after a worker died, another takes over when the lease ends', async () => {
    await plan(daily);
    const dead = await store.outbox.claim(team(), allKinds.keys, at, at + timing.lease);
    if (!dead) throw new Error('nothing to take');
    await store.outbox.startAttempt(dead, at, at + timing.lease);
    await sending.sender.post({ ...dead, to: 'person' }, rendered);
    advanceClock(timing.lease - 1);
    await send();
    expect(await message()).toMatchObject({ status: 'sending' });
    advanceClock(1);
    await send();
    expect(await message()).toMatchObject({ status: 'sent' });
    expect(readMessages()).toEqual([text]);
  });

  test('a worker that rendered too slowly does not send a message that another has sent', async () => {
    await plan(daily);
    const render = async () => {
      advanceClock(timing.lease);
      await send();
      return rendered;
    };
    await send(sendingBy({ kinds: stubMessageKinds(render) }));
    expect(readMessages()).toEqual([text]);
    expect(calls('chat.postMessage')).toHaveLength(1);
  });

  test('one that arrived before it expired counts as sent, one that did not is withdrawn', async () => {
    await plan(daily, { ...daily, recipient: 'U0ANAO' });
    workspace.control.failNext('chat.postMessage', { resetAfter: true });
    workspace.control.failNext('chat.postMessage', { resetBefore: true });
    await send();
    advanceClock(9 * 60 * minute);
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
      advanceClock(minute);
      await send();
    }
    advanceClock(-10 * minute);
    await store.outbox.followClock(at, at + 2 * minute, at - 24 * 60 * minute);
    for (let round = 0; round < 10; round += 1) {
      advanceClock(2 * minute);
      await send();
    }
    expect(await message()).toMatchObject({ status: 'sending' });
    workspace.control.failBy('conversations.history', () => null);
    advanceClock(minute);
    await send();
    expect(await message()).toMatchObject({ status: 'sent' });
    expect(readMessages()).toEqual([text]);
  });

  test('while it cannot be looked for it is not sent again, and in the end nobody knows', async () => {
    await plan(daily);
    workspace.control.failNext('chat.postMessage', { hang: true });
    workspace.control.failBy('conversations.history', () => ({ status: 503 }));
    await send();
    for (let round = 0; round < 60; round += 1) {
      advanceClock(minute);
      await send();
    }
    expect(await message()).toMatchObject({ status: 'sending' });
    advanceClock(minute);
    await send();
    expect(await message()).toMatchObject({
      status: 'unknown',
      reason: 'its conversation could not be read',
    });
    expect(await listOutcomes()).toEqual(['open']);
    expect(calls('chat.postMessage')).toHaveLength(1);
  });

  test('it is not looked for until the app knows which messages are its own', async () => {
    await plan(digest);
    workspace.control.failNext('chat.postMessage', { resetAfter: true });
    workspace.control.failNext('auth.test', { error: 'fatal_error' });
    await send();
    advanceClock(minute);
    await send();
    expect(await message()).toMatchObject({ status: 'sending' });
    advanceClock(minute);
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
      advanceClock(minute);
      await send();
      expect(await message()).toMatchObject({ status: 'unknown', reason: 'missing_scope' });
      expect(await store.outbox.agendaOf(team())).toMatchObject({ parked: null });
      expect(calls('chat.postMessage')).toHaveLength(1);
    });

    test('a direct message is settled all the same', async () => {
      await plan(daily);
      workspace.control.failNext('chat.postMessage', { resetBefore: true });
      await send();
      advanceClock(minute);
      await send();
      expect(await message()).toMatchObject({ status: 'sent' });
    });
  });
});
