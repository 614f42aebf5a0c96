import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  type Act,
  type ActResult,
  type LiveMessage,
  type PersonState,
  paths,
  type WorkspaceInfo,
} from '../../sandbox/protocol.ts';
import type { Sandbox } from '../../sandbox/server/start-sandbox.ts';
import { memoryFolder } from '../support/memory.ts';
import { button, plainText, section, start } from './bolt-app.ts';

async function get<T>(sandbox: Sandbox, path: string): Promise<T> {
  return (await (await fetch(`${sandbox.url}${path}`)).json()) as T;
}

async function act(sandbox: Sandbox, as: string, what: Act): Promise<ActResult> {
  const body = JSON.stringify({ as, act: what });
  const response = await fetch(`${sandbox.url}${paths.act}`, { method: 'POST', body });
  return (await response.json()) as ActResult;
}

const state = (sandbox: Sandbox, as: string) => get<PersonState>(sandbox, `${paths.state}?as=${as}`);

test('the page learns who and what is there', async () => {
  const { sandbox } = await start(() => undefined);
  const info = await get<WorkspaceInfo>(sandbox, paths.workspace);
  expect(info.people.map((one) => one.id)).toEqual(['U0LENA', 'U0OMAR', 'U0GITA']);
  expect(info.app).toEqual({
    id: 'A0SANDBOX',
    name: 'Probe',
    description: 'An app that proves the workspace',
    botUserId: 'U0SANDBOXBOT',
    homeEnabled: true,
    messagesEnabled: true,
    connected: true,
    commands: [
      { command: '/probe', description: 'Does what the test says', usageHint: '[what]' },
      { command: '/raw', description: 'Takes text as typed', usageHint: '' },
    ],
    shortcuts: [
      { type: 'global', name: 'Probe it', description: 'Probes the workspace' },
      { type: 'message', name: 'Probe this', description: 'Probes a message' },
    ],
  });
  const guest = await state(sandbox, 'U0GITA');
  expect(guest.channels.map((one) => one.name)).toEqual(['general']);
  expect(guest.directMessages).toEqual([{ id: 'D0GITA', withUser: 'U0SANDBOXBOT', unread: 0 }]);
  const lead = await state(sandbox, 'U0OMAR');
  expect(lead.channels.map((one) => [one.name, one.isMember])).toEqual([
    ['general', true],
    ['leads', false],
    ['without-app', true],
  ]);
});

test('a person acts over HTTP: command, button, modal with an error, submission', async () => {
  const { sandbox } = await start((app) => {
    app.command('/probe', ({ ack }) =>
      ack({ blocks: [section('Hello'), { type: 'actions', elements: [button('Fill', 'fill')] }] }),
    );
    app.action('fill', async ({ ack, body, client }) => {
      await ack();
      if (body.type !== 'block_actions') return;
      const input = {
        type: 'input' as const,
        block_id: 'name',
        label: plainText('Name'),
        element: { type: 'plain_text_input' as const, action_id: 'value' },
      };
      const view = {
        type: 'modal' as const,
        title: plainText('Form'),
        submit: plainText('Save'),
        blocks: [input],
      };
      await client.views.open({
        trigger_id: body.trigger_id,
        view: { ...view, callback_id: 'form', private_metadata: 'secret' },
      });
    });
    app.view('form', async ({ ack, view }) => {
      const name = view.state.values.name?.value?.value;
      await ack(
        name === 'Taken' ? { response_action: 'errors', errors: { name: 'Taken already' } } : undefined,
      );
    });
  });
  const channel = 'C00001';
  expect(await act(sandbox, 'U0LENA', { type: 'say', channel, text: '/probe' })).toEqual({ ok: true });
  const [message] = (await state(sandbox, 'U0LENA')).messages[channel] ?? [];
  expect(message).toMatchObject({ ephemeral: true, user: 'U0SANDBOXBOT' });
  const entry = { blockId: message?.blocks[1]?.block_id ?? '', actionId: 'fill', given: null };
  const place = { kind: 'message' as const, channel, ts: message?.ts ?? '' };
  expect(await act(sandbox, 'U0OMAR', { type: 'use', place, entry })).toEqual({
    ok: false,
    error: 'That is not there any more.',
  });
  await act(sandbox, 'U0LENA', { type: 'use', place, entry });
  const lena = sandbox.as('lena');
  await lena.openModal();
  const [modal] = (await state(sandbox, 'U0LENA')).modals;
  expect(modal).toMatchObject({
    type: 'modal',
    title: plainText('Form'),
    submit: plainText('Save'),
    errors: {},
    submitting: false,
  });
  expect(JSON.stringify(modal)).not.toContain('secret');
  const view = modal?.id ?? '';
  const typed = (given: string) => [{ blockId: 'name', actionId: 'value', given }];
  await act(sandbox, 'U0LENA', { type: 'submit', view, typed: typed('Taken') });
  const [refused] = (await state(sandbox, 'U0LENA')).modals;
  expect(refused).toMatchObject({
    errors: { name: 'Taken already' },
    values: { name: { value: { value: 'Taken' } } },
  });
  await act(sandbox, 'U0LENA', { type: 'submit', view, typed: typed('Free') });
  expect((await state(sandbox, 'U0LENA')).modals).toEqual([]);
});

