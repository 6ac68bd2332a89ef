// What the four systems' troubleshooting pages say of their errors is what the page answers.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { tab, triage } from './support/session.mjs';
import { knowledge } from './support/site.mjs';
import { plain } from './support/triage.mjs';

let known;
before(() => { known = knowledge(); });

/**
 * Each error text as its page prints it. `causes` are those that the system's own words leave open for the
 * first place; `provider` stands where the text itself gives it away.
 */
const TEXTS = [
  {
    name: 'Reapit, invalid_client',
    text: '### **Error: "invalid\\_client"**',
    causes: ['client-authentication-failed'],
  },
  {
    name: 'Reapit, invalid_request',
    text: '### **Error:** "invalid\\_request"',
    causes: ['missing-parameter'],
  },
  {
    name: 'Reapit, invalid_client from its token endpoint',
    text: 'POST https://connect.reapit.cloud/token\n{"error":"invalid_client"}',
    causes: ['client-authentication-failed'],
    provider: 'reapit',
  },
  {
    name: 'ERP.net, invalid_client',
    text: '| invalid_client | Invalid client_id or client_secret |',
    causes: ['client-authentication-failed'],
  },
  {
    name: 'ERP.net, unauthorized_client',
    text: '| unauthorized_client | The client is not authorized to use this grant type |',
    causes: ['grant-not-allowed', 'system-user-missing'],
  },
  {
    name: 'ERP.net, unauthorized_client, the whole row',
    text: '| unauthorized_client | The client is not authorized to use this grant type |\n' +
      'The Trusted Application is not allowed to use the Client Credentials flow. | In the Trusted Application, ' +
      'make sure SystemUserAllowed = true and a valid SystemUser is assigned. |',
    causes: ['grant-not-allowed', 'system-user-missing'],
    provider: 'erpnet',
  },
  {
    name: 'ERP.net, invalid_scope',
    text: '| invalid_scope | Invalid scope: update |',
    causes: ['invalid-scope'],
  },
  {
    // Its meaning there, a malformed request, is ERP.net's own, and so are the words.
    name: 'ERP.net, invalid_grant',
    text: '| invalid_grant | Client credentials are invalid or missing |',
    causes: ['malformed-request', 'missing-parameter', 'client-auth-missing'],
    provider: 'erpnet',
  },
  {
    name: 'ERP.net, unsupported_grant_type',
    text: '| unsupported_grant_type | Unsupported grant type: password |',
    causes: ['unsupported-grant-type', 'grant-not-allowed'],
  },
  {
    name: 'ERP.net, invalid_request without id',
    text: '{"error":"invalid_request","error_description":"Missing client_id"}',
    causes: ['client-auth-missing', 'missing-parameter'],
  },
  {
    name: 'ERP.net, invalid_request without secret',
    text: '{"error":"invalid_request","error_description":"Missing client_secret"}',
    causes: ['client-auth-missing', 'missing-parameter'],
  },
  {
    name: 'ScopeStack, invalid_grant after Postman sent a redirect_uri',
    text: "curl -X POST https://app.scopestack.io/oauth/token -d 'grant_type=password' -d 'client_id=a1' " +
      "-d 'client_secret=b2' -d 'username=sam@example.com' -d 'password=c3' " +
      "-d 'redirect_uri=https://oauth.pstmn.io/v1/callback'\n{\"error\":\"invalid_grant\"}",
    causes: ['redirect-uri-not-allowed-for-grant'],
    provider: 'scopestack',
  },
  {
    name: 'ScopeStack, invalid_client',
    text: 'POST https://app.scopestack.io/oauth/token\nHTTP/1.1 401 Unauthorized\n\n{"error":"invalid_client"}',
    causes: ['client-authentication-failed'],
    provider: 'scopestack',
  },
  {
    name: 'Okta, first',
    text: '{\n"errorCode": "invalid_client",\n"errorSummary": "Invalid value for \'client_id\' parameter."\n}',
    causes: ['unknown-client'],
    provider: 'okta',
  },
  {
    name: 'Okta, second',
    text: '{\n"error": "invalid_client",\n"error_description": "The client secret supplied for a confidential client is invalid." \n}',
    causes: ['wrong-client-secret'],
    provider: 'okta',
  },
  {
    name: 'Okta, third',
    text: '{\n"error": "invalid_client",\n"error_description": "Client authentication failed. Either the client or the client credentials are invalid." \n}',
    causes: ['client-authentication-failed'],
    provider: 'okta',
  },
];

