// The request for other programs than curl, and the ways of its secret: what is copied runs and gets a token.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';

import { authorizationServer, clients } from './support/authorization-server.mjs';
import { tab, triage } from './support/session.mjs';

let server, folder;
before(async () => {
  server = await authorizationServer();
  folder = mkdtempSync(join(tmpdir(), 'token-triage-'));
});
after(() => {
  server?.stop();
  rmSync(folder, { recursive: true });
});

const { basic, post } = clients;
const SECRETS = { [basic.client_id]: basic.client_secret, [post.client_id]: post.client_secret };

const fill = (client) => triage.build(server.tokenEndpoint, client, client.client_secret);

/** Runs a copied text, which finds the secret in the environment, and gives what it prints. */
function run([program, name], text, client, input) {
  writeFileSync(join(folder, name), text);
  const secret = SECRETS[client.client_id];
  const env = { ...process.env, CLIENT_SECRET: secret, HURL_SECRET_CLIENT_SECRET: secret };
  // The authorization server runs in this process, so that waiting must not block it.
  return new Promise((resolve, reject) => {
    const child = spawn(program, [join(folder, name)], { env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => { output += text; });
    }
    child.on('error', reject);
    child.on('close', () => resolve(output));
    child.stdin.end(input ?? '');
  });
}

const PYTHON = ['/usr/bin/python3', 'ask.py'];
const NODE = ['node', 'ask.mjs'];
const BASH = ['bash', 'ask.sh'];
const HURL = ['hurl', 'ask.hurl'];

beforeEach(() => tab.page.getByRole('navigation').getByRole('link', { name: 'Build', exact: true }).click());

const shown = () => tab.page.getByLabel('Command without the secret').innerText();

test('each shell has a command of its own, in short or long options, on one line or several', async () => {
  await fill(post);
  const { page } = tab;
  for (const [shell, words] of [
    ['bash, zsh, sh', 'curl -sS -i'],
    ['fish', 'curl -sS -i'],
    ['PowerShell 7', '-MaskInput'],
    ['Windows PowerShell 5.1', 'curl.exe -sS -i'],
    ['cmd', 'powershell -NoProfile'],
    ['batch file', 'setlocal DisableDelayedExpansion'],
  ]) {
    await page.getByRole('radio', { name: shell, exact: true }).check();
    assert.ok((await shown()).includes(words), await shown());
    for (const option of [' -v ', ' -L ', ' -k ', ' -F ']) assert.ok(!(await shown()).includes(option));
  }
  await page.getByRole('radio', { name: 'fish', exact: true }).check();
  await page.getByRole('checkbox', { name: 'has long options' }).check();
  assert.match(await shown(), /curl --silent --show-error --include .*\n.*--header /);
  await page.getByRole('checkbox', { name: 'is on one line' }).check();
  assert.ok(!(await shown()).includes('\n'), await shown());
  assert.match(await page.locator('main').innerText(), /Run in our tests by fish/);
  for (const name of ['has long options', 'is on one line']) await page.getByRole('checkbox', { name }).uncheck();
});

test('the call of the API takes the token from its variable, with the headers of the provider', async () => {
  const { page } = tab;
  await page.getByLabel('Server', { exact: true }).selectOption('reapit');
  await page.getByRole('radio', { name: 'bash, zsh, sh' }).check();
  await page.getByLabel('Address of the API').fill('https://platform.reapit.cloud/contacts');
  const call = page.getByLabel('Call of the API');
  const text = await call.innerText();
  assert.ok(text.includes('"$ACCESS_TOKEN" | curl -sS -i'), text);
  assert.ok(text.includes("-H 'api-version: 2020-01-31'"), text);
  await page.getByLabel('Written for').selectOption('Hurl file');
  assert.ok((await call.innerText()).includes('Authorization: Bearer {{ACCESS_TOKEN}}'));
  await page.getByLabel('Written for').selectOption('curl');
  await page.getByLabel('Server', { exact: true }).selectOption({ label: 'Any other server' });
});

for (const client of [basic, post]) {
  for (const [label, runner] of [['Python, requests', PYTHON], ['JavaScript, Node', NODE], ['HTTPie', BASH], ['Hurl file', HURL]]) {
    test(`${label} gets a token for ${client.client_id}, its secret from the environment`, async () => {
      await fill(client);
      await tab.page.getByLabel('Written for').selectOption(label);
      const text = await triage.copy('Copy without the secret');
      assert.ok(!text.includes(client.client_secret), text);
      assert.match(await run(runner, text, client), /"access_token"/);
    });
  }

  test(`wget gets a token for ${client.client_id}, and shows no secret on the page`, async () => {
    await fill(client);
    await tab.page.getByLabel('Written for').selectOption('wget');
    const shown = await tab.page.getByLabel('Command without the secret').innerText();
    assert.ok(shown.includes('••••••') && !shown.includes(client.client_secret), shown);
    assert.equal(await tab.page.getByRole('button', { name: 'Copy without the secret' }).count(), 0);
    assert.match(await run(BASH, await triage.copy('Copy with the secret'), client), /"access_token"/);
  });

  for (const [way, input] of [['is in the environment', false], ['is pasted on standard input', true]]) {
    test(`curl gets a token for ${client.client_id}, whose secret ${way}`, async () => {
      await fill(client);
      await tab.page.getByRole('radio', { name: 'bash, zsh, sh' }).check();
      await tab.page.getByRole('radio', { name: way }).check();
      const text = await triage.copy('Copy without the secret');
      assert.ok(!text.includes(client.client_secret), text);
      const lines = input ? await triage.copy('Copy the lines for its input') : '';
      assert.match(await run(BASH, text, client, lines), /"access_token"/);
    });
  }
}
