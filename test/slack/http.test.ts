import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalCrossing, signingSecret, startLocalCrossing } from '../../sandbox/crossing.ts';
import { createLog } from '../../src/log.ts';
import { patientLimits } from '../support/patient-limits.ts';

let crossing: LocalCrossing;
let lines: string[];

beforeEach(async () => {
  lines = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  crossing = await startLocalCrossing('sqlite::memory:', { mode: 'http', log, ...patientLimits });
});
afterEach(async () => {
  await crossing.close();
  for (const secret of [signingSecret, crossing.workspace.botToken]) {
    expect(lines.join('')).not.toContain(secret);
  }
});

const lena = () => crossing.workspace.as('Lena Lead');
const readSeq = async () => (await crossing.store.load(crossing.workspace.teamId)).seq;

/** Sends a request as Slack signs it, `ageSeconds` before now. */
function send(
  fields: Record<string, string>,
  {
    ageSeconds = 0,
    secret = signingSecret,
    timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds),
  } = {},
): Promise<Response> {
  const body = new URLSearchParams(fields).toString();
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return fetch(`${crossing.address}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
  });
}

const command = (fields: Record<string, string> = {}) => ({
  command: '/stage3',
  text: '',
  team_id: crossing.workspace.teamId,
  user_id: 'U0LENA',
  channel_id: 'C0GENERAL',
  trigger_id: '1.2.3',
  response_url: `${crossing.workspace.url}/response/none`,
  ...fields,
});

describe('over HTTP', () => {
  test('commands, modals, buttons, searches, Home and direct messages work as in Socket Mode', async () => {
    await lena().types('#general', '/usecase add "Ticket sorting"');
    const form = await lena().openModal();
    await form.fill({ 'What it does': 'Sorts tickets.', Team: 'Support', 'Intended users': 'many' });
    await form.fill({ 'What it may do': 'Suggest: a person decides and acts' });
    await form.fill({ Retrieval: 'No' });
    expect((await form.submits()).errors).toEqual({ 'Intended users': expect.any(String) });
    await form.fill({ 'Intended users': 40 });
    const { modal } = await form.submits();
    expect(modal?.text).toContain('Registered as UC-1 Ticket sorting');
    await modal?.closes();
    const home = await lena().opensHome();
    expect(home.text).toContain('UC-1 Ticket sorting · proposed');
    const list = await lena().types('#general', '/usecase');
    await list.clicks('Open');
    await lena().waits(() => /UC-1 Ticket sorting/.test(lena().sees('#general').at(-1)?.text ?? ''));
    const direct = await lena().types('@crossing', 'are we stage 3?');
    expect(direct.text).toContain('Stage 1: 0 of 4 requirements for Stage 3');
  });

  test('an event that Slack delivers again is answered once', async () => {
    const direct = () =>
      lena()
        .directMessages()
        .filter(({ isFromApp }) => isFromApp);
    await lena().types('@crossing', 'are we stage 3?');
    expect(direct()).toHaveLength(1);
    const event = crossing.workspace.control.deliveries().findLast(({ kind }) => kind === 'events_api');
    const body = JSON.stringify(event?.payload);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const again = await fetch(`${crossing.address}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-slack-retry-num': '1',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
    });
    expect(again.status).toBe(200);
    await lena().types('#general', '/stage3');
    expect(direct()).toHaveLength(1);
  });
});

describe('at the door', () => {
  test('a request as Slack signs it is answered on the acknowledgement', async () => {
    const answer = await send(command());
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      response_type: 'ephemeral',
      text: 'Stage 1: 0 of 4 requirements for Stage 3',
    });
  });

  test.each([
    ['signed with another secret', { secret: 'another secret' }],
    ['from six minutes ago', { ageSeconds: 360 }],
    ['from six minutes ahead', { ageSeconds: -360 }],
    ['with a time that is none', { timestamp: 'now' }],
    ['without a time', { timestamp: '' }],
  ])('a request %s is refused', async (_, how) => {
    // With the right secret, even: a recorded request is no better for being genuine.
    const answer = await send(command(), how);
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe('');
  });

  test.each([240, -240])('clocks may differ by %i seconds', async (ageSeconds) => {
    expect((await send(command(), { ageSeconds })).status).toBe(200);
  });

  test('a request that is not signed is refused', async () => {
    const answer = await fetch(`${crossing.address}/slack/events`, {
      method: 'POST',
      body: new URLSearchParams(command()),
    });
    expect(answer.status).toBe(401);
  });

  test('a body over 1 MB is refused; one just under it is read', async () => {
    const megabyte = 1024 * 1024;
    expect((await send(command({ text: 'x'.repeat(megabyte) }))).status).toBe(413);
    expect((await send(command({ text: 'x'.repeat(megabyte - 2000) }))).status).toBe(200);
  });

  test('an unreadable request is refused, and the app continues', async () => {
    expect((await send({ payload: 'no JSON' })).status).toBe(400);
    expect((await send(command())).status).toBe(200);
  });

  test('a command the manifest does not know is answered at once with where to look', async () => {
    const answer = await send(command({ command: '/stage4' }));
    expect(await answer.json()).toMatchObject({
      response_type: 'ephemeral',
      text: 'Crossing has no command /stage4. `/stage3 help` lists all commands.',
    });
  });

  test('buttons and forms that nobody made are answered with a reference, and record nothing', async () => {
    const who = { team: { id: crossing.workspace.teamId }, user: { id: 'U0LENA' } };
    const state = { values: { name: { value: { type: 'plain_text_input', value: 'x' } } } };
    const view = {
      id: 'V1',
      hash: '1',
      callback_id: 'form',
      state,
      root_view_id: 'V1',
      previous_view_id: null,
    };
    for (const private_metadata of [
      '',
      'null',
      '{"do":"drop-tables"}',
      '{"do":"edit-use-case","useCase":7}',
    ]) {
      const payload = { type: 'view_submission', ...who, view: { ...view, private_metadata } };
      const answer = await send({ payload: JSON.stringify(payload) });
      expect(await answer.json()).toEqual({
        response_action: 'errors',
        errors: { name: expect.stringMatching(/^Something broke on our side \(ref \w{4}\)/) },
      });
    }
    for (const value of ['', '{"do":1}', '{"page":"secrets"}', '{"page":"use-case","args":{"useCase":{}}}']) {
      for (const action_id of ['open:x', 'show:x', 'do:share:']) {
        const action = { type: 'button', action_id, block_id: 'b', value, action_ts: `${Math.random()}` };
        const payload = { type: 'block_actions', ...who, trigger_id: '1', actions: [action], container: {} };
        expect((await send({ payload: JSON.stringify(payload) })).status).toBe(200);
      }
    }
    expect(await readSeq()).toBe(0);
  });

  test('any other address is not found', async () => {
    expect((await fetch(`${crossing.address}/`)).status).toBe(404);
    expect((await fetch(`${crossing.address}/slack/events`)).status).toBe(404);
  });
});

describe('health', () => {
  const status = async (path: string) => (await fetch(crossing.address + path)).status;

  test('alive and ready while it can serve; alive and not ready when the database is gone', async () => {
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);
    await crossing.store.close();
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);
  });
});
