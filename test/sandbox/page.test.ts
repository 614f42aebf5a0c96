import type { App } from '@slack/bolt';
import type { InputBlockElement, KnownBlock, ModalView } from '@slack/types';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { SandboxOptions } from '../../sandbox/server/start-sandbox.ts';
import { buildPage } from '../../sandbox/web/build.ts';
import { withPage } from '../../sandbox/web/screenshot.ts';
import { button, manifest, option, plain, section, start } from './bolt-app.ts';

/** A workspace with its page open in Chromium, as Lena sees it, and a Bolt app behind it. */
async function onPage(
  listen: (app: App) => void,
  use: (page: Page) => Promise<void>,
  limitMs = 3000,
  options: Partial<SandboxOptions> = {},
): Promise<void> {
  const { sandbox } = await start(listen, { webRoot: await buildPage(), limitMs, ...options });
  await withPage(sandbox.url, {}, async (page) => {
    const faults: string[] = [];
    page.on('pageerror', (fault) => faults.push(String(fault)));
    await use(page);
    expect(faults).toEqual([]);
  });
}

const composer = (page: Page) => page.getByRole('combobox', { name: 'Message #general' });

async function types(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

const input = (label: string, element: InputBlockElement, more: object = {}): KnownBlock => ({
  type: 'input',
  block_id: label,
  label: plain(label),
  element: { ...element, action_id: 'value' },
  ...more,
});

const form = (blocks: KnownBlock[], more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('A form'),
  submit: plain('Save'),
  blocks,
  ...more,
});

