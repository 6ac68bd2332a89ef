// Put up as sw.js: removes the copies of this site that browsers keep, and itself.

addEventListener('install', () => skipWaiting());

addEventListener('activate', (event) => event.waitUntil(remove()));

async function remove() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(`token-triage ${registration.scope} `));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await registration.unregister();
}
