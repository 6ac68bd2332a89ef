// Two requests beside each other: what a server sees differently, secrets masked.

import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';

import { tab, triage } from './support/session.mjs';

let other;
before(() => { other = tab.page.getByLabel('Paste one that works'); });
beforeEach(() => triage.paste(''));

const SECRET = 'pl4nted-S3CRET';
const FAILS = `curl -X POST https://as.example/token -d grant_type=client_credentials -d client_id=me -d client_secret=${SECRET} -d scope=read`;
const WORKS = `POST /token HTTP/1.1
Host: as.example
Authorization: Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials&scope=read%20write`;

/** The rows of the table: their cells as text. */
const rows = () => triage.diagnosis.getByRole('row').evaluateAll((rows) =>
  rows.map((row) => [...row.children].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim())));

test('a second box opens, takes the focus, and what differs is listed', async () => {
  await triage.paste(FAILS);
  await tab.page.getByRole('button', { name: 'Compare with one that works' }).click();
  assert.ok(await other.evaluate((box) => box === document.activeElement));
  await other.fill(WORKS);
  await triage.drawn();
  const [head, ...found] = await rows();
  assert.deepEqual(head, ['What', 'Yours', 'The one that works']);
  const row = (name) => found.find(([what]) => what.startsWith(name));
  assert.ok(row('Client authentication'), JSON.stringify(found));
  const [, first, second] = row('Parameter scope');
  assert.match(first, /^read$/);
  assert.match(second, /^read write$/);
  const shown = await triage.diagnosis.locator('table').innerText();
  assert.ok(!shown.includes(SECRET) && !shown.includes(Buffer.from(`me:${SECRET}`).toString('base64')), shown);
});

test('the same request in another spelling is the same', async () => {
  await triage.paste(FAILS);
  await tab.page.getByRole('button', { name: 'Compare with one that works' }).click();
  await other.fill(`POST /token HTTP/1.1
Host: as.example
Content-Type: application/x-www-form-urlencoded

scope=read&client_secret=${SECRET}&client_id=me&grant_type=client_credentials`);
  await triage.diagnosis.getByText('What a server sees is the same.', { exact: false }).waitFor();
  assert.equal(await triage.diagnosis.getByRole('row').count(), 0);
});

test('two requests in one paste are offered to be compared', async () => {
  await triage.paste(`${FAILS}\n\n${FAILS.replace('scope=read', 'scope=write')}`);
  await tab.page.getByRole('button', { name: 'Compare the two requests' }).click();
  await triage.drawn();
  const [head, ...found] = await rows();
  assert.deepEqual(head, ['What', 'First', 'Second']);
  assert.deepEqual(found.map(([what, first, second]) => [what.startsWith('Parameter scope'), first, second]),
    [[true, 'read', 'write']]);
});

test('what can not be compared is said, and the way back leads to the diagnosis', async () => {
  await triage.paste(FAILS);
  await tab.page.getByRole('button', { name: 'Compare with one that works' }).click();
  await other.fill('it works in Postman');
  await triage.diagnosis.getByText('No request was found in it.', { exact: false }).waitFor();
  await tab.page.getByRole('button', { name: 'Back to the diagnosis' }).click();
  assert.notEqual(await triage.headline.innerText(), 'What differs');
  assert.equal(await tab.page.evaluate(() => document.activeElement.id), 'diagnosis');
});
