import type { App } from '@slack/bolt';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SandboxOptions } from '../../sandbox/server/start-sandbox.ts';
import { buildPage } from '../../sandbox/web/build.ts';
import { withPage } from '../../sandbox/web/screenshot.ts';
import { start } from '../sandbox/bolt-app.ts';

/** A workspace with its page open in Chromium, as Lena sees it, and a Bolt app behind it. */
export async function onPage(
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

export const composer = (page: Page) => page.getByRole('combobox', { name: 'Message #general' });

export async function types(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}
