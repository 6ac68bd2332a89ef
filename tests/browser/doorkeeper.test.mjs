// The page's own commands at Doorkeeper, a server that does not decode Basic: tokens, and refusals with their causes.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { clients, doorkeeper, people } from './support/doorkeeper.mjs';
import { tab, triage } from './support/session.mjs';
import { body, run } from './support/shell.mjs';
import { knowledge } from './support/site.mjs';
import { plain } from './support/triage.mjs';

let server;
before(async () => { server = await doorkeeper(); });
after(() => server?.stop());

const { page } = tab;
const told = page.locator('.returned');
const title = (cause) => plain(knowledge().causes.find(({ id }) => id === cause).title);

const PASSWORD = 'User name and password (retired)';
const ada = { 'User name': 'ada', Password: people.ada, Scope: '' };

/** Fills the builder and copies the command; nothing is encoded in the Basic header. */
async function command(client, method, secret, request, fields) {
  await triage.build(server.tokenEndpoint, { ...client, token_endpoint_auth_method: method }, secret, request, fields);
  const form = page.getByRole('radio', { name: 'as they are (RFC 7617)' });
  if (await form.count() > 0) await form.check();
  await triage.drawn();
  return triage.copy('Copy with the secret');
}

const REQUESTS = {
  'client credentials': ['Client credentials', undefined],
  'a password': [PASSWORD, ada],
};

for (const [name, client] of Object.entries(clients)) {
  for (const method of ['client_secret_basic', 'client_secret_post']) {
    for (const [what, [request, fields]] of Object.entries(REQUESTS)) {
      test(`${name}, ${method}: a token for ${what}`, async () => {
        const answer = await run('bash', await command(client, method, client.client_secret, request, fields));
        const token = JSON.parse(body(answer));
        assert.equal(token.token_type, 'Bearer', answer);
        assert.equal('refresh_token' in token, request === PASSWORD, answer);
      });
    }
  }
}

test('with the header form-encoded, the secret with signs is refused: this server decodes nothing', async () => {
  const { signs } = clients;
  await command(signs, 'client_secret_basic', signs.client_secret);
  await page.getByRole('radio', { name: 'form-encoded (RFC 6749)' }).check();
  assert.match(await run('bash', await triage.copy('Copy with the secret')), /invalid_client/);
});

test('a refresh token of a person brings the next token', async () => {
  const { plain } = clients;
  const given = JSON.parse(body(await run('bash', await command(plain, 'client_secret_post', plain.client_secret, PASSWORD, ada))));
  const fields = { 'Refresh token': given.refresh_token, Scope: '' };
  const next = await run('bash', await command(plain, 'client_secret_post', plain.client_secret, 'Refresh token', fields));
  const token = JSON.parse(body(next));
  assert.notEqual(token.access_token, given.access_token, next);
});

describe('a refusal, pasted beside the command', () => {
  const { plain } = clients;
  const CASES = {
    // The server has one sentence for both: neither may the page tell them apart.
    'a wrong secret': [plain, 'not-the-secret', 'client-authentication-failed', 'Client credentials'],
    'an unknown client': [{ client_id: 'nobody' }, 'S3cret', 'client-authentication-failed', 'Client credentials'],
    'a wrong password': [plain, plain.client_secret, 'user-credentials-invalid', PASSWORD, { ...ada, Password: 'wrong' }],
    'a wrong refresh token': [plain, plain.client_secret, 'refresh-token-invalid', 'Refresh token', { 'Refresh token': 'wrong', Scope: '' }],
    'a grant that it has not': [plain, plain.client_secret, 'unsupported-grant-type', 'Token exchange', { 'Subject token': 'any' }],
  };
  for (const [name, [client, secret, cause, request, fields]] of Object.entries(CASES)) {
    for (const method of ['client_secret_basic', 'client_secret_post']) {
      test(`${name}, ${method}`, async () => {
        const answer = await run('bash', await command(client, method, secret, request, fields));
        assert.match(answer, /^HTTP\/1.1 40[01]/);
        await page.getByLabel('What came back').fill(answer);
        const heading = told.getByRole('heading', { level: 1 });
        await heading.filter({ hasText: title(cause) }).waitFor({ timeout: 2000 }).catch(() => undefined);
        assert.equal(await heading.innerText(), title(cause), answer);
      });
    }
  }

  test('alone, under Diagnose, it is known to be Doorkeeper\'s', async () => {
    const answer = await run('bash', await command(plain, 'client_secret_post', 'not-the-secret'));
    await triage.tab('Diagnose');
    await triage.paste(answer);
    await triage.answers(title('client-authentication-failed'));
    assert.match(await triage.diagnosis.innerText(), /Doorkeeper/);
  });
});
