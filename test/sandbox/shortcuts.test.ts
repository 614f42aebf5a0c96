import { expect, test } from 'vitest';
import { prepareBrowser, types } from '../support/page.ts';
import { type Mode, manifest, plainText, section, start } from './bolt-app.ts';

const { onPage } = prepareBrowser();

const modal = (text: string) => ({
  type: 'modal' as const,
  title: plainText('Probe'),
  blocks: [section(text)],
});

test.each<Mode>(['Socket Mode', 'HTTP'])(
  'a shortcut of the workspace arrives over %s as Slack sends it, and opens a modal',
  async (mode) => {
    const got: Record<string, unknown>[] = [];
    const { sandbox } = await start(
      (app) =>
        app.shortcut('probe', async ({ ack, body, client }) => {
          got.push({ ...body });
          await ack();
          await client.views.open({ trigger_id: body.trigger_id, view: modal('Probing') });
        }),
      { mode },
    );
    const shown = await sandbox.as('Lena Lead').picksShortcut('Probe it');
    expect(shown.modal?.text).toContain('Probing');
    expect(got[0]).toEqual({
      type: 'shortcut',
      token: 'sandbox-verification',
      action_ts: expect.any(String),
      team: { id: sandbox.teamId, domain: 'sandbox' },
      user: { id: 'U0LENA', username: 'lena', name: 'lena', team_id: sandbox.teamId },
      api_app_id: 'A0SANDBOX',
      enterprise: null,
      is_enterprise_install: false,
      callback_id: 'probe',
      trigger_id: expect.any(String),
    });
  },
);

test('a shortcut of a message arrives with the message and its channel, also where the app is not', async () => {
  const got: Record<string, unknown>[] = [];
  const { sandbox } = await start((app) =>
    app.shortcut('probe-this', async ({ ack, body, respond }) => {
      got.push({ ...body });
      await ack();
      await respond('Probed');
    }),
  );
  const lena = sandbox.as('Lena Lead');
  await lena.types('#without-app', 'Who has tried this?');
  const [message] = sandbox.as('Omar Owner').sees('#without-app');
  const shown = await message?.picksShortcut('Probe this');
  expect(shown?.text).toBe('Probed');
  expect(got[0]).toMatchObject({
    type: 'message_action',
    callback_id: 'probe-this',
    user: { id: 'U0OMAR' },
    channel: { id: 'C00003', name: 'without-app' },
    message_ts: message?.ts,
    message: { type: 'message', user: 'U0LENA', ts: message?.ts, text: 'Who has tried this?' },
    response_url: expect.stringContaining(`${sandbox.url}/response/`),
  });
});

test('a shortcut that is unknown, or of the other kind, or on a private answer, does nothing', async () => {
  const { sandbox } = await start((app) => app.command('/probe', ({ ack }) => ack('Only for you')));
  const lena = sandbox.as('Lena Lead');
  const answer = await lena.types('#general', '/probe');
  await expect(lena.picksShortcut('Probe this')).rejects.toThrow('There is no shortcut "Probe this" here.');
  await expect(lena.picksShortcut('Probe that')).rejects.toThrow('There is no shortcut "Probe that" here.');
  await expect(answer.messages[0]?.picksShortcut('Probe this')).rejects.toThrow('not there');
});

test('an app that does not answer a shortcut leaves an error, and one without interactivity gets none', async () => {
  const { sandbox } = await start(() => {}, { ackTimeoutMs: 50 });
  const shown = await sandbox.as('Lena Lead').picksShortcut('Probe it');
  expect(shown.toasts).toEqual(['"Probe it" failed with the error "operation_timeout"']);
  const { sandbox: mute } = await start(() => {}, {
    manifest: { ...manifest, settings: { ...manifest.settings, interactivity: { is_enabled: false } } },
  });
  const refused = await mute.as('Lena Lead').picksShortcut('Probe it');
  expect(refused.toasts).toEqual(['This app is not configured to handle interactive responses.']);
});

test('the page has a menu of shortcuts beside the composer, and one on each message', async () => {
  await onPage(
    (app) => {
      app.shortcut('probe', async ({ ack, body, client }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: modal('From the workspace') });
      });
      app.shortcut('probe-this', async ({ ack, shortcut, client }) => {
        await ack();
        const text = 'message' in shortcut ? `About: ${shortcut.message.text}` : '';
        await client.views.open({ trigger_id: shortcut.trigger_id, view: modal(text) });
      });
    },
    async (page) => {
      await page.getByRole('button', { name: 'Shortcuts' }).click();
      await page.getByRole('menuitem', { name: 'Probe it' }).click();
      await page.getByText('From the workspace').waitFor();
      await page.getByRole('button', { name: 'Close' }).first().click();
      await types(page, 'A new tool');
      const message = page.getByRole('article').filter({ hasText: 'A new tool' });
      await message.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Probe this' }).click();
      await page.getByText('About: A new tool').waitFor();
    },
  );
});