describe('an error text', () => {
  for (const { name, text, causes, provider } of TEXTS) {
    test(name, async () => {
      await triage.paste(text);
      const headline = await triage.headline.innerText();
      const cause = known.causes.find(({ title }) => plain(title) === headline);
      assert.ok(causes.includes(cause?.id), `${cause?.id ?? headline}, not ${causes.join(' or ')}`);
      if (provider) await theStepsAreThoseOf(provider, cause.id);
    });
  }
});

/** The answer names the provider and shows a step that only this provider's entry holds. */
async function theStepsAreThoseOf(slug, cause) {
  const { name, advice = [], rules = [] } = known.providers.find(({ id }) => id === slug);
  const shown = plain(await triage.diagnosis.innerText());
  assert.ok(shown.includes(`answered by ${name}`), `it does not say that ${name} answered`);
  const own = [
    ...advice.filter((entry) => entry.cause === cause).flatMap(({ check = [], fix = [] }) => [...check, ...fix]),
    ...rules.filter((rule) => rule.cause === cause).flatMap(({ steps = [] }) => steps),
  ];
  assert.ok(own.some((step) => shown.includes(plain(step))), `none of ${name}'s own steps for ${cause} is shown`);
}

/** A page of documentation, in words of its own: a table and two headings. */
const PAGE = `# When the Example API refuses your token request

Here are the answers that we see most.

| Answer | Message | What to do |
|---|---|---|
| invalid_client | Unknown client or bad secret | Copy both values from the console again. |
| invalid_scope | Scope not granted: orders.write | Ask for scopes that the app has. |
| unsupported_grant_type | Grant type not supported | Send grant_type=client_credentials. |

## Error: "invalid\\_grant"

Your authorization code was used before. Start again.

## Error: "invalid\\_request"

A parameter is missing from the form.
`;

describe('a page of documentation', () => {
  test('in our own words is taken for one, and each error has its cause', async () => {
    await listsEach(PAGE, ['invalid_client', 'invalid_scope', 'unsupported_grant_type', 'invalid_grant', 'invalid_request']);
  });

  // The systems' own pages are other people's text and stay out of the repository.
  const seeds = fileURLToPath(new URL('../../../shared/seeds/', import.meta.url));
  if (!existsSync(seeds)) {
    console.log("The four systems' own pages were not pasted: they do not lie beside the checkout.");
    return;
  }
  const codes = {
    'foundations-documentation.reapit.cloud': ['invalid_client', 'invalid_request'],
    'Common Errors – Service and Background Apps': ['invalid_client', 'unauthorized_client', 'invalid_scope', 'invalid_grant', 'unsupported_grant_type', 'invalid_request'],
    'API Auth Troubleshooting': ['invalid_client', 'invalid_grant'],
    'Okta Classic Engine': ['invalid_client'],
  };
  for (const file of readdirSync(seeds).sort()) {
    const text = readFileSync(seeds + file, 'utf8');
    const words = Object.keys(codes).find((words) => text.includes(words));
    test(`${words}: the whole page`, async () => {
      assert.ok(words, `no page that is known: ${file}`);
      await listsEach(text, codes[words]);
    });
  }
});

async function listsEach(text, codes) {
  await triage.paste(text);
  assert.match(await triage.headline.innerText(), /\d+ errors are listed here\./);
  const items = triage.diagnosis.getByRole('listitem');
  for (const code of codes) {
    const item = items.filter({ has: tab.page.getByText(code, { exact: true }) }).first();
    await item.waitFor({ timeout: 1000 });
    const cause = plain(await item.locator('summary').first().innerText());
    assert.ok(known.causes.some(({ title }) => cause === plain(title)), `${code}: "${cause}" is no cause`);
  }
}
