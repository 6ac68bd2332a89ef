// token-triage.html: the whole page from a disk, in one file that asks for nothing and knows its own bytes.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { open } from './support/browser.mjs';
import { browser, site } from './support/engine.mjs';
import { folder } from './support/hosted.mjs';
import { dist, knowledge } from './support/site.mjs';
import { plain, Triage } from './support/triage.mjs';

const NAME = 'token-triage.html';
const bytes = readFileSync(join(dist, NAME));
const known = knowledge();
const title = (id) => plain(known.causes.find((cause) => cause.id === id).title);

let tab, triage;
afterEach(() => tab.close());

/** Opens an address, ready for use. */
async function ready(address, options) {
  tab = await open(browser, address, options);
  triage = await new Triage(tab.page).ready();
}

/** Opens the file as it was built, from the disk. */
const opened = (fragment = '', options = {}) => ready(pathToFileURL(join(dist, NAME)) + fragment, options);

/** Nothing but the file itself was asked for, and nothing was refused. */
function asksForNothing() {
  assert.equal(tab.seen.requests.length, 1, tab.seen.requests.join('\n'));
  assert.match(tab.seen.requests[0], /^GET file:\/\/.*\/token-triage\.html/);
  assert.deepEqual([tab.seen.violations, tab.seen.errors, tab.seen.console], [[], [], []]);
}

describe('opened from the disk', () => {
  test('a paste is diagnosed', async () => {
    await opened();
    await triage.paste('{"error":"invalid_client","error_description":"The client secret supplied for a confidential client is invalid."}');
    await triage.answers(title('wrong-client-secret'));
    asksForNothing();
  });

  test('a command is built and copied', async () => {
    await opened();
    const client = { client_id: 'Aladdin', token_endpoint_auth_method: 'client_secret_basic' };
    await triage.build('https://as.example/token', client, 'open sesame');
    // The example of RFC 7617, section 2.
    assert.ok((await triage.copy('Copy with the secret')).includes('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='));
    asksForNothing();
  });

  test('an entry is looked up, and leads to no page that is not there', async () => {
    await opened();
    await triage.tab('Look up');
    await tab.page.getByRole('searchbox').fill('wrong client secret');
    await tab.page.getByRole('main').getByRole('link', { name: title('wrong-client-secret') }).first().click();
    await tab.page.getByRole('heading', { level: 1, name: title('wrong-client-secret') }).waitFor();
    const links = await tab.page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    assert.deepEqual(links.filter((link) => !/^(#|https:)/.test(link)), []);
    asksForNothing();
  });

  const links = {
    '#provider=okta&error=invalid_client&cause=wrong-client-secret': title('wrong-client-secret'),
    '#/cause/clock-skew': title('clock-skew'),
    '#/lookup': 'Look up',
  };
  for (const [fragment, headline] of Object.entries(links)) {
    test(`${fragment} is answered`, async () => {
      await opened(fragment);
      await tab.page.getByRole('heading', { level: 1, name: headline }).waitFor();
      asksForNothing();
    });
  }

  test('it has its own letters and its own icon', async () => {
    await opened();
    const fonts = await tab.page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family, weight }) => `${family} ${weight}`);
    });
    assert.deepEqual(fonts.sort(), ['Mono 400', 'Next 400', 'Next 700']);
    assert.match(await tab.page.locator('link[rel=icon]').getAttribute('href'), /^data:/);
    asksForNothing();
  });

  for (const fragment of ['#/', '#/build', '#/provider/okta']) {
    test(`${fragment} does not scroll sideways at 320 px`, async () => {
      await opened(fragment, { viewport: { width: 320, height: 640 } });
      assert.equal(await tab.page.evaluate(() => document.documentElement.scrollWidth), 320);
    });
  }

  test('no connection is allowed before the program runs', async () => {
    // Whatever runs first in a page: before its own first script there is no program that could have locked it.
    tab = await open(browser, 'about:blank');
    await tab.page.addInitScript(() => {
      const refused = () => { globalThis.early = 'refused'; };
      addEventListener('readystatechange', () => fetch('https://leak.invalid/').then(() => { globalThis.early = 'sent'; }, refused),
        { once: true, capture: true });
    });
    await tab.page.goto(String(pathToFileURL(join(dist, NAME))));
    await tab.page.waitForFunction(() => globalThis.early);
    assert.equal(await tab.page.evaluate(() => globalThis.early), 'refused');
    assert.deepEqual(tab.seen.violations, ['connect-src https://leak.invalid/']);
  });
});

