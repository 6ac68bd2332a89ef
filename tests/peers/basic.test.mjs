// Basic headers of some thousand pairs of id and secret: as oauth4webapi and curl make them, and as an authorization
// server (npm oidc-provider) reads them.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { test } from 'node:test';

import { ClientSecretBasic } from 'oauth4webapi';
import Provider from 'oidc-provider';

import { made, pairs } from './support/basic.mjs';

const FORMS = ['raw', 'minimal', 'strict'];

/** A server on loopback for as long as `work` takes. */
async function serving(server, work) {
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    return await work(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('the strict form is what oauth4webapi sends', () => {
  for (const { id, secret, strict } of made(pairs(4000, { unicode: true }))) {
    const headers = new Headers();
    ClientSecretBasic(secret)({}, { client_id: id }, new URLSearchParams(), headers);
    assert.equal(strict, headers.get('authorization'), JSON.stringify({ id, secret }));
  }
});

test('the raw form is what curl -u sends', async () => {
  // Behind a first colon everything is the secret, and of `;` alone curl takes a login option to begin.
  const sent = made(pairs(3000, { unicode: true })).filter(({ id }) => !/[:;]/.test(id));
  const quoted = (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const received = [];
  const server = createServer((request, response) => {
    received[Number(request.url.slice(1))] = request.headers.authorization;
    response.end();
  });
  await serving(server, (address) => {
    const one = ({ id, secret }, at) => `url = "${address}/${at}"\nuser = ${quoted(`${id}:${secret}`)}\nsilent\n`;
    const curl = spawn('curl', ['-K', '-'], { stdio: ['pipe', 'ignore', 'inherit'], env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } });
    curl.stdin.end(sent.map(one).join('next\n'));
    return new Promise((ended, failed) => curl.on('close', ended).on('error', failed));
  });
  assert.ok(sent.length > 2000);
  sent.forEach(({ id, secret, raw }, at) => assert.equal(raw, received[at], JSON.stringify({ id, secret })));
});

test('an authorization server that decodes takes what is advised, and the raw form only where that is foretold', async () => {
  // It wants ids that differ: each pair is a client of its own.
  const clients = made([...new Map(pairs(1500).map((pair) => [pair.id, pair])).values()]);
  assert.ok(clients.length > 1000);
  const metadata = ({ id, secret }) => ({
    client_id: id,
    client_secret: secret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  });
  const server = createServer();
  await serving(server, async (issuer) => {
    const provider = new Provider(issuer, {
      clients: clients.map(metadata),
      features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
      ttl: { ClientCredentials: 60 },
    });
    server.on('request', provider.callback());
    const status = async (authorization) => {
      const body = new URLSearchParams({ grant_type: 'client_credentials' });
      const answer = await fetch(`${issuer}/token`, { method: 'POST', headers: { authorization }, body });
      await answer.arrayBuffer();
      return answer.status;
    };
    const check = async (client) => {
      const taken = {};
      for (const form of FORMS) taken[form] = (await status(client[form])) === 200;
      const told = JSON.stringify({ ...client, taken });
      assert.ok(client.decodes && taken[client.decodes], `what is advised where the server decodes: ${told}`);
      assert.ok(taken.minimal && taken.strict, `both encoded forms: ${told}`);
      assert.equal(taken.raw, client.everywhere, `the raw form: ${told}`);
    };
    for (let at = 0; at < clients.length; at += 25) await Promise.all(clients.slice(at, at + 25).map(check));
  });
});
