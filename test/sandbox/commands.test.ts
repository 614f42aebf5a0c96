import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { startSandbox } from '../../sandbox/server/start-sandbox.ts';
import { button, type Mode, manifest, people, section, start } from './bolt-app.ts';

describe.each<Mode>(['Socket Mode', 'HTTP'])('a slash command over %s', (mode) => {
  test('arrives with the fields that Slack sends, and typed names as ids', async () => {
    const got: Record<string, unknown>[] = [];
    const { sandbox } = await start(
      (app) =>
        app.command(/.*/, async ({ ack, body }) => {
          got.push(body);
          await ack('Done');
        }),
      { mode },
    );
    const lena = sandbox.as('Lena Lead');
    await lena.types('#general', '/probe  ask @Omar Owner in #general & https://a.example <now>');
    expect(got[0]).toMatchObject({
      token: 'sandbox-verification',
      team_id: sandbox.teamId,
      team_domain: 'sandbox',
      channel_id: 'C00001',
      channel_name: 'general',
      user_id: 'U0LENA',
      user_name: 'lena',
      command: '/probe',
      text: 'ask <@U0OMAR|omar> in <#C00001|general> &amp; <https://a.example> &lt;now&gt;',
      api_app_id: 'A0SANDBOX',
      is_enterprise_install: 'false',
      response_url: expect.stringContaining(`${sandbox.url}/response/`),
      trigger_id: expect.any(String),
    });
    await lena.types('#general', '/raw ask @omar');
    expect(got[1]).toMatchObject({ text: 'ask @omar' });
  });

  test('is answered privately by the acknowledgement', async () => {
    const blocks = [
      section('*Hello* <@U0LENA>'),
      { type: 'actions' as const, elements: [button('Again', 'again')] },
    ];
    const { sandbox } = await start(
      (app) => app.command('/probe', ({ ack }) => ack({ text: 'Hello', blocks })),
      { mode },
    );
    const answer = await sandbox.as('lena').types('#general', '/probe');
    expect(answer.text).toBe('Hello @Lena Lead (sample)\n[Again]');
    expect(answer.buttons).toEqual(['Again']);
    expect(answer.messages[0]?.isEphemeral).toBe(true);
    expect(sandbox.as('omar').sees('#general')).toEqual([]);
  });

  test('is answered with plain text, and for everyone with response_type in_channel', async () => {
    const { sandbox } = await start(
      (app) => {
        app.command('/raw', ({ ack }) => ack('Only a word'));
        app.command('/probe', ({ ack }) => ack({ response_type: 'in_channel', text: 'For all' }));
      },
      { mode },
    );
    const lena = sandbox.as('lena');
    expect((await lena.types('#general', '/raw')).text).toBe('Only a word');
    expect((await lena.types('#general', '/probe')).messages[0]?.isEphemeral).toBe(false);
    expect(
      sandbox
        .as('omar')
        .sees('#general')
        .map((one) => one.text),
    ).toEqual(['For all']);
  });

  test('shows the person an error when it is not acknowledged in time', async () => {
    const { sandbox } = await start((app) => app.command('/probe', async () => undefined), {
      mode,
      ackTimeoutMs: 50,
    });
    const lena = sandbox.as('lena');
    const answer = await lena.types('#general', '/probe');
    expect(answer.text).toBe('/probe failed with the error "operation_timeout"');
    expect(lena.toasts()).toEqual(answer.toasts);
    expect(sandbox.control.deliveries().at(-1)).toMatchObject({ ackMs: null, error: 'operation_timeout' });
  });

  test('shows the person an error when Slack rejects the answer', async () => {
    const { sandbox } = await start(
      (app) => app.command('/probe', ({ ack }) => ack({ blocks: [section('x'.repeat(3001))] })),
      { mode },
    );
    const answer = await sandbox.as('lena').types('#general', '/probe');
    expect(answer.text).toContain('/probe failed with the error "invalid_command_response"');
    expect(answer.text).toContain('must be less than 3001 characters [json-pointer:/blocks/0/text/text]');
  });

  test('is redelivered with the same bytes', async () => {
    const got: unknown[] = [];
    const { sandbox } = await start(
      (app) =>
        app.command('/probe', async ({ ack, body }) => {
          got.push(body);
          await ack('Once');
        }),
      { mode },
    );
    const lena = sandbox.as('lena');
    await lena.types('#general', '/probe twice');
    const again = await sandbox.control.redeliver();
    expect(got[1]).toEqual(got[0]);
    expect(again).toMatchObject({ kind: 'slash_commands', error: null, answer: { text: 'Once' } });
    expect(lena.sees('#general')).toHaveLength(1);
  });

  test('can be answered five times in half an hour through its response_url', async () => {
    const urls: string[] = [];
    let now = Date.parse('2026-01-12T09:00:00Z');
    const { sandbox } = await start(
      (app) =>
        app.command('/probe', async ({ ack, body }) => {
          urls.push(body.response_url);
          await ack();
        }),
      { mode, now: () => now, clientTimeoutMs: 50 },
    );
    const lena = sandbox.as('lena');
    const post = async (url = '', body: object = { text: 'Hello' }) => {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
      return [response.status, await response.text()];
    };
    await lena.types('#general', '/probe');
    expect(await post(urls[0], { text: '' })).toEqual([400, '{"ok":false,"error":"no_text"}']);
    for (let use = 0; use < 4; use += 1) expect(await post(urls[0])).toEqual([200, 'ok']);
    expect(await post(urls[0])).toEqual([404, '{"ok":false,"error":"used_url"}']);
    await lena.types('#general', '/probe');
    now += 31 * 60 * 1000;
    expect(await post(urls[1])).toEqual([404, '{"ok":false,"error":"expired_url"}']);
    expect(lena.sees('#general')).toHaveLength(4);
  });
});

