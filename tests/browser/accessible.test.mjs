// The static pages, one of every kind: axe finds nothing, in both schemes and at three widths.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { launch, within } from './support/browser.mjs';
import { serve } from './support/site.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.stop();
});

const sample = [
  'cause/index.html',
  'provider/index.html',
  'cause/wrong-client-secret.html',
  'cause/client-authentication-failed-providers.html',
  'error/invalid_client.html',
  'provider/okta.html',
  'provider/okta-messages.html',
  'provider/reapit.html',
];

/** What axe finds on the page that is open, everything that can be opened open. */
async function found(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    document.querySelectorAll('details').forEach((details) => { details.open = true; });
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).slice(0, 3).join(', ')}`);
  });
}

for (const colorScheme of ['light', 'dark']) {
  for (const width of [320, 768, 1440]) {
    test(`finds nothing: ${colorScheme}, ${width} px`, () =>
      // The page's own policy would keep axe out.
      within(browser, { bypassCSP: true, colorScheme, viewport: { width, height: 900 } }, async (page) => {
        for (const path of sample) {
          await page.goto(`${site.address}${path}`);
          assert.deepEqual(await found(page), [], path);
        }
      }));
  }
}

test('finds what is wrong', () => within(browser, { bypassCSP: true }, async (page) => {
  await page.goto(`${site.address}cause/tls-failure.html`);
  await page.evaluate(() => {
    document.documentElement.removeAttribute('lang');
    document.querySelector('h1').style.color = '#ddd';
  });
  const ids = (await found(page)).map((told) => told.split(':')[0]);
  assert.deepEqual(ids.sort(), ['color-contrast', 'html-has-lang']);
}));
