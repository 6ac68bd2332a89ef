// The page inside another one, from another origin: compact, useful, and silent towards the page around it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, open } from './support/browser.mjs';
import { folder, write } from './support/hosted.mjs';
import { serve } from './support/site.mjs';
import { Triage } from './support/triage.mjs';

const SECRET = 'pl4nted-S3CRET-7f3a9c';

let site, around, browser, tab, frame;
before(async () => {
  site = await serve();
  around = await serve(write(folder(), {
    'index.html': `<!doctype html><title>Acme help</title><h1>Acme help</h1><input id="mine" autofocus>
<script>window.told = []; addEventListener('message', (event) => told.push(event.data));</script>
<iframe src="${site.address}?embed#provider=okta&error=invalid_client" width="720" height="900"
  allow="clipboard-write" title="Why was the token request refused?"></iframe>`,
  }));
  browser = await launch();
  tab = await open(browser, around.address);
  frame = tab.page.frame({ url: /embed/ });
  await frame.locator('#app[data-ready=locked]').waitFor();
});
after(async () => {
  await browser?.close();
  site?.stop();
  around?.stop();
});

test('it is another origin\'s, has no head, and tells what the link is about', async () => {
  assert.notEqual(new URL(site.address).origin, new URL(around.address).origin);
  assert.equal(await frame.getByRole('banner').count(), 0);
  assert.equal(await frame.getByRole('navigation').count(), 0);
  assert.match(await frame.getByRole('region', { name: 'Diagnosis' }).innerText(), /at Okta/);
});

test('it leaves the focus where it was', async () => {
  assert.equal(await tab.page.evaluate(() => document.activeElement.id), 'mine');
});

test('it diagnoses there, and tells the page around it nothing', async () => {
  const triage = new Triage(frame);
  triage.drawn = () => frame.evaluate(() =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await triage.paste(`curl -u 'me:${SECRET}' https://acme.okta.com/oauth2/v1/token\n` +
    '{"error":"invalid_client","error_description":"The client secret supplied for a confidential client is invalid."}');
  assert.match(await triage.diagnosis.innerText(), /answered by Okta/);
  assert.deepEqual(await tab.page.evaluate(() => told), []);
  const held = await tab.page.evaluate(() => [location.href, document.title, document.documentElement.outerHTML, frames[0].length].join());
  assert.ok(!held.includes(SECRET));
  assert.deepEqual([...site.requests, ...around.requests, ...tab.seen.requests].filter((request) => request.includes(SECRET)), []);
  assert.deepEqual([...tab.seen.violations, ...tab.seen.errors], []);
});

test('what leads out opens beside it, and the page itself is one click away', async () => {
  const links = await frame.locator('a[href]').evaluateAll((all) =>
    all.filter((link) => !link.getAttribute('href').startsWith('#')).map(({ href, target, rel }) => ({ href, target, rel })));
  assert.ok(links.length > 1, 'there are sources to open');
  for (const { href, target, rel } of links) assert.deepEqual({ target, rel }, { target: '_blank', rel: 'noreferrer noopener' }, href);
  const way = frame.getByRole('link', { name: 'Open Token Triage' });
  const opened = tab.page.context().waitForEvent('page');
  await way.click();
  const page = await opened;
  await page.locator('#app[data-ready=locked]').waitFor();
  assert.equal(await page.getByRole('banner').count(), 1);
  assert.equal(new URL(page.url()).hash, '#provider=okta&error=invalid_client');
  assert.equal(await page.getByLabel('Paste what you got').inputValue(), '', 'what was pasted stays where it was');
  await page.close();
});

test('an entry inside leads back to the diagnosis', async () => {
  await frame.getByRole('link', { name: 'invalid_client', exact: true }).first().click();
  await frame.getByRole('article').waitFor();
  await frame.getByRole('link', { name: 'Back to the diagnosis' }).click();
  assert.match(await frame.getByRole('region', { name: 'Diagnosis' }).innerText(), /answered by Okta/);
});
