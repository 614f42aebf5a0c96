import type { App } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { createNameInput, form, input, opens } from '../support/modals.ts';
import { button, manifest, option, plainText, section, start } from './bolt-app.ts';

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
          view: form('Second', [createNameInput()], { notify_on_close: true, close: plainText('Back') }),
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
    { clientTimeoutMs: 300 },
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
    opens(app, form('First', [createNameInput()]));
    app.view('form', ({ ack }) =>
      ack({ response_action: 'push', view: form('Second', [createNameInput()]) }),
    );
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
      form('First', [
        createNameInput(),
        level(options),
        { type: 'actions', elements: [button('More', 'more')] },
      ]),
    );
    app.action('more', async ({ ack, body, client }) => {
      await ack();
      if (body.type !== 'block_actions' || !body.view) return;
      const { id, hash } = body.view;
      const view = form('Updated', [
        createNameInput('Initial'),
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

describe('a trigger', () => {
  const triggers = async (
    ackTimeoutMs: number,
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
      { ackTimeoutMs, clientTimeoutMs: 500 },
    );
    const lena = sandbox.as('lena');
    await lena.types('#general', '/probe');
    await lena.waits(() => results.includes('done'));
    return results;
  };

  test('opens one modal', async () => {
    const results = await triggers(3000, async (open) => {
      await open(form('First', [createNameInput()]));
      await open(form('Second', [createNameInput()]));
    });
    expect(results).toEqual(['opened', 'exchanged_trigger_id', 'done']);
  });

  test('expires', async () => {
    const results = await triggers(60, async (open) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await open(form('Late', [createNameInput()]));
    });
    expect(results).toEqual(['expired_trigger_id', 'done']);
  });

  test('is not used up by a view that is refused', async () => {
    const results = await triggers(3000, async (open) => {
      await open(form('Without submit', [createNameInput()], { submit: undefined as never }));
      await open(form('First', [createNameInput()]));
    });
    expect(results).toEqual(['invalid_arguments', 'opened', 'done']);
  });
});
