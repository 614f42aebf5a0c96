import { existsSync } from 'node:fs';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const debianChromium = '/usr/bin/chromium';
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** `CHROMIUM_PATH`, then Debian's Chromium, then the one packed for npm; an empty `CHROMIUM_PATH` asks for the last. */
async function chromiumPath(): Promise<string> {
  const installed = process.env.CHROMIUM_PATH ?? (existsSync(debianChromium) ? debianChromium : '');
  if (installed !== '') return installed;
  // It brings libraries that a bare system lacks, but unpacks them only where it takes itself to be on AWS Lambda.
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
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: flags });
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
