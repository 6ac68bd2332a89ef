// A script that got into the page tries everything; what got out is counted outside of the browser. Writes the table of
// docs/SECURITY-TESTS.md with `--write`.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { CODE, NAVIGATIONS, REQUESTS } from './support/attempts.mjs';
import { sink } from './support/sink.mjs';
import { dist, serve } from './support/site.mjs';
import { recorded, watch } from './support/watched.mjs';

const ONE_FILE = `${dist}/token-triage.html`;

/** The longest that an attempt is waited for: a refusal comes at once, and what works here works in milliseconds. */
const LIMIT = 3000;

/** The states that the page can be in when the script comes. Each opens a page and says when it is there. */
const STATES = {
  'before the lock': async (page, site) => {
    // The knowledge base is late: the page stands, under its first policy, and is not locked yet.
    await page.route('**/knowledge.json*', () => {});
    await page.goto(site.address);
    await page.locator('#app header .lock').waitFor();
  },
  locked: async (page, site) => {
    await page.goto(site.address);
    await page.locator('#app[data-ready=locked]').waitFor();
  },
  'one file': async (page) => {
    await page.goto(pathToFileURL(ONE_FILE).href);
    await page.locator('#app[data-ready=locked]').waitFor();
  },
};

/** Runs attempts in a page, at once, and tells what each came to: nothing, an error, a time that ran out. */
const run = (page, attempts) => page.evaluate(([all, limit]) => Promise.all(all.map(async ([code, to]) => {
  try {
    // The attempts are functions already: text would need the very `eval` that is tried.
    await Promise.race([globalThis.attempts[code](to), new Promise((done) => setTimeout(done, limit))]);
  } catch {}
})), [attempts, LIMIT]);
