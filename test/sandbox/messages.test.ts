import type { KnownBlock } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { button, type Mode, manifest, mrkdwn, option, plainText, section, start } from './bolt-app.ts';

const buttons = (...names: string[]): KnownBlock => ({
  type: 'actions',
  elements: names.map((name) => button(name, name.toLowerCase())),
});

describe.each<Mode>(['Socket Mode', 'HTTP'])('a button over %s', (mode) => {
  test('in an ephemeral answer tells the app where it stood, but not the message', async () => {
    const got: Record<string, unknown>[] = [];
    const { sandbox } = await start(
      (app) => {
        app.command('/probe', ({ ack }) => ack({ blocks: [section('Stage 2'), buttons('Share')] }));
        app.action('share', async ({ ack, body, respond }) => {
          got.push({ ...body });
          await ack();
          await respond({ response_type: 'in_channel', text: 'Stage 2, for all' });
        });
      },
      { mode },
    );
    const answer = await sandbox.as('lena').types('#general', '/probe');
    const shared = await answer.clicks('Share');
    expect(shared.text).toBe('Stage 2, for all');
    expect(shared.messages[0]?.isEphemeral).toBe(false);
    expect(
      sandbox
        .as('omar')
        .sees('#general')
        .map((one) => one.text),
    ).toEqual(['Stage 2, for all']);
    const ts = answer.messages[0]?.ts;
    expect(got[0]).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0LENA', username: 'lena', team_id: sandbox.teamId },
      channel: { id: 'C00001', name: 'general' },
      container: { type: 'message', message_ts: ts, channel_id: 'C00001', is_ephemeral: true },
      actions: [
        {
          type: 'button',
          action_id: 'share',
          value: 'Share',
          text: plainText('Share'),
          action_ts: expect.any(String),
        },
      ],
      response_url: expect.any(String),
      trigger_id: expect.any(String),
    });
    expect(got[0]).not.toHaveProperty('message');
  });

  test('in a channel message carries the message, and an answer replaces it unless told otherwise', async () => {
    const got: Record<string, unknown>[] = [];
    const { sandbox, app } = await start(
      (app) =>
        app.action('done', async ({ ack, body, respond }) => {
          got.push({ ...body });
          await ack();
          await respond({ text: 'It is done' });
        }),
      { mode },
    );
    const posted = await app.client.chat.postMessage({
      channel: 'C00001',
      text: 'Do it',
      blocks: [section('Do it'), buttons('Done')],
    });
    const lena = sandbox.as('lena');
    await lena.sees('#general')[0]?.clicks('Done');
    expect(lena.sees('#general').map((one) => [one.ts, one.text])).toEqual([[posted.ts, 'It is done']]);
    expect(got[0]).toMatchObject({
      container: { is_ephemeral: false, message_ts: posted.ts },
      message: { type: 'message', ts: posted.ts, text: 'Do it', bot_id: 'B0SANDBOX' },
    });
  });

  test('shows the person that the app did not answer in time', async () => {
    const { sandbox } = await start(
      (app) => {
        app.command('/probe', ({ ack }) => ack({ blocks: [buttons('Slow')] }));
        app.action('slow', async () => undefined);
      },
      { mode, ackTimeoutMs: 300 },
    );
    const answer = await sandbox.as('lena').types('#general', '/probe');
    expect((await answer.clicks('Slow')).text).toBe('The app did not respond (operation_timeout).');
  });
});

test('of two buttons with one text, the one near the text that is meant is clicked', async () => {
  const got: string[] = [];
  const row = (id: string): KnownBlock[] => [
    section(`${id} is a use case`),
    { type: 'actions', elements: [button('Open', 'open', id)] },
  ];
  const accessory: KnownBlock = {
    type: 'section',
    text: mrkdwn('UC-3 is one'),
    accessory: button('Open', 'open', 'UC-3'),
  };
  const { sandbox } = await start((app) => {
    app.command('/probe', ({ ack }) => ack({ blocks: [...row('UC-1'), ...row('UC-2'), accessory] }));
    app.action('open', async ({ ack, payload, respond }) => {
      got.push('value' in payload ? String(payload.value) : '');
      await ack();
      await respond({ text: 'Opened', replace_original: false });
    });
  });
  const answer = await sandbox.as('lena').types('#general', '/probe');
  await answer.clicks('Open', { near: 'UC-2' });
  await answer.clicks('Open', { near: 'UC-3' });
  expect(got).toEqual(['UC-2', 'UC-3']);
  await expect(answer.clicks('Open')).rejects.toThrow(
    'More than one fits "Open": "Open" beside "UC-1 is a use case',
  );
  await expect(answer.clicks('Open', { near: 'UC-9' })).rejects.toThrow('None fits "Open" near "UC-9"');
  await expect(answer.clicks('Close')).rejects.toThrow('No button "Close"; there are "Open", "Open", "Open"');
});

