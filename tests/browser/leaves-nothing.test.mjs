// Nothing that is typed or pasted leaves the page, and the page sees to it that nothing can.

import assert from 'node:assert/strict';
import { beforeEach, afterEach, describe, test } from 'node:test';

import { open } from './support/browser.mjs';
import { browser, site } from './support/engine.mjs';
import { Triage } from './support/triage.mjs';

/** Found nowhere by chance, in any of these forms. */
const SECRET = 'pl4nted-S3CRET-7f3a9c';
const FORMS = [
  SECRET,
  encodeURIComponent(SECRET),
  Buffer.from(SECRET).toString('base64').replace(/=+$/, ''),
  Buffer.from(`planted-id:${SECRET}`).toString('base64').replace(/=+$/, ''),
];

let tab, triage;
beforeEach(async () => {
  site.requests.length = 0;
  tab = await open(browser, site.address);
  triage = await new Triage(tab.page).ready();
});
afterEach(() => tab.close());

/** Everything a person can do with a secret on this page. */
async function useIt() {
  await triage.paste(`curl -u 'planted-id:${SECRET}' https://acme.okta.com/oauth2/default/v1/token\n` +
    `{"error":"invalid_client","error_description":"The client secret supplied for a confidential client is invalid."}`);
  await triage.box.fill('');
  await triage.type(`client_secret=${SECRET} was refused with invalid_client`);
  await triage.tab('Build');
  await tab.page.getByLabel('Client id', { exact: true }).fill('planted-id');
  await tab.page.getByLabel('Client secret', { exact: true }).pressSequentially(SECRET);
  await tab.page.getByLabel('Token endpoint', { exact: true }).fill('https://as.example/token');
  await triage.copy('Copy with the secret');
  await triage.tab('Look up');
  await triage.tab('Diagnose');
}

const holdsIt = (text) => FORMS.some((form) => text.includes(form));

test('a planted secret is in no request, storage, address, title, history or console message', async () => {
  await useIt();
  const left = await tab.page.evaluate(async () => ({
    address: location.href,
    title: document.title,
    historyState: JSON.stringify(history.state),
    cookies: document.cookie,
    local: JSON.stringify({ ...localStorage }),
    session: JSON.stringify({ ...sessionStorage }),
    databases: JSON.stringify(await indexedDB.databases()),
    caches: JSON.stringify(await caches.keys()),
    name: window.name,
  }));
  assert.deepEqual(Object.keys(left).filter((place) => holdsIt(left[place])), []);
  assert.deepEqual([...site.requests, ...tab.seen.requests, ...tab.seen.console, ...tab.seen.errors].filter(holdsIt), []);
  const { cookies, local, session, databases, caches } = left;
  assert.deepEqual({ cookies, local, session, databases, caches },
    { cookies: '', local: '{}', session: '{}', databases: '[]', caches: '[]' }, 'it stores nothing at all');
});

test('no request after the page is ready, no violation, no error', async () => {
  const [atServer, inBrowser] = [site.requests.length, tab.seen.requests.length];
  await useIt();
  assert.deepEqual(site.requests.slice(atServer), []);
  assert.deepEqual(tab.seen.requests.slice(inBrowser), []);
  assert.deepEqual(tab.seen.violations, []);
  assert.deepEqual(tab.seen.errors, []);
});

test('all that it loads are its own files, once', () => {
  const foreign = tab.seen.requests.filter((request) => !request.startsWith(`GET ${site.address}`));
  assert.deepEqual(foreign, []);
  assert.deepEqual(site.requests.filter((request, at, all) => all.indexOf(request) !== at), []);
  assert.deepEqual(site.requests.filter((request) => !request.endsWith(' 200 OK')), []);
});

describe('the lock', () => {
  const attempts = {
    'fetch, own origin': () => fetch('index.html').then(() => 'sent', () => 'refused'),
    'fetch, elsewhere': () => fetch('https://leak.invalid/').then(() => 'sent', () => 'refused'),
    XMLHttpRequest: () => new Promise((done) => {
      const request = new XMLHttpRequest();
      request.onload = () => done('sent');
      request.onerror = () => done('refused');
      request.open('GET', 'index.html');
      request.send();
    }),
    'image, own origin': () => new Promise((done) => {
      const image = new Image();
      image.onload = () => done('sent');
      image.onerror = () => done('refused');
      image.src = 'leak.png?x';
    }),
    'image, elsewhere': () => new Promise((done) => {
      const image = new Image();
      image.onload = () => done('sent');
      image.onerror = () => done('refused');
      image.src = 'https://leak.invalid/x.png';
    }),
    'WebSocket, own origin': () => new Promise((done) => {
      const socket = new WebSocket(`ws://${location.host}/`);
      socket.onopen = () => done('sent');
      socket.onerror = () => done('refused');
    }),
    'script, own origin': () => new Promise((done) => {
      const script = document.createElement('script');
      script.onload = () => done('sent');
      script.onerror = () => done('refused');
      // Trusted Types refuse the address before the request is made.
      try { script.src = 'leak.js?x'; } catch { done('refused'); }
      document.head.append(script);
    }),
  };
  for (const [name, attempt] of Object.entries(attempts)) {
    test(`${name} is refused by the policy`, async () => {
      const before = site.requests.length;
      assert.equal(await tab.page.evaluate(attempt), 'refused');
      await triage.drawn();
      assert.equal(site.requests.length, before, 'the server saw nothing of it');
      assert.notDeepEqual(tab.seen.violations, [], 'it was the policy that refused it');
    });
  }

  test('a beacon does not reach the server', async () => {
    const before = site.requests.length;
    await tab.page.evaluate(() => navigator.sendBeacon('beacon', 'x'));
    await triage.drawn();
    assert.equal(site.requests.length, before);
    assert.notDeepEqual(tab.seen.violations, []);
  });
});
