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
  const env = { ...process.env, CLIENT_SECRET: SECRETS[client.client_id] };
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

beforeEach(() => tab.page.getByRole('navigation').getByRole('link', { name: 'Build', exact: true }).click());

for (const client of [basic, post]) {
  for (const [label, runner] of [['Python, requests', PYTHON], ['JavaScript, Node', NODE], ['HTTPie', BASH]]) {
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