test('selects, overflow and confirmations in a message', async () => {
  const got: unknown[] = [];
  const blocks: KnownBlock[] = [
    {
      type: 'actions',
      block_id: 'row',
      elements: [
        {
          type: 'static_select',
          action_id: 'stage',
          placeholder: plainText('Stage'),
          options: [option('One'), option('Two')],
        },
        { type: 'overflow', action_id: 'more', options: [option('Archive'), option('Stop')] },
        {
          ...button('Delete', 'delete'),
          confirm: { title: plainText('Sure?'), text: mrkdwn('*All* of it') },
        },
      ],
    },
  ];
  const { sandbox } = await start(
    (app) => {
      app.command('/probe', ({ ack }) => ack({ blocks }));
      app.action(/.*/, async ({ ack, payload, body }) => {
        got.push([payload, body.type === 'block_actions' ? body.state?.values : null]);
        await ack();
      });
    },
    { clientTimeoutMs: 50 },
  );
  const message = (await sandbox.as('lena').types('#general', '/probe')).messages[0];
  await message?.chooses('Stage', 'Two');
  await expect.poll(() => got).toHaveLength(1);
  await message?.clicks('Stop');
  await expect.poll(() => got).toHaveLength(2);
  expect(message?.asksBefore('Delete')).toBe('Sure?\nAll of it');
  await message?.clicks('Delete');
  await expect.poll(() => got).toHaveLength(3);
  const two = { text: { ...plainText('Two'), emoji: true }, value: 'two' };
  const values = { row: { stage: { type: 'static_select', selected_option: two } } };
  expect(got).toMatchObject([
    [{ type: 'static_select', action_id: 'stage', selected_option: two }, values],
    [{ type: 'overflow', action_id: 'more', selected_option: option('Stop') }, values],
    [{ type: 'button', action_id: 'delete' }, values],
  ]);
});

test('Home is asked for when it is opened, kept while it is the same, and checked by its hash', async () => {
  const opened: unknown[] = [];
  const { sandbox, app } = await start((app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      opened.push(event);
      const blocks: KnownBlock[] = [
        { type: 'header', text: plainText(`Visit ${opened.length}`) },
        {
          type: 'input',
          block_id: 'b',
          label: plainText('Note'),
          element: { type: 'plain_text_input', action_id: 'a' },
        },
        buttons('Open'),
      ];
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
    });
    app.action('open', async ({ ack, body, client }) => {
      await ack();
      if (body.type !== 'block_actions' || !body.view) return;
      const view = { type: 'home' as const, blocks: [section(`Opened by <@${body.user.id}>`)] };
      await client.views.publish({ user_id: body.user.id, hash: body.view.hash, view });
    });
  });
  const lena = sandbox.as('lena');
  const home = await lena.opensHome();
  expect(home.text).toBe('Visit 1\nNote\n[Open]');
  expect(opened[0]).toMatchObject({
    type: 'app_home_opened',
    user: 'U0LENA',
    channel: 'D0LENA',
    tab: 'home',
  });
  await home.fill({ Note: 'mine' });
  expect((await lena.opensHome()).text).toBe('Visit 2\nNote\nmine\n[Open]');
  expect(opened[1]).toMatchObject({
    view: { type: 'home', state: { values: { b: { a: { value: 'mine' } } } } },
  });
  expect((await home.clicks('Open')).home?.text).toBe('Opened by @Lena Lead (sample)');
  expect(sandbox.as('omar').home()).toBeNull();
  const stale = app.client.views.publish({
    user_id: 'U0LENA',
    hash: 'stale',
    view: { type: 'home', blocks: [] },
  });
  await expect(stale).rejects.toThrow('hash_conflict');
});

