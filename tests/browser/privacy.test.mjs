// What happens to what is typed: where it is told, and that it tells what is so.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { within } from './support/browser.mjs';
import { browser, site } from './support/engine.mjs';
import { EDITION, withEdition } from './support/privacy.mjs';
import { Triage } from './support/triage.mjs';

const TITLE = 'What happens to what you type';

/** The view, in a page whose build has noted this as the hash of its edition of one file. */
const told = (noted, run) => within(browser, {}, async (page) => {
  await withEdition(page, noted);
  await page.goto(`${site.address}#/privacy`);
  await new Triage(page).ready();
  return run(page.getByRole('article'), page);
});

for (const name of ['See for yourself', TITLE]) {
  test(`the link "${name}" leads there, and back leads to what was pasted`, () => within(browser, {}, async (page) => {
    await page.goto(site.address);
    const triage = await new Triage(page).ready();
    await triage.paste('{"error":"invalid_client"}');
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    assert.equal(new URL(page.url()).hash, '#/privacy');
    assert.equal(await page.title(), `${TITLE} · Token Triage`);
    await page.goBack();
    assert.equal(await triage.box.inputValue(), '{"error":"invalid_client"}');
  }));
}

test('each promise has what holds it and how to see it', () => told(null, async (view) => {
  const rows = await view.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].map(({ innerText }) => innerText)));
  assert.ok(rows.length >= 6);
  for (const [promise, held, seen] of rows) {
    assert.match(promise, /^[A-Z][^.]+\.$/);
    assert.ok(held.length > 40 && seen.length > 40, promise);
  }
}));

test('what it tells to try in the console does what it says', () => told(null, async (view, page) => {
  const [, line] = (await view.innerText()).match(/(fetch\('[^']+'\)) is refused/);
  const answer = await page.evaluate((line) => {
    const [, address] = line.match(/'(.+)'/);
    return fetch(address).then(() => 'sent', () => 'refused');
  }, line);
  assert.equal(answer, 'refused');
}));

for (const [name, noted, shown] of [
  ['is shown with its hash', EDITION, true],
  ['is left out where no build has written one', '{{one-file}}', false],
  ['is left out where there is none', null, false],
]) {
  test(`the page as one file ${name}`, () => told(noted, async (view) => {
    assert.equal(await view.getByRole('heading', { name: 'The page as one file' }).count(), shown ? 1 : 0);
    assert.equal(await view.getByText(EDITION, { exact: true }).count(), shown ? 1 : 0);
    assert.equal(await view.getByRole('link', { name: 'token-triage.html' }).count(), shown ? 1 : 0);
  }));
}

test('whether a hidden tab is cleared is asked, and nothing keeps the answer', () => told(null, async (view, page) => {
  const asked = view.getByRole('checkbox');
  assert.equal(await asked.isChecked(), false);
  await asked.check();
  await page.reload();
  await new Triage(page).ready();
  assert.equal(await asked.isChecked(), false);
}));
