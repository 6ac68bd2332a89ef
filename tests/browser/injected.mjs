// A script that got into the page tries everything; what got out is counted outside of the browser. Writes the table of
// docs/SECURITY-TESTS.md with `--write`.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { launch, within } from './support/browser.mjs';
import { CODE, NAVIGATIONS, REQUESTS } from './support/attempts.mjs';
import { sink } from './support/sink.mjs';
import { dist, serve } from './support/site.mjs';
import { recorded, watch } from './support/watched.mjs';

const ONE_FILE = `${dist}/token-triage.html`;

/** The longest that an attempt is waited for: a refusal comes at once, and what works here works in milliseconds. */
const LIMIT = 1500;

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

/** All attempts as functions, for a script that the browser itself puts in: making them of text is one of the attempts. */
const inserted = `globalThis.attempts = {${Object.entries({ ...REQUESTS, ...CODE, ...NAVIGATIONS })
  .map(([name, code]) => `${JSON.stringify(name)}: async (to) => ${code.startsWith('{') ? code : `{ return (${code}); }`}`).join(',\n')}}`;

/** Runs attempts in a page, all at once. */
const run = (page, attempts) => page.evaluate(([all, limit]) => Promise.all(all.map(async ([name, to]) => {
  const tried = globalThis.attempts[name](to).catch(() => {});
  await Promise.race([tried, new Promise((done) => { setTimeout(done, limit); })]);
})), [attempts, LIMIT]);

/** What became of the attempts in one state of the page: for each its name and a word. */
async function tried(state, open, site) {
  const world = await watch(site);
  const { context } = world;
  await context.addInitScript(inserted);
  const sinks = new Map();
  const targets = {};
  const target = async (name) => {
    const it = await sink();
    sinks.set(name, it);
    const host = `127.0.0.1:${it.port}`;
    const id = `out-${it.port}`;
    targets[name] = id;
    return { http: `http://${host}/`, host, own: `${site.address}${id}.js`, name: `${id}.leak.invalid` };
  };
  try {
    const { page } = world;
    await open(page, site);
    const all = [];
    for (const name of Object.keys(REQUESTS)) all.push([name, await target(name)]);
    await run(page, all);
    const ran = {};
    for (const name of Object.keys(CODE)) {
      await page.evaluate(() => { globalThis.ran = 0; });
      await run(page, [[name, {}]]).catch(() => {});
      ran[name] = await page.evaluate(() => globalThis.ran === 1);
    }
    const leaving = await launch();
    for (const name of Object.keys(NAVIGATIONS)) {
      const to = await target(name);
      // In a context of its own: a navigation that is under way would end the next one.
      await within(leaving, {}, async (own) => {
        await own.addInitScript(inserted);
        await open(own, site);
        // The page may be gone before it answers.
        await own.evaluate(([what, where]) => void globalThis.attempts[what](where).catch(() => {}), [name, to]).catch(() => {});
        await Promise.race([sinks.get(name).first, new Promise((done) => { setTimeout(done, LIMIT).unref(); })]);
      });
    }
    await leaving.close();
    await world.close();
    const { names } = recorded(world.netLog);
    const looked = names.join('\n');
    const reached = (name) => sinks.get(name).heard > 0 || site.requests.some((line) => line.includes(targets[name])) || looked.includes(targets[name]);
    return {
      ...Object.fromEntries([...sinks.keys()].map((name) => [name, reached(name) ? '**got out**' : 'stopped'])),
      ...Object.fromEntries(Object.entries(ran).map(([name, it]) => [name, it ? '**ran**' : 'stopped'])),
    };
  } finally {
    for (const it of sinks.values()) it.stop();
    await world.close();
  }
}

const FILE = fileURLToPath(new URL('../../docs/SECURITY-TESTS.md', import.meta.url));
const [BEGIN, END] = ['<!-- written by tests/browser/injected.mjs -->', '<!-- end of what is written -->'];

/** The part of the document between the marks, as it stands. */
export const standing = () => readFileSync(FILE, 'utf8').split(BEGIN)[1].split(END)[0].trim();

/** What became of every attempt in each state: the table, as text. */
export async function table() {
  const site = await serve();
  const columns = {};
  try {
    for (const [state, open] of Object.entries(STATES)) {
      if (state === 'one file' && !existsSync(ONE_FILE)) throw new Error('dist/ holds no token-triage.html: build first');
      columns[state] = await tried(state, open, site);
    }
  } finally {
    site.stop();
  }
  const states = Object.keys(columns);
  const lines = [`| attempt | ${states.join(' | ')} |`, `| --- |${' --- |'.repeat(states.length)}`];
  for (const name of Object.keys({ ...REQUESTS, ...CODE, ...NAVIGATIONS })) {
    lines.push(`| ${name} | ${states.map((state) => columns[state][name]).join(' | ')} |`);
  }
  return lines.join('\n');
}

if (process.argv.includes('--write')) {
  const text = readFileSync(FILE, 'utf8');
  writeFileSync(FILE, `${text.split(BEGIN)[0]}${BEGIN}\n\n${await table()}\n\n${END}${text.split(END)[1]}`);
}
