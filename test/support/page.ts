import type { App } from '@slack/bolt';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SandboxOptions } from '../../sandbox/server/start-sandbox.ts';
import { buildPage } from '../../sandbox/web/build.ts';
import { withPage } from '../../sandbox/web/screenshot.ts';
import { start } from '../sandbox/bolt-app.ts';

/** Opens a workspace's page in Chromium as Lena, with a Bolt app behind it. */
export async function onPage(
  listen: (app: App) => void,
  use: (page: Page) => Promise<void>,
  ackTimeoutMs = 3000,
  options: Partial<SandboxOptions> = {},
): Promise<void> {
  const { sandbox } = await start(listen, { webRoot: await buildPage(), ackTimeoutMs, ...options });
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