test('its checksum stands beside it and in the page of the site', async () => {
  await ready(site.address);
  const digits = createHash('sha256').update(bytes).digest('hex');
  assert.equal(readFileSync(join(dist, `${NAME}.sha256`), 'utf8'), `${digits}  ${NAME}\n`);
  assert.equal(await tab.page.locator('meta[name=one-file]').getAttribute('content'), digits);
});

/** The place of some bytes, so many behind where a text begins. */
const at = (text, behind = 0) => {
  const place = bytes.indexOf(text);
  assert.ok(place > 0, `${text} is not in the file`);
  return place + behind;
};
/** A copy in which one bit of the byte at a place is another. */
const changed = (place) => {
  const copy = Buffer.from(bytes);
  copy[place] ^= 1;
  return copy;
};
/** Writes a copy and opens it; what is typed before it could start is there. */
async function openCopy(copy) {
  const file = join(folder(), NAME);
  writeFileSync(file, copy);
  tab = await open(browser, String(pathToFileURL(file)));
  await tab.page.getByLabel('Paste what you got').fill('typed');
}
async function isRefused(id, words) {
  const told = tab.page.locator(`#${id}`);
  await told.waitFor();
  assert.match(await told.innerText(), words);
  assert.equal(await tab.page.getByRole('alert').count(), 1);
  assert.equal(await tab.page.getByLabel('Paste what you got').inputValue(), 'typed');
  assert.equal(await tab.page.locator('#app[data-ready]').count(), 0);
}

describe('a copy that was changed says so and does not start', () => {
  const copies = {
    'a byte of the program': () => changed(at('data-file="token-triage.wasm"', 5000)),
    'a byte of the knowledge base': () => changed(at('data-file="knowledge.json"', 5000)),
    'a byte of the unpacker': () => changed(at('data-file="unpacker"', 5000)),
    'a byte of a font': () => changed(at('data-family="Mono"', 5000)),
    'a letter of the style': () => changed(at('<style>', 1000)),
    'a letter of the script that starts it': () => changed(at('<script type="module">', 1000)),
    'cut off in the knowledge base': () => bytes.subarray(0, at('data-file="knowledge.json"', 5000)),
    'without the program': () => Buffer.concat([bytes.subarray(0, at('data-file="token-triage.wasm"')), bytes.subarray(at('data-file="knowledge.json"'))]),
  };
  for (const [name, copy] of Object.entries(copies)) {
    test(name, async () => {
      await openCopy(copy());
      await isRefused('incomplete', /damaged or was changed/);
    });
  }

  test('stored anew in another encoding', async () => {
    await openCopy(Buffer.from(bytes.toString('latin1'), 'utf8'));
    await isRefused('incomplete', /damaged or was changed/);
  });

  test('where there is no WebAssembly, it is that which is told', async () => {
    tab = await open(browser, 'about:blank');
    await tab.page.addInitScript(() => { delete globalThis.WebAssembly; });
    await tab.page.goto(String(pathToFileURL(join(dist, NAME))));
    await tab.page.getByLabel('Paste what you got').fill('typed');
    await isRefused('unable', /needs WebAssembly/);
  });

  test('sent by a server that names another encoding', async () => {
    tab = await open(browser, site.address + NAME);
    await tab.page.getByLabel('Paste what you got').fill('typed');
    await isRefused('recoded', /another encoding than its own/);
  });
});

test('line ends of Windows do it no harm', async () => {
  const file = join(folder(), NAME);
  writeFileSync(file, Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'));
  await ready(String(pathToFileURL(file)));
});
