import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

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

/** Starts a headless Chromium. */
export const launchBrowser = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await findChromium(), args: flags });

/**
 * Opens `url` in a session of its own, lets `use` act on the page, and closes the session whatever happened. The window
 * is 1280 x 800 in light colours unless `options` say otherwise. The session is in `given`, or in a browser that is
 * started for it.
 */
export async function withPage(
  url: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
  given?: Browser,
): Promise<void> {
  const browser = given ?? (await launchBrowser());
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      colorScheme: 'light',
      ...options,
    });
    try {
      const page = await context.newPage();
      await page.goto(url);
      await use(page);
    } finally {
      await context.close();
    }
  } finally {
    if (!given) await browser.close();
  }
}
