// Links from other people's documentation: what they name is answered at once, and counts where a text names none.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { launch, open } from './support/browser.mjs';
import { knowledge, serve } from './support/site.mjs';
import { plain, Triage } from './support/triage.mjs';

let site, browser, tab, triage, known;
before(async () => {
  site = await serve();
  browser = await launch();
  known = knowledge();
});
after(async () => {
  await browser?.close();
  site?.stop();
});
afterEach(() => tab?.close());

async function follow(fragment) {
  tab = await open(browser, site.address + fragment);
  triage = await new Triage(tab.page).ready();
}

const shown = async () => plain(await triage.diagnosis.innerText());
const cause = (id) => known.causes.find((cause) => cause.id === id);
const provider = (id) => known.providers.find((provider) => provider.id === id);
const fragment = () => tab.page.evaluate(() => location.hash);
const button = (name) => triage.diagnosis.getByRole('button', { name, exact: true });

describe('with nothing pasted', () => {
  test('a cause at a provider is told with the provider\'s own steps first', async () => {
    await follow('#cause=wrong-client-secret&provider=okta&error=invalid_client');
    await triage.answers(plain(cause('wrong-client-secret').title));
    const text = await shown();
    const own = provider('okta').advice.find((advice) => advice.cause === 'wrong-client-secret');
    const places = [own.fix[0], cause('wrong-client-secret').fix.at(-1)].map((step) => text.indexOf(plain(step)));
    assert.ok(places[0] > 0, 'the provider\'s first step is not there');
    assert.ok(places[1] < 0 || places[0] < places[1], 'the provider\'s steps do not come first');
    assert.match(text, /what the link to this page is about; nothing was pasted yet/);
    assert.match(text, /invalid_client\s+at Okta/);
    assert.equal(await fragment(), '#provider=okta&error=invalid_client&cause=wrong-client-secret');
    assert.equal(await tab.page.getByRole('button', { name: 'Copy report for support' }).count(), 0);
  });

  test('an error code has all its causes', async () => {
    await follow('#error=invalid_grant');
    const causes = known.errors.find(({ id }) => id === 'invalid_grant').causes.slice(0, 5);
    await triage.answers(plain(cause(causes[0]).title));
    const others = await triage.diagnosis.locator('summary').allInnerTexts();
    for (const id of causes.slice(1)) {
      assert.ok(others.some((other) => plain(other).startsWith(plain(cause(id).title))), `${id} is not among the others`);
    }
  });

  test('a provider alone tells what people stumble over there', async () => {
    await follow('#provider=reapit');
    await triage.answers(`Why did ${provider('reapit').name} refuse the token request?`);
    const text = await shown();
    for (const { title } of provider('reapit').traps) assert.ok(text.includes(plain(title)), title);
  });

  test('what is not known is said, and never repeated', async () => {
    await follow('#provider=call-1-800-555');
    await triage.answers('Why was the token request refused?');
    assert.match(await shown(), /names something that it does not know/);
    assert.ok(!(await shown()).includes('1-800'));
  });

  test('one click starts without it', async () => {
    await follow('#provider=okta&error=invalid_client');
    await button('Start without it').click();
    await triage.answers('Why was the token request refused?');
    assert.equal(await fragment(), '#/');
  });
});

describe('with a text', () => {
  const REFUSED = '{"error":"invalid_grant"}';

  test('that names no provider, the link\'s counts, until it is taken back', async () => {
    await follow('#provider=erpnet');
    await triage.paste(REFUSED);
    assert.match(await shown(), /answered by ERP\.net/);
    assert.match(await shown(), /ERP\.net is from the link to this page, not from the text\./);
    await button('Answer without it').click();
    await triage.drawn();
    assert.doesNotMatch(await shown(), /ERP\.net/);
    assert.equal(await triage.box.inputValue(), REFUSED);
  });

  test('that names another one, the text counts', async () => {
    await follow('#provider=erpnet');
    await triage.paste(`curl https://acme.okta.com/oauth2/v1/token -d grant_type=password\n${REFUSED}`);
    const text = await shown();
    assert.match(text, /answered by Okta/);
    assert.doesNotMatch(text, /from the link/);
  });
});

test('a link opens the builder with server, grant and shell', async () => {
  await follow('#shell=fish&grant=client_credentials&build=reapit');
  const value = (label) => tab.page.getByLabel(label, { exact: true }).inputValue();
  assert.equal(await value('Server'), 'reapit');
  const chosen = provider('reapit').profiles.find(({ id, grant }) => grant === 'client_credentials');
  assert.equal(await value('Token request'), chosen.id);
  assert.ok(await tab.page.getByRole('radio', { name: /fish/ }).isChecked());
  assert.equal(await fragment(), '#/build/reapit/fish');
});

test('a link followed inside the page takes its place', async () => {
  await follow('#/build');
  await tab.page.evaluate(() => { location.hash = '#provider=okta&cause=unknown-client'; });
  await triage.answers(plain(cause('unknown-client').title));
  await triage.tab('Look up');
  await triage.tab('Diagnose');
  await triage.answers(plain(cause('unknown-client').title));
});

test('addresses that were given out before lead to the same entries', async () => {
  for (const [address, heading] of [
    ['#/cause/wrong-client-secret', cause('wrong-client-secret').title],
    ['#/error/invalid_client', 'invalid_client'],
    ['#/provider/okta', 'Okta'],
  ]) {
    await follow(address);
    assert.equal(await tab.page.getByRole('heading', { level: 1 }).and(tab.page.locator(':visible')).first().innerText(), plain(heading));
    assert.equal(await fragment(), address);
    await tab.close();
  }
});
