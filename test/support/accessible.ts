import axe from 'axe-core';
import type { Page } from 'playwright-core';

const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 760 };

/** A phone has the colors of a wide window, so it is looked at in one mode. */
const looks = [
  { size: wide, colorScheme: 'light' },
  { size: wide, colorScheme: 'dark' },
  { size: phone, colorScheme: 'dark' },
] as const;

/** Runs in the page. Tables and charts may be wider than their place. */
const findSideways = `[...document.querySelectorAll('html, body *')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && !one.matches('.table-scroll, .chart'))
  .filter((one) => one.localName === 'html' || ['auto', 'scroll'].includes(getComputedStyle(one).overflowX))
  .map((one) => one.outerHTML.slice(0, 120))`;

/**
 * Returns the serious and critical faults that axe finds on the page, in light and in dark mode and on a phone, and each
 * element that scrolls sideways.
 */
export async function findFaults(page: Page): Promise<string[]> {
  // Its source is long: a page loads it once.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  const faults: string[] = [];
  for (const { size, colorScheme } of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const where = `${size.width} px, ${colorScheme}`;
    const sideways = await page.evaluate<string[]>(findSideways);
    faults.push(...sideways.map((html) => `${where}: scrolls sideways ${html}`));
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run({ resultTypes: ["violations"] })');
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        faults.push(...nodes.map(({ html, failureSummary }) => `${where}: ${id} ${html} ${failureSummary}`));
  }
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}