test('nonsense is refused, not obeyed', async () => {
  const { sandbox } = await start(() => undefined);
  expect(await act(sandbox, 'U0NOBODY', { type: 'say', channel: 'C00001', text: 'x' })).toMatchObject({
    ok: false,
  });
  expect(await act(sandbox, 'U0LENA', { type: 'fly' } as never)).toEqual({
    ok: false,
    error: 'Unknown act.',
  });
  expect((await fetch(`${sandbox.url}${paths.state}?as=U0NOBODY`)).status).toBe(404);
  expect((await fetch(`${sandbox.url}${paths.act}`, { method: 'POST', body: '{' })).status).toBe(400);
});

test('a page from elsewhere can neither act nor listen', async () => {
  const { sandbox } = await start(() => undefined);
  const headers = { origin: 'https://elsewhere.example' };
  expect((await fetch(`${sandbox.url}${paths.workspace}`, { headers })).status).toBe(403);
  const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}${paths.live}?as=U0LENA`, { headers });
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toContain('socket hang up');
});

test('an open page is told of every change its person can see', async () => {
  const { sandbox, app } = await start(() => undefined);
  const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}${paths.live}?as=U0LENA`);
  const states: PersonState[] = [];
  socket.on('message', (data) => states.push((JSON.parse(String(data)) as LiveMessage).state));
  await once(socket, 'message');
  expect(states[0]).toMatchObject({ me: { id: 'U0LENA' }, messages: { C00001: [] } });
  await app.client.chat.postMessage({ channel: 'C00001', text: 'News' });
  const lena = sandbox.as('lena');
  await lena.waits(() => states.at(-1)?.messages.C00001?.some((one) => one.text === 'News'));
  expect(states.at(-1)?.channels[0]).toMatchObject({ name: 'general', unread: 1 });
  await act(sandbox, 'U0LENA', { type: 'markRead', channel: 'C00001' });
  await lena.waits(() => states.at(-1)?.channels[0]?.unread === 0);
  socket.close();
});

test('toasts can be dismissed', async () => {
  const { sandbox } = await start(() => undefined);
  await act(sandbox, 'U0LENA', { type: 'say', channel: 'C00001', text: '/unheard' });
  const { toasts } = await state(sandbox, 'U0LENA');
  expect(toasts).toMatchObject([{ text: '/unheard is not a valid command.' }]);
  await act(sandbox, 'U0LENA', { type: 'dismissToast', id: toasts[0]?.id ?? '' });
  expect((await state(sandbox, 'U0LENA')).toasts).toEqual([]);
});

test('the built page is served where there is one', async () => {
  const webRoot = await mkdtemp(join(memoryFolder, 'page-'));
  await writeFile(join(webRoot, 'index.html'), '<p>The page</p>');
  const { sandbox } = await start(() => undefined, { webRoot });
  const response = await fetch(`${sandbox.url}/`);
  expect(await response.text()).toBe('<p>The page</p>');
  expect(response.headers.get('content-type')).toContain('text/html');
});
