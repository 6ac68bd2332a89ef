// "What came back": the server's answer pasted beside the command is read together with the builder's request.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, beforeEach, test } from 'node:test';

import { authorizationServer, clients } from './support/authorization-server.mjs';
import { tab, triage } from './support/session.mjs';

let server;
before(async () => { server = await authorizationServer(); });
after(() => server?.stop());

const { post } = clients;
const box = tab.page.getByLabel('What came back');
const told = tab.page.locator('.returned');

/** What the command with the secret prints in bash. */
async function answer() {
  const child = spawn('bash', ['-c', await triage.copy('Copy with the secret')]);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => { output += text; });
  await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  return output;
}

/** Pastes as a person does. */
async function paste(text) {
  await tab.page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await box.focus();
  await tab.page.keyboard.press('Control+v');
}

beforeEach(() => tab.page.getByRole('navigation').getByRole('link', { name: 'Build', exact: true }).click());

test('a refused request: the secret in the fields shows why, and the mend goes into the fields', async () => {
  const secret = `${post.client_secret}\u200b`;
  await triage.build(server.tokenEndpoint, post, secret);
  const refused = await answer();
  assert.match(refused, /invalid_client/);
  await paste(refused);
  await told.getByRole('heading', { level: 1, name: /invisible character in the client secret/ }).waitFor();
  assert.ok(!(await told.innerText()).includes(post.client_secret), 'the secret is masked');
  await told.getByRole('button', { name: 'Put it into the fields' }).click();
  const granted = await answer();
  assert.match(granted, /"access_token"/);
  await paste(granted);
  await told.getByRole('heading', { level: 1, name: /no error: a token was granted/ }).waitFor();
  const token = /"access_token":"([^"]+)"/.exec(granted)[1];
  assert.ok(!(await told.locator(':not(textarea)').first().innerText()).includes(token));
});

test('a second answer takes the place of the first, and can be cleared', async () => {
  await triage.build(server.tokenEndpoint, post, post.client_secret);
  await paste('{"error":"invalid_scope"}');
  await paste('{"error":"unauthorized_client"}');
  assert.equal(await box.inputValue(), '{"error":"unauthorized_client"}');
  await told.getByRole('heading', { level: 1 }).waitFor();
  await told.getByRole('button', { name: 'Clear the answer' }).click();
  assert.equal(await box.inputValue(), '');
  assert.equal(await told.getByRole('heading', { level: 1 }).count(), 0);
});
