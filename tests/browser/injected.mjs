// A script that got into the page tries everything; what got out is counted outside of the browser. Prints the table of
// docs/SECURITY-TESTS.md, or writes it with `--write`. Each attempt has a page to itself.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

import { launching, within } from './support/browser.mjs';
import { CODE, NAVIGATIONS, REQUESTS } from './support/attempts.mjs';
import { folder } from './support/hosted.mjs';
import { sink } from './support/sink.mjs';
import { dist, serve } from './support/site.mjs';
import { recorded } from './support/watched.mjs';

/** The longest that an attempt is waited for: a refusal comes at once, and what works here works in milliseconds. */
const LIMIT = 1500;
/** So many pages at once. */
const ABREAST = 4;

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
    await page.goto(pathToFileURL(`${dist}/token-triage.html`).href);
    await page.locator('#app[data-ready=locked]').waitFor();
  },
};

/** All attempts as functions, which the browser itself puts in: making them of text is one of the attempts. */
const ATTEMPTS = { ...REQUESTS, ...CODE, ...NAVIGATIONS };
const inserted = `globalThis.attempts = {${Object.entries(ATTEMPTS)
  .map(([name, code]) => `${JSON.stringify(name)}: async (to) => ${code.startsWith('{') ? code : `{ return (${code}); }`}`).join(',\n')}}`;

const soon = () => new Promise((done) => { setTimeout(done, LIMIT).unref(); });

/** What became of an attempt in a page of its own: whether something arrived, and whether a text ran. */
async function tried(browser, open, site, name) {
  const port = await sink();
  const mark = `out-${port.port}`;
  const to = {
    http: `http://127.0.0.1:${port.port}/`,
    host: `127.0.0.1:${port.port}`,
    own: `${site.address}${mark}.js`,
    name: `${mark}.leak.invalid`,
  };
  try {
    const ran = await within(browser, {}, async (page) => {
      await page.addInitScript(inserted);
      await open(page, site);
      // The page may be gone before it answers; then it got out.
      const over = page.evaluate(([what, where]) => new Promise((done) => {
        // Not within the call of the debugger: that may do what the page may not, such as making code of text.
        setTimeout(() => globalThis.attempts[what](where).then(() => done(), () => done()));
      }), [name, to]).catch(() => {});
      await Promise.race([name in NAVIGATIONS ? port.first : over.then(() => name in REQUESTS && soon()), soon()]);
      return await page.evaluate(() => globalThis.ran === 1).catch(() => false);
    });
    return { mark, ran, connected: port.connected, heard: port.heard || site.requests.some((line) => line.includes(mark)) };
  } finally {
    port.stop();
  }
}

/** All attempts in one state of the page: for each its name and a word. */
async function column(open, site) {
  const netLog = join(folder(), 'net.json');
  const args = [...launching.args, `--log-net-log=${netLog}`, '--net-log-capture-mode=Everything'];
  const browser = await chromium.launch({ ...launching, args });
  const found = {};
  const left = Object.keys(ATTEMPTS);
  await Promise.all(Array.from({ length: ABREAST }, async () => {
    for (let name = left.shift(); name; name = left.shift()) found[name] = await tried(browser, open, site, name);
  }));
  await browser.close();
  const looked = recorded(netLog).names.join('\n');
  // For a navigation Chromium opens a connection before it asks the policy, and closes it without a byte.
  const word = ({ connected, heard, ran, mark }) =>
    (ran ? '**ran**' : heard || looked.includes(mark) ? '**got out**' : connected ? 'stopped, connected' : 'stopped');
  return Object.fromEntries(Object.entries(found).map(([name, it]) => [name, word(it)]));
}

/** What became of every attempt in each state: the table, as text. */
export async function table() {
  const site = await serve();
  try {
    const columns = {};
    for (const [state, open] of Object.entries(STATES)) columns[state] = await column(open, site);
    const states = Object.keys(columns);
    const rows = Object.keys(ATTEMPTS).map((name) => [name, ...states.map((state) => columns[state][name])]);
    const out = states.map((state) => Object.values(columns[state]).filter((word) => word.startsWith('**')).length);
    const lines = [['attempt', ...states], ['---', ...states.map(() => '---')], ...rows, [`got out, of ${rows.length}`, ...out]];
    return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  } finally {
    site.stop();
  }
}

const FILE = fileURLToPath(new URL('../../docs/SECURITY-TESTS.md', import.meta.url));
const [BEGIN, END] = ['<!-- written by tests/browser/injected.mjs -->', '<!-- end of what is written -->'];

/** The part of the document between the marks, as it stands. */
export const standing = () => readFileSync(FILE, 'utf8').split(BEGIN)[1].split(END)[0].trim();

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = await table();
  console.log(made);
  const text = readFileSync(FILE, 'utf8');
  if (process.argv.includes('--write')) writeFileSync(FILE, `${text.split(BEGIN)[0]}${BEGIN}\n\n${made}\n\n${END}${text.split(END)[1]}`);
}
