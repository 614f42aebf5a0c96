import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { withPage } from '../sandbox/web/screenshot.ts';

/**
 * Takes the pictures of the README and the docs: `npm run screenshot -- http://127.0.0.1:3210`, while a fresh
 * `npm run demo` runs at that address. A second argument names another folder than `docs/images`.
 */
const url = process.argv[2] ?? 'http://127.0.0.1:3210';
const folder = process.argv[3] ?? 'docs/images';
mkdirSync(folder, { recursive: true });

/** Dismisses the answers to earlier commands. */
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

/** Asks the assistant in its open panel and waits for the answer. */
async function ask(page: Page, question: string): Promise<void> {
  const panel = page.getByRole('complementary');
  const before = await panel.getByRole('article').count();
  await panel.getByRole('combobox').fill(question);
  await panel.getByRole('combobox').press('Enter');
  await panel
    .getByRole('article')
    .nth(before + 1)
    .waitFor();
}

/** Takes a picture of the page with no pointer over it and no cursor in a field. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate('document.activeElement?.blur()');
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}

const desktop = { viewport: { width: 1180, height: 800 } };
const phone = { viewport: { width: 390, height: 760 }, deviceScaleFactor: 2 };

await withPage(url, desktop, async (page) => {
  await page.getByText('ai-program').first().click();
  await say(page, '/stage3');
  await take(page, 'verdict');

  await clear(page);
  await page.getByRole('button', { name: 'Ask crossing' }).click();
  for (const question of ['What blocks us?', 'When did the support agent go live?', 'And who owns it?'])
    await ask(page, question);
  await take(page, 'assistant');
  await page.getByRole('button', { name: 'Close the panel' }).click();

  await page.getByRole('button', { name: 'Move the clock' }).click();
  await page.getByText('Next Monday').click();
  await page.getByText('Since 2 March 2026').scrollIntoViewIfNeeded();
  await take(page, 'digest');
});

// The reminders of that Monday are for the owner of the use case in production.
await withPage(url, phone, async (page) => {
  await page.getByRole('button', { name: 'Switch person' }).click();
  await page.getByRole('menuitem', { name: 'Omar Owner' }).click();
  await page.getByRole('button', { name: /Omar Owner.*Switch person/ }).waitFor();
  await page.getByRole('button', { name: 'Channels and messages' }).click();
  await page.getByText('crossing', { exact: true }).first().click();
  await page.getByRole('tab', { name: 'Home' }).click();
  // Slack shows the Home of the last visit until the app has published a new one.
  await page.getByText(/^For you \([1-9]/).waitFor();
  await take(page, 'home');
  await page.getByRole('tab', { name: 'Messages' }).click();
  await page
    .getByText(/reminders? today/)
    .last()
    .waitFor();
  await take(page, 'daily');
});
