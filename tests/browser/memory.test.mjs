// "Clear everything": secrets of every kind are typed and pasted wherever they can be, and found in the memory of the
// program. Once it is cleared, by hand or because the tab was hidden for a minute, the whole memory holds none of them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, test } from 'node:test';

import { open } from './support/browser.mjs';
import { browser, site } from './support/engine.mjs';
import { FORMS, KINDS, SECRET } from './support/kinds.mjs';
import { bytesOf, inDocument, inMemory, keepInstance } from './support/memory.mjs';
import { Triage } from './support/triage.mjs';

const DONE = 'Everything is cleared: fields, answers, and the memory of the program.';
const key = readFileSync(new URL('../keys/rsa-pkcs8.pem', import.meta.url), 'utf8');
/** Lines from within the key, as text and as the bytes that they stand for. */
const KEY_LINES = key.trim().split('\n').slice(3, -2);

/** The secret in all its forms; the key. */
const PLANTED = {
  ...Object.fromEntries([...FORMS, encodeURIComponent(SECRET)].map((form) => [form, bytesOf(form)])),
  'the key': KEY_LINES.flatMap(bytesOf),
  // The line's bytes but those that it shares with its neighbours.
  'the bytes of the key': KEY_LINES.map((line) => [...Buffer.from(line, 'base64')]),
};

/** One page for all tests of a group: each leaves it as it was when it was opened, or the next one says so. */
let tab, triage;
async function start(prepare) {
  tab = await open(browser, 'about:blank');
  await tab.page.addInitScript(keepInstance);
  await prepare?.(tab.page);
  await tab.page.goto(site.address);
  triage = await new Triage(tab.page).ready();
}

const button = (name) => tab.page.getByRole('button', { name, exact: true });
const field = (name) => tab.page.getByLabel(name, { exact: true });

/** What a person does with secrets, each thing by its name. Gives what the page itself has made of them. */
const ACTS = {
  'pasted, opened, unmasked, reported, compared, cleared': async () => {
    await triage.paste(KINDS['curl in bash']);
    await tab.page.evaluate(() => document.querySelectorAll('#diagnosis details').forEach((one) => { one.open = true; }));
    await button('Show secrets').click();
    await button('Copy report for support').click();
    await triage.copy('Copy this report');
    await button('Compare with one that works').click();
    await field('Paste one that works').fill(KINDS['an HTTP message']);
    await button('Clear').click();
  },
  'typed': () => triage.type(`client_secret=${SECRET} was refused`),
  'looked for': async () => {
    await triage.tab('Look up');
    await field('Search').fill(SECRET);
    await triage.drawn();
  },
  'corrected': async () => {
    await triage.tab('Diagnose');
    await triage.paste(KINDS['a transcript of curl -v']);
    await button('Open in builder').first().click();
  },
  'built, spelled out, copied, answered': async () => {
    await triage.build('https://as.example/token', { client_id: 'planted-id', token_endpoint_auth_method: 'client_secret_basic' }, SECRET);
    await button('Show: Client secret').click();
    await button('Character by character: Client secret').click();
    await button('Spelled out loud: Client secret').click();
    await triage.copy('Copy with the secret');
    await field('What came back').fill('{"error":"invalid_client"}');
    await triage.drawn();
  },
  'signed in': async () => {
    await field('Token request').selectOption({ label: 'Authorization code' });
    await field('Authorization endpoint').fill('https://as.example/authorize');
    await button("Make the sign-in's address").click();
    const verifier = await triage.copy('Copy the verifier');
    const address = new URL(await triage.copy('Copy the address'));
    const state = address.searchParams.get('state');
    await field('Paste the address that you were sent back to').fill(`https://app.example/callback?code=${encodeURIComponent(SECRET)}&state=${state}`);
    await triage.drawn();
    return {
      verifier: bytesOf(verifier),
      'the bytes of the verifier': [[...Buffer.from(verifier, 'base64url')]],
      challenge: bytesOf(address.searchParams.get('code_challenge')),
      state: bytesOf(state),
    };
  },
  'signed': async () => {
    await field('Token request').selectOption({ label: 'JWT bearer' });
    await field('Private key').fill(key);
    const assertion = await triage.copy('Copy the assertion');
    const [, claims, signature] = assertion.split('.');
    return { claims: bytesOf(claims), signature: bytesOf(signature), 'the bytes of the signature': [[...Buffer.from(signature, 'base64url')]] };
  },
};

/** All of it. Gives what must not be found once it is cleared. */
async function useIt() {
  let made = {};
  for (const act of Object.values(ACTS)) made = { ...made, ...await act() };
  return { ...PLANTED, ...made };
}

/** What is in memory as long as it is in use: the forms that the page keeps nowhere are looked for all the same. */
async function isInUse(needles) {
  const found = await inMemory(tab.page, needles);
  for (const name of [...SECRET.split(/[+/]/), encodeURIComponent(SECRET), 'the key', 'verifier', 'state', 'claims', 'signature']) {
    assert.ok(found.includes(name), `${name} is not in memory, so its absence means nothing`);
  }
}

