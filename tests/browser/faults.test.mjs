// What goes wrong on the way to the browser, or in it: the person is told what happened and what to do, and what was
// typed, before and after, stays in the box.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, test } from 'node:test';

import { chromium } from 'playwright-core';

import { launching, within } from './support/browser.mjs';
import { browser, site } from './support/engine.mjs';
import { FAULTS, faulty } from './support/faulty.mjs';
import { folder } from './support/hosted.mjs';
import { knowledge } from './support/site.mjs';
import { plain, Triage } from './support/triage.mjs';

let server;
afterEach(() => server?.stop());

const [WASM, GLUE, STYLE, LETTERS, KNOWLEDGE, SITE] = [/\.wasm$/, /\.js$/, /\.css$/, /\.woff2$/, /knowledge\.json/, /site\.json/];
const [TYPED, MORE] = ['{"error":"invalid_client",', '"error_description":"The client secret supplied for a confidential client is invalid."}'];
const CAUSE = plain(knowledge().causes.find(({ id }) => id === 'wrong-client-secret').title);

/** What a person has to read: what happened, what to do, and that nothing is lost. */
const INCOMPLETE = [/did not arrive, or it is not the one/, /Reload the page with Shift held/, /tell whoever runs it/, /typed is still in the box/];
const UNABLE = [/did not let the page start/, /WebAssembly/, /another browser/, /typed is still in the box/];
const UNEXPLAINED = [/explanations could not be loaded/, /network may have failed/, /Try again/];

const FOREVER = { 'Cache-Control': 'max-age=31536000, immutable' };

/** Opens the page without waiting for what it loads. */
async function visit(page, fault) {
  server = await faulty(site, fault);
  page.setDefaultTimeout(5000);
  await page.goto(server.address, { waitUntil: 'commit' });
  return new Triage(page);
}

/** Waits for what is said, and tells which of the words are not on the page. */
async function told(page, words) {
  await page.getByText(words[0]).waitFor();
  const said = await page.locator('body').innerText();
  assert.deepEqual(words.filter((word) => !word.test(said)), []);
}

const kept = async (triage) => assert.equal(await triage.box.inputValue(), TYPED + MORE);

describe('a file that the page can\'t start without', () => {
  const cases = [
    ['the program is missing', WASM, 'missing'],
    ['the program can\'t be reached', WASM, 'refused'],
    ['the program breaks off', WASM, 'broken'],
    ['half of the program', WASM, 'truncated'],
    ['a program with another byte', WASM, 'changed'],
    ['another page in place of the program', WASM, 'replaced'],
    ['the glue is missing', GLUE, 'missing'],
    ['glue with another byte', GLUE, 'changed'],
    ['empty glue', GLUE, 'empty'],
    ['another page in place of the glue', GLUE, 'replaced'],
  ];
  for (const [name, of, fault] of cases) {
    test(name, () => within(browser, {}, async (page) => {
      const triage = await visit(page, { of, fault: FAULTS[fault], held: true });
      await triage.type(TYPED);
      server.release();
      await told(page, INCOMPLETE);
      assert.ok(!(await page.getByText('Still loading').isVisible()), 'nothing says that it is still coming');
      await triage.type(MORE);
      await kept(triage);
    }));
  }
});

describe('the explanations', () => {
  const cases = [
    ['are missing', 'missing'],
    ['can\'t be reached', 'refused'],
    ['break off', 'broken'],
    ['come in half', 'truncated'],
    ['have another byte', 'changed'],
    ['are another page', 'replaced'],
  ];
  for (const [name, fault] of cases) {
    test(`${name}: the builder works, and trying again helps once they are there`, () => within(browser, {}, async (page) => {
      const triage = await visit(page, { of: KNOWLEDGE, fault: FAULTS[fault], held: true });
      await triage.type(TYPED);
      server.release();
      await told(page, UNEXPLAINED);
      await triage.type(MORE);
      await kept(triage);
      await triage.tab('Build');
      await page.getByLabel('Client id', { exact: true }).fill('me');
      await triage.tab('Diagnose');
      server.mend();
      await page.getByRole('button', { name: 'Try again' }).click();
      await triage.ready();
      await triage.answers(CAUSE);
      await kept(triage);
    }));
  }

  test('of another build beside this program are refused, however well they read', () => within(browser, {}, async (page) => {
    const older = ({ body, ...answer }) => ({ ...answer, body: Buffer.from(JSON.stringify({ ...JSON.parse(body), clients: [] })) });
    const triage = await visit(page, { of: KNOWLEDGE, fault: older });
    await told(page, UNEXPLAINED);
    await triage.type(TYPED + MORE);
    await kept(triage);
    await triage.answers('The explanations could not be loaded.');
  }));

  test('come ten seconds late: it says that it is loading, nobody gives up, and then there is the answer', () => within(browser, {}, async (page) => {
    await page.clock.install();
    const triage = await visit(page, { of: KNOWLEDGE, held: true });
    await page.locator('#app[data-ready=no]').waitFor();
    await triage.type(TYPED + MORE);
    await told(page, [/Loading what is known about servers/]);
    await page.clock.runFor(10_000);
    await told(page, [/Loading what is known about servers/]);
    server.release();
    await triage.ready();
    await triage.answers(CAUSE);
    await kept(triage);
  }));
});

