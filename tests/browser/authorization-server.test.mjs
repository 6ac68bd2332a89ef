// The authorization server that the other tests rely on does what they expect of it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { authorizationServer, clients } from './support/authorization-server.mjs';

let server;
before(async () => { server = await authorizationServer(); });
after(() => server.stop());

const form = encodeURIComponent;
const basic = ({ client_id, client_secret }) =>
  `Basic ${Buffer.from(`${form(client_id)}:${form(client_secret)}`).toString('base64')}`;

const ask = (headers, parameters = {}) =>
  fetch(server.tokenEndpoint, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ grant_type: 'client_credentials', ...parameters }),
  });

test('a client gets a token by Basic', async () => {
  for (const client of [clients.basic, clients.awkward]) {
    const answer = await ask({ authorization: basic(client) });
    assert.equal(answer.status, 200, await answer.clone().text());
    assert.equal((await answer.json()).token_type, 'Bearer');
  }
});

test('a client gets a token by form', async () => {
  const { client_id, client_secret } = clients.post;
  assert.equal((await ask({}, { client_id, client_secret })).status, 200);
});

test('a wrong secret is refused', async () => {
  const answer = await ask({ authorization: basic({ ...clients.basic, client_secret: 'wrong' }) });
  assert.equal(answer.status, 401);
  assert.equal((await answer.json()).error, 'invalid_client');
});
