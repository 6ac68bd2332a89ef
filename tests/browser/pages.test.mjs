// The static pages in Chromium: complete without JavaScript, usable at every width, and a way into the app.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { within } from './support/browser.mjs';
import { browser, site } from './support/engine.mjs';
import { pages } from './support/pages.mjs';
import { knowledge } from './support/site.mjs';
import { plain, Triage } from './support/triage.mjs';

const inContext = (options, run) => within(browser, options, run);

describe('without JavaScript', () => {
  const off = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } };
  const entries = knowledge();

  for (const id of ['wrong-client-secret', 'redirect-uri-mismatch', 'rate-limited']) {
    test(`the page of ${id} is complete`, () => inContext(off, async (page) => {
      await page.goto(`${site.address}cause/${id}.html`);
      const cause = entries.causes.find((one) => one.id === id);
      assert.equal(await page.locator('h1').innerText(), cause.title);
      const headings = await page.locator('h2:visible').allInnerTexts();
      const wanted = ['How to check', 'How to fix it', 'When it is something else', 'Where it is written'];
      assert.deepEqual(wanted.filter((heading) => !headings.includes(heading)), []);
      const shown = plain(await page.locator('main').innerText());
      const told = [...cause.what, ...cause.check, ...cause.fix, ...(cause.otherwise ?? [])].map(plain);
      assert.ok(told.length > 6);
      assert.deepEqual(told.filter((text) => !shown.includes(text)), []);
    }));
  }

  test('what to do at a provider opens by itself', () => inContext(off, async (page) => {
    await page.goto(`${site.address}cause/expired-client-secret.html`);
    const provider = page.locator('details', { has: page.getByText('Okta', { exact: true }) });
    const advice = entries.providers.find(({ id }) => id === 'okta').advice
      .filter(({ cause }) => cause === 'expired-client-secret');
    const step = advice.flatMap(({ check = [], fix = [] }) => [...check, ...fix])[0];
    const there = provider.getByText(plain(step).slice(0, 30)).first();
    assert.equal(await there.isVisible(), false);
    await provider.locator('summary').click();
    await there.waitFor();
  }));

  test('the app says where to read on', () => inContext(off, async (page) => {
    await page.goto(site.address);
    await page.getByRole('link', { name: 'causes', exact: true }).click();
    assert.equal(await page.locator('h1').innerText(), 'Why a token request is refused');
  }));
});

test('no page scrolls sideways at 320 px', () =>
  // One page is loaded, the bodies of all are put into it: a navigation for each would take ten times as long.
  inContext({ bypassCSP: true, viewport: { width: 320, height: 640 } }, async (page) => {
    await page.goto(`${site.address}cause/index.html`, { waitUntil: 'networkidle' });
    const width = (body) => page.evaluate((body) => {
      document.body.innerHTML = body;
      return document.documentElement.scrollWidth;
    }, body);
    const wide = [];
    for (const { path, html } of pages()) {
      const is = await width(html.slice(html.indexOf('<body>') + 6, html.indexOf('</body>')));
      if (is > 320) wide.push(`${path}: ${is} px`);
    }
    assert.deepEqual(wide, []);
    assert.ok(await width(`<main><p>${'x'.repeat(80)}</p><pre>${'y'.repeat(80)}</pre></main>`) > 320, 'what is too wide is found');
  }));

describe('a way into the app', () => {
  const entries = knowledge();
  const title = (id) => plain(entries.causes.find((cause) => cause.id === id).title);

  /** Clicks a link of a page and gives the app that it leads to. */
  const followed = (path, link, look) => inContext({}, async (page) => {
    await page.goto(`${site.address}${path}`);
    await link(page).click();
    await look(await new Triage(page).ready(), new URL(page.url()).hash);
  });

  test('from a cause', () => followed('cause/wrong-client-secret.html',
    (page) => page.getByRole('link', { name: 'Diagnose with this cause' }),
    async (triage, hash) => {
      assert.equal(hash, '#cause=wrong-client-secret');
      await triage.answers(title('wrong-client-secret'));
    }));

  test('from what to do at a provider, with both set', () => followed('cause/expired-client-secret.html',
    (page) => ({
      click: async () => {
        await page.locator('summary').getByText('Okta', { exact: true }).click();
        await page.getByRole('link', { name: 'Diagnose at Okta', exact: true }).click();
      },
    }),
    async (triage, hash) => {
      assert.equal(hash, '#provider=okta&cause=expired-client-secret');
      await triage.answers(title('expired-client-secret'));
      assert.match(await triage.diagnosis.innerText(), /at Okta/);
    }));

  test('from an error code', () => followed('error/invalid_grant.html',
    (page) => page.getByRole('link', { name: 'Diagnose with this code' }),
    async (triage, hash) => {
      assert.equal(hash, '#error=invalid_grant');
      await triage.answers(title(entries.errors.find(({ id }) => id === 'invalid_grant').causes[0]));
    }));

  test('from a provider, to its token request', () => followed('provider/reapit.html',
    (page) => page.getByRole('link', { name: 'Build its token request' }),
    async ({ page }) => assert.equal(await page.getByLabel('Server', { exact: true }).inputValue(), 'reapit')));

  test('and back: an entry of the look-up leads to its page', () => inContext({}, async (page) => {
    await page.goto(`${site.address}#/error/invalid_grant`);
    await new Triage(page).ready();
    const link = page.getByRole('link', { name: 'Link to this page' });
    assert.equal(await link.evaluate((link) => link.href), `${site.address}error/invalid_grant.html`);
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
