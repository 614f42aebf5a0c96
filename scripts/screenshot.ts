import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { withPage } from '../sandbox/web/screenshot.ts';

/**
 * Takes the pictures of the README from the real page: `npm run screenshot -- http://127.0.0.1:3210`, with
 * `npm run demo` running beside it.
 */
const url = process.argv[2] ?? 'http://127.0.0.1:3210';
const folder = process.argv[3] ?? 'docs/images';
mkdirSync(folder, { recursive: true });

async function say(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('combobox').or(page.getByRole('textbox')).last();
  await composer.fill(text);
  await composer.press('Escape');
  await composer.press('Enter');
}

await withPage(url, { viewport: { width: 1280, height: 1100 } }, async (page) => {
  await page.getByText('ai-program').first().click();
  await say(page, '/stage3');
  await page.getByText('AI Operations ownership').last().waitFor();
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${folder}/verdict.png` });
  await page.getByRole('button', { name: 'Name AI Operations' }).last().click();
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${folder}/modal.png` });
});
