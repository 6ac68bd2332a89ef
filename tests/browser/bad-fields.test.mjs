// Whatever stands in the builder's fields: said at the field, and the command is right or withheld.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';

import { folder } from './support/hosted.mjs';
import { tab, triage } from './support/session.mjs';

const { page } = tab;
const fields = page.getByRole('region', { name: 'Request', exact: true });
const answer = page.getByRole('region', { name: 'Command', exact: true });
const field = (name) => page.getByLabel(name, { exact: true });
const LARGE = 64 * 1024;

const received = [];
const server = createServer({ maxHeaderSize: 1 << 20 }, async (request, response) => {
  let text = '';
  for await (const data of request) text += data;
  received.push({ url: request.url, authorization: request.headers.authorization, form: new URLSearchParams(text) });
  response.end('{}');
});
let endpoint;
const work = folder();
before(async () => {
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  endpoint = `127.0.0.1:${server.address().port}/token`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

/** What the server gets of a command, and how it ended. */
async function sent(command, input = '') {
  received.length = 0;
  const file = join(work, 'ask.sh');
  writeFileSync(file, command);
  const bash = spawn('bash', [file], { stdio: ['pipe', 'ignore', 'pipe'] });
  let errors = '';
  bash.stderr.setEncoding('utf8').on('data', (text) => { errors += text; });
  bash.stdin.on('error', () => {});
  bash.stdin.end(input);
  const code = await new Promise((resolve, reject) => bash.on('close', resolve).on('error', reject));
  return { code, errors, requests: [...received] };
}

/** The warnings below a field. */
const said = (input) => input.evaluate((input) =>
  [...(document.getElementById(input.getAttribute('aria-describedby'))?.querySelectorAll('.warning') ?? [])].map((one) => one.innerText));

const buttons = (name) => page.getByRole('button', { name, exact: true });

const client = { client_id: 'client-7', token_endpoint_auth_method: 'client_secret_basic' };
beforeEach(() => triage.build(`http://${endpoint}`, client, 's3cret'));

describe('a control character in any field of any token request is refused there, with the reason, and is in no text', () => {
  const SIGNS = { NUL: '\0', 'U+0001': '\u0001', escape: '\u001b', delete: '\u007f', 'U+0085': '\u0085' };

  test('fields', async () => {
    const requests = await field('Token request').locator('option').evaluateAll((all) => all.map(({ label }) => label));
    assert.ok(requests.length >= 7);
    let looked = 0;
    for (const request of requests) {
      await field('Token request').selectOption({ label: request });
      await triage.drawn();
      const inputs = fields.locator('input[type=text], textarea');
      for (let at = 0; at < await inputs.count(); at += 1) {
        const input = inputs.nth(at);
        if (!(await input.isVisible())) continue;
        const name = `${request}: ${await input.evaluate((it) => it.labels[0].innerText)}`;
        const before = await input.inputValue();
        const signs = Object.entries(SIGNS);
        const [what, sign] = signs[looked % signs.length];
        await input.fill(`ab${sign}cd`);
        await triage.drawn();
        const told = await said(input);
        assert.ok(told.length > 0, `${name}, ${what}: nothing is said`);
        for (const text of await answer.locator('pre').allInnerTexts()) assert.ok(!text.includes(sign), `${name}, ${what}: ${text}`);
        await input.fill(before);
        looked += 1;
      }
    }
    assert.ok(looked >= 40, `${looked} fields`);
  });

  for (const [what, sign] of Object.entries(SIGNS)) {
    test(`${what} in id, secret and scope`, async () => {
      for (const name of ['Client id', 'Client secret', 'Scope']) {
        const usual = await field(name).inputValue();
        await field(name).fill(`ab${sign}cd`);
        await triage.drawn();
        assert.match((await said(field(name))).join(), /control character|line end/i, name);
        assert.equal(await buttons('Copy with the secret').count(), 0, name);
        await field(name).fill(usual);
      }
      assert.equal(await buttons('Copy with the secret').count(), 1);
    });
  }
});

describe('a secret of 64 KiB', () => {
  const secret = Array.from({ length: LARGE }, (_, at) => String.fromCharCode(0x21 + ((at * 7 + (at >> 8)) % 94))).join('');
  const basic = `Basic ${Buffer.from(`client-7:${secret}`).toString('base64')}`;

  /** The milliseconds until it is drawn. */
  const time = (name, text) => field(name).evaluate(async (input, text) => {
    const start = performance.now();
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
  }, text);

  test('the page stays usable', async () => {
    for (const [name, text] of [['Client secret', secret], ['Client secret', `${secret}x`], ['Client id', 'client-8']]) {
      const taken = await time(name, text);
      assert.ok(taken < 1000, `${name}: ${Math.round(taken)} ms`);
    }
  });

  test('the command with it sends it, by Basic as it is', async () => {
    await field('Client secret').fill(secret);
    const form = page.getByRole('radio', { name: 'as they are (RFC 7617)' });
    await form.check();
    const { requests, errors } = await sent(await triage.copy('Copy with the secret'));
    assert.equal(requests.length, 1, errors);
    assert.ok(requests[0].authorization === basic, 'another header');
  });

  test('the command with it sends it, in the form', async () => {
    await page.getByRole('radio', { name: 'client_secret_post' }).check();
    await field('Client secret').fill(secret);
    const { requests, errors } = await sent(await triage.copy('Copy with the secret'));
    assert.equal(requests.length, 1, errors);
    assert.ok(requests[0].form.get('client_secret') === secret, 'another secret');
  });

  // Form-encoded it would be a line longer than the 100 KB that curl 7.88 reads of one.
  test('on standard input, by Basic as it is', async () => {
    await field('Client secret').fill(secret);
    await page.getByRole('radio', { name: 'as they are (RFC 7617)' }).check();
    await page.getByRole('radio', { name: 'bash, zsh, sh' }).check();
    await page.getByRole('radio', { name: 'is pasted on standard input' }).check();
    const lines = await triage.copy('Copy the lines for its input');
    const { requests, errors } = await sent(await triage.copy('Copy without the secret'), lines);
    assert.equal(requests.length, 1, errors);
    assert.ok(requests[0].authorization === basic, 'another header');
    await page.getByRole('radio', { name: 'is asked for' }).check();
  });
});

describe('an endpoint', () => {
  const basic = `Basic ${Buffer.from('client-7:s3cret').toString('base64')}`;
  const CASES = {
    'no address': [() => 'token please', /no web address/, 'withheld'],
    'another scheme': [() => `ftp://${endpoint}`, /no web address/, 'withheld'],
    'a script': [() => 'javascript:alert(1)', /no web address/, 'withheld'],
    'without a scheme': [() => endpoint, /https:\/\//, 'withheld'],
    'an option of curl': [() => '-o/tmp/x', /begins with https/, 'withheld'],
    'two addresses': [() => `http://${endpoint} http://${endpoint}`, /no web address/, 'sent'],
    'a user and a password': [() => `http://other:word@${endpoint}`, /user name before the host/, 'sent'],
    'a user alone': [() => `http://other@${endpoint}`, /user name before the host/, 'sent'],
    'a fragment': [() => `http://${endpoint}#part`, /never sent/, 'sent'],
    'signs of a shell': [() => `http://${endpoint}?a=$(id)'&b="\`id\``, null, 'sent'],
  };
  for (const [name, [address, warning, outcome]] of Object.entries(CASES)) {
    test(name, async () => {
      await field('Token endpoint').fill(address());
      await triage.drawn();
      const told = await said(field('Token endpoint'));
      if (warning) assert.match(told.join(), warning);
      if (outcome === 'withheld') {
        assert.equal(await buttons('Copy with the secret').count(), 0);
        assert.equal(await buttons('Copy without the secret').count(), 0);
        return;
      }
      const { requests, errors } = await sent(await triage.copy('Copy with the secret'));
      assert.equal(requests.length, 1, errors);
      assert.equal(requests[0].authorization, basic);
      assert.match(requests[0].url, /^\/token(\?|%20|$)/);
      assert.doesNotMatch(requests[0].url, /#/);
    });
  }

  test('http to another machine', async () => {
    await field('Token endpoint').fill('http://as.example.com/token');
    await triage.drawn();
    assert.match((await said(field('Token endpoint'))).join(), /can be read on the way/);
  });
});

test('none of it made the page throw or write to the console', () => {
  assert.deepEqual(tab.seen.errors, []);
  assert.deepEqual(tab.seen.console, []);
});