test('only commands of the manifest exist', async () => {
  const { sandbox } = await start((app) => app.command(/.*/, ({ ack }) => ack('Hello')));
  const answer = await sandbox.as('lena').types('#general', '/unheard of');
  expect(answer.text).toBe('/unheard is not a valid command.');
  expect(sandbox.control.deliveries()).toEqual([]);
});

test('a command fails at once when no app is connected', async () => {
  const { sandbox, app } = await start(() => undefined);
  await app.stop();
  await sandbox
    .as('lena')
    .waits(() => !sandbox.as('lena').connection.state().app.connected, 'the app to be gone');
  const answer = await sandbox.as('lena').types('#general', '/probe');
  expect(answer.text).toBe('/probe failed with the error "dispatch_failed"');
});

test('a late acknowledgement is still recorded with its time', async () => {
  let release = () => {};
  const { sandbox } = await start(
    (app) =>
      app.command('/probe', async ({ ack }) => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        await ack('Too late');
      }),
    { ackTimeoutMs: 50 },
  );
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  release();
  await lena.waits(() => sandbox.control.deliveries()[0]?.ackMs, 'the late acknowledgement');
  expect(sandbox.control.deliveries()[0]?.ackMs).toBeGreaterThan(50);
  expect(lena.sees('#general')).toEqual([]);
});

test('commands are rejected in an archived channel and from a deactivated account', async () => {
  const { sandbox } = await start((app) => app.command('/probe', ({ ack }) => ack('Hello')));
  sandbox.control.archiveChannel('#leads');
  await expect(sandbox.as('lena').types('#leads', '/probe')).rejects.toThrow('archived');
  await expect(sandbox.as('omar').types('#leads', '/probe')).rejects.toThrow('not in this channel');
  await sandbox.control.deactivate('Omar Owner');
  await expect(sandbox.as('omar').types('#general', '/probe')).rejects.toThrow('deactivated');
});

