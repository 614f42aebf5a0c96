import type { App } from '@slack/bolt';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { SandboxOptions } from '../../sandbox/server/start-sandbox.ts';
import { buildPage } from '../../sandbox/web/build.ts';
import { launchBrowser, withPage } from '../../sandbox/web/screenshot.ts';
import { start } from '../sandbox/bolt-app.ts';

/** Starts one browser for the tests of a file. Each page is in a session of its own. */
export function prepareBrowser() {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const onAddress = (url: string, use: (page: Page) => Promise<void>) =>
    withPage(
      url,
      {},
      async (page) => {
        // A busy machine draws slowly.
        page.setDefaultTimeout(120_000);
        await use(page);
      },
      browser,
    );

  /** Opens a workspace's page in Chromium as Lena, with a Bolt app behind it. */
  async function onPage(
    listen: (app: App) => void,
    use: (page: Page) => Promise<void>,
    ackTimeoutMs = 3000,
    options: Partial<SandboxOptions> = {},
  ): Promise<void> {
    const { sandbox } = await start(listen, {
      webRoot: await buildPage(),
      ackTimeoutMs,
      ...options,
    });
    await onAddress(sandbox.url, async (page) => {
      const faults: string[] = [];
      page.on('pageerror', (fault) => faults.push(String(fault)));
      await use(page);
      expect(faults).toEqual([]);
    });
  }

  return { onPage, onAddress };
}

export const composer = (page: Page) => page.getByRole('combobox', { name: 'Message #general' });

/** Sends `text` from `field`. A modal that is about to close still takes the keys, so it is waited for. */
export async function types(page: Page, text: string, field = composer(page)): Promise<void> {
  await page.locator('dialog:modal').waitFor({ state: 'detached' });
  await field.fill(text);
  await field.press('Enter');
}
