// A newer build comes into the copy that a browser keeps as a whole or not at all; no page gets files of two builds.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { launch } from './support/browser.mjs';
import { buildOf, builds, diagnoses, hosted, keptFiles, Visitor } from './support/offline.mjs';
import { Triage } from './support/triage.mjs';

let browser, site, visitor;
before(async () => { browser = await launch(); });
after(() => browser?.close());
afterEach(async () => {
  await visitor?.close();
  site?.stop();
});

/** A browser that keeps the first build. */
async function keeping() {
  site = await hosted();
  visitor = await (await Visitor.at(browser, site)).keeps();
}

describe('a newer build', () => {
  test('waits while a page is open, and takes over as a whole when the only one is loaded again', async () => {
    await keeping();
    await visitor.visit('#/build');
    const first = await buildOf(visitor.page);
    site.update();
    assert.equal(await visitor.update(), 'installed');
    assert.equal((await visitor.holds()).caches.length, 2, 'the old one stays for the page that is open');
    const other = await visitor.another('cause/');
    assert.doesNotMatch(await other.getByRole('heading', { level: 1 }).innerText(), /second/);
    await other.close();
    site.stop();
    await visitor.page.reload();
    await new Triage(visitor.page).ready();
    assert.notEqual(first, 'second');
    assert.equal(await buildOf(visitor.page), 'second');
    assert.equal(new URL(visitor.page.url()).hash, '#/build', 'the address is the same');
    await visitor.visit('cause/');
    assert.match(await visitor.page.getByRole('heading', { level: 1 }).innerText(), /second/);
    assert.deepEqual((await visitor.holds()).caches, [keptFiles(builds.second).sort()]);
    assert.deepEqual(visitor.tab.seen.errors, []);
  });

  test('takes over by itself once all pages were closed', async () => {
    await keeping();
    site.update();
    assert.equal(await visitor.update(), 'installed');
    const context = visitor.page.context();
    await visitor.page.close();
    visitor.page = await context.newPage();
    await visitor.visit('');
    assert.equal(await buildOf(visitor.page), 'second');
  });

  test('waits while two pages are open, whichever is loaded again', async () => {
    await keeping();
    await visitor.visit('');
    const other = await visitor.another('');
    site.update();
    assert.equal(await visitor.update(), 'installed');
    for (const page of [other, visitor.page]) {
      await page.reload();
      await new Triage(page).ready();
      assert.notEqual(await buildOf(page), 'second');
    }
    await other.close();
    await visitor.page.reload();
    await new Triage(visitor.page).ready();
    assert.equal(await buildOf(visitor.page), 'second');
  });

  test('is told of on offline.html', async () => {
    await keeping();
    await visitor.visit('');
    site.update();
    await visitor.update();
    visitor.page = await visitor.another('offline.html');
    await visitor.says(/A newer version is here as well/);
  });

  const HALVES = {
    'a file of it is missing': (site) => { site.update(); site.write({ 'cause/clock-skew.html': null }); },
    'a file of it was changed': (site) => { site.update(); site.write({ 'cause/clock-skew.html': '<p>Changed.' }); },
    'the page is still the old one': (site) => site.update((name) => name !== 'index.html'),
    'the list is still the old one': (site) => site.update((name) => name !== 'SHA256SUMS'),
  };
  for (const [half, put] of Object.entries(HALVES)) {
    test(`does not count where ${half}: the old one goes on as a whole, and nobody sees an error`, async () => {
      await keeping();
      const before = await visitor.holds();
      await visitor.visit('');
      put(site);
      assert.equal(await visitor.update(), 'redundant');
      assert.deepEqual(await visitor.holds(), before);
      site.stop();
      await visitor.page.reload();
      await diagnoses(visitor.page);
      assert.notEqual(await buildOf(visitor.page), 'second');
      assert.deepEqual([...visitor.tab.seen.errors, ...visitor.tab.seen.violations], []);
    });
  }
});
