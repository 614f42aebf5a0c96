import type { KnownBlock } from '@slack/types';
import { expect, test } from 'vitest';
import { findFaults } from '../support/accessible.ts';
import { composer, prepareBrowser, types } from '../support/page.ts';
import { button, manifest, mrkdwn, option, people, plainText, section } from './bolt-app.ts';

const { onPage } = prepareBrowser();

const options = [option('Low'), option('A level with a name that is much longer than the others')];
const link = 'https://tasks.example.com/7';
const longChannel = 'a-channel-whose-name-is-as-long-as-the-names-of-some-channels-are';
const longPerson = 'Donaudampfschifffahrtsgesellschaftskapitaensmuetze von Wittelsbach (sample)';
const longName = 'The assistant of the customer service in the region of Central and Eastern Europe';

const chart = {
  type: 'data_visualization',
  title: 'Weekly users',
  chart: {
    type: 'line',
    series: [
      { name: 'Daily', data: [{ label: 'Week 1', value: 12 }] },
      { name: 'Weekly', data: [{ label: 'Week 1', value: 25 }] },
    ],
    axis_config: { categories: ['Week 1'] },
  },
} as unknown as KnownBlock;

/** Every kind of block that a message can hold. */
const everyBlock: KnownBlock[] = [
  { type: 'header', text: plainText('Stage 2: 3 of 4 requirements') },
  { ...section(`:white_check_mark: *${longName}*\n<https://example.com|Runbook> <@U0OMAR> \`code\``) },
  { type: 'section', fields: [mrkdwn('*Owner*\nOmar'), mrkdwn('*Team*\nService')] } as KnownBlock,
  { type: 'section', text: mrkdwn('_Next_'), accessory: button('Do the next step', 'next') } as KnownBlock,
  {
    type: 'actions',
    elements: [
      { ...button('Save', 'save'), style: 'primary' },
      { ...button('Stop', 'stop'), style: 'danger' },
      { type: 'static_select', action_id: 'level', placeholder: plainText('Level'), options },
      { type: 'datepicker', action_id: 'day', placeholder: plainText('As of a day') },
      { type: 'overflow', action_id: 'more', options },
    ],
  },
  { type: 'context', elements: [mrkdwn('As of 2 March 2026')] },
  { type: 'divider' },
  chart,
  {
    type: 'table',
    rows: [
      [
        { type: 'raw_text', text: 'Use case' },
        { type: 'raw_text', text: 'Stage' },
      ],
      [
        { type: 'raw_text', text: longName },
        { type: 'raw_text', text: 'production' },
      ],
    ],
  },
];

/** Slack takes no charts on Home. */
const onHome = everyBlock.filter((block) => block !== chart);

const input = (label: string, element: object): KnownBlock =>
  ({
    type: 'input',
    block_id: label,
    label: plainText(label),
    hint: plainText(`An example of ${label}`),
    element: { ...element, action_id: 'value' },
  }) as KnownBlock;

const everyInput = [
  input('Name', { type: 'plain_text_input', initial_value: 'Half a name' }),
  input('Day', { type: 'datepicker', initial_date: '2026-07-14' }),
  input('Hour', { type: 'timepicker' }),
  input('Level', { type: 'static_select', options }),
  input('People', { type: 'multi_users_select', initial_users: ['U0OMAR'] }),
  input('Boxes', { type: 'checkboxes', options }),
  input('Radio', { type: 'radio_buttons', options }),
];

const agent: typeof manifest = {
  ...manifest,
  features: {
    ...manifest.features,
    unfurl_domains: ['tasks.example.com'],
    agent_view: {
      agent_description: 'Shows every block',
      suggested_prompts: [{ title: 'Show everything', message: 'Show me every block' }],
    },
  },
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

test('axe finds nothing serious in messages, a thread, a form, Home and the assistant, and nothing scrolls sideways', async () => {
  await onPage(
    (app) => {
      app.command('/probe', async ({ ack, body, client }) => {
        await ack();
        const view = { type: 'modal', title: plainText('A form'), submit: plainText('Save') } as const;
        await client.views.open({
          trigger_id: body.trigger_id,
          view: { ...view, callback_id: 'form', blocks: everyInput },
        });
      });
      app.view('form', ({ ack }) =>
        ack({ response_action: 'errors', errors: { Name: 'Enter a name of more than one word.' } }),
      );
      app.message('Show', async ({ message, client }) => {
        const { channel, ts: thread_ts } = message;
        await client.chat.postMessage({ channel, thread_ts, text: 'Every block', blocks: everyBlock });
        await client.assistant.threads.setStatus({
          channel_id: channel,
          thread_ts,
          status: 'is thinking...',
        });
      });
      app.event('link_shared', async ({ event, client }) => {
        const blocks = [
          section('A task'),
          { type: 'actions' as const, elements: [button('Open task', 'open')] },
        ];
        const { channel, message_ts: ts } = event;
        await client.chat.unfurl({ channel, ts, unfurls: { [link]: { blocks } } });
      });
      app.action('open', async ({ ack, respond }) => {
        await ack();
        await respond({ response_type: 'ephemeral', replace_original: false, text: 'Opened' });
      });
      app.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: onHome } });
      });
    },
    async (page) => {
      await composer(page).waitFor();
      await page.getByRole('button', { name: longChannel }).click();
      await page.getByRole('heading', { name: longChannel }).waitFor();
      expect(await findFaults(page), 'an empty channel with a long name').toEqual([]);
      await page.getByRole('button', { name: 'general' }).click();

      await types(page, `See ${link}`);
      const card = page.getByRole('region', { name: `Preview of ${link}` });
      await card.getByRole('button', { name: 'Open task' }).click();
      await page.getByText('Opened').waitFor();
      expect(await findFaults(page), 'the card of a link').toEqual([]);

      await types(page, '/probe');
      await page.getByRole('dialog').getByRole('button', { name: 'Change the date' }).click();
      expect(await findFaults(page), 'a form with an open calendar').toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Please complete').first().waitFor();
      expect(await findFaults(page), 'a form with errors').toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });

      await page.getByRole('button', { name: 'Probe', exact: true }).click();
      await page.getByRole('tabpanel', { name: 'Home' }).getByText('As of 2 March 2026').waitFor();
      expect(await findFaults(page), 'Home').toEqual([]);

      await page.getByRole('button', { name: 'Ask Probe' }).click();
      const panel = page.getByRole('complementary', { name: 'Assistant Probe' });
      await panel.getByRole('button', { name: 'Show everything' }).waitFor();
      expect(await findFaults(page), 'the assistant with its prompts').toEqual([]);
      await panel.getByRole('button', { name: 'Show everything' }).click();
      await panel.getByText('Probe is thinking…').waitFor();
      expect(await findFaults(page), 'the assistant with an answer').toEqual([]);
      await panel.getByRole('button', { name: 'Conversations' }).click();
      await panel.getByRole('button', { name: /^Show me every block/ }).waitFor();
      expect(await findFaults(page), 'the list of conversations').toEqual([]);
      await panel.getByRole('button', { name: 'Close the panel' }).click();

      await page.getByRole('tab', { name: 'Messages' }).click();
      await page.getByRole('button', { name: /^1 reply/ }).click();
      await page.getByRole('complementary', { name: 'Thread in Probe' }).waitFor();
      expect(await findFaults(page), 'messages and a thread').toEqual([]);
    },
    3000,
    {
      moveClock: async () => true,
      people: people.map((one) => (one.handle === 'lena' ? { ...one, name: longPerson } : one)),
      channels: ['general', longChannel].map((name) => ({ name, members: 'all' })),
      manifest: agent,
    },
  );
});
