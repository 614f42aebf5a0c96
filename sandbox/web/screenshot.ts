import { existsSync } from 'node:fs';
import { type BrowserContextOptions, chromium, type LaunchOptions, type Page } from 'playwright-core';

const debianChromium = '/usr/bin/chromium';
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** The installed Chromium (`CHROMIUM_PATH`, then Debian's), else the one that comes from npm. */
async function chromiumToLaunch(): Promise<LaunchOptions> {
  const installed = process.env.CHROMIUM_PATH ?? (existsSync(debianChromium) ? debianChromium : undefined);
  if (installed) return { executablePath: installed, args: flags };
  const { default: packed } = await import('@sparticuz/chromium');
  return { executablePath: await packed.executablePath(), args: [...packed.args, ...flags] };
}

/**
 * Opens `url` in a fresh headless Chromium, lets `use` act on the page, and closes the browser whatever happened.
 * The window is 1280 x 800 in light colours unless `options` say otherwise.
 */
export async function withPage(
  url: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch(await chromiumToLaunch());
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      colorScheme: 'light',
      ...options,
    });
    const page = await context.newPage();
    await page.goto(url);
    await use(page);
  } finally {
    await browser.close();
  }
}
