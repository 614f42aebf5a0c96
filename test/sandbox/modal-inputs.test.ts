import type { ViewSubmitAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { expect, test } from 'vitest';
import { createNameInput, form, input, opens, options } from '../support/modals.ts';
import { type Mode, mrkdwn, option, plainText, start } from './bolt-app.ts';

const everyInput: KnownBlock[] = [
  input('Text', { type: 'plain_text_input', multiline: true }),
  input('Email', { type: 'email_text_input' }),
  input('Web', { type: 'url_text_input' }),
  input('Number', { type: 'number_input', is_decimal_allowed: true }),
  input('Rich', { type: 'rich_text_input' }),
  input('Date', { type: 'datepicker' }),
  input('Time', { type: 'timepicker', timezone: 'Europe/Berlin' }),
  input('Moment', { type: 'datetimepicker' }),
  input('One', { type: 'static_select', options }),
  input('Grouped', {
    type: 'static_select',
    option_groups: [{ label: plainText('Group'), options: [option('In a group')] }],
  }),
  input('Several', { type: 'multi_static_select', options }),
  input('Found', { type: 'external_select', min_query_length: 2 }),
  input('Many found', { type: 'multi_external_select' }),
  input('Person', { type: 'users_select' }),
  input('People', { type: 'multi_users_select' }),
  input('Place', { type: 'conversations_select', response_url_enabled: true }),
  input('Places', { type: 'multi_conversations_select' }),
  input('Channel', { type: 'channels_select' }),
  input('Channels', { type: 'multi_channels_select' }),
  input('Boxes', { type: 'checkboxes', options }),
  input('Radio', { type: 'radio_buttons', options }),
  input('Files', { type: 'file_input' }),
  input('Left out', { type: 'plain_text_input' }, { optional: true }),
  input('Nobody', { type: 'users_select' }, { optional: true }),
  {
    type: 'section',
    block_id: 'beside',
    text: mrkdwn('Stage'),
    accessory: { type: 'static_select', action_id: 'stage', options },
  },
];

test.each<Mode>(['Socket Mode', 'HTTP'])('every input arrives in state.values over %s', async (mode) => {
  const submitted: ViewSubmitAction[] = [];
  const { sandbox } = await start(
    (app) => {
      opens(app, form('Everything', everyInput, { private_metadata: '{"id":1}' }));
      app.options('value', ({ ack }) => ack({ options: [option('Found it'), option('Found more')] }));
      app.action('stage', ({ ack }) => ack());
      app.view('form', async ({ ack, body, respond }) => {
        submitted.push(body as ViewSubmitAction);
        await ack();
        await respond('Said where it was picked');
      });
    },
    { mode, clientTimeoutMs: 500 },
  );
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const modal = await lena.openModal();
  expect(modal.labels.slice(0, 3)).toEqual(['Text', 'Email', 'Web']);
  await modal.fill({
    Text: 'Some\nlines',
    Email: 'a@b.example',
    Web: 'https://a.example',
    Number: 2.5,
    Rich: 'Rich words',
    Date: '2025-07-14',
    Time: '09:30',
    Moment: '2025-07-14T09:30:00Z',
    One: 'High',
    Grouped: 'In a group',
    Several: ['Low', 'High'],
    Found: 'Found it',
    'Many found': ['Found it', 'Found more'],
    Person: '@Omar Owner',
    People: ['@omar', 'Lena Lead'],
    Place: '#leads',
    Places: ['#general', '@Probe'],
    Channel: '#general',
    Channels: ['#general', '#leads'],
    Boxes: ['Low'],
    Radio: 'High',
    Stage: 'Low',
  });
  await modal.attaches('Files', { name: 'dpa.pdf', contents: '%PDF' });
  expect(modal.holds('Files')).toBe('dpa.pdf');
  expect(modal.holds('Many found')).toBe('Found it, Found more');
  expect(await modal.submits()).toEqual({ closed: true });
  await lena.waits(() => lena.sees('#leads').some((one) => one.text === 'Said where it was picked'));

  const sent = (text: string) => ({
    text: { type: 'plain_text', text, emoji: true },
    value: text.toLowerCase(),
  });
  const rich = { type: 'rich_text_section', elements: [{ type: 'text', text: 'Rich words' }] };
  const view = submitted[0]?.view;
  expect(view?.state.values).toEqual({
    text: { value: { type: 'plain_text_input', value: 'Some\nlines' } },
    email: { value: { type: 'email_text_input', value: 'a@b.example' } },
    web: { value: { type: 'url_text_input', value: 'https://a.example' } },
    number: { value: { type: 'number_input', value: '2.5' } },
    rich: { value: { type: 'rich_text_input', rich_text_value: { type: 'rich_text', elements: [rich] } } },
    date: { value: { type: 'datepicker', selected_date: '2025-07-14' } },
    time: { value: { type: 'timepicker', selected_time: '09:30', timezone: 'Europe/Berlin' } },
    moment: { value: { type: 'datetimepicker', selected_date_time: 1752485400 } },
    one: { value: { type: 'static_select', selected_option: sent('High') } },
    grouped: { value: { type: 'static_select', selected_option: sent('In a group') } },
    several: { value: { type: 'multi_static_select', selected_options: [sent('Low'), sent('High')] } },
    found: { value: { type: 'external_select', selected_option: sent('Found it') } },
    'many found': {
      value: { type: 'multi_external_select', selected_options: [sent('Found it'), sent('Found more')] },
    },
    person: { value: { type: 'users_select', selected_user: 'U0OMAR' } },
    people: { value: { type: 'multi_users_select', selected_users: ['U0OMAR', 'U0LENA'] } },
    place: { value: { type: 'conversations_select', selected_conversation: 'C00002' } },
    places: { value: { type: 'multi_conversations_select', selected_conversations: ['C00001', 'D0LENA'] } },
    channel: { value: { type: 'channels_select', selected_channel: 'C00001' } },
    channels: { value: { type: 'multi_channels_select', selected_channels: ['C00001', 'C00002'] } },
    boxes: { value: { type: 'checkboxes', selected_options: [sent('Low')] } },
    radio: { value: { type: 'radio_buttons', selected_option: sent('High') } },
    files: {
      value: {
        type: 'file_input',
        files: [expect.objectContaining({ name: 'dpa.pdf', filetype: 'pdf', size: 4, user: 'U0LENA' })],
      },
    },
    'left out': { value: { type: 'plain_text_input', value: null } },
    nobody: { value: { type: 'users_select', selected_user: null } },
    beside: { stage: { type: 'static_select', selected_option: sent('Low') } },
  });
  expect(view).toMatchObject({
    type: 'modal',
    callback_id: 'form',
    private_metadata: '{"id":1}',
    previous_view_id: null,
    root_view_id: view?.id,
    hash: expect.any(String),
    title: plainText('Everything'),
  });
  expect(submitted[0]).toMatchObject({
    type: 'view_submission',
    user: { id: 'U0LENA', name: 'lena' },
    api_app_id: 'A0SANDBOX',
    trigger_id: expect.any(String),
    response_urls: [{ block_id: 'place', action_id: 'value', channel_id: 'C00002' }],
  });
});

test('a field takes only what it offers, and says what that is', async () => {
  const { sandbox } = await start((app) => {
    const found = input('Found', { type: 'external_select', min_query_length: 2 });
    const one = input('One', { type: 'static_select', options });
    opens(app, form('Choices', [one, found, input('Person', { type: 'users_select' })]));
    app.options('value', ({ ack, payload }) => ack({ options: [option(`${payload.value}port`)] }));
  });
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const modal = await lena.openModal();
  expect(modal.options('One')).toEqual(['Low', 'High']);
  expect(await lena.searches('Found', 's')).toEqual([]);
  expect(await lena.searches('Found', 'sup')).toEqual(['support']);
  await expect(modal.fill({ Found: 'sup' })).rejects.toThrow(
    '"Found" does not offer "sup"; it offers "support"',
  );
  await expect(modal.fill({ One: 'Medium' })).rejects.toThrow('it offers "Low", "High"');
  await expect(modal.fill({ Person: '@Nobody' })).rejects.toThrow('"Omar Owner (sample)"');
  await expect(modal.fill({ Nowhere: 'x' })).rejects.toThrow('there is "One", "Found", "Person"');
  await sandbox.control.deactivate('Omar Owner');
  await expect(modal.fill({ Person: '@Omar Owner' })).rejects.toThrow('Not offered here: U0OMAR');
});

test('dispatch_action tells the app while the modal is open', async () => {
  const { sandbox } = await start((app) => {
    opens(
      app,
      form('First', [
        input(
          'Kind',
          { type: 'static_select', options: [option('A'), option('B')] },
          { dispatch_action: true },
        ),
      ]),
    );
    app.action('value', async ({ ack, body, client, action }) => {
      await ack();
      if (body.type !== 'block_actions' || !body.view || action.type !== 'static_select') return;
      const chosen = action.selected_option.text.text;
      await client.views.update({ view_id: body.view.id, view: form(`Kind ${chosen}`, [createNameInput()]) });
    });
  });
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const modal = await lena.openModal();
  const seen = await modal.chooses('Kind', 'B');
  expect(seen.modal?.title).toBe('Kind B');
});

test('an external select without an answer, or with too many options, says so', async () => {
  const answers = [Array.from({ length: 101 }, (_, index) => option(`O${index}`))];
  const { sandbox } = await start(
    (app) => {
      opens(app, form('Search', [input('Found', { type: 'external_select', min_query_length: 0 })]));
      app.options('value', async ({ ack }) => {
        const options = answers.shift();
        if (options) await ack({ options });
      });
    },
    { ackTimeoutMs: 100 },
  );
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  await expect(lena.searches('Found', '')).rejects.toThrow('could not be loaded (invalid_options)');
  await expect(lena.searches('Found', '')).rejects.toThrow('could not be loaded (operation_timeout)');
});
