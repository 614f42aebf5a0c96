import { expect, test } from 'vitest';
import { composer, prepareBrowser, types } from '../support/page.ts';
import { button, plainText, section } from './bolt-app.ts';

const { onPage } = prepareBrowser();

test('Try it sends what it names, and the dark mode that somebody chose outlives a reload', async () => {
  await onPage(
    (app) => {
      app.command('/probe', async ({ ack }) => ack('Probed'));
    },
    async (page) => {
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.getByRole('article').getByText('Probed').waitFor();
      const paper = () =>
        page.evaluate<string>('getComputedStyle(document.querySelector("main")).backgroundColor');
      const light = await paper();
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await paper()).not.toBe(light);
      const dark = page.getByRole('switch', { name: 'Dark mode' });
      await dark.click();
      expect([await dark.getAttribute('aria-checked'), await paper()]).toEqual(['false', light]);
      await page.reload();
      await dark.waitFor();
      expect(await paper()).toBe(light);
    },
  );
});

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
          title: plainText('Sure?'),
          text: plainText('It counts.'),
          confirm: plainText('Count'),
          deny: plainText('No'),
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
            { type: 'section', text: plainText('<b>bold?</b> *plain*') },
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

test('a real clock has no controls', async () => {
  await onPage(
    () => {},
    async (page) => {
      await page.locator('time.clock').waitFor();
      expect(await page.getByRole('button', { name: 'Move the clock' }).count()).toBe(0);
    },
  );
});
