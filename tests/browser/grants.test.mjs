// The page's own commands for each grant at a real authorization server (npm oidc-provider): each ends in a token.
// Client credentials by Basic and by form are in commands.test.mjs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { tab, triage } from './support/session.mjs';
import { body, run } from './support/shell.mjs';
import { clients, strictServer } from './support/strict-server.mjs';

let server;
before(async () => { server = await strictServer(); });
after(() => server?.stop());

const { page } = tab;
const part = (heading) => page.locator('section.part').filter({ has: page.getByRole('heading', { name: heading, exact: true }) });

/** Fills the builder for a client: request and fields by label. */
const fill = (client, request, fields) => triage.build(server.tokenEndpoint, client, client.client_secret, request, fields);

/** Runs the command of a part of the page as it is copied with what is secret, and gives the answer's JSON. */
async function answer(heading, label = 'Copy with the secret') {
  await triage.drawn();
  const output = await run('bash', await triage.copy(label, part(heading)));
  return { ...JSON.parse(body(output)), output };
}

function isToken({ token_type: type, access_token: token, output }) {
  assert.equal(type, 'Bearer', output);
  assert.ok(token.length > 20, output);
}

for (const client of [clients.spa, clients.web]) {
  const { client_id: id, token_endpoint_auth_method: method } = client;

  test(`${id}, ${method}: a code with PKCE from the sign-in, then a refresh token`, async () => {
    await fill(client, 'Authorization code', {
      'Authorization endpoint': server.authorizationEndpoint,
      'Redirect URI': server.callback,
      Scope: 'openid offline_access',
    });
    await page.getByRole('button', { name: /^Make (the sign-in's address|a new one)$/ }).click();
    const address = await triage.copy('Copy the address');
    assert.match(address, /code_challenge_method=S256/);
    await page.getByLabel('Paste the address that you were sent back to').fill(await server.signIn(address));
    const given = await answer('Then, the command');
    isToken(given);

    await fill(client, 'Refresh token', { 'Refresh token': given.refresh_token, Scope: '' });
    const next = await answer('The command');
    isToken(next);
    assert.notEqual(next.access_token, given.access_token);
  });

  test(`${id}, ${method}: a device's code and its token`, async () => {
    await fill(client, 'Device code', { 'Device authorization endpoint': server.deviceEndpoint, Scope: 'openid' });
    const label = client.client_secret ? 'Copy with the secret' : 'Copy the command';
    const first = await answer('First, a device code', label);
    // By the keys: a field of one line keeps the lines of what is pasted.
    await page.evaluate((text) => navigator.clipboard.writeText(text), first.output);
    await page.getByLabel('Paste the answer to the first request').press('Control+v');
    const pending = await answer('Then, the token');
    assert.equal(pending.error, 'authorization_pending', pending.output);
    await server.agree(first.user_code);
    isToken(await answer('Then, the token'));
  });
}

for (const [id, algorithm] of [['keyed', 'RS256'], ['keyed-by-curve', 'ES256']]) {
  test(`${id}: an assertion that the page signs by ${algorithm}`, async () => {
    await fill({ client_id: id, token_endpoint_auth_method: 'private_key_jwt' }, 'Client credentials', {
      Scope: '',
      'Private key': server.keys[id],
      'Audience of the assertion (aud)': server.issuer,
    });
    await page.getByLabel('What is signed').filter({ hasText: algorithm }).waitFor();
    isToken(await answer('The command'));
  });
}
