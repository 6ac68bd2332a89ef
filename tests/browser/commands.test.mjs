// The curl commands copied from the page get a token from a real authorization server; what a refusal
// prints, pasted back, gives the cause.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { authorizationServer, clients } from './support/authorization-server.mjs';
import { tab, triage } from './support/session.mjs';
import { body, run } from './support/shell.mjs';
import { knowledge } from './support/site.mjs';
import { plain } from './support/triage.mjs';

let server;
before(async () => { server = await authorizationServer(); });
after(() => server?.stop());

/** Fills the builder as a person would and copies the command. */
async function command(client, secret) {
  const { page } = tab;
  const { encoding } = client;
  await triage.build(server.tokenEndpoint, client, secret);
  if (encoding) await page.getByRole('radio', { name: encoding }).check();
  await triage.drawn();
  return triage.copy('Copy with the secret');
}

for (const shell of ['bash', 'dash']) {
  describe(shell, () => {
    // This server percent-decodes Basic, as RFC 6749 says; for a secret with a percent sign the form that it
    // takes has to be chosen, since the page can't know which kind of server it is for.
    const asChosen = { ...clients, awkward: { ...clients.awkward, encoding: 'form-encoded (RFC 6749)' } };
    for (const [name, client] of Object.entries(asChosen)) {
      test(`${name}: the copied command gets a token`, async () => {
        const answer = await run(shell, await command(client, client.client_secret));
        const token = JSON.parse(body(answer));
        assert.equal(token.token_type, 'Bearer', answer);
        assert.ok(token.access_token.length > 20, answer);
      });
    }

    for (const [name, client] of Object.entries({ Basic: clients.basic, form: clients.post })) {
      test(`a wrong secret by ${name}: its answer, pasted back, gives the cause`, async () => {
        const answer = await run(shell, await command(client, 'not-the-secret'));
        assert.match(answer, /invalid_client/);
        await triage.tab('Diagnose');
        await triage.paste(answer);
        // The server does not say which half is wrong, and neither may the page.
        const { title } = knowledge().causes.find(({ id }) => id === 'client-authentication-failed');
        await triage.answers(plain(title));
      });
    }
  });
}

test('the command that is copied first does not hold the secret', async () => {
  await command(clients.post, clients.post.client_secret);
  const text = await triage.copy('Copy without the secret');
  assert.ok(!text.includes(clients.post.client_secret.slice(0, 10)), text);
  assert.ok(text.includes('curl'), text);
});