test('a command needs the commands scope in the manifest', async () => {
  const scopeless = { ...manifest, oauth_config: { scopes: { bot: ['chat:write' as const] } } };
  const { sandbox } = await start((app) => app.command('/probe', ({ ack }) => ack('Hello')), {
    manifest: scopeless,
  });
  expect((await sandbox.as('lena').types('#general', '/probe')).text).toBe('/probe is not a valid command.');
});

test('an unknown name throws an error that lists the known ones', async () => {
  const { sandbox } = await start(() => undefined);
  expect(() => sandbox.as('Nobody')).toThrow(people[0]?.name);
  await expect(sandbox.as('lena').types('#nowhere', 'hello')).rejects.toThrow('#general, #leads');
});

describe('sockets', () => {
  const connect = async (apiUrl: string, token: string) => {
    const answer = await fetch(`${apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    const { url } = (await answer.json()) as { url: string };
    const socket = new WebSocket(url);
    const [hello] = await once(socket, 'message');
    return {
      socket,
      hello: JSON.parse(String(hello)) as { type: string; num_connections?: number; reason?: string },
    };
  };

  test('envelopes alternate between the connections', async () => {
    const { sandbox } = await start((app) => app.command('/probe', ({ ack }) => ack('From Bolt')));
    const { socket, hello } = await connect(sandbox.apiUrl, sandbox.appToken);
    expect(hello).toMatchObject({ type: 'hello', num_connections: 2 });
    socket.on('message', (data) => {
      const { envelope_id } = JSON.parse(String(data)) as { envelope_id: string };
      socket.send(JSON.stringify({ envelope_id, payload: { text: 'From the other' } }));
    });
    const lena = sandbox.as('lena');
    const texts = [];
    for (let index = 0; index < 4; index += 1) texts.push((await lena.types('#general', '/probe')).text);
    expect(texts).toEqual(['From Bolt', 'From the other', 'From Bolt', 'From the other']);
  });

  test('an eleventh connection is refused', async () => {
    const { sandbox } = await start(() => undefined);
    for (let count = 2; count <= 10; count += 1) await connect(sandbox.apiUrl, sandbox.appToken);
    const { hello } = await connect(sandbox.apiUrl, sandbox.appToken);
    expect(hello).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  });

  test('an app reconnects when it is asked to or cut off', async () => {
    const { sandbox } = await start((app) => app.command('/probe', ({ ack }) => ack('Here')), {
      clientTimeoutMs: 60_000,
      clientPingTimeout: 300,
    });
    const lena = sandbox.as('lena');
    const countConnections = () =>
      sandbox.control.calls().filter((call) => call.method === 'apps.connections.open').length;
    for (const lose of [sandbox.control.refreshSockets, sandbox.control.cutSockets]) {
      const before = countConnections();
      lose();
      await lena.waits(
        () => countConnections() > before && lena.connection.state().app.connected,
        'the app to reconnect',
      );
      expect((await lena.types('#general', '/probe')).text).toBe('Here');
    }
  });

  test('a socket address that Slack did not issue is refused', async () => {
    const { sandbox } = await start(() => undefined);
    const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}/socket/made-up`);
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('socket hang up');
  });
});

test('Slack hangs up when an app does not answer over HTTP in time', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const sandbox = await startSandbox({
    ...{ manifest, people, ackTimeoutMs: 50, channels: [{ name: 'general', members: 'all' }] },
    app: { requestUrl: `http://127.0.0.1:${port}/`, signingSecret: 'a secret for signing' },
  });
  onTestFinished(async () => {
    await sandbox.close();
    silent.closeAllConnections();
    silent.close();
  });
  let isOpen = false;
  silent.on('connection', (socket) => {
    isOpen = true;
    socket.on('close', () => {
      isOpen = false;
    });
  });
  const answer = await sandbox.as('lena').types('#general', '/probe');
  expect(answer.text).toContain('operation_timeout');
  await expect.poll(() => isOpen).toBe(false);
});
