// Chromium under watch: its profile on the disk, its own record of the network, and all that it says while it runs.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { launchWith } from './browser.mjs';
import { folder } from './hosted.mjs';
import { Triage } from './triage.mjs';

const PERMISSIONS = ['clipboard-read', 'clipboard-write'];

/** Opens the page in a browser of its own, through a proxy if one is given: on this machine too, which browsers leave out. */
export async function watch(site, { proxy, ...options } = {}) {
  const [profile, netLog] = [folder(), join(folder(), 'net.json')];
  const context = await launchWith(profile, {
    args: [`--log-net-log=${netLog}`, '--net-log-capture-mode=Everything'],
    permissions: PERMISSIONS,
    viewport: { width: 1280, height: 900 },
    ...(proxy && { proxy: { server: proxy.address, bypass: '<-loopback>' } }),
    ...options,
  });
  const seen = { requests: [], frames: [], console: [], errors: [], named: [], downloads: [], violations: [] };
  await context.exposeBinding('reportViolation', (_, told) => seen.violations.push(told));
  await context.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) =>
    globalThis.reportViolation(`${event.effectiveDirective} ${event.blockedURI}`)));
  context.on('request', (one) => seen.requests.push([one.method(), one.url(), JSON.stringify(one.headers()), one.postData() ?? ''].join('\n')));
  const page = context.pages()[0];
  page.on('console', (message) => seen.console.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('download', (download) => seen.downloads.push(`${download.url()} ${download.suggestedFilename()}`));
  page.setDefaultTimeout(10_000);
  const cdp = await context.newCDPSession(page);
  // Each address and title that the page ever had, however short.
  cdp.on('Target.targetInfoChanged', ({ targetInfo }) => seen.named.push(`${targetInfo.title} ${targetInfo.url}`));
  cdp.on('Network.webSocketFrameSent', ({ response }) => seen.frames.push(response.payloadData));
  await cdp.send('Target.setDiscoverTargets', { discover: true });
  await cdp.send('Network.enable');
  await cdp.send('DOMStorage.enable');
  await page.goto(site.address);
  await new Triage(page).ready();
  return { context, page, cdp, seen, profile, netLog, site, proxy, uncopied: [], close: () => context.close() };
}

/** Every file below a folder: its path in there, and its bytes. */
export function files(root) {
  const paths = readdirSync(root, { recursive: true }).map(String);
  return paths.filter((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile())
    .map((path) => [path, readFileSync(join(root, path))]);
}

/** What the network record of a browser that was closed holds: its text, and the names of hosts that were looked up. */
export function recorded(netLog) {
  const text = readFileSync(netLog, 'utf8');
  const { constants, events } = JSON.parse(text);
  const lookups = new Set(Object.entries(constants.logEventTypes).filter(([name]) => name.startsWith('HOST_RESOLVER')).map(([, id]) => id));
  return { text, names: events.filter(({ type }) => lookups.has(type)).map(({ params }) => JSON.stringify(params ?? {})) };
}
