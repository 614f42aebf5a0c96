import { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { randomFaults } from '../../sandbox/server/faults.ts';
import { button, manifest, people, plainText, section, start } from './bolt-app.ts';

const createManifest = (...bot: string[]) =>
  ({ ...manifest, oauth_config: { scopes: { bot } } }) as typeof manifest;

async function caller(options: Parameters<typeof start>[1] = {}) {
  const { sandbox, app } = await start(() => undefined, options);
  const call = async (method: string, args: object = {}, token = sandbox.botToken) => {
    const response = await fetch(`${sandbox.apiUrl}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(args),
    });
    return (await response.json()) as { ok: boolean; error?: string } & Record<string, unknown>;
  };
  return { sandbox, app, call };
}

const hello = { channel: 'C00001', text: 'Hello' };
const home = { type: 'home', blocks: [] };

test("refusals have Slack's own error words", async () => {
  const { sandbox, call } = await caller();
  const foreign = await call('chat.postMessage', hello);
  sandbox.control.archiveChannel('#leads');
  await sandbox.as('lena').types('#general', 'Mine');
  const mine = sandbox.as('lena').sees('#general').at(-1)?.ts;
  const own = { channel: 'C00001', ts: foreign.ts };
  const cases: [error: string, method: string, args: object, token?: string][] = [
    ['unknown_method', 'chat.shout', {}],
    ['not_authed', 'auth.test', {}, ''],
    ['invalid_auth', 'auth.test', {}, 'xoxb-made-up'],
    ['not_allowed_token_type', 'auth.test', {}, sandbox.appToken],
    ['not_allowed_token_type', 'apps.connections.open', {}],
    ['channel_not_found', 'chat.postMessage', { ...hello, channel: 'C0NOWHERE' }],
    ['channel_not_found', 'chat.postMessage', { ...hello, channel: 'U0NOBODY' }],
    ['not_in_channel', 'chat.postMessage', { ...hello, channel: 'C00003' }],
    ['is_archived', 'chat.postMessage', { ...hello, channel: 'C00002' }],
    ['no_text', 'chat.postMessage', { channel: 'C00001' }],
    ['no_text', 'chat.postMessage', { channel: 'C00001', text: '  ' }],
    ['no_text', 'chat.postMessage', { channel: 'C00001', blocks: [] }],
    ['msg_too_long', 'chat.postMessage', { channel: 'C00001', text: 'x'.repeat(40_001) }],
    [
      'msg_blocks_too_long',
      'chat.postMessage',
      { ...hello, blocks: Array.from({ length: 4 }, () => section('x'.repeat(2600))) },
    ],
    ['invalid_blocks_format', 'chat.postMessage', { ...hello, blocks: '[{' }],
    ['invalid_blocks', 'chat.postMessage', { ...hello, blocks: [section('')] }],
    ['invalid_metadata_format', 'chat.postMessage', { ...hello, metadata: { event_type: 'x' } }],
    ['user_not_found', 'chat.postEphemeral', { ...hello, user: 'U0NOBODY' }],
    ['message_not_found', 'chat.update', { ...own, ts: '1.000000', text: 'x' }],
    ['cant_update_message', 'chat.update', { ...own, ts: mine, text: 'x' }],
    ['cant_delete_message', 'chat.delete', { ...own, ts: mine }],
    ['no_text', 'chat.update', own],
    ['user_not_found', 'users.info', { user: 'U0NOBODY' }],
    ['user_not_found', 'views.publish', { user_id: 'U0NOBODY', view: home }],
    ['invalid_arguments', 'views.publish', { user_id: 'U0LENA' }],
    ['invalid_arguments', 'views.open', { trigger_id: '' }],
    ['invalid_trigger_id', 'views.open', { trigger_id: '12345.made.up', view: home }],
    ['not_found', 'views.update', { view_id: 'V0GONE', view: home }],
    ['missing_scope', 'conversations.info', { channel: 'C00001' }],
    ['missing_scope', 'conversations.open', { users: 'U0LENA' }],
  ];
  for (const [error, method, args, token] of cases) {
    expect([method, args, await call(method, args, token)]).toMatchObject([
      method,
      args,
      { ok: false, error },
    ]);
  }
});

test('3,001 characters are refused with the place that holds them', async () => {
  const { app, call } = await caller();
  expect(await call('chat.postMessage', { ...hello, blocks: [section('x'.repeat(3001))] })).toEqual({
    ok: false,
    error: 'invalid_blocks',
    errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    response_metadata: {
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    },
  });
  const view = { type: 'home' as const, blocks: [section('x'.repeat(3001))] };
  await expect(app.client.views.publish({ user_id: 'U0LENA', view })).rejects.toMatchObject({
    data: {
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]'],
      },
    },
  });
});

test('a missing scope is named together with those that are there', async () => {
  const { call } = await caller({ manifest: createManifest('commands') });
  expect(await call('chat.postMessage', hello)).toEqual({
    ok: false,
    error: 'missing_scope',
    needed: 'chat:write',
    provided: 'commands',
  });
});

test('chat:write.public opens the channels the app is no member of', async () => {
  const { call, sandbox } = await caller({ manifest: createManifest('chat:write', 'chat:write.public') });
  expect(await call('chat.postMessage', { ...hello, channel: '#without-app' })).toMatchObject({ ok: true });
  expect(sandbox.as('omar').sees('#without-app')).toHaveLength(1);
});

test('removing the app from a channel silences it there, adding it lets it speak', async () => {
  const { call, sandbox } = await caller();
  sandbox.control.removeApp('#general');
  expect(await call('chat.postMessage', hello)).toMatchObject({ error: 'not_in_channel' });
  sandbox.control.addApp('#general');
  expect(await call('chat.postMessage', hello)).toMatchObject({ ok: true });
});

test('history comes newest first, in pages, between two times, with metadata when asked for', async () => {
  const times = [1, 2, 3, 4, 5].map((hour) => Date.parse(`2026-01-12T0${hour}:00:00Z`));
  const { call, sandbox } = await caller({
    manifest: createManifest('chat:write', 'channels:history', 'im:history'),
  });
  const metadata = { event_type: 'nudge', event_payload: { key: 'k1' } };
  for (const time of times) {
    sandbox.control.setNow(() => time);
    await call('chat.postMessage', { ...hello, text: `At ${time}`, metadata });
  }
  await call('chat.postEphemeral', { ...hello, user: 'U0LENA' });
  const history = async (args: object) => {
    const answer = await call('conversations.history', { channel: 'C00001', ...args });
    const { next_cursor } = answer.response_metadata as { next_cursor: string };
    return {
      ...answer,
      next_cursor,
      messages: answer.messages as { text: string; ts: string; metadata?: unknown }[],
    };
  };
  const first = await history({ limit: 2 });
  expect(first.messages.map((one) => one.text)).toEqual([`At ${times[4]}`, `At ${times[3]}`]);
  expect(first).toMatchObject({ has_more: true });
  expect(first.messages[0]).not.toHaveProperty('metadata');
  expect((await history({ limit: 3, cursor: first.next_cursor })).messages).toHaveLength(3);
  const oldest = String(Number(times[1]) / 1000);
  const since = await history({
    oldest,
    latest: String(Number(times[3]) / 1000),
    include_all_metadata: true,
  });
  expect(since.messages.map((one) => one.text)).toEqual([`At ${times[2]}`]);
  expect(since.messages[0]?.metadata).toEqual(metadata);
  expect(
    (await history({ oldest, latest: String(Number(times[3]) / 1000), inclusive: true })).messages,
  ).toHaveLength(3);
});

test('message timestamps follow the clock of the workspace and never repeat', async () => {
  const { call, sandbox } = await caller({ now: () => Date.parse('2026-01-12T09:00:00Z') });
  const first = await call('chat.postMessage', hello);
  const second = await call('chat.postMessage', hello);
  expect([first.ts, second.ts]).toEqual(['1768208400.000000', '1768208400.000001']);
  sandbox.control.setNow(() => Date.parse('2025-07-14T09:00:00Z'));
  expect((await call('chat.postMessage', hello)).ts).toBe('1752483600.000000');
});

test('people, channels and members are listed in pages', async () => {
  const { call } = await caller({
    manifest: createManifest('users:read', 'channels:read', 'im:read', 'im:write'),
  });
  const list = await call('users.list', { limit: 2 });
  expect(list.members).toMatchObject([
    { id: 'U0LENA', is_admin: true },
    { id: 'U0OMAR', real_name: 'Omar Owner (sample)' },
  ]);
  const { next_cursor: cursor } = list.response_metadata as { next_cursor: string };
  expect((await call('users.list', { limit: 2, cursor })).members).toMatchObject([
    { id: 'U0GITA', is_restricted: true, is_ultra_restricted: true },
  ]);
  expect((await call('users.info', { user: 'U0SANDBOXBOT' })).user).toMatchObject({ is_bot: true });
  expect((await call('conversations.list')).channels).toMatchObject([
    { name: 'general', is_member: true, num_members: people.length + 1 },
    { name: 'leads', is_member: true },
    { name: 'without-app', is_member: false },
  ]);
  expect((await call('conversations.members', { channel: 'C00002' })).members).toEqual([
    'U0LENA',
    'U0SANDBOXBOT',
  ]);
  expect((await call('conversations.info', { channel: 'D0LENA' })).channel).toMatchObject({
    is_im: true,
    user: 'U0LENA',
  });
  expect((await call('conversations.open', { users: 'U0LENA' })).channel).toEqual({ id: 'D0LENA' });
});

test('blocks.validate tells good blocks from bad without posting them', async () => {
  const { call, sandbox } = await caller();
  expect(await call('blocks.validate', { blocks: [section('Fine')] })).toEqual({ ok: true });
  expect(await call('blocks.validate', { message: { blocks: [section('')] } })).toMatchObject({
    error: 'invalid_blocks',
  });
  expect(await call('blocks.validate', { view: home })).toEqual({ ok: true });
  expect(await call('blocks.validate', {})).toMatchObject({ error: 'invalid_arguments' });
  expect(sandbox.as('lena').sees('#general')).toEqual([]);
});

test('a form works as well as JSON, with the token in it', async () => {
  const { sandbox } = await caller();
  const form = {
    token: sandbox.botToken,
    channel: 'C00001',
    text: 'Hi',
    blocks: JSON.stringify([section('From a form')]),
  };
  const response = await fetch(`${sandbox.apiUrl}chat.postMessage`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  expect(await response.json()).toMatchObject({ ok: true });
  expect(response.headers.get('x-oauth-scopes')).toContain('chat:write');
  expect(sandbox.as('lena').sees('#general')[0]?.text).toBe('From a form');
});

test('faults come when asked for, and calls are on record', async () => {
  const { sandbox } = await caller();
  const client = new WebClient(sandbox.botToken, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 300,
  });
  const post = () => client.chat.postMessage(hello);
  const { failNext } = sandbox.control;
  failNext('chat.postMessage', { error: 'fatal_error' }, 2);
  await expect(post()).rejects.toMatchObject({ data: { error: 'fatal_error' } });
  await expect(post()).rejects.toMatchObject({ data: { error: 'fatal_error' } });
  failNext('chat.postMessage', { status: 503 });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_http_error', statusCode: 503 });
  failNext('chat.postMessage', { retryAfterSeconds: 7 });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 });
  failNext('chat.postMessage', { hang: true });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  const lena = sandbox.as('lena');
  failNext('chat.postMessage', { resetBefore: true });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(lena.sees('#general'), 'nothing was posted so far').toEqual([]);
  failNext('chat.postMessage', { resetAfter: true });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(lena.sees('#general'), 'it was posted, although the sender does not know').toHaveLength(1);
  await post();
  const posts = sandbox.control.calls().filter((call) => call.method === 'chat.postMessage');
  expect(posts).toHaveLength(8);
  expect(posts.at(-1)).toMatchObject({ args: hello, answer: { ok: true } });
});

test('a call may take effect although its answer says that it failed, or never comes', async () => {
  const { sandbox } = await caller();
  const { failNext } = sandbox.control;
  const client = new WebClient(sandbox.botToken, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    timeout: 300,
  });
  const texts = ['fatal', 'unavailable', 'hanging'];
  failNext('chat.postMessage', { error: 'fatal_error', accepted: true });
  failNext('chat.postMessage', { status: 503, accepted: true });
  failNext('chat.postMessage', { hang: true, accepted: true });
  for (const text of texts) await expect(client.chat.postMessage({ ...hello, text })).rejects.toThrow();
  const seen = sandbox.as('lena').sees('#general');
  expect(seen.map(({ text }) => text)).toEqual(texts);
});

test('faults by chance are the same for the same seed, and of the share that was asked for', async () => {
  const faults = (seed: number) => Array.from({ length: 2000 }, randomFaults(seed, 0.4));
  expect(faults(7)).toEqual(faults(7));
  expect(faults(7)).not.toEqual(faults(8));
  for (const seed of [0, 1, 7]) {
    const share = faults(seed).filter((fault) => fault !== null).length / 2000;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.45);
  }
  const { sandbox, call } = await caller();
  const faulty = [{ error: 'fatal_error' }, null];
  sandbox.control.failBy('chat.postMessage', () => faulty.shift() ?? null);
  expect(await call('chat.postMessage', hello)).toMatchObject({ ok: false, error: 'fatal_error' });
  expect(await call('chat.postMessage', hello)).toMatchObject({ ok: true });
  const met = sandbox.control.calls().filter(({ method }) => method === 'chat.postMessage');
  expect(met.map(({ fault }) => fault)).toEqual([{ error: 'fatal_error' }, null]);
});

test('with a limit, the second message to a conversation within its time is refused', async () => {
  const { sandbox, call } = await caller();
  sandbox.control.limitMessages(60_000);
  const to = async (channel: string) => (await call('chat.postMessage', { ...hello, channel })).error ?? 'ok';
  expect([await to('C00001'), await to('C00001')]).toEqual(['ok', 'ratelimited']);
  expect([await to('U0LENA'), await to('U0LENA')]).toEqual(['ok', 'ratelimited']);
  sandbox.control.limitMessages(null);
  expect(await to('C00001')).toBe('ok');
});

test('a message with a button whose label is too long never reaches the channel', async () => {
  const { app, sandbox } = await caller();
  const blocks = [{ type: 'actions' as const, elements: [button('x'.repeat(76), 'a', 'v')] }];
  await expect(app.client.chat.postMessage({ ...hello, blocks })).rejects.toThrow('invalid_blocks');
  await expect(
    app.client.chat.postMessage({ ...hello, blocks: [{ type: 'header', text: plainText('') }] }),
  ).rejects.toThrow('invalid_blocks');
  expect(sandbox.as('lena').sees('#general')).toEqual([]);
});