test('without a Home tab in the manifest there is none', async () => {
  const homeless = { ...manifest, features: { ...manifest.features, app_home: { home_tab_enabled: false } } };
  const { sandbox, app } = await start(() => undefined, { manifest: homeless });
  await expect(sandbox.as('lena').opensHome()).rejects.toThrow('no such tab');
  await expect(
    app.client.views.publish({ user_id: 'U0LENA', view: { type: 'home', blocks: [] } }),
  ).rejects.toThrow('not_enabled');
});

test('the app hears what is written to it, itself included, and is mentioned where it is a member', async () => {
  const { sandbox } = await start(
    (app) => {
      app.message(async ({ say }) => void (await say('pong')));
      app.event('app_mention', async ({ event, say }) => void (await say(`You said: ${event.text}`)));
    },
    { clientTimeoutMs: 500 },
  );
  const lena = sandbox.as('lena');
  expect((await lena.types('@Probe', 'ping <b>')).text).toBe('pong');
  const listEvents = () =>
    sandbox.control.deliveries().map((one) => one.payload.event as Record<string, unknown>);
  expect(listEvents()).toMatchObject([
    { type: 'message', channel_type: 'im', user: 'U0LENA', text: 'ping &lt;b&gt;' },
    { type: 'message', channel_type: 'im', bot_id: 'B0SANDBOX', text: 'pong' },
  ]);
  const mentioned = await lena.types('#general', '@Probe hello @Omar Owner');
  expect(mentioned.text).toBe('You said: @Probe hello @Omar Owner (sample)');
  await lena.types('#without-app', '@Probe are you there?');
  expect(listEvents().filter((one) => one.type === 'app_mention')).toHaveLength(1);
  expect(lena.directMessages().map((one) => one.text)).toEqual(['ping <b>', 'pong']);
});

test('events that the manifest does not subscribe to, or has no scope for, are not sent', async () => {
  const quiet = {
    ...manifest,
    oauth_config: { scopes: { bot: ['commands' as const, 'chat:write' as const] } },
    settings: { ...manifest.settings, event_subscriptions: { bot_events: ['message.im' as const] } },
  };
  const { sandbox } = await start(() => undefined, { manifest: quiet, clientTimeoutMs: 50 });
  await sandbox.as('lena').types('@Probe', 'ping');
  await sandbox.control.deactivate('omar');
  expect(sandbox.control.deliveries()).toEqual([]);
});

test('a direct message goes by user id, is updated by the channel of the answer, and deleted', async () => {
  const { sandbox, app } = await start(() => undefined);
  const { client } = app;
  const sent = await client.chat.postMessage({ channel: 'U0OMAR', text: 'Decide by Friday' });
  expect(sent).toMatchObject({
    ok: true,
    channel: 'D0OMAR',
    message: { text: 'Decide by Friday', bot_id: 'B0SANDBOX' },
  });
  const omar = sandbox.as('omar');
  expect(omar.directMessages().map((one) => one.text)).toEqual(['Decide by Friday']);
  expect(omar.connection.state().directMessages[0]?.unread).toBe(1);
  await client.chat.update({ channel: 'D0OMAR', ts: String(sent.ts), text: 'Decided' });
  expect(omar.directMessages()[0]?.text).toBe('Decided');
  await client.chat.delete({ channel: 'D0OMAR', ts: String(sent.ts) });
  expect(omar.directMessages()).toEqual([]);
  expect(sandbox.as('lena').directMessages()).toEqual([]);
});

test('an update without blocks keeps them, an empty list removes them, and selects keep their choice', async () => {
  const { sandbox, app } = await start((app) => app.action('stage', ({ ack }) => ack()), {
    clientTimeoutMs: 50,
  });
  const select = {
    type: 'static_select' as const,
    action_id: 'stage',
    placeholder: plainText('Stage'),
    options: [option('One')],
  };
  const blocks: KnownBlock[] = [section('First'), { type: 'actions', block_id: 'row', elements: [select] }];
  const { ts } = await app.client.chat.postMessage({ channel: '#general', text: 'First', blocks });
  const message = sandbox.as('lena').sees('#general')[0];
  await message?.chooses('Stage', 'One');
  const update = (more: object) =>
    app.client.chat.update({ channel: 'C00001', ts: String(ts), text: 'Second', ...more });
  await update({});
  expect(message?.text).toBe('First\n[One]');
  await update({ blocks: [section('Third'), blocks[1]] });
  expect(message?.text).toBe('Third\n[One]');
  await update({ blocks: [] });
  expect(message?.text).toBe('Second');
});

