import { expect, test } from 'vitest';
import { composer, prepareBrowser, types } from '../support/page.ts';
import { start } from './bolt-app.ts';

const { onPage } = prepareBrowser();

test('a reply to a reply stands in the same thread, and a thread takes no commands', async () => {
  // The app never answers, so nobody waits for it.
  const { sandbox } = await start(() => {}, { clientTimeoutMs: 20 });
  const [lena, omar] = [sandbox.as('Lena Lead'), sandbox.as('Omar Owner')];
  await lena.types('#without-app', 'Who has tried this?');
  await omar.sees('#without-app')[0]?.replies('I have');
  await lena.sees('#without-app')[1]?.replies('And did it work?');
  const [question, ...replies] = lena.sees('#without-app');
  expect(replies.map(({ threadTs }) => threadTs)).toEqual([question?.ts, question?.ts]);
  await expect(question?.replies('/probe')).rejects.toThrow('/probe is not supported in threads. Sorry!');
});

test('a thread opens beside its place, takes replies, and closes with Escape; the message counts them', async () => {
  await onPage(
    (app) => {
      app.message('Who leads', async ({ message, client }) => {
        if (!('user' in message)) return;
        await client.chat.postMessage({
          channel: message.channel,
          text: 'Lena leads',
          thread_ts: message.ts,
        });
      });
    },
    async (page) => {
      await types(page, 'A new tool');
      const question = page.getByRole('article').filter({ hasText: 'A new tool' });
      await question.getByRole('button', { name: 'Reply in thread' }).click();
      const thread = page.getByRole('complementary', { name: 'Thread in #general' });
      const reply = thread.getByRole('combobox', { name: 'Reply in thread' });
      await expect.poll(() => reply.evaluate((field) => field.matches(':focus'))).toBe(true);
      await types(page, 'Which one?', reply);
      await thread.getByRole('article').filter({ hasText: 'Which one?' }).waitFor();
      const log = page.getByRole('log', { name: 'Messages in #general' });
      const bar = log.getByRole('button', { name: /^1 reply Last reply today at/ });
      await bar.waitFor();
      expect(await log.getByText('Which one?').count()).toBe(0);
      await reply.press('Escape');
      await thread.waitFor({ state: 'detached' });
      await bar.click();
      await thread.getByText('Which one?').waitFor();

      await page.setViewportSize({ width: 390, height: 700 });
      expect(await thread.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 700 });
      await expect.poll(() => page.getByRole('main').evaluate((main) => main.matches('[inert]'))).toBe(true);
      await thread.getByRole('button', { name: 'Close the panel' }).click();
      await composer(page).waitFor();

      const rail = page.getByRole('button', { name: 'Channels and messages' });
      await rail.click();
      const here = page.getByRole('button', { name: '# general' });
      await expect.poll(() => here.evaluate((entry) => entry.matches(':focus'))).toBe(true);
      await page.keyboard.press('Escape');
      await expect.poll(() => rail.evaluate((toggle) => toggle.matches(':focus'))).toBe(true);
      await page.setViewportSize({ width: 1280, height: 800 });

      await page.getByRole('button', { name: 'Probe', exact: true }).click();
      await page.getByRole('tab', { name: 'Messages' }).click();
      const toApp = page.getByRole('combobox', { name: 'Message Probe' });
      await types(page, 'Who leads here?', toApp);
      await page.getByRole('button', { name: /^1 reply/ }).click();
      await page.getByRole('complementary', { name: 'Thread in Probe' }).getByText('Lena leads').waitFor();
    },
  );
});
