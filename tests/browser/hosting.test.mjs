// What whoever hosts the page puts beside it counts without a build: site.json and packs. What is wrong is named.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { launch, open } from './support/browser.mjs';
import { folder, host } from './support/hosted.mjs';
import { knowledge } from './support/site.mjs';
import { plain, Triage } from './support/triage.mjs';

let browser, pack, known, site, tab, triage;
before(async () => {
  browser = await launch();
  known = knowledge();
  // As FOR-SUPPORT-TEAMS says: a folder as people write it becomes a pack.
  const out = join(folder(), 'quillbank.json');
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  execFileSync('cargo', ['xtask', 'knowledge', '--pack', 'tests/browser/pack', out], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  pack = readFileSync(out, 'utf8');
});
after(() => browser?.close());
afterEach(async () => {
  await tab?.close();
  site?.stop();
});

/** Opens the page as it is hosted with these files beside it. */
async function visit(files, address = '') {
  site = await host(files);
  tab = await open(browser, site.address + address);
  triage = await new Triage(tab.page).ready();
}

const notice = () => tab.page.getByRole('complementary').filter({ hasText: 'For whoever hosts this page' });
const shown = async () => plain(await triage.diagnosis.innerText());

describe('a pack for a provider that the page does not know', () => {
  const files = () => ({ 'site.json': { packs: ['quillbank'] }, 'packs/quillbank.json': pack });

  test('its rule finds the cause and its advice comes first', async () => {
    await visit(files());
    await triage.paste('{"error":"invalid_client","error_description":"QB-401: key belongs to the retired Workbench"}');
    await triage.answers(plain(known.causes.find(({ id }) => id === 'expired-client-secret').title));
    const text = await shown();
    assert.match(text, /answered by Quillbank/);
    assert.match(text, /this is certain/);
    assert.match(text, /Make a new key under Workbench > Keys > Connect/);
    assert.equal(await notice().count(), 0);
    assert.deepEqual(tab.seen.errors, []);
  });

  test('its profile is in the builder and makes a command', async () => {
    await visit(files(), '#build=quillbank');
    await tab.page.getByLabel('Region', { exact: true }).fill('eu1');
    await tab.page.getByLabel('Client id', { exact: true }).fill('me');
    const command = await tab.page.getByRole('region', { name: 'Command' }).innerText();
    assert.match(command, /https:\/\/eu1\.quillbank\.example\/connect\/token/);
    assert.match(command, /accounts\.read/);
  });

  test('its entry can be looked up, searched and linked to', async () => {
    await visit(files(), '#/provider/quillbank');
    const entry = tab.page.getByRole('article');
    assert.match(await entry.innerText(), /Keys of the old Workbench/);
    assert.equal(await entry.getByText('Link to this page').count(), 0, 'no page was built for it');
    await tab.page.goto(`${site.address}#/lookup`);
    await tab.page.getByLabel('Search').fill('quilbank');
    await tab.page.getByRole('link', { name: /Quillbank/ }).first().waitFor();
  });
});

describe('what is broken', () => {
  test('is named with file, entry and reason, and the other packs count', async () => {
    const wrong = JSON.parse(pack);
    wrong.providers[0].id = 'wrong';
    wrong.providers[0].rules[0].cause = 'no-such-cause';
    await visit({
      'site.json': { packs: ['broken', 'wrong', 'missing', 'quillbank'] },
      'packs/broken.json': '{"providers": [\n  {"id": "x",}\n]}',
      'packs/wrong.json': wrong,
      'packs/quillbank.json': pack,
    });
    const text = await notice().innerText();
    assert.match(text, /packs\/broken\.json: line 2, column 14: the JSON is broken here/);
    assert.match(text, /packs\/wrong\.json: provider wrong: rules\[0\]: there is no such cause/);
    assert.match(text, /packs\/missing\.json: it could not be fetched/);
    assert.doesNotMatch(text, /quillbank\.json/);
    await triage.paste('POST https://eu1.quillbank.example/connect/token\n\n{"error":"invalid_client"}');
    assert.match(await shown(), /answered by Quillbank/);
  });

  test('in site.json leaves the page as it is without one', async () => {
    await visit({ 'site.json': '{"title": "Acme", "packs": ["../../etc/passwd"]}' });
    assert.match(await notice().innerText(), /site\.json: packs: write the bare names of files/);
    assert.match(await tab.page.title(), /^Token Triage/);
    assert.deepEqual(site.requests.filter((request) => request.includes('passwd')), []);
  });

  test('is not that there is no site.json', async () => {
    await visit({ 'site.json': null });
    assert.equal(await notice().count(), 0);
    await triage.answers('Why was the token request refused?');
  });
});

describe('site.json', () => {
  const says = {
    title: 'Acme <b>tokens</b>',
    support: { text: 'Ask Acme developer support', link: 'https://help.acme.example/oauth' },
    provider: 'reapit',
    first: ['okta', 'erpnet'],
  };

  test('names page and support, as text and nothing else', async () => {
    await visit({ 'site.json': says });
    assert.equal(await tab.page.getByRole('banner').getByRole('link').first().innerText(), says.title);
    assert.equal(await tab.page.title(), `${says.title}: why was the token request refused?`);
    const support = tab.page.getByRole('link', { name: says.support.text });
    assert.equal(await support.getAttribute('href'), says.support.link);
    assert.equal(await support.getAttribute('rel'), 'noreferrer noopener');
  });

  test('its provider is meant where a text names none, and can be taken back', async () => {
    await visit({ 'site.json': says });
    await triage.answers('Why did Reapit Connect refuse the token request?');
    await triage.paste('{"error":"invalid_client"}');
    assert.match(await shown(), /The text names no server; this site is for Reapit Connect\./);
    await triage.diagnosis.getByRole('button', { name: 'Answer without it' }).click();
    await triage.drawn();
    assert.doesNotMatch(await shown(), /Reapit/);
  });

  test('its first providers head the lists', async () => {
    await visit({ 'site.json': says }, '#/build');
    const options = await tab.page.getByLabel('Server', { exact: true }).locator('option').allInnerTexts();
    assert.deepEqual(options.slice(1, 3), ['Okta', 'ERP.net']);
    assert.equal(await tab.page.getByLabel('Server', { exact: true }).inputValue(), 'reapit');
    await tab.page.goto(`${site.address}#/lookup`);
    const list = tab.page.getByRole('heading', { name: 'Providers', exact: true }).locator('xpath=..');
    assert.deepEqual((await list.getByRole('link').allInnerTexts()).slice(0, 2), ['Okta', 'ERP.net']);
  });
});
