// What axe finds in a page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { within } from './browser.mjs';
import { browser, site } from './engine.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * A page with axe in it, everything that can be opened open. The page's own policy would keep axe out; without
 * motion no colour is on its way to another.
 */
export const withAxe = (path, run, prepare) => within(browser, { bypassCSP: true, reducedMotion: 'reduce' }, async (page) => {
  await prepare?.(page);
  await page.goto(`${site.address}${path}`);
  await page.evaluate(AXE);
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  return run(page);
});

/** What axe finds. */
export const found = (page) => page.evaluate(async () => {
  const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).slice(0, 3).join(', ')}`);
});

/** Nothing in either scheme at any width, and nothing to be scrolled sideways. */
export async function nothing(page) {
  for (const [colorScheme, width] of [['light', 320], ['light', 768], ['light', 1440], ['dark', 1440], ['dark', 768], ['dark', 320]]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await found(page), [], `${colorScheme}, ${width} px`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px: wider than the window`);
  }
}
