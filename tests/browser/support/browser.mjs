// A real Chromium, and a record of everything by which something could leave the page.

import { chromium } from 'playwright-core';

/** Keeps Chromium itself from talking to anyone; root can't have its sandbox. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
];

/** How Chromium is started. */
export const launching = { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: QUIET };

export const launch = () => chromium.launch(launching);

/** One with a profile on the disk, which stays when it is closed. */
export const launchWith = (profile, { args = [], ...options }) =>
  chromium.launchPersistentContext(profile, { ...launching, args: [...QUIET, ...args], ...options });

/** Runs something with a page in a context of its own, without any record. */
export async function within(browser, options, run) {
  const context = await browser.newContext(options);
  try {
    return await run(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Opens a page in a context of its own, with `seen`: its requests, console messages, errors, violations. */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const seen = { requests: [], console: [], errors: [], violations: [] };
  await context.exposeBinding('reportViolation', (_, told) => seen.violations.push(told));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      globalThis.reportViolation(`${event.effectiveDirective} ${event.blockedURI}`));
  });
  context.on('request', (request) => seen.requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  const page = await context.newPage();
  page.on('console', (message) => seen.console.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.setDefaultTimeout(5000);
  await page.goto(address);
  return { page, seen, close: () => context.close() };
}
