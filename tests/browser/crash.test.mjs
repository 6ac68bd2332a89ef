// When the program stops: the screen says what to do, the box keeps its text, and nothing repeats it.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { open } from './support/browser.mjs';
import { browser, site } from './support/engine.mjs';
import { KINDS, SECRET, shows } from './support/kinds.mjs';
import { keepInstance } from './support/memory.mjs';
import { Triage } from './support/triage.mjs';

const LINE = 'Token Triage stopped. Reload the page to go on.';

let tab, triage, screen;
beforeEach(async () => {
  tab = await open(browser, 'about:blank');
  await tab.page.addInitScript(keepInstance);
  await tab.page.goto(site.address);
  triage = await new Triage(tab.page).ready();
  screen = tab.page.getByRole('alert').filter({ hasText: 'This page has stopped working.' });
});
afterEach(() => tab.close());

const report = () => tab.page.getByLabel('Report', { exact: true }).innerText();

/** What a translator does: every text becomes an element of its own, so that the page no longer knows its nodes. */
const translate = () => tab.page.evaluate(() => {
  for (const part of document.querySelectorAll('#diagnosis > *')) {
    const font = document.createElement('font');
    part.replaceWith(font);
    font.append(part);
  }
});

/** All memory that a program can have is taken, and then more is wanted: a long paste. */
const stop = () => tab.page.evaluate(() => {
  const { memory } = globalThis.keptInstance.exports;
  memory.grow(65_536 - memory.buffer.byteLength / 65_536);
  const box = document.querySelector('#paste');
  box.value = 'x'.repeat(250_000);
  box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
});

test('a panic: the screen, a report without the text, the text still there', async () => {
  await triage.paste(KINDS['curl in bash']);
  await translate();
  await triage.paste(KINDS['a transcript of curl -v']);
  await screen.waitFor();
  assert.match(await report(), /^Token Triage \d+\.\d+\.\d+ stopped\.\nWhere: [\w./-]+\/src\/[\w/]+\.rs:\d+:\d+\nBuild: [0-9a-f]+\nView: #\/\nBrowser: Mozilla\/.+\n?$/);
  assert.ok((await report()).includes(await tab.page.evaluate(() => navigator.userAgent)));
  assert.equal(await triage.box.inputValue(), KINDS['a transcript of curl -v'], 'to copy before the page is loaded again');
  assert.deepEqual(tab.seen.console, [LINE]);
  assert.ok(tab.seen.errors.length > 0 && !shows(tab.seen.errors.join('\n')), tab.seen.errors.join('\n'));
  assert.ok(!shows(await screen.innerHTML()));
});

test('a stop that is no panic: the same screen', async () => {
  await triage.paste(KINDS['curl in bash']);
  await stop();
  await screen.waitFor();
  assert.match(await report(), /\nWhere: not by a panic: out of memory, or too deep\n/);
  assert.ok(!shows(await report()));
});

test('an error of another script is none of the page\'s', async () => {
  await tab.page.evaluate((secret) => new Promise((done) => {
    addEventListener('error', () => setTimeout(done));
    setTimeout(() => { throw new Error(secret); });
  }), SECRET);
  assert.equal(await screen.count(), 0);
  await triage.paste(KINDS['curl in bash']);
  assert.match(await triage.headline.innerText(), /./, 'it goes on');
});

test('the report is chosen with one click', async () => {
  await stop();
  await screen.waitFor();
  await tab.page.getByLabel('Report', { exact: true }).click();
  assert.equal((await tab.page.evaluate(() => getSelection().toString())).trim(), (await report()).trim());
});
