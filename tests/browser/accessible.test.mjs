// The static pages, one of every kind, what happens to what is typed, and a crash: axe finds nothing, in both schemes and at
// three widths.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { within } from './support/browser.mjs';
import { browser, site } from './support/engine.mjs';
import { withEdition } from './support/privacy.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

/**
 * A page with axe in it, everything that can be opened open. The page's own policy would keep axe out; without
 * motion no colour is on its way to another.
 */
const withAxe = (path, run, prepare) => within(browser, { bypassCSP: true, reducedMotion: 'reduce' }, async (page) => {
  await prepare?.(page);
  await page.goto(`${site.address}${path}`);
  await page.evaluate(AXE);
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  return run(page);
});

/** What axe finds. */
const found = (page) => page.evaluate(async () => {
  const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).slice(0, 3).join(', ')}`);
});

/** Nothing in either scheme at any width, and nothing to be scrolled sideways. */
async function nothing(page) {
  for (const [colorScheme, width] of [['light', 320], ['light', 768], ['light', 1440], ['dark', 1440], ['dark', 768], ['dark', 320]]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await found(page), [], `${colorScheme}, ${width} px`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px: wider than the window`);
  }
}

for (const path of sample) {
  test(`axe finds nothing: ${path}`, () => withAxe(path, nothing));
}

const states = {
  'what happens to what is typed': async (page) => {
    await page.getByRole('heading', { name: 'The page as one file' }).waitFor();
  },
  'everything was cleared': async (page) => {
    await page.getByRole('button', { name: 'Clear everything' }).first().click();
    await page.getByText('Everything is cleared').waitFor();
  },
  'a crash': (page) => page.evaluate(() => {
    document.querySelector('#crash-report').textContent = 'Token Triage 0.1.0 stopped.\nWhere: src/page/mod.rs:1:1\n';
    document.querySelector('#crashed').hidden = false;
  }),
};
for (const [name, come] of Object.entries(states)) {
  test(`axe finds nothing: ${name}`, () => withAxe('#/privacy', async (page) => {
    await come(page);
    await nothing(page);
  }, withEdition));
}

test('axe finds what is wrong', () => withAxe('cause/tls-failure.html', async (page) => {
  await page.evaluate(() => {
    document.documentElement.removeAttribute('lang');
    document.querySelector('h1').style.color = '#ddd';
  });
  const ids = (await found(page)).map((told) => told.split(':')[0]);
  assert.deepEqual(ids.sort(), ['color-contrast', 'html-has-lang']);
}));