/** Nothing of it is left anywhere. */
async function isGone(needles) {
  assert.deepEqual(await inMemory(tab.page, needles), [], 'in the memory of the program');
  const shown = await inDocument(tab.page);
  const texts = Object.values(needles).map(([bytes]) => Buffer.from(bytes).toString());
  assert.deepEqual(texts.filter((text) => shown.includes(text)), [], 'in the document');
  assert.match(await tab.page.evaluate(() => location.hash), /^(#\/)?$/);
  assert.deepEqual([tab.seen.errors, tab.seen.console, tab.seen.violations], [[], [], []]);
}

/** The program overwrites its stack in the turn after the one that drew. */
const scrubbed = () => tab.page.evaluate(() => new Promise((done) => { setTimeout(() => setTimeout(done)); }));

describe('cleared by hand', () => {
  before(() => start());
  after(() => tab.close());

  test('all that was typed, pasted, made and signed is gone', async () => {
    const needles = await useIt();
    await isInUse(needles);
    await button('Clear everything').click();
    await tab.page.getByText(DONE).waitFor();
    await scrubbed();
    await isGone(needles);
  });

  for (const [name, act] of Object.entries(ACTS).slice(0, 5)) {
    test(name, async () => {
      await triage.tab('Diagnose');
      await act();
      assert.notDeepEqual(await inMemory(tab.page, PLANTED), []);
      await button('Clear everything').click();
      await scrubbed();
      await isGone(PLANTED);
    });
  }

  test('neither undo nor the page brings anything back', async () => {
    await triage.tab('Diagnose');
    await triage.type(SECRET);
    await button('Clear everything').click();
    assert.equal(await tab.page.evaluate(() => document.activeElement.id), 'paste', 'the work goes on in the box');
    await tab.page.keyboard.press('Control+z');
    assert.equal(await triage.box.inputValue(), '');
    assert.equal(await button('Bring it back').count(), 0);
    await triage.tab('Build');
    assert.equal(await field('Client secret').inputValue(), '');
  });

  test('by keys, and it is said until the work goes on', async () => {
    await triage.tab('Diagnose');
    await triage.type(SECRET);
    await button('Clear everything').focus();
    await tab.page.keyboard.press('Enter');
    const said = tab.page.getByRole('status').filter({ hasText: DONE });
    await said.waitFor();
    await triage.type('x');
    await said.waitFor({ state: 'detached' });
  });
});

describe('hidden', () => {
  const ASKED = 'Clear everything when this tab has been hidden for 60 seconds';
  const SAID = 'This tab was hidden for a minute, so everything in it was cleared, as you asked.';
  const START = Date.parse('2026-11-22T08:00:00Z');

  /** The tab is hidden or shows, as the browser tells it. */
  const turn = (state) => tab.page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
  const holds = async () => (await inMemory(tab.page, PLANTED)).length > 0;

  before(() => start((page) => page.clock.install({ time: START })));
  after(() => tab.close());
  beforeEach(() => tab.page.clock.resume());

  /** Hides the page with a secret in it, at a moment at which its clock is stopped. */
  async function hide(asked) {
    await tab.page.getByRole('link', { name: 'See for yourself' }).click();
    await tab.page.getByRole('checkbox', { name: ASKED }).setChecked(asked);
    await triage.tab('Diagnose');
    await triage.paste(KINDS['curl in bash']);
    const moment = await tab.page.evaluate(() => Date.now()) + 3_600_000;
    await tab.page.clock.pauseAt(moment);
    await turn('hidden');
    return moment;
  }

  test('for a minute: all is gone, and it is said why', async () => {
    await hide(true);
    await tab.page.clock.runFor(59_999);
    assert.ok(await holds(), 'not before');
    await tab.page.clock.runFor(1);
    await tab.page.clock.runFor(1);
    await isGone(PLANTED);
    await turn('visible');
    await tab.page.getByText(SAID).waitFor();
    assert.equal(await triage.box.inputValue(), '');
  });

  test('for less: all is there', async () => {
    await hide(true);
    await tab.page.clock.runFor(59_999);
    await turn('visible');
    await tab.page.clock.runFor(600_000);
    assert.ok(await holds());
    assert.equal(await triage.box.inputValue(), KINDS['curl in bash']);
  });

  test('while the machine slept, so that no timer ran: gone as soon as it shows', async () => {
    const moment = await hide(true);
    await tab.page.clock.setSystemTime(moment + 60_000);
    assert.ok(await holds());
    await turn('visible');
    await tab.page.clock.runFor(1);
    await isGone(PLANTED);
  });

  test('for an hour, where that was not asked for: all is there', async () => {
    await hide(false);
    await tab.page.clock.runFor(3_600_000);
    await turn('visible');
    assert.equal(await triage.box.inputValue(), KINDS['curl in bash']);
  });
});
