import type { App, ViewSubmitAction } from '@slack/bolt';
import type { InputBlockElement, KnownBlock, ModalView } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { button, type Mode, manifest, mrkdwn, option, plain, section, start } from './bolt-app.ts';

const input = (label: string, element: InputBlockElement, more: object = {}): KnownBlock => ({
  type: 'input',
  block_id: label.toLowerCase(),
  label: plain(label),
  element: { ...element, action_id: 'value' },
  ...more,
});
const form = (title: string, blocks: KnownBlock[], more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain(title),
  submit: plain('Save'),
  blocks,
  ...more,
});
const named = (initial?: string) =>
  input('Name', { type: 'plain_text_input', ...(initial ? { initial_value: initial } : {}) });

/** `/probe` opens the modal. */
function opens(app: App, view: ModalView) {
  app.command('/probe', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
}

const options = [option('Low'), option('High')];
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
    option_groups: [{ label: plain('Group'), options: [option('In a group')] }],
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
    { mode, patienceMs: 500 },
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
    title: plain('Everything'),
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

test('Slack itself refuses what a field cannot hold, and the app never hears of it', async () => {
  const { sandbox } = await start((app) =>
    opens(
      app,
      form('Limits', [
        input('Short', { type: 'plain_text_input', min_length: 3, max_length: 5 }),
        input('Count', { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '10' }),
        input('Email', { type: 'email_text_input' }),
        input('Web', { type: 'url_text_input' }, { optional: true }),
      ]),
    ),
  );
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const modal = await lena.openModal();
  const cases: [string, string, string][] = [
    ['Short', 'ab', 'This must be at least 3 characters long.'],
    ['Short', 'abcdef', 'This must be no longer than 5 characters.'],
    ['Count', 'ten', 'Please enter a valid number.'],
    ['Count', '2.5', 'Please enter a whole number.'],
    ['Count', '0', 'Please enter a number no less than 1.'],
    ['Count', '11', 'Please enter a number no greater than 10.'],
    ['Email', 'nobody', 'Please enter a valid email address.'],
    ['Web', 'somewhere', 'Please enter a valid URL.'],
  ];
  for (const [label, value, error] of cases) {
    await modal.fill({ [label]: value });
    expect((await modal.submits()).errors?.[label]).toBe(error);
  }
  const interactions = sandbox.control.deliveries().filter((one) => one.kind === 'interactive');
  expect(interactions).toEqual([]);
});

describe('the answer to a submission', () => {
  const stack = async (answer: Parameters<App['view']>[1]) => {
    const started = await start((app) => {
      opens(app, form('First', [named()]));
      app.view('form', answer);
    });
    const lena = started.sandbox.as('lena');
    await lena.types('#general', '/probe');
    const modal = await lena.openModal();
    await modal.fill({ Name: 'AI Support Agent' });
    return { lena, modal, ...started };
  };

  test('errors stand at their fields and what was typed stays', async () => {
    const { modal, lena } = await stack(({ ack }) =>
      ack({ response_action: 'errors', errors: { name: 'There is one already' } }),
    );
    expect(await modal.submits()).toEqual({ errors: { Name: 'There is one already' } });
    expect(modal.text).toContain('Name\nAI Support Agent\nThere is one already');
    expect(modal.holds('Name')).toBe('AI Support Agent');
    await modal.fill({ Name: 'Another' });
    expect(modal.errors).toEqual({});
    expect(lena.modal()?.isOpen).toBe(true);
  });

  test('errors for a block that is no input leave the person with trouble', async () => {
    const { modal, sandbox } = await stack(({ ack }) =>
      ack({ response_action: 'errors', errors: { elsewhere: 'No' } }),
    );
    expect(await modal.submits()).toEqual({ trouble: 'We had some trouble connecting. Try again?' });
    expect(sandbox.control.deliveries().at(-1)?.answer).toMatchObject({ response_action: 'errors' });
  });

  test('update puts another view in its place and keeps what was typed where the ids stay', async () => {
    const { modal } = await stack(({ ack }) =>
      ack({
        response_action: 'update',
        view: form('Second', [
          named('Initial'),
          input('Team', { type: 'plain_text_input', initial_value: 'Support' }),
        ]),
      }),
    );
    const outcome = await modal.submits();
    expect(outcome.modal?.title).toBe('Second');
    expect(outcome.modal?.holds('Name')).toBe('AI Support Agent');
    expect(outcome.modal?.holds('Team')).toBe('Support');
  });

  test('an update to a view without a submit leaves no submit button of the one before', async () => {
    const { modal } = await stack(({ ack }) => {
      const { submit: _, ...done } = form('Recorded', []);
      return ack({
        response_action: 'update',
        view: { ...done, blocks: [{ type: 'section', text: { type: 'plain_text', text: 'Recorded.' } }] },
      });
    });
    const { modal: recorded } = await modal.submits();
    expect(recorded?.buttons).toHaveLength(1);
  });

  test('push lays a view on top, which knows the one below; closing it leads back', async () => {
    const views: ViewSubmitAction['view'][] = [];
    const { modal, lena } = await stack(async ({ ack, body }) => {
      views.push(body.view as ViewSubmitAction['view']);
      if (views.length === 1) await ack({ response_action: 'push', view: form('Second', [named()]) });
      else await ack();
    });
    const second = (await modal.submits()).modal;
    expect(second?.title).toBe('Second');
    await second?.fill({ Name: 'Inner' });
    expect(await second?.submits()).toEqual({ closed: true });
    expect(views[1]).toMatchObject({ previous_view_id: views[0]?.id, root_view_id: views[0]?.id });
    expect(lena.modal()?.title).toBe('First');
    expect(lena.modal()?.holds('Name')).toBe('AI Support Agent');
  });

  test('a fourth view is one too many', async () => {
    let depth = 1;
    const { lena } = await stack(({ ack }) => {
      depth += 1;
      return ack({ response_action: 'push', view: form(`View ${depth}`, [named('x')]) });
    });
    for (const title of ['View 2', 'View 3'])
      expect((await lena.modal()?.submits())?.modal?.title).toBe(title);
    expect(await lena.modal()?.submits()).toEqual({ trouble: 'We had some trouble connecting. Try again?' });
    expect(lena.modal()?.title).toBe('View 3');
  });

  test('clear closes all', async () => {
    let first = true;
    const { modal, lena } = await stack(async ({ ack }) => {
      await ack(
        first
          ? { response_action: 'push', view: form('Second', [named('x')]) }
          : { response_action: 'clear' },
      );
      first = false;
    });
    const second = (await modal.submits()).modal;
    expect(await second?.submits()).toEqual({ closed: true });
    expect(lena.modal()).toBeNull();
  });

  test('a view that Slack refuses leaves the person with trouble', async () => {
    const { modal } = await stack(({ ack }) =>
      ack({ response_action: 'update', view: form('A title beyond twenty-four', [named()]) }),
    );
    expect(await modal.submits()).toEqual({ trouble: 'We had some trouble connecting. Try again?' });
    expect(modal.text).toContain('We had some trouble connecting. Try again?');
  });
});

test('a submission that is not acknowledged in time leaves the modal with trouble, and a second try may succeed', async () => {
  let tries = 0;
  const { sandbox } = await start(
    (app) => {
      opens(app, form('Slow', [named()]));
      app.view('form', async ({ ack }) => {
        tries += 1;
        if (tries > 1) await ack();
      });
    },
    { limitMs: 500 },
  );
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const modal = await lena.openModal();
  await modal.fill({ Name: 'Once' });
  expect(await modal.submits()).toEqual({ trouble: 'We had some trouble connecting. Try again?' });
  expect(modal.holds('Name')).toBe('Once');
  expect(await modal.submits()).toEqual({ closed: true });
});

test('a submission delivered again is the same submission', async () => {
  const got: string[] = [];
  const { sandbox } = await start((app) => {
    opens(app, form('Form', [named()]));
    app.view('form', async ({ ack, body }) => {
      got.push(JSON.stringify(body));
      await ack();
    });
  });
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const modal = await lena.openModal();
  await modal.fill({ Name: 'Once' });
  await modal.submits();
  await sandbox.control.redeliver('view_submission');
  expect(got).toHaveLength(2);
  expect(got[1]).toBe(got[0]);
});

test('closing tells the app only where it asked, and the cross closes the views below', async () => {
  const closed: [string, boolean][] = [];
  const { sandbox } = await start((app) => {
    opens(
      app,
      form('First', [section('Go on'), { type: 'actions', elements: [button('Deeper', 'deeper')] }], {
        notify_on_close: true,
      }),
    );
    app.action('deeper', async ({ ack, body, client }) => {
      await ack();
      if (body.type === 'block_actions') {
        await client.views.push({
          trigger_id: body.trigger_id,
          view: form('Second', [named()], { notify_on_close: true, close: plain('Back') }),
        });
      }
    });
    app.view({ type: 'view_closed', callback_id: 'form' }, async ({ ack, body }) => {
      closed.push([body.view.title.text, 'is_cleared' in body && body.is_cleared]);
      await ack();
    });
  });
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const first = await lena.openModal();
  const second = (await first.clicks('Deeper')).modal;
  expect(second?.buttons).toEqual(['Back', 'Save']);
  await second?.clicks('Back');
  expect(closed).toEqual([['Second', false]]);
  const again = (await first.clicks('Deeper')).modal;
  await again?.closes({ all: true });
  expect(closed.slice(1)).toEqual([
    ['Second', true],
    ['First', true],
  ]);
  expect(lena.modal()).toBeNull();
});

test('views.push needs a person in a modal, and stops at three', async () => {
  const results: string[] = [];
  const deeper: KnownBlock[] = [{ type: 'actions', elements: [button('Deeper', 'deeper')] }];
  const view = (title: string) => form(title, deeper, { external_id: title });
  const { sandbox } = await start(
    (app) => {
      const push = (client: App['client'], trigger_id: string, title: string) =>
        client.views.push({ trigger_id, view: view(title) }).then(
          () => results.push('pushed'),
          (error) => results.push(error.data.error),
        );
      app.command('/raw', async ({ ack, body, client }) => {
        await ack();
        await push(client, body.trigger_id, 'Nowhere');
      });
      opens(app, view('First'));
      app.action('deeper', async ({ ack, body, client }) => {
        await ack();
        if (body.type !== 'block_actions') return;
        if (results.length === 1) await push(client, body.trigger_id, 'First');
        await push(client, body.trigger_id, `View ${results.length}`);
      });
    },
    { patienceMs: 300 },
  );
  const lena = sandbox.as('lena');
  await lena.types('#general', '/raw');
  await lena.types('#general', '/probe');
  for (const title of ['View 2', 'View 3', 'View 3']) {
    await (await lena.openModal()).clicks('Deeper');
    expect(lena.modal()?.title).toBe(title);
  }
  expect(results).toEqual([
    'invalid_trigger_id',
    'duplicate_external_id',
    'pushed',
    'pushed',
    'push_limit_reached',
  ]);
});

test('an app whose manifest does without interactivity hears no clicks', async () => {
  const mute = { ...manifest, settings: { ...manifest.settings, interactivity: { is_enabled: false } } };
  const blocks: KnownBlock[] = [{ type: 'actions', elements: [button('Click', 'click')] }];
  const { sandbox } = await start((app) => app.command('/probe', ({ ack }) => ack({ blocks })), {
    manifest: mute,
  });
  const answer = await sandbox.as('lena').types('#general', '/probe');
  expect((await answer.clicks('Click')).text).toBe(
    'This app is not configured to handle interactive responses.',
  );
});

test('only the top modal can be used', async () => {
  const { sandbox } = await start((app) => {
    opens(app, form('First', [named()]));
    app.view('form', ({ ack }) => ack({ response_action: 'push', view: form('Second', [named()]) }));
  });
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const first = await lena.openModal();
  await first.fill({ Name: 'x' });
  await first.submits();
  await expect(first.fill({ Name: 'y' })).rejects.toThrow('That is not there any more.');
  await expect(first.submits()).rejects.toThrow('That is not there any more.');
});

test('views.update keeps what was typed where block_id and action_id stay, and checks the hash', async () => {
  const errors: unknown[] = [];
  const options = [option('Low'), option('High')];
  const level = (choices: typeof options) => input('Level', { type: 'static_select', options: choices });
  const { sandbox } = await start((app) => {
    opens(
      app,
      form('First', [named(), level(options), { type: 'actions', elements: [button('More', 'more')] }]),
    );
    app.action('more', async ({ ack, body, client }) => {
      await ack();
      if (body.type !== 'block_actions' || !body.view) return;
      const { id, hash } = body.view;
      const view = form('Updated', [
        named('Initial'),
        level([option('Low')]),
        input('Extra', { type: 'plain_text_input', initial_value: 'new' }),
      ]);
      await client.views.update({ view_id: id, hash, view });
      await client.views.update({ view_id: id, hash, view }).catch((error) => errors.push(error.data.error));
      await client.views.update({ view_id: 'V0GONE', view }).catch((error) => errors.push(error.data.error));
    });
  });
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const modal = await lena.openModal();
  await modal.fill({ Name: 'Typed', Level: 'High' });
  await modal.clicks('More');
  await lena.waits(() => errors.length === 2);
  expect(errors).toEqual(['hash_conflict', 'not_found']);
  expect(modal.title).toBe('Updated');
  expect([modal.holds('Name'), modal.holds('Extra')]).toEqual(['Typed', 'new']);
  expect(modal.holds('Level'), 'an option that is no longer offered is not kept').toBe('');
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
      await client.views.update({ view_id: body.view.id, view: form(`Kind ${chosen}`, [named()]) });
    });
  });
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const modal = await lena.openModal();
  const seen = await modal.chooses('Kind', 'B');
  expect(seen.modal?.title).toBe('Kind B');
});

