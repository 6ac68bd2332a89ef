// What a person does with the page from beginning to end, as a list of steps that each engine goes through.

import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { By, Key } from 'selenium-webdriver';

import { run } from '../browser/support/shell.mjs';
import { knowledge } from '../browser/support/site.mjs';
import { plain } from '../browser/support/triage.mjs';

const key = (name) => readFileSync(new URL(`../keys/${name}`, import.meta.url), 'utf8');
const base64 = (text) => Buffer.from(text).toString('base64');
/** As application/x-www-form-urlencoded writes it, which RFC 6749, section 2.3.1 asks for. */
const formEncoded = (text) => new URLSearchParams({ '': text }).toString().slice(1);
const titleOf = (kind, id) => plain(knowledge()[kind].find((one) => one.id === id).title);

const WRONG_SECRET = '{"error":"invalid_client","error_description":"The client secret supplied for a confidential client is invalid."}';
const BASIC = `Authorization: Basic ${base64('scope-svc-01:pl4nted-S3CRET')}`;
/** The same with the line end that `echo` adds. */
const WITH_LINE_END = `curl -H 'Authorization: Basic ${base64('scope-svc-01:pl4nted-S3CRET\n')}' -d grant_type=client_credentials https://login.example.org/oauth/token
{"error":"invalid_client"}`;
const [TENANT, ID, SECRET] = ['contoso.onmicrosoft.com', '7d0b6b6e-6f3c-4b8e-9a55-0c8f5a2d9e11', 'p%q+r/s=t'];
const HEADER = `Authorization: Basic ${base64(`${formEncoded(ID)}:${formEncoded(SECRET)}`)}`;
/** Of the forms of the header, which differ for this secret, the one that the page recommends: this server decodes. */
const RECOMMENDED = By.xpath('//*[@class="variant"][.//b[.="recommended"]]//pre');
const ENDPOINT = `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`;

/** A part of the page, or a text that is shown to be copied, by its name. */
const named = (name) => By.css(`[aria-label="${name}"]`);

/** The words that a shell hands to curl. */
const words = async (command) => (await run('bash', `curl() { printf '%s\\n' "$@"; }\n${command}`)).split('\n');

/** Each step by what it shows; it gets the page, its address, and a server that must hear nothing. */
export const FLOW = {
  'a link that names provider and cause is answered at once': async ({ page, address }) => {
    await page.open(`${address}#provider=okta&cause=wrong-client-secret`);
    await page.answers(titleOf('causes', 'wrong-client-secret'));
    assert.match(await page.shows(named('Diagnosis')), /at Okta/);
  },

  'it is ready and locked': async ({ page, address }) => {
    await page.open(address);
    assert.match(await page.shows(By.css('.lock summary')), /^Locked/);
  },

  'an error that is typed has its cause': async ({ page }) => {
    await page.type('paste', WRONG_SECRET);
    await page.answers(titleOf('causes', 'wrong-client-secret'));
  },

  'a command and its answer, pasted, have theirs, and the command is corrected': async ({ page }) => {
    assert.equal(await page.paste('paste', WITH_LINE_END), WITH_LINE_END);
    await page.answers(titleOf('checks', 'header-line-end'));
    await page.press('Show secrets');
    assert.ok((await page.shows(named('Corrected request'))).includes(BASIC));
  },

  'the builder makes the Basic header and the command, and copies it': async ({ page }) => {
    await page.follow('Build');
    await page.pick('field-provider', 'entra');
    await page.choose('client_secret_basic');
    await page.type('field-tenant', TENANT);
    await page.type('field-id', ID);
    await page.type('field-key', SECRET);
    await page.press('Show: Client secret');
    assert.equal(await page.shows(RECOMMENDED), HEADER);
    const sent = await words(await page.copy('Copy with the secret'));
    assert.deepEqual([HEADER, ENDPOINT].filter((word) => !sent.includes(word)), []);
  },

  'an assertion is signed with a private key': async ({ page }) => {
    await page.choose('private_key_jwt');
    await page.type('field-private-key', key('ec-pkcs8.pem'));
    const [header, claims, signature] = (await page.copy('Copy the assertion')).split('.');
    const publicKey = createPublicKey(key('ec-public.pem'));
    const signed = Buffer.from(`${header}.${claims}`);
    // RFC 7518, section 3.4: both numbers, one behind the other.
    assert.ok(verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')));
    assert.equal(JSON.parse(Buffer.from(claims, 'base64url')).iss, ID);
  },

  'the look-up finds an entry, mistyped as it is, and opens it': async ({ page }) => {
    await page.follow('Look up');
    const box = await page.seen(By.css('input[type=search]'));
    await box.sendKeys('invlaid_client');
    await page.seen(By.css('.hits > li a[href="#/error/invalid_client"]'));
    await box.sendKeys(Key.ENTER);
    await page.heading('article h1', 'invalid_client');
  },

  'there was no error, and nothing in the console': async ({ page }) => {
    assert.deepEqual(await page.heard(), []);
  },

  'a request by a script is refused now': async ({ page, listener }) => {
    const before = listener.requests.length;
    const [outcome, violation] = await page.driver.executeAsyncScript((address, done) => {
      const violation = new Promise((told) => document.addEventListener('securitypolicyviolation', told, { once: true }));
      fetch(address, { mode: 'no-cors' })
        .then(() => ['sent'], async () => ['refused', (await violation).effectiveDirective])
        .then(done);
    }, listener.address);
    assert.deepEqual([outcome, violation], ['refused', 'connect-src']);
    assert.equal(listener.requests.length, before, 'the server saw nothing of it');
  },
};
