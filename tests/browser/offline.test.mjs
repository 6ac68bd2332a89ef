// The site without network: kept as a whole by a person who asks for it, and removed. offline-update.test.mjs brings it up to date.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, describe, test } from 'node:test';

import { launch } from './support/browser.mjs';
import { builds, diagnoses, hosted, keptFiles, Visitor } from './support/offline.mjs';
import { Triage } from './support/triage.mjs';

const SECRET = 'pl4nted-S3CRET-7f3a9c';

let browser, site, visitor;
before(async () => { browser = await launch(); });
after(() => browser?.close());
afterEach(async () => {
  await visitor?.close();
  site?.stop();
});

/** A browser that keeps the first build. */
async function keeping(files) {
  site = await hosted(files);
  visitor = await (await Visitor.at(browser, site)).keeps();
}

describe('before anybody asked for it', () => {
  test('the page keeps nothing, and without network there is only the browser\'s own word', async () => {
    site = await hosted();
    visitor = await Visitor.at(browser, site, '');
    await new Triage(visitor.page).ready();
    assert.deepEqual(await visitor.holds(), { registrations: 0, caches: [] });
    site.stop();
    await assert.rejects(visitor.page.reload(), /ERR_CONNECTION_REFUSED/);
  });

  test('nothing on the page can start a worker', async () => {
    site = await hosted();
    visitor = await Visitor.at(browser, site, '');
    const attempt = () => visitor.page.evaluate(() => navigator.serviceWorker.register('sw.js').then(() => 'kept', () => 'refused'));
    assert.equal(await attempt(), 'refused', 'before the lock');
    await new Triage(visitor.page).ready();
    assert.equal(await attempt(), 'refused', 'after it');
  });
});

describe('a copy that is kept', () => {
  test('holds every file of the build, and offline.html has the one way to it', async () => {
    await keeping();
    const { registrations, caches } = await visitor.holds();
    assert.equal(registrations, 1);
    assert.deepEqual(caches, [keptFiles(builds.first).sort()]);
    assert.deepEqual([...visitor.tab.seen.violations, ...visitor.tab.seen.errors], []);
  });

  test('works without network: the page, a diagnosis, the look-up, a page of reference, again and again', async () => {
    await keeping();
    site.stop();
    for (const address of ['', 'index.html', '?embed', '#/build']) {
      await visitor.visit('offline.html');
      await visitor.visit(address);
      await new Triage(visitor.page).ready();
    }
    await visitor.visit('');
    await diagnoses(visitor.page);
    await visitor.page.reload();
    await diagnoses(visitor.page);
    await new Triage(visitor.page).tab('Look up');
    await visitor.page.getByRole('searchbox').fill('clock');
    await visitor.page.getByRole('link', { name: /clock/i }).first().waitFor();
    for (const address of ['cause/', 'cause/index.html', 'cause/clock-skew.html', 'cause/clock-skew']) {
      await visitor.visit(address);
      await visitor.page.getByRole('heading', { level: 1 }).waitFor();
      assert.equal(await visitor.page.evaluate(() => document.styleSheets.length), 1, address);
    }
    assert.deepEqual(visitor.tab.seen.errors, []);
  });

  test('says so in plain words where an address is not part of it', async () => {
    await keeping();
    site.stop();
    await visitor.visit('cause/no-such-cause.html');
    assert.match(await visitor.page.locator('body').innerText(), /no network, and this address is not part of the copy/);
    await visitor.page.getByRole('link', { name: 'Open Token Triage' }).click();
    await new Triage(visitor.page).ready();
  });

  test('holds nothing of the person\'s, whatever was opened, typed or asked for', async () => {
    // A server that has an answer for every address.
    await keeping({ [`packs/${SECRET}.json`]: {} });
    const before = await visitor.holds();
    const all = () => visitor.page.evaluate(async () => {
      const texts = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const answer = await cache.match(request);
          texts.push(name, request.url, JSON.stringify([...request.headers, ...answer.headers]), await answer.text());
        }
      }
      return texts.join('\n');
    });
    assert.ok((await all()).includes('invalid_client'), 'the search finds what is there');
    for (const address of [`?client_secret=${SECRET}`, `#access_token=${SECRET}`, `cause/?${SECRET}`, `packs/${SECRET}.json`, SECRET]) {
      await visitor.visit(address);
    }
    await visitor.visit('offline.html');
    assert.ok(!(await all()).includes(SECRET));
    assert.deepEqual(await visitor.holds(), before);
  });
});

