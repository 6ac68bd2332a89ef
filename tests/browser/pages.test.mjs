// The static pages in Chromium: complete without JavaScript, usable at every width, and a way into the app.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';

import { launch } from './support/browser.mjs';
import { pages } from './support/pages.mjs';
import { knowledge, serve } from './support/site.mjs';

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

/** Runs something in a context of its own. */
async function inContext(options, run) {
  const context = await browser.newContext(options);
  try {
    return await run(await context.newPage());
  } finally {
    await context.close();
  }
}

describe('without JavaScript', () => {
  const off = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } };
  const entries = knowledge();

  /** The words of prose, without its marks. */
  const plain = (text) =>
    text.replace(/`([^`]+)`/g, '$1').replace(/\*\*(.+?)\*\*/g, '$1').replace(/\[([^\][]+)\]\([^)]*\)/g, '$1');
  const folded = (text) => text.replace(/\s+/g, ' ').trim();

  for (const id of ['wrong-client-secret', 'redirect-uri-mismatch', 'rate-limited']) {
    test(`the page of ${id} is complete`, () => inContext(off, async (page) => {
      await page.goto(`${site.address}cause/${id}.html`);
      const cause = entries.causes.find((one) => one.id === id);
      assert.equal(await page.locator('h1').innerText(), cause.title);
      const headings = await page.locator('h2:visible').allInnerTexts();
      const wanted = ['How to check', 'How to fix it', 'When it is something else', 'Where it is written'];
      assert.deepEqual(wanted.filter((heading) => !headings.includes(heading)), []);
      const shown = folded(await page.locator('main').innerText());
      const told = [...cause.what, ...cause.check, ...cause.fix, ...(cause.otherwise ?? [])].map((text) => folded(plain(text)));
      assert.ok(told.length > 6);
      assert.deepEqual(told.filter((text) => !shown.includes(text)), []);
    }));
  }

  test('what to do at a provider opens by itself', () => inContext(off, async (page) => {
    await page.goto(`${site.address}cause/wrong-client-secret.html`);
    const provider = page.locator('details', { has: page.getByText('Okta', { exact: true }) });
    const advice = entries.providers.find(({ id }) => id === 'okta').advice
      .filter(({ cause }) => cause === 'wrong-client-secret');
    const step = advice.flatMap(({ check = [], fix = [] }) => [...check, ...fix])[0];
    const there = provider.getByText(folded(plain(step)).slice(0, 30)).first();
    assert.equal(await there.isVisible(), false);
    await provider.locator('summary').click();
    await there.waitFor();
  }));

  test('the app says where to read on', () => inContext(off, async (page) => {
    await page.goto(site.address);
    await page.getByRole('link', { name: 'causes', exact: true }).click();
    assert.equal(await page.locator('h1').innerText(), 'Why a token request is refused');
  }));

  test('no page scrolls sideways at 320 px', () => inContext(off, async (page) => {
    const wide = [];
    const folder = new URL('.', site.address);
    for (const { path } of pages()) {
      await page.goto(new URL(path, folder).href);
      const [is, has] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      if (is > has) wide.push(`${path}: ${is} px`);
    }
    assert.deepEqual(wide, []);
  }));
});

describe('axe', () => {
  const sample = ['cause/index.html', 'error/index.html', 'provider/index.html', 'cause/wrong-client-secret.html',
    'cause/tls-failure.html', 'error/invalid_client.html', 'provider/okta.html', 'provider/okta-messages.html',
    'provider/okta-advice.html', 'provider/reapit.html', 'provider/auth0.html'];

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
        inContext({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } }, async (page) => {
          for (const path of sample) {
            await page.goto(`${site.address}${path}`);
            assert.deepEqual(await found(page), [], path);
          }
        }));
    }
  }

  test('finds what is wrong', () => inContext({ bypassCSP: true }, async (page) => {
    await page.goto(`${site.address}cause/tls-failure.html`);
    await page.evaluate(() => {
      document.documentElement.removeAttribute('lang');
      document.querySelector('h1').style.color = '#ddd';
    });
    const ids = (await found(page)).map((told) => told.split(':')[0]);
    assert.deepEqual(ids.sort(), ['color-contrast', 'html-has-lang']);
  }));
});

test('a page loads its style and its fonts, and nothing breaks its policy', () => inContext({}, async (page) => {
  const told = [];
  page.on('console', (message) => told.push(message.text()));
  const before = site.requests.length;
  await page.goto(`${site.address}error/invalid_client.html`, { waitUntil: 'networkidle' });
  const kinds = site.requests.slice(before).map((request) => request.match(/\.(\w+)(\?\S*)? 200 OK$/)?.[1] ?? request);
  assert.deepEqual([...new Set(kinds)].sort(), ['css', 'html', 'woff2']);
  assert.deepEqual(told, []);
}));