describe('what a cache keeps broken, long after the server is whole again', () => {
  for (const [name, of] of [['the program', WASM], ['the explanations', KNOWLEDGE]]) {
    test(`${name}: the page itself asks past the cache`, () => within(browser, {}, async (page) => {
      await visit(page, { of, fault: FAULTS.truncated, headers: FOREVER });
      await told(page, of === WASM ? INCOMPLETE : UNEXPLAINED);
      server.mend();
      await page.goto(server.address);
      await new Triage(page).ready();
    }));
  }

  test('the glue: reloading as it says helps', () => within(browser, {}, async (page) => {
    await visit(page, { of: GLUE, fault: FAULTS.truncated, headers: FOREVER });
    await told(page, INCOMPLETE);
    server.mend();
    await page.goto(server.address);
    await told(page, INCOMPLETE);
    // What the keys do, which a browser without a window has not.
    const tools = await page.context().newCDPSession(page);
    await tools.send('Page.reload', { ignoreCache: true });
    await new Triage(page).ready();
  }));
});

test('a program that comes ten seconds late: the page says what may be wrong, and takes over what was typed', () => within(browser, {}, async (page) => {
  const triage = await visit(page, { of: WASM, held: true });
  await triage.type(TYPED);
  const late = page.getByText('Still loading');
  assert.ok(!(await late.isVisible()), 'not before');
  // The sentence waits in the style sheet: its clock is the animation's.
  await page.evaluate(() => document.getAnimations().forEach((animation) => { animation.currentTime = 10_000; }));
  assert.ok(await late.isVisible());
  await triage.type(MORE);
  server.release();
  await triage.ready();
  await triage.answers(CAUSE);
  await kept(triage);
}));

test('there is no moment, while the page starts, at which a key would be lost', () => within(browser, {}, async (page) => {
  await page.addInitScript(() => {
    globalThis.had = new Set();
    // Called after each step of the program in which the document changed.
    const look = new MutationObserver(() => globalThis.had.add(document.activeElement?.id));
    addEventListener('DOMContentLoaded', () => look.observe(document, { subtree: true, childList: true }));
  });
  const triage = await visit(page, { of: WASM, held: true });
  await triage.type(`${TYPED}${MORE}`);
  await triage.box.press('Home');
  server.release();
  await triage.ready();
  assert.deepEqual(await page.evaluate(() => [...globalThis.had]), ['paste']);
  await triage.box.press('Space');
  assert.equal(await triage.box.inputValue(), ` ${TYPED}${MORE}`, 'the caret stayed where it was');
}));

describe('what the page can do without', () => {
  const cases = [
    ['the style sheet is missing', STYLE, 'missing', INCOMPLETE],
    ['a style sheet with another byte', STYLE, 'changed', INCOMPLETE],
    ['the letters are missing', LETTERS, 'missing', []],
    ['the site\'s own words are missing', SITE, 'missing', []],
    ['the site\'s own words can\'t be reached', SITE, 'refused', []],
    ['the site\'s own words come in half', SITE, 'truncated', [/For whoever hosts this page/, /site\.json/]],
    ['the program without its media type', WASM, 'untyped', []],
  ];
  for (const [name, of, fault, words] of cases) {
    test(name, () => within(browser, {}, async (page) => {
      const triage = await visit(page, { of, fault: FAULTS[fault] });
      await triage.ready();
      await triage.type(TYPED + MORE);
      await triage.answers(CAUSE);
      await kept(triage);
      if (words.length > 0) await told(page, words);
      else assert.equal(await page.getByRole('alert').count(), 0, 'nothing is wrong for the person');
    }));
  }
});

describe('the browser', () => {
  test('runs no scripts: it says so, and what can be read without', () => within(browser, { javaScriptEnabled: false }, async (page) => {
    const triage = await visit(page, {});
    await triage.type(TYPED + MORE);
    const says = await page.locator('main').innerText();
    assert.match(says, /needs JavaScript and WebAssembly.*Allow scripts for this page and load it again/s);
    await kept(triage);
    await page.getByRole('link', { name: 'causes', exact: true }).click();
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /./);
  }));

  test('compiles no WebAssembly', () => within(browser, {}, async (page) => {
    // As a policy of the network, or a mode of high security, would have it.
    const headers = { 'Content-Security-Policy': 'script-src \'self\' \'unsafe-inline\'' };
    const triage = await visit(page, { of: WASM, held: true, headers });
    await triage.type(TYPED);
    server.release();
    await told(page, UNABLE);
    await triage.type(MORE);
    await kept(triage);
  }));

  test('has no WebAssembly at all', () => within(browser, {}, async (page) => {
    await page.addInitScript(() => { delete globalThis.WebAssembly; });
    const triage = await visit(page, { of: WASM, held: true });
    await triage.type(TYPED);
    server.release();
    await told(page, UNABLE);
    await triage.type(MORE);
    await kept(triage);
  }));

  test('gives no storage: nothing is missed', async () => {
    const profile = folder();
    mkdirSync(join(profile, 'Default'));
    const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
    writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
    const context = await chromium.launchPersistentContext(profile, launching);
    try {
      const page = await context.newPage();
      const triage = await visit(page, {});
      await triage.ready();
      const refused = await page.evaluate(() => { try { return !localStorage; } catch (error) { return error.name; } });
      assert.equal(refused, 'SecurityError', 'the browser does refuse it');
      await triage.type(TYPED + MORE);
      await triage.answers(CAUSE);
      await kept(triage);
    } finally {
      await context.close();
    }
  });
});
