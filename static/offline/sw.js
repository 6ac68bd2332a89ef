// Keeps the whole site in this browser, for a person who asked for it on offline.html, and serves it from there.
//
// A build is kept as a whole in a cache of its own, or not at all. It is fetched when the worker installs, each file
// with its checksum; after that nothing goes into a cache but site.json and its packs, which whoever hosts the site
// writes. No address that a person opened, and nothing of a query, is ever a key or a value.
'use strict';

/** The checksum of SHA256SUMS without the line of this file, which holds it. */
const SUMS = '{{sums}}';
/** What stands in SHA256SUMS and is not for offline use: what is downloaded on purpose, and what search engines read. */
const NOT_KEPT = {{not-kept}};
/** The caches of this folder's site; other folders of the same origin have their own. */
const PREFIX = `token-triage ${registration.scope} `;
const OWN = `${PREFIX}{{version}}`;

const address = (name) => new URL(name, registration.scope).href;

addEventListener('install', (event) => event.waitUntil(keepAll()));

async function keepAll() {
  const cache = await caches.open(OWN);
  try {
    await Promise.all((await list()).map(([sum, name]) => keep(cache, name, sum)));
    await keepHosts(cache);
  } catch (error) {
    // The browser drops this worker; the build that was kept before goes on as it was.
    await caches.delete(OWN);
    throw error;
  }
}

/** Checksum and name of each file of this build. */
async function list() {
  const response = await fetch(address('SHA256SUMS'), { cache: 'no-cache' });
  const sums = (await response.text()).replace(/^.{64}  sw\.js\n/m, '');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sums));
  if (hexadecimal(digest) !== SUMS) throw new Error('SHA256SUMS is of another build.');
  return sums.trimEnd().split('\n').map((line) => line.split('  '))
    .filter(([, name]) => !NOT_KEPT.includes(name) && !isHosts(name));
}

const hexadecimal = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** As `fetch` takes a checksum (Subresource Integrity, section 3.1). */
const integrity = (sum) => `sha256-${btoa(String.fromCharCode(...sum.match(/../g).map((byte) => parseInt(byte, 16))))}`;

async function keep(cache, name, sum) {
  const response = await fetch(address(name), { cache: 'no-cache', integrity: integrity(sum) });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  await put(cache, name, response);
}

/** Stores a response under a name of the site's own. */
async function put(cache, name, response) {
  const headers = new Headers(response.headers);
  // A file is the same for everybody; and `Vary: *` would keep it out of the cache.
  headers.delete('vary');
  // Each document holds its policy. A header says the same and who may frame it; it has no checksum, and that of another
  // build would stop the page for as long as it is kept.
  const [framing] = headers.get('content-security-policy')?.match(/frame-ancestors[^;,]*/) ?? [];
  headers.delete('content-security-policy');
  if (framing) headers.set('content-security-policy', framing);
  // Made anew: hosts that leave out `.html` redirect to it, and browsers refuse a redirected answer as a page.
  await cache.put(address(name), new Response(await response.blob(), { headers }));
}

/** What whoever hosts the site writes at any time: no build knows its checksum. */
const isHosts = (name) => name === 'site.json' || /^packs\/[^/]+\.json$/.test(name);

async function keepHosts(cache) {
  const site = await fetch(address('site.json'), { cache: 'no-cache' });
  if (!site.ok) return;
  await put(cache, 'site.json', site);
  for (const name of await packs(cache)) {
    const pack = await fetch(address(name), { cache: 'no-cache' });
    if (pack.ok) await put(cache, name, pack);
  }
}

/** The packs that the kept site.json names. */
async function packs(cache) {
  try {
    const { packs } = await (await cache.match(address('site.json'))).json();
    return packs.map((name) => `packs/${name.replace(/\.json$/, '')}.json`).filter(isHosts);
  } catch {
    return [];
  }
}

// The browser activates a worker once no page uses the one before it: what that one kept can go.
addEventListener('activate', (event) => event.waitUntil(dropOthers()));

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== OWN).map((name) => caches.delete(name)));
}

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && request.url.startsWith(registration.scope)) event.respondWith(answer(request));
});

async function answer(request) {
  if (request.mode === 'navigate' && await handsOver(request)) return again();
  const name = nameOf(request);
  // Someone may have removed the copy while this page was open: nothing is kept anew then.
  const cache = await caches.has(OWN) && await caches.open(OWN);
  if (!cache) return fetch(request);
  if (isHosts(name)) return newest(cache, name, request);
  return (await kept(cache, name)) ?? fetch(request).catch(() => request.mode === 'navigate' ? notKept() : Response.error());
}

/** The file that is asked for: without query and fragment, which may hold anything. */
function nameOf(request) {
  const path = new URL(request.url).pathname.slice(new URL(registration.scope).pathname.length);
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/** Some hosts have the pages at addresses without `.html`. */
const kept = async (cache, name) => await cache.match(address(name)) ?? await cache.match(address(`${name}.html`));

/** From the network, if it answers in time; else as it was when it last did. */
async function newest(cache, name, request) {
  const copy = await cache.match(address(name));
  try {
    const response = await fetch(request, copy && { signal: AbortSignal.timeout(3000) });
    const isNamed = name === 'site.json' || (await packs(cache)).includes(name);
    if (response.ok && isNamed) await put(cache, name, response.clone());
    if (response.status === 404) await cache.delete(address(name));
    return response.status >= 500 && copy ? copy : response;
  } catch {
    return copy ?? Response.error();
  }
}

/** A document of one sentence with a link to the page, and a script if it is given one. */
function said(words, link, script = '') {
  const nonce = crypto.randomUUID();
  return new Response(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Token Triage</title><p>${words} <a href="${address('')}">${link}</a><script nonce="${nonce}">${script}</script>`,
  { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': `default-src 'none'; script-src 'nonce-${nonce}'` } });
}

const notKept = () => said('There is no network, and this address is not part of the copy that this browser keeps.', 'Open Token Triage');

let isLeaving = false;

/**
 * Whether the next build, which waits and is whole, takes over before this answer: where the only page that is open is
 * loaded again. It takes over once this worker has nothing to do, and answers from then on.
 */
async function handsOver({ cache }) {
  const { waiting } = registration;
  const isReload = cache === 'no-cache' || cache === 'reload';
  if (!isLeaving && waiting && isReload && (await clients.matchAll()).length < 2) {
    isLeaving = true;
    waiting.postMessage('take over');
  }
  return isLeaving;
}

/** Has the browser ask once more, as soon as the next worker answers. */
const again = () => said('A newer version is ready.', 'Open it', `
  const { serviceWorker } = navigator;
  serviceWorker.oncontrollerchange = () => location.reload();
  setTimeout(() => location.reload(), serviceWorker.controller ? 1000 : 0);`);

addEventListener('message', ({ data }) => {
  if (data === 'take over') skipWaiting();
});
