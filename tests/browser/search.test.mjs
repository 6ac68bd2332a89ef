// The search of the look-up: by what people remember, with the mistakes that they make.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { tab, triage } from './support/session.mjs';

let page, box, hits, told;
before(async () => {
  ({ page } = tab);
  await triage.tab('Look up');
  box = page.getByRole('searchbox', { name: 'Search' });
  hits = page.locator('.hits > li');
  told = page.getByRole('status').and(page.locator('.heard'));
});

for (const [query, href] of [
  ['invlaid_client', '#/error/invalid_client'],
  ['kyecloak', '#/provider/keycloak'],
  ['redirect uri wrong', '#/cause/redirect-uri-mismatch'],
  ['login.microsoftonline.com', '#/provider/entra'],
  ['AADSTS7000215', '#/cause/wrong-client-secret'],
]) {
  test(`"${query}" finds ${href}, and Enter opens it`, async () => {
    await box.fill(query);
    assert.equal(await hits.first().getByRole('link').getAttribute('href'), href);
    assert.match(await told.innerText(), /fit/);
    await box.press('Enter');
    await page.getByRole('link', { name: 'All entries' }).click();
    await box.waitFor();
  });
}

test('what fits nothing is said to fit nothing, and an empty box shows everything', async () => {
  await box.fill('xqzzvk');
  assert.equal(await told.innerText(), 'Nothing fits.');
  assert.equal(await hits.count(), 0);
  await box.fill('');
  assert.ok((await page.locator('.lists a').count()) > 200);
});

test('the address tells nothing of what was searched for', async () => {
  await box.fill('okta secret');
  assert.equal(new URL(page.url()).hash, '#/lookup');
  assert.deepEqual(tab.seen.errors, []);
});
