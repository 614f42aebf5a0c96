import { existsSync } from 'node:fs';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const debianChromium = '/usr/bin/chromium';
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** Returns `CHROMIUM_PATH`, otherwise Debian's Chromium, otherwise that of npm; an empty `CHROMIUM_PATH` forces the last. */
async function findChromium(): Promise<string> {
  const installed = process.env.CHROMIUM_PATH ?? (existsSync(debianChromium) ? debianChromium : '');
  if (installed !== '') return installed;
  // It unpacks missing system libraries only on AWS Lambda, so it is told that it runs there.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  if (existsSync('/etc/fonts/fonts.conf')) process.env.FONTCONFIG_PATH ??= '/etc/fonts';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
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
  const browser = await chromium.launch({ executablePath: await findChromium(), args: flags });
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