describe('a trigger', () => {
  const triggers = async (
    limitMs: number,
    use: (open: (view: ModalView) => Promise<string>) => Promise<void>,
  ) => {
    const results: string[] = [];
    const { sandbox } = await start(
      (app) => {
        app.command('/probe', async ({ ack, body, client }) => {
          await ack();
          await use(async (view) => {
            const result = await client.views.open({ trigger_id: body.trigger_id, view }).then(
              () => 'opened',
              (error) => String(error.data.error),
            );
            results.push(result);
            return result;
          });
          results.push('done');
        });
      },
      { limitMs, patienceMs: 500 },
    );
    const lena = sandbox.as('lena');
    await lena.types('#general', '/probe');
    await lena.waits(() => results.includes('done'));
    return results;
  };

  test('opens one modal', async () => {
    const results = await triggers(3000, async (open) => {
      await open(form('First', [named()]));
      await open(form('Second', [named()]));
    });
    expect(results).toEqual(['opened', 'exchanged_trigger_id', 'done']);
  });

  test('expires', async () => {
    const results = await triggers(60, async (open) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await open(form('Late', [named()]));
    });
    expect(results).toEqual(['expired_trigger_id', 'done']);
  });

  test('is not used up by a view that is refused', async () => {
    const results = await triggers(3000, async (open) => {
      await open(form('Without submit', [named()], { submit: undefined as never }));
      await open(form('First', [named()]));
    });
    expect(results).toEqual(['invalid_arguments', 'opened', 'done']);
  });
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
    { limitMs: 100 },
  );
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  await expect(lena.searches('Found', '')).rejects.toThrow('could not be loaded (invalid_options)');
  await expect(lena.searches('Found', '')).rejects.toThrow('could not be loaded (operation_timeout)');
});
