// Every target of the builder by keys alone: chosen, its text copied, and what is copied runs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { authorizationServer, clients } from './support/authorization-server.mjs';
import { Keyboard } from './support/keyboard.mjs';
import { tab, triage } from './support/session.mjs';
import { body, run } from './support/shell.mjs';

const { page } = tab;
const shells = page.getByRole('group', { name: 'Shell' }).getByRole('radio');
let server, keyboard, keys;
before(async () => {
  server = await authorizationServer();
  keyboard = await Keyboard.inBuilder(page);
  ({ keys } = keyboard);
  await keyboard.choose('Server', 'Any other server');
  await keyboard.choose('Token request', 'Client credentials');
  await keyboard.fill('Token endpoint', server.tokenEndpoint);
  await keyboard.fill('Client id', clients.basic.client_id);
  await keyboard.fill('Client secret', clients.basic.client_secret);
});
after(() => server?.stop());

/** Goes to the shell that is chosen. */
async function reachShell() {
  const chosen = await shells.evaluateAll((all) => all.find((one) => one.checked).labels[0].innerText.trim());
  await keyboard.begin();
  await keyboard.reach(chosen, 'radio');
}

test('each program is chosen, and its text copied with and without the secret', async () => {
  const copied = new Set();
  const programs = await keyboard.choices('Written for');
  assert.ok(programs.length >= 9, programs.join());
  for (const program of programs) {
    await keyboard.choose('Written for', program);
    await triage.drawn();
    const names = (await keyboard.stops()).filter((name) => /^Copy (with|without) the secret$/.test(name));
    assert.ok(names.length > 0, program);
    for (const name of names) {
      const text = await keyboard.copy(name);
      assert.ok(!copied.has(text), `${program}, ${name}: the text of another`);
      copied.add(text);
    }
  }
});

test('each shell is chosen, and its command copied; what bash is given gets a token', async () => {
  await keyboard.choose('Written for', 'curl');
  const count = await shells.count();
  assert.ok(count >= 4);
  const copied = new Set();
  for (let at = 0; at < count; at += 1) {
    await reachShell();
    await keys.press('ArrowDown');
    await triage.drawn();
    copied.add(await keyboard.copy('Copy without the secret'));
    if (await shells.first().isChecked()) {
      assert.match(body(await run('bash', await keyboard.copy('Copy with the secret'))), /"access_token"/);
    }
  }
  // PowerShell and its older kin may take the same text, and so may cmd and a batch file.
  assert.ok(copied.size >= count - 2, [...copied].join('\n'));
  assert.ok(await shells.evaluateAll((all) => all.some((one) => one.checked)));
});

test('each way of the secret is chosen, and its command copied', async () => {
  await keyboard.choose('Written for', 'curl');
  const ways = page.getByRole('group', { name: 'The secret' }).getByRole('radio');
  const copied = new Set();
  for (let at = 0; at < await ways.count(); at += 1) {
    const chosen = await ways.evaluateAll((all) => all.find((one) => one.checked).labels[0].innerText.trim());
    await keyboard.begin();
    await keyboard.reach(chosen, 'radio');
    await keys.press('ArrowDown');
    await triage.drawn();
    copied.add(await keyboard.copy('Copy without the secret'));
  }
  assert.equal(copied.size, await ways.count());
});