/** `/probe` opens the modal. */
function opens(app: App, view: ModalView): void {
  app.command('/probe', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
}

test('typing a slash offers the commands, Tab completes one, and the answer is only visible to the one who asked', async () => {
  await onPage(
    (app) => {
      app.command('/probe', async ({ ack, command }) => ack(`You asked for *${command.text}*`));
    },
    async (page) => {
      await page.getByText('New here?').waitFor();
      await composer(page).pressSequentially('/pr');
      expect(await page.getByRole('option').allInnerTexts()).toEqual([
        '/probe [what]\nDoes what the test says',
      ]);
      await composer(page).press('Tab');
      expect(await composer(page).inputValue()).toBe('/probe ');
      await composer(page).pressSequentially('the moon');
      await composer(page).press('Enter');
      const answer = page.getByRole('article').filter({ hasText: 'You asked for the moon' });
      await answer.getByText('Only visible to you').waitFor();
      expect(await answer.locator('strong').allInnerTexts()).toContain('the moon');
      await answer.getByRole('button', { name: 'Dismiss message' }).click();
      await answer.waitFor({ state: 'detached' });
    },
  );
});

test('a button shows that it waits until the app has answered, and its confirm dialog can be declined', async () => {
  let clicks = 0;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await onPage(
    (app) => {
      app.command('/probe', async ({ ack }) => {
        const confirm = {
          title: plain('Sure?'),
          text: plain('It counts.'),
          confirm: plain('Count'),
          deny: plain('No'),
        };
        await ack({
          text: 'Count',
          blocks: [
            section('Nothing counted'),
            { type: 'actions', elements: [{ ...button('Count up', 'count'), confirm }] },
          ],
        });
      });
      app.action('count', async ({ ack, respond }) => {
        await held;
        await ack();
        clicks += 1;
        await respond({ text: `Counted ${clicks}`, replace_original: true });
      });
    },
    async (page) => {
      await types(page, '/probe');
      const count = page.getByRole('button', { name: 'Count up' });
      await count.click();
      await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'No' }).click();
      expect(await count.getAttribute('aria-busy')).toBeNull();
      await count.click();
      await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'Count' }).click();
      await page.getByRole('status', { name: 'Waiting for the app' }).waitFor();
      letGo();
      await page.getByText('Counted 1').waitFor();
      expect(clicks).toBe(1);
    },
  );
});

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
  await withPage(sandbox.url, {}, async (page) => {
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

test('modals stack: what is pushed covers the first, and Escape leads back to it with all that was typed', async () => {
  await onPage(
    (app) => {
      const more: KnownBlock = { type: 'actions', elements: [button('More', 'more')] };
      opens(app, form([input('Name', { type: 'plain_text_input' }), more]));
      app.action('more', async ({ ack, body, client }) => {
        await ack();
        if (body.type !== 'block_actions') return;
        const view = form([input('Why', { type: 'plain_text_input' })], { title: plain('Details') });
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

test('switching person shows what that person sees', async () => {
  await onPage(
    (app) => {
      app.command('/probe', async ({ ack, respond }) => {
        await ack('For Lena alone');
        await respond({ response_type: 'in_channel', text: 'For everyone' });
      });
    },
    async (page) => {
      await types(page, '/probe');
      await page.getByText('For everyone').waitFor();
      await page.getByText('For Lena alone').waitFor();
      await page.getByRole('button', { name: 'leads' }).waitFor();
      await page.getByRole('button', { name: /Switch person/ }).click();
      const gita = page.getByRole('menuitem', { name: /Gita Guest/ });
      expect(await gita.textContent()).toContain('Single-channel guest');
      await gita.click();
      await page.getByRole('button', { name: /You are Gita Guest/ }).waitFor();
      await page.getByText('For everyone').waitFor();
      expect(await page.getByText('For Lena alone').count()).toBe(0);
      expect(await page.getByRole('button', { name: 'leads' }).count()).toBe(0);
    },
  );
});

test('opening the app tells it so and shows the Home it publishes; its messages stand in the tab beside', async () => {
  await onPage(
    (app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        if (event.tab !== 'home') return;
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: [section(`Good morning <@${event.user}>`)] },
        });
        await client.chat.postMessage({ channel: event.user, text: 'A word in private' });
      });
    },
    async (page) => {
      await page.getByRole('button', { name: 'Probe' }).click();
      await page
        .getByRole('tabpanel', { name: 'Home' })
        .getByText('Good morning @Lena Lead (sample)')
        .waitFor();
      await page.getByRole('tab', { name: 'Messages' }).click();
      await page.getByText('A word in private').waitFor();
    },
  );
});

test('a command that the app does not answer says so, and comes back to be sent again', async () => {
  await onPage(
    () => {},
    async (page) => {
      await types(page, '/probe twice');
      await page.getByRole('alert').getByText('/probe failed with the error').waitFor();
      await expect.poll(() => composer(page).inputValue()).toBe('/probe twice');
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await page.getByText('/probe failed').waitFor({ state: 'detached' });
    },
    300,
  );
});

test('an emoji is drawn in a font that the page brings along, on a machine without one too', async () => {
  await onPage(
    (app) => {
      app.command('/probe', async ({ ack }) => {
        await ack({ text: 'Done', blocks: [section(':white_check_mark: Done in 12 days')] });
      });
    },
    async (page) => {
      await types(page, '/probe');
      await page.getByRole('article').getByText('✅').waitFor();
      const fonts =
        '[...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family)';
      await page.evaluate('document.fonts.ready');
      expect(await page.evaluate(fonts)).toEqual(expect.arrayContaining(['Lato', 'Twemoji']));
    },
  );
});

test('words from a person never become markup, a broadcast or a link that hides where it leads', async () => {
  await onPage(
    (app) => {
      app.command('/probe', async ({ ack }) => {
        await ack({
          text: 'Words',
          blocks: [
            section(
              '&lt;!channel&gt; &lt;img src=x onerror=boom()&gt; <javascript:boom()|click me> <https://example.com|fine>',
            ),
            { type: 'section', text: plain('<b>bold?</b> *plain*') },
          ],
        });
      });
    },
    async (page) => {
      await types(page, '/probe');
      const answer = page.getByRole('article');
      await answer.getByText('<!channel> <img src=x onerror=boom()>').waitFor();
      await answer.getByText('<b>bold?</b> *plain*').waitFor();
      const links = await answer
        .getByRole('link')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
      expect(links).toEqual(['https://example.com']);
      expect(await answer.locator('.mention').count()).toBe(0);
    },
  );
});

test('the clock in the bar tells the time, and is moved from there', async () => {
  let now = Date.UTC(2026, 0, 12, 15, 20);
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await onPage(
    (app) => {
      app.command('/probe', async ({ ack }) => ack('It is there'));
    },
    async (page) => {
      const clock = page.getByRole('button', { name: 'Move the clock' });
      expect(await clock.innerText()).toContain('Mon, Jan 12, 2026, 4:20 PM');
      await clock.click();
      expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
        'Tomorrow, 9:00',
        'Next Monday, 9:00',
        '30 days on',
      ]);
      await page.getByRole('menuitem', { name: 'Next Monday' }).click();
      await page.getByRole('button', { name: 'The clock is moving' }).waitFor();
      arrive();
      await page
        .getByRole('button', { name: 'Move the clock' })
        .getByText('Mon, Jan 19, 2026, 9:00 AM')
        .waitFor();
    },
    3000,
    {
      now: () => now,
      moveClock: async (to) => {
        await arrived;
        now = to;
        return true;
      },
    },
  );
});

test('where the clock is the real one, there is nothing to move it with', async () => {
  await onPage(
    () => {},
    async (page) => {
      await page.locator('time.clock').waitFor();
      expect(await page.getByRole('button', { name: 'Move the clock' }).count()).toBe(0);
    },
  );
});
