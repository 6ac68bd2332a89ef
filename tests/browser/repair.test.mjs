// The corrected request: what is new in it is marked, its secret is masked, and it opens in the builder.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { tab, triage } from './support/session.mjs';
import { run } from './support/shell.mjs';

beforeEach(() => triage.tab('Diagnose'));

const basic = (pair) => `Basic ${Buffer.from(pair).toString('base64')}`;
const SECRET = 'pl4nted-S3CRET';
const WRONG = basic(`scope-svc-01:${SECRET}\n`);
const RIGHT = basic(`scope-svc-01:${SECRET}`);
const REFUSED = `$ curl -sS -i -H 'Authorization: ${WRONG}' -d grant_type=client_credentials -d scope=read https://login.example.org/oauth/token
HTTP/1.1 401 Unauthorized

{"error":"invalid_client"}`;

const corrected = () => tab.page.getByLabel('Corrected request', { exact: true });

test('what is new is marked, and the secret is masked until it is asked for', async () => {
  await triage.paste(REFUSED);
  const masked = await corrected().innerText();
  assert.ok(masked.includes('https://login.example.org/oauth/token'), masked);
  assert.ok(!masked.includes(RIGHT.slice(6)) && !masked.includes(SECRET), masked);
  const mark = corrected().locator('mark');
  assert.match(await mark.first().innerText(), /•/);
  // Not by colour alone.
  const [line, sign] = await mark.first().evaluate((mark) => [
    getComputedStyle(mark).textDecorationStyle, getComputedStyle(mark, '::after').content,
  ]);
  assert.equal(line, 'double');
  assert.match(sign, /new"$/);
  await tab.page.getByRole('button', { name: 'Show secrets' }).click();
  assert.ok((await corrected().innerText()).includes(RIGHT), 'the header without the line end');
  await tab.page.getByRole('button', { name: 'Mask secrets' }).click();
  assert.equal(await corrected().innerText(), masked);
});

test('the copy is the request that a shell runs, and it says that the secret is in it', async () => {
  await triage.paste(REFUSED);
  const row = triage.diagnosis.getByText('It holds your secret', { exact: false });
  assert.ok(await row.isVisible());
  const copied = await triage.copy('Copy the corrected request');
  // A shell hands curl these words, in whatever quotes they stand.
  const words = (await run('bash', `curl() { printf '%s\\n' "$@"; }\n${copied}`)).split('\n');
  assert.ok(words.includes(`Authorization: ${RIGHT}`), copied);
  assert.ok(words.includes('https://login.example.org/oauth/token'), copied);
  assert.ok(!copied.includes('•') && !copied.includes('new'), copied);
});

test('it opens in the builder, secret and all, and the address tells nothing of it', async () => {
  await triage.paste(REFUSED);
  await tab.page.getByRole('button', { name: 'Open in builder' }).click();
  const field = (name) => tab.page.getByLabel(name, { exact: true });
  assert.equal(await field('Client id').inputValue(), 'scope-svc-01');
  assert.equal(await field('Client secret').inputValue(), SECRET);
  assert.equal(await field('Scope').inputValue(), 'read');
  assert.equal(await field('Token endpoint').inputValue(), 'https://login.example.org/oauth/token');
  assert.ok(await tab.page.getByRole('radio', { name: 'client_secret_basic' }).isChecked());
  assert.equal(await field('Client secret').evaluate((input) => getComputedStyle(input).webkitTextSecurity), 'disc');
  assert.match(new URL(tab.page.url()).hash, /^#\/build(\/[a-z-]+)?$/);
  assert.equal(await tab.page.evaluate(() => document.activeElement.id), 'main');
});

test('a known server opens with its own token request', async () => {
  await triage.paste(`curl -u 'abc:${SECRET}' -d grant_type=client_credentials -d scope=orders.read https://acme.okta.com/oauth2/main/v1/token
{"error":"invalid_client","error_description":"The client secret supplied for a confidential client is invalid."}`);
  await tab.page.getByRole('button', { name: 'Open in builder' }).click();
  const server = tab.page.getByLabel('Server', { exact: true });
  assert.equal(await server.evaluate((select) => select.selectedOptions[0].text), 'Okta');
  assert.equal(await tab.page.getByLabel('Client id', { exact: true }).inputValue(), 'abc');
  const command = await tab.page.getByLabel('Command without the secret').innerText();
  assert.ok(command.includes('https://acme.okta.com/oauth2/main/v1/token'), command);
  assert.ok(!command.includes(SECRET), command);
});