test('an ephemeral message is for one person, and gone once dismissed', async () => {
  const { sandbox, app } = await start(() => undefined);
  await app.client.chat.postEphemeral({ channel: 'C00001', user: 'U0LENA', text: 'Between us' });
  const lena = sandbox.as('lena');
  const [message] = lena.sees('#general');
  expect(message).toMatchObject({
    text: 'Between us',
    isEphemeral: true,
    isFromApp: true,
    channel: '#general',
  });
  expect(sandbox.as('omar').sees('#general')).toEqual([]);
  await lena.connection.act({ type: 'dismissMessage', channel: 'C00001', ts: message?.ts ?? '' });
  expect(lena.sees('#general')).toEqual([]);
});

test('a person reads names, links, dates in their time zone, and no markup', async () => {
  const { sandbox, app } = await start(() => undefined);
  const seconds = Date.parse('2026-01-12T23:30:00Z') / 1000;
  const text = `*Bold* _it_ ~no~ \`code\` 2*3*4 snake_case <@U0OMAR> <#C00001> <https://a.example|a &lt;link&gt;> <https://b.example> <!date^${seconds}^{date_num} {time}|later> &amp; more`;
  const rows = [
    [
      { type: 'raw_text' as const, text: 'Item' },
      { type: 'raw_number' as const, value: 8, text: '8' },
    ],
  ];
  await app.client.chat.postMessage({
    channel: 'C00001',
    text: 'Fallback',
    blocks: [
      { type: 'header', text: plainText('Stage *2*') },
      section(text),
      { type: 'section', fields: [mrkdwn('*R1*'), plainText('holds')] },
      {
        type: 'context',
        elements: [
          mrkdwn('as of'),
          { type: 'image', image_url: 'https://a.example/a.png', alt_text: 'a seal' },
        ],
      },
      { type: 'table', rows },
    ],
  });
  const [message] = sandbox.as('lena').sees('#general');
  expect(message?.text.split('\n')).toEqual([
    'Stage *2*',
    'Bold it no code 2*3*4 snake_case @Omar Owner (sample) #general a <link> https://b.example 2026-01-13 00:30 & more',
    'R1',
    'holds',
    'as of a seal',
    'Item | 8',
  ]);
  expect(sandbox.as('omar').sees('#general')[0]?.text).toContain('2026-01-12 18:30');
  expect(message?.notification).toBe('Fallback');
});

test('a broadcast that the app posts stays visible on the message', async () => {
  const { sandbox, app } = await start(() => undefined);
  await app.client.chat.postMessage({
    channel: 'C00001',
    text: 'quiet',
    blocks: [section('&lt;!channel&gt;')],
  });
  await app.client.chat.postMessage({ channel: 'C00001', text: 'loud', blocks: [section('Hey <!channel>')] });
  expect(
    sandbox
      .as('lena')
      .sees('#general')
      .map((one) => one.broadcasts),
  ).toEqual([[], ['channel']]);
});

test('deactivating, reactivating and uninstalling are told to the app', async () => {
  const told: unknown[] = [];
  const { sandbox, app } = await start((app) => {
    app.event('user_change', async ({ event }) => void told.push([event.user.id, event.user.deleted]));
    app.event('app_uninstalled', async () => void told.push('app_uninstalled'));
    app.event('tokens_revoked', async () => void told.push('tokens_revoked'));
  });
  const { users } = app.client;
  expect((await users.info({ user: 'U0OMAR' })).user).toMatchObject({
    deleted: false,
    tz: 'America/New_York',
  });
  await sandbox.control.deactivate('Omar Owner');
  expect((await users.info({ user: 'U0OMAR' })).user).toMatchObject({ deleted: true });
  expect((await users.info({ user: 'U0OMAR' })).user).not.toHaveProperty('tz');
  await sandbox.control.reactivate('Omar Owner');
  await sandbox.control.uninstall();
  expect(told).toEqual([['U0OMAR', true], ['U0OMAR', false], 'app_uninstalled', 'tokens_revoked']);
  await expect(app.client.auth.test()).rejects.toThrow('account_inactive');
  expect((await sandbox.as('lena').types('#general', '/probe')).text).toBe('/probe is not a valid command.');
});
