// A secret in the page's own address is taken out at once, told of by name, and kept nowhere.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { open } from './support/browser.mjs';
import { browser, site } from './support/engine.mjs';
import { plain, Triage } from './support/triage.mjs';

const SECRET = 'pl4nted-S3CRET-7f3a9c';

let tab, triage;
afterEach(() => tab?.close());

async function visit(address) {
  site.requests.length = 0;
  tab = await open(browser, site.address + address);
  triage = await new Triage(tab.page).ready();
}

const alert = () => tab.page.getByRole('alert').filter({ hasText: 'The address of this page held' });
const told = async () => plain(await alert().innerText());
const address = () => tab.page.evaluate(() => location.href);

/** All that the page could have kept it in, its own document among them. */
const kept = () => tab.page.evaluate(() => [
  location.href, document.title, JSON.stringify(history.state), document.cookie, window.name,
  JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.documentElement.outerHTML,
  ...[...document.querySelectorAll('input, textarea')].map(({ value }) => value),
].join('\n'));

test('in the query: it is said that the server has seen it', async () => {
  await visit(`?client_secret=${SECRET}&client_id=me#provider=okta`);
  assert.equal(await address(), `${site.address}#provider=okta`);
  assert.match(await told(), /held client_secret\./);
  assert.match(await told(), /has gone to the server that this page is from/);
  assert.match(await told(), /make a new one at your provider/);
  assert.ok(!(await kept()).includes(SECRET));
  // The request for the page is the browser's own, before any program runs. No other one holds it.
  assert.equal(site.requests.filter((request) => request.includes(SECRET)).length, 1);
  assert.deepEqual([...tab.seen.console, ...tab.seen.errors], []);
});

test('in the fragment: it is said that no server has seen it, and the rest of the link holds', async () => {
  await visit(`#error=invalid_client&access_token=${SECRET}&provider=okta`);
  assert.equal(await address(), `${site.address}#provider=okta&error=invalid_client`);
  assert.match(await told(), /held access_token\./);
  assert.match(await told(), /not sent to any server/);
  assert.doesNotMatch(await told(), /has gone to the server/);
  assert.match(await triage.diagnosis.innerText(), /at Okta/);
  assert.ok(!(await kept()).includes(SECRET));
  assert.deepEqual(site.requests.filter((request) => request.includes(SECRET)), []);
});

test('in a link that is followed inside the page', async () => {
  await visit('#/build');
  await tab.page.evaluate((secret) => { location.hash = `#/callback?code=${secret}`; }, SECRET);
  await alert().waitFor();
  assert.equal(await address(), `${site.address}#/`);
  assert.match(await told(), /held code\./);
  assert.match(await told(), /dead after a few minutes/);
  assert.ok(!(await kept()).includes(SECRET));
  await tab.page.goBack();
  assert.ok(!(await address()).includes(SECRET));
  await tab.page.goForward();
  assert.ok(!(await address()).includes(SECRET), 'the entry in the history was replaced');
});

test('the notice stays until it is read, and no other address gets one', async () => {
  await visit(`?embed&password=${SECRET}`);
  assert.equal(await address(), `${site.address}?embed`);
  await alert().getByRole('button', { name: 'I have read it' }).click();
  await alert().waitFor({ state: 'detached' });
  await tab.close();
  await visit('?utm_source=mail#provider=okta&error=invalid_token');
  assert.equal(await alert().count(), 0);
  assert.equal(await address(), `${site.address}?utm_source=mail#provider=okta&error=invalid_token`);
});