describe('what whoever hosts the site says of it', () => {
  const files = (title) => ({ 'site.json': { title, packs: ['acme'] }, 'packs/acme.json': { providers: [] } });
  const titled = async (title) => {
    await visitor.visit('');
    await visitor.page.getByRole('banner').getByText(title, { exact: true }).waitFor();
  };

  test('comes from the network while there is one, and else as it was last', async () => {
    await keeping(files('Acme one'));
    await titled('Acme one');
    site.write(files('Acme two'));
    await titled('Acme two');
    site.stop();
    await titled('Acme two');
  });

  test('is in the copy from the start, its packs too', async () => {
    await keeping(files('Acme one'));
    assert.ok((await visitor.holds()).caches[0].includes('packs/acme.json'));
    site.stop();
    await titled('Acme one');
  });

  test('is gone when its file is', async () => {
    await keeping(files('Acme one'));
    site.write({ 'site.json': null });
    await titled('Token Triage');
    site.stop();
    await titled('Token Triage');
  });
});

describe('what can go wrong while it is kept', () => {
  const refused = async () => {
    await visitor.page.getByRole('button', { name: 'Keep a copy' }).click();
    await visitor.says(/That did not work, and nothing was changed\./);
    assert.deepEqual(await visitor.holds(), { registrations: 0, caches: [] });
    await visitor.visit('');
    await diagnoses(visitor.page);
  };

  test('a file of the build is not what belongs to it', async () => {
    site = await hosted({ 'error/invalid_client.html': '<p>Changed.' });
    visitor = await Visitor.at(browser, site);
    await refused();
  });

  test('there is no room', async () => {
    site = await hosted();
    visitor = await Visitor.at(browser, site);
    const devtools = await visitor.page.context().newCDPSession(visitor.page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.address).origin, quotaSize: 100_000 });
    await refused();
  });
});

describe('removing it', () => {
  test('leaves no worker and no cache, and it can be kept again', async () => {
    await keeping();
    const other = await visitor.another('');
    await visitor.page.getByRole('button', { name: 'Remove the copy' }).click();
    await visitor.says(/Nothing is kept/);
    assert.deepEqual(await visitor.holds(), { registrations: 0, caches: [] });
    await new Triage(other).ready();
    await other.reload();
    await diagnoses(other);
    assert.deepEqual(await visitor.holds(), { registrations: 0, caches: [] }, 'a page that was open keeps nothing anew');
    await visitor.keeps();
    site.stop();
    await visitor.visit('');
    await diagnoses(visitor.page);
  });

  test('is for whoever hosts the site, too, from every browser that keeps it', async () => {
    await keeping();
    await visitor.visit('');
    site.write({ 'sw.js': readFileSync(new URL('../../hosting/sw-remove.js', import.meta.url), 'utf8') });
    await visitor.update();
    await visitor.page.waitForFunction(() => caches.keys().then((names) => names.length === 0));
    await visitor.page.reload();
    await diagnoses(visitor.page);
    assert.deepEqual(await visitor.holds(), { registrations: 0, caches: [] });
  });

  test('is one click in what the page says about privacy', async () => {
    await keeping();
    await visitor.visit('#/privacy');
    await visitor.page.getByText(/keeps a copy of this page for use without network: \d+ files/).waitFor();
    await visitor.page.getByRole('button', { name: 'Remove the offline copy' }).click();
    await visitor.page.getByText('This browser keeps no copy of this page.').waitFor();
    assert.deepEqual(await visitor.holds(), { registrations: 0, caches: [] });
  });

  test('leaves another site\'s cache of the same origin alone', async () => {
    await keeping();
    await visitor.page.evaluate(() => caches.open('token-triage http://elsewhere/ 1'));
    await visitor.page.getByRole('button', { name: 'Remove the copy' }).click();
    await visitor.says(/Nothing is kept/);
    assert.deepEqual(await visitor.page.evaluate(() => caches.keys()), ['token-triage http://elsewhere/ 1']);
  });
});

test('the browser finds what it takes to install the page as an app', async () => {
  site = await hosted();
  visitor = await Visitor.at(browser, site);
  const devtools = await visitor.page.context().newCDPSession(visitor.page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Playwright's contexts are all private windows.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId), ['in-incognito']);
  const { url, errors, data } = await devtools.send('Page.getAppManifest');
  assert.equal(url, `${site.address}manifest.webmanifest`);
  assert.deepEqual(errors, []);
  for (const { src, sizes } of JSON.parse(data).icons.filter(({ type }) => type === 'image/png')) {
    const icon = await (await fetch(site.address + src)).arrayBuffer();
    // PNG, third edition, section 11.2.1: width and height stand behind the first chunk's name.
    const [width, height] = [16, 20].map((at) => new DataView(icon).getUint32(at));
    assert.equal(`${width}x${height}`, sizes, src);
  }
});
