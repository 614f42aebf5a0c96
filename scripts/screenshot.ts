import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { withPage } from '../sandbox/web/screenshot.ts';

/**
 * Takes the pictures of the README from the real page: `npm run screenshot -- http://127.0.0.1:3210`, with
 * `npm run demo` running beside it. A second argument names another folder than `docs/images`.
 */
const url = process.argv[2] ?? 'http://127.0.0.1:3210';
const folder = process.argv[3] ?? 'docs/images';
mkdirSync(folder, { recursive: true });

/** Puts what earlier commands answered out of sight. */
async function clear(page: Page): Promise<void> {
  const earlier = page.getByRole('button', { name: 'Dismiss message' });
  for (let left = await earlier.count(); left > 0; left -= 1) {
    await earlier.last().click();
    await earlier.nth(left - 1).waitFor({ state: 'detached' });
  }
}

/** Types a command and waits until the app has answered it. */
async function say(page: Page, text: string): Promise<void> {
  await clear(page);
  const composer = page.getByRole('combobox').or(page.getByRole('textbox')).last();
  await composer.fill(text);
  await composer.press('Escape');
  await composer.press('Enter');
  await page.getByText('Only visible to you').last().waitFor();
  await page.getByRole('status', { name: 'Sending' }).waitFor({ state: 'detached' });
}

/** As the page is once the pointer and the cursor point at nothing. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate('document.activeElement?.blur()');
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}

await withPage(url, { viewport: { width: 1180, height: 800 } }, async (page) => {
  await page.getByText('ai-program').first().click();
  await say(page, '/stage3');
  await take(page, 'verdict');

  await say(page, '/stage3 checklist UC-1');
  await page.getByRole('button', { name: 'Update' }).nth(2).click();
  await page.getByRole('dialog').waitFor();
  await take(page, 'modal');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await clear(page);
  await page.getByRole('button', { name: 'Move the clock' }).click();
  await page.getByText('Next Monday').click();
  await page.getByText('Since 2 March 2026').scrollIntoViewIfNeeded();
  await take(page, 'digest');

  await page.getByRole('button', { name: 'Switch person' }).click();
  await page.getByRole('menuitem', { name: 'Omar Owner' }).click();
  await page.getByRole('button', { name: /Omar Owner.*Switch person/ }).waitFor();
  await page.getByText('crossing', { exact: true }).first().click();
  await page.getByRole('tab', { name: 'Home' }).click();
  await page.getByText(/^For you \(/).waitFor();
  await take(page, 'home');
  await page.getByRole('tab', { name: 'Messages' }).click();
  await page
    .getByText(/reminders? today/)
    .last()
    .waitFor();
  await take(page, 'daily');
});
