import { expect, test } from 'vitest';
import { button, manifest, people, section, start } from './bolt-app.ts';

const linked: typeof manifest = {
  ...manifest,
  features: { ...manifest.features, unfurl_domains: ['tasks.example.com'] },
  oauth_config: {
    scopes: { bot: [...(manifest.oauth_config?.scopes?.bot ?? []), 'links:read', 'links:write'] },
  },
  settings: {
    ...manifest.settings,
    event_subscriptions: {
      bot_events: ['link_shared', ...(manifest.settings?.event_subscriptions?.bot_events ?? [])],
    },
  },
};

interface Shared {
  readonly links: readonly string[];
  readonly channel: string;
  readonly member: boolean;
  readonly external: boolean | undefined;
}

/** Starts an app that gives each link it hears of a card with a button, and keeps what it heard and what was clicked. */
async function startLinked() {
  const heard: Shared[] = [];
  const clicked: unknown[] = [];
  const { sandbox } = await start(
    (app) => {
      app.event('link_shared', async ({ event, body, client }) => {
        const links = event.links.map(({ url }) => url);
        const { channel, is_bot_user_member: member, message_ts: ts } = event;
        heard.push({ links, channel, member, external: body.is_ext_shared_channel });
        const blocks = [section('A task'), { type: 'actions' as const, elements: [button('Open', 'open')] }];
        const unfurls = Object.fromEntries(links.map((url) => [url, { blocks }]));
        await client.chat.unfurl({ channel, ts, unfurls });
      });
      app.action('open', async ({ ack, body, respond }) => {
        await ack();
        clicked.push('container' in body ? body.container : null);
        await respond({ response_type: 'ephemeral', replace_original: false, text: 'Opened' });
      });
    },
    {
      manifest: linked,
      people: [
        ...people,
        { id: 'U0ELLE', name: 'Elle External', handle: 'elle', tz: 'Europe/Paris', team: 'T0ELSE' },
      ],
      channels: [
        { name: 'inside', members: ['lena', 'omar', 'app'] },
        { name: 'shared', members: ['lena', 'elle', 'app'] },
        { name: 'without-app', members: ['lena', 'omar'] },
      ],
    },
  );
  const call = async (args: object) => {
    const response = await fetch(`${sandbox.apiUrl}chat.unfurl`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.botToken}` },
      body: JSON.stringify(args),
    });
    return (await response.json()) as { ok: boolean; error?: string };
  };
  return { sandbox, heard, clicked, call, lena: sandbox.as('lena') };
}

test('a link to a registered domain gets a card that everybody in the channel sees and uses', async () => {
  const { sandbox, heard, clicked, lena } = await startLinked();
  const url = 'https://tasks.example.com/1?a=1&b=2';
  await lena.types('#inside', `Look: ${url} and https://elsewhere.example.com/2`);
  expect(heard).toEqual([{ links: [url], channel: 'C00001', member: true, external: false }]);

  const [card] = sandbox.as('omar').sees('#inside').at(-1)?.unfurls ?? [];
  expect(card?.text).toContain('A task');
  const seen = await card?.clicks('Open');
  expect(seen?.text).toBe('Opened');
  expect(clicked).toMatchObject([{ type: 'message_attachment', is_app_unfurl: true, app_unfurl_url: url }]);
});

test('the app hears of links where it is no member, and whether another company reads along', async () => {
  const { heard, lena } = await startLinked();
  await lena.types('#without-app', 'https://tasks.example.com/1');
  await lena.types('#shared', 'https://deep.tasks.example.com/1');
  expect(heard).toMatchObject([
    { channel: 'C00003', member: false, external: false },
    { channel: 'C00002', member: true, external: true },
  ]);
});

test('calls are refused as in Slack', async () => {
  const { call, lena } = await startLinked();
  await lena.types('#inside', 'https://tasks.example.com/1');
  const at = { channel: 'C00001', ts: lena.sees('#inside').at(-1)?.ts };
  const card = (blocks: object[] = [section('x')]) => ({ 'https://tasks.example.com/1': { blocks } });
  const cases: [error: string, args: object][] = [
    ['missing_channel', { unfurls: card() }],
    ['missing_ts', { channel: 'C00001', unfurls: card() }],
    ['missing_source', { unfurl_id: `C00001.${at.ts}`, unfurls: card() }],
    ['cannot_find_channel', { ...at, channel: 'C0NOWHERE', unfurls: card() }],
    ['cannot_find_message', { ...at, ts: '1.000000', unfurls: card() }],
    ['missing_unfurls', at],
    ['invalid_unfurls_format', { ...at, unfurls: '{' }],
    ['cannot_unfurl_url', { ...at, unfurls: { 'https://tasks.example.com/2': { blocks: [] } } }],
    ['cannot_parse_attachment', { ...at, unfurls: card([section('')]) }],
    ['invalid_arguments', { ...at, metadata: { entities: [] } }],
  ];
  for (const [error, args] of cases) expect([args, await call(args)]).toMatchObject([args, { error }]);
});
