import type { App } from '@slack/bolt';
import type { InputBlockElement, KnownBlock, ModalView } from '@slack/types';
import { expect, test } from 'vitest';
import { buildPage } from '../../sandbox/web/build.ts';
import { composer, prepareBrowser, types } from '../support/page.ts';
import { button, manifest, option, plainText, start } from './bolt-app.ts';

const { onPage, onAddress } = prepareBrowser();

const input = (label: string, element: InputBlockElement, more: object = {}): KnownBlock => ({
  type: 'input',
  block_id: label,
  label: plainText(label),
  element: { ...element, action_id: 'value' },
  ...more,
});

const form = (blocks: KnownBlock[], more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plainText('A form'),
  submit: plainText('Save'),
  blocks,
  ...more,
});

/** Lets `/probe` open the modal. */
function opens(app: App, view: ModalView): void {
  app.command('/probe', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
}

test('a field error stands under its field, what was typed is kept, and the corrected form is accepted', async () => {
  const names: (string | null | undefined)[] = [];
  await onPage(
    (app) => {
      opens(
        app,
        form([input('Name', { type: 'plain_text_input' }), input('Purpose', { type: 'plain_text_input' })]),
      );
      app.view('form', async ({ ack, view }) => {
        const name = view.state.values.Name?.value?.value;
        names.push(name);
        if (name === 'Taken')
          await ack({ response_action: 'errors', errors: { Name: 'That name is taken' } });
        else await ack();
      });
    },
    async (page) => {
      await types(page, '/probe');
      const dialog = page.getByRole('dialog', { name: 'A form' });
      await expect
        .poll(() => dialog.getByLabel('Name').evaluate((field) => field.matches(':focus')))
        .toBe(true);
      await dialog.getByLabel('Name').fill('Taken');
      await dialog.getByRole('button', { name: 'Save' }).click();
      // Slack itself asks for what is required, before the app hears of it.
      await dialog.getByText('Please complete this required field.').waitFor();
      await dialog.getByLabel('Purpose').fill('To answer');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText('That name is taken').waitFor();
      expect(await dialog.getByLabel('Name').inputValue()).toBe('Taken');
      expect(await dialog.getByLabel('Purpose').inputValue()).toBe('To answer');
      expect(await dialog.getByLabel('Name').getAttribute('aria-invalid')).toBe('true');
      await dialog.getByLabel('Name').fill('Free');
      await dialog.getByLabel('Name').press('Enter');
      await dialog.waitFor({ state: 'detached' });
      expect(names).toEqual(['Taken', 'Free']);
      await expect.poll(() => composer(page).evaluate((field) => field.matches(':focus'))).toBe(true);
    },
  );
});

test('every kind of input is filled in by its label and arrives', async () => {
  const options = [option('Low'), option('High')];
  const submitted: unknown[] = [];
  await onPage(
    (app) => {
      opens(
        app,
        form([
          input('Lines', { type: 'plain_text_input', multiline: true, max_length: 20 }),
          input('Email', { type: 'email_text_input' }),
          input('Web', { type: 'url_text_input' }),
          input('Amount', { type: 'number_input', is_decimal_allowed: true }),
          input('Day', { type: 'datepicker' }),
          input('Hour', { type: 'timepicker' }),
          input('Moment', { type: 'datetimepicker' }),
          input('One', { type: 'static_select', options }),
          input('Several', { type: 'multi_static_select', options }),
          input('Found', { type: 'external_select', min_query_length: 2 }),
          input('Person', { type: 'users_select' }),
          input('People', { type: 'multi_users_select' }),
          input('Place', { type: 'conversations_select' }),
          input('Channel', { type: 'channels_select' }),
          input('Boxes', { type: 'checkboxes', options }),
          input('Radio', { type: 'radio_buttons', options }),
        ]),
      );
      app.options('value', async ({ ack, payload }) => {
        await ack({
          options: ['Support agent', 'Contracts']
            .filter((one) => one.startsWith(payload.value))
            .map((one) => option(one)),
        });
      });
      app.view('form', async ({ ack, view }) => {
        submitted.push(
          ...Object.values(view.state.values).map(({ value: held }) => {
            const { type: _, ...given } = held ?? { type: '' };
            const [first] = Object.values(given);
            return JSON.parse(JSON.stringify(first), (key, one) =>
              key === '' && one?.value ? one.value : one,
            );
          }),
        );
        await ack();
      });
    },
    async (page) => {
      await types(page, '/probe');
      const dialog = page.getByRole('dialog');
      const field = (label: string) => dialog.getByLabel(label, { exact: true });
      const picks = async (label: string, ...choices: string[]) => {
        for (const choice of choices) {
          await field(label).click();
          await page.getByRole('option', { name: choice }).click();
        }
        await field(label).press('Tab');
      };
      await field('Lines').fill('Seventeen letters');
      await dialog.getByText('3', { exact: true }).waitFor();
      await field('Email').fill('lena@example.com');
      await field('Web').fill('https://example.com/a');
      await field('Amount').fill('2.5');
      await field('Day').fill('2026-07-14');
      await field('Hour').fill('09:30');
      await field('Moment').fill('2026-07-14T09:30');
      await picks('One', 'High');
      await picks('Several', 'Low', 'High');
      await field('Found').pressSequentially('Sup');
      await page.getByRole('option', { name: 'Support agent' }).click();
      await picks('Person', 'Omar Owner');
      await picks('People', 'Omar Owner', 'Gita Guest');
      await picks('Place', '#leads');
      await picks('Channel', '#general');
      await dialog.getByRole('group', { name: 'Boxes' }).getByLabel('Low').check();
      await dialog.getByRole('group', { name: 'Boxes' }).getByLabel('High').check();
      await dialog.getByRole('group', { name: 'Radio' }).getByLabel('High').check();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
      const picked = (text: string) => expect.objectContaining({ value: text.toLowerCase() });
      expect(submitted).toEqual([
        'Seventeen letters',
        'lena@example.com',
        'https://example.com/a',
        '2.5',
        '2026-07-14',
        '09:30',
        // Half past nine in Berlin, where Lena is.
        Date.UTC(2026, 6, 14, 7, 30) / 1000,
        'high',
        [picked('Low'), picked('High')],
        'support agent',
        'U0OMAR',
        ['U0OMAR', 'U0GITA'],
        expect.stringMatching(/^C/),
        expect.stringMatching(/^C/),
        [picked('Low'), picked('High')],
        'high',
      ]);
    },
  );
});

test('a file is chosen, taken out and chosen again, and the app is handed what it holds', async () => {
  const held: string[] = [];
  const scopes = { bot: [...(manifest.oauth_config?.scopes?.bot ?? []), 'files:read' as const] };
  const { sandbox } = await start(
    (app, { botToken }) => {
      opens(app, form([input('File', { type: 'file_input', filetypes: ['csv'], max_files: 1 })]));
      app.view('form', async ({ ack, view }) => {
        await ack();
        const url = view.state.values.File?.value?.files?.[0]?.url_private_download ?? '';
        const headers = [{}, { authorization: `Bearer ${botToken}` }];
        for (const header of headers) held.push(await (await fetch(url, { headers: header })).text());
      });
    },
    { webRoot: await buildPage(), manifest: { ...manifest, oauth_config: { scopes } } },
  );
  await onAddress(sandbox.url, async (page) => {
    await types(page, '/probe');
    const dialog = page.getByRole('dialog', { name: 'A form' });
    const chooses = (name: string, text: string) =>
      dialog.getByLabel('File').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await chooses('wrong.csv', 'x');
    await dialog.getByRole('button', { name: 'Remove wrong.csv' }).click();
    await chooses('right.csv', 'Grüße');
    await dialog.getByText('right.csv').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
  });
  await expect.poll(() => held).toEqual([expect.stringContaining('Log in'), 'Grüße']);
});

test('a date is chosen from a calendar or typed, and the field shows in words which one', async () => {
  const submitted: unknown[] = [];
  await onPage(
    (app) => {
      const day = { type: 'datepicker', initial_date: '2026-07-31' } as const;
      opens(app, form([input('Start', day), input('End', { type: 'datepicker' })]));
      app.view('form', async ({ ack, view: { state } }) => {
        await ack();
        submitted.push(state.values.Start?.value?.selected_date, state.values.End?.value?.selected_date);
      });
    },
    async (page) => {
      await types(page, '/probe');
      const dialog = page.getByRole('dialog', { name: 'A form' });
      const start = dialog.getByLabel('Start', { exact: true });
      const end = dialog.getByLabel('End', { exact: true });
      expect(await start.inputValue()).toBe('Fri, Jul 31, 2026');
      await dialog.getByRole('button', { name: 'Change the date, Fri, Jul 31, 2026' }).click();
      await dialog.getByRole('button', { name: 'Friday, July 31, 2026' }).press('ArrowDown');
      await dialog.getByRole('button', { name: 'Friday, August 7, 2026' }).press('Enter');
      expect(await start.inputValue()).toBe('Fri, Aug 7, 2026');
      await end.fill('soon');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Enter a date as YYYY-MM-DD.').waitFor();
      await dialog.getByRole('button', { name: 'Open the calendar' }).click();
      await page.keyboard.press('Escape');
      await end.fill('14 Sep 2026');
      await end.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      expect(submitted).toEqual(['2026-08-07', '2026-09-14']);
    },
  );
});

test('modals stack: what is pushed covers the first, and Escape leads back to it with all that was typed', async () => {
  await onPage(
    (app) => {
      const more: KnownBlock = { type: 'actions', elements: [button('More', 'more')] };
      opens(app, form([input('Name', { type: 'plain_text_input' }), more]));
      app.action('more', async ({ ack, body, client }) => {
        await ack();
        if (body.type !== 'block_actions') return;
        const view = form([input('Why', { type: 'plain_text_input' })], { title: plainText('Details') });
        await client.views.push({ trigger_id: body.trigger_id, view });
      });
    },
    async (page) => {
      await types(page, '/probe');
      await page.getByRole('dialog').getByLabel('Name').fill('Half a na');
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('dialog', { name: 'Details' }).getByLabel('Why').fill('Because');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: 'A form' }).waitFor();
      expect(await page.getByLabel('Name').inputValue()).toBe('Half a na');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  );
});
