// Client id, client secret and endpoint in the builder: what is said of them, and what a click mends.

import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';

import { tab, triage } from './support/session.mjs';

const { page } = tab;
const field = (name) => page.getByLabel(name, { exact: true });
const button = (name) => page.getByRole('button', { name, exact: true });
const fields = page.getByRole('region', { name: 'Request', exact: true });
const answer = page.getByRole('region', { name: 'Command', exact: true });
const warnings = () => fields.locator('.warning').allInnerTexts();
const ID = 'Client id', SECRET = 'Client secret', ENDPOINT = 'Token endpoint';

before(async () => {
  await triage.tab('Build');
  await page.getByLabel('Server', { exact: true }).selectOption({ label: 'Any other server' });
});

beforeEach(() => fill({ [ENDPOINT]: 'https://as.example/token', [ID]: 'client-7', [SECRET]: 'abcdefg' }));

async function fill(values) {
  for (const [name, value] of Object.entries(values)) await field(name).fill(value);
  await triage.drawn();
}

/** With the keys, as a person does. */
async function paste(name, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await field(name).fill('');
  await field(name).press('Control+V');
  await triage.drawn();
}

describe('what is wrong is said, and mended by a button that says what it does', () => {
  const cases = {
    'a newline copied along': ['s3cret\n', 'Remove the trailing newline', 's3cret'],
    'a newline of Windows': ['s3cret\r\n', 'Remove the trailing newline', 's3cret'],
    'two lines': ['s3c\nret', 'Join the lines', 's3cret'],
    'a blank behind it': ['s3cret ', 'Remove the trailing blank', 's3cret'],
    'a zero-width space': ['s3c\u200bret', "Remove what can't be seen", 's3cret'],
    'a Cyrillic letter': ['s3сret', 'Write Latin letters', 's3cret'],
    'typographic quotes': ['s3c’ret', 'Write plain signs', "s3c'ret"],
    'quotes around it': ['"s3cret"', 'Remove the quotes', 's3cret'],
    'a word of the header': ['Bearer s3cret', 'Keep only what is behind the word', 's3cret'],
    'a control character': ['s3c\u0001ret', 'Remove the control characters', 's3cret'],
  };
  for (const [name, [text, mend, mended]] of Object.entries(cases)) {
    test(name, async () => {
      await paste(SECRET, text);
      assert.equal((await warnings()).length, 1);
      await button(mend).click();
      await triage.drawn();
      assert.equal(await field(SECRET).inputValue(), mended);
      assert.deepEqual(await warnings(), []);
      assert.ok((await triage.copy('Copy with the secret')).includes('curl'));
    });
  }

  test('base64 of both goes into both fields', async () => {
    await fill({ [ID]: '', [SECRET]: Buffer.from('orders-7:s3cret-1').toString('base64') });
    await button('Put id and secret into their fields').click();
    assert.equal(await field(ID).inputValue(), 'orders-7');
    assert.equal(await field(SECRET).inputValue(), 's3cret-1');
  });

  test('id and secret in each other\'s place', async () => {
    await fill({ [ID]: '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', [SECRET]: '1234-abc.apps.googleusercontent.com' });
    await button('Swap id and secret').first().click();
    assert.equal(await field(SECRET).inputValue(), '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');
    assert.deepEqual(await warnings(), []);
  });
});

test('a paste with line ends goes where the caret is, in place of what is chosen', async () => {
  await field(SECRET).fill('abXXef');
  await field(SECRET).evaluate((input) => input.setSelectionRange(2, 4));
  await page.evaluate(() => navigator.clipboard.writeText('c\nd'));
  await field(SECRET).press('Control+V');
  await triage.drawn();
  await button('Join the lines').click();
  assert.equal(await field(SECRET).inputValue(), 'abcdef');
});

test('ordinary secrets raise nothing', async () => {
  for (const secret of ['Xy7Q~abcDEF.ghi-jkl_mnoPQRstuVWXdefghij4', 'ZJYCqe3GGRvdrudKyZS0XhGv_Z45DuKhCUk0gBR1vZk', 'aGx4N2Q5fTkwc3ZK4pQ/7w+LmB8=']) {
    await fill({ [SECRET]: secret });
    assert.deepEqual(await warnings(), [], secret);
  }
});

test('a control character withholds header and command with the secret until it is gone', async () => {
  await field(SECRET).evaluate((input) => {
    input.value = 'a\0b';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await triage.drawn();
  assert.match((await warnings()).join(), /control character/);
  // The one that asks for the secret does not hold it.
  assert.deepEqual(await answer.getByRole('button', { name: /^Copy/ }).allInnerTexts(), ['Copy without the secret']);
  await button('Remove the control characters').click();
  await button('Copy with the secret').waitFor();
});

describe('a value is opened', () => {
  const open = (way, name) => button(`${way}: ${name}`);

  test('character by character, each look-alike with its name', async () => {
    await fill({ [ID]: 'aIl1|O0-' });
    await open('Character by character', ID).click();
    const cells = await fields.locator('.cells li').allInnerTexts();
    assert.deepEqual(cells.map((cell) => cell.replace(/\s+/g, ' ').trim()), [
      'a', 'I capital I', 'l small L', '1 one', '| vertical bar', 'O capital O', '0 zero', '-',
    ]);
    for (const heard of ['small a as in Alfa', 'capital I as in India', 'digit one', 'hyphen']) {
      await fields.getByRole('img', { name: heard, exact: true }).first().waitFor();
    }
    await open('Character by character', ID).click();
    assert.equal(await fields.locator('.cells').count(), 0);
  });

  test('spelled out loud, with the keyboard alone; masked until asked, and again with the mask', async () => {
    await fill({ [SECRET]: 'qI1-xZ' });
    if (await button(`Hide: ${SECRET}`).count()) await button(`Hide: ${SECRET}`).click();
    const text = () => page.locator('main').innerText();
    assert.ok(!(await text()).includes('qI1-'), 'not before it is asked for');
    await field(SECRET).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await triage.drawn();
    const spelled = await fields.locator('.spelled li').allInnerTexts();
    assert.deepEqual(spelled.map((group) => group.replace(/\s+/g, ' ').trim()), [
      'qI1- small q as in Quebec, capital I as in India, digit one, hyphen',
      'xZ small x as in X-ray, capital Z as in Zulu',
    ]);
    assert.equal(await open('Spelled out loud', SECRET).getAttribute('aria-expanded'), 'true');
    await button(`Show: ${SECRET}`).click();
    await button(`Hide: ${SECRET}`).click();
    await triage.drawn();
    assert.ok(!(await text()).includes('qI1-'), 'not once it is masked again');
  });

  test('of 64 KiB the first characters, the rest is counted; the command holds all of it', async () => {
    const secret = 'x7'.repeat(32 * 1024);
    const taken = await field(SECRET).evaluate(async (input, secret) => {
      const start = performance.now();
      input.value = secret;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - start;
    }, secret);
    assert.ok(taken < 1000, `it took ${Math.round(taken)} ms`);
    await open('Character by character', SECRET).click();
    assert.equal(await fields.locator('.cells li').count(), 401);
    assert.match(await fields.locator('.cells li').last().innerText(), /65136 more/);
    await open('Spelled out loud', SECRET).click();
    await fields.getByText('65136 more characters follow.').waitFor();
    await open('Spelled out loud', SECRET).click();
    const basic = Buffer.from(`client-7:${secret}`).toString('base64');
    assert.ok((await triage.copy('Copy with the secret')).includes(basic));
  });
});

describe('the endpoint', () => {
  for (const [typed, mend, mended] of [
    ['as.example/token', 'Write https:// before it', 'https://as.example/token'],
    ['http://as.example/token', 'Write https', 'https://as.example/token'],
    ['https://me:pw@as.example/token', 'Remove what is before the @', 'https://as.example/token'],
    ['https://as.example/token#top', 'Remove the fragment', 'https://as.example/token'],
  ]) {
    test(typed, async () => {
      await fill({ [ENDPOINT]: typed });
      assert.equal((await warnings()).length, 1);
      await button(mend).click();
      assert.equal(await field(ENDPOINT).inputValue(), mended);
      assert.deepEqual(await warnings(), []);
    });
  }

  test('no address at all is said', async () => {
    await fill({ [ENDPOINT]: 'my server' });
    assert.match((await warnings()).join(), /no web address/);
  });

  test('http on this machine is fine', async () => {
    await fill({ [ENDPOINT]: 'http://127.0.0.1:8080/token' });
    assert.deepEqual(await warnings(), []);
  });
});

describe('the Basic header', () => {
  const headers = async () => {
    if (await button(`Show: ${SECRET}`).count()) await button(`Show: ${SECRET}`).click();
    await triage.drawn();
    return (await answer.locator('.variant pre').allInnerTexts()).map((header) => header.replace('Authorization: Basic ', ''));
  };
  const base64 = (text, charset) => Buffer.from(text, charset).toString('base64');

  test('in each form that differs, with the pair before base64', async () => {
    await fill({ [ID]: 'a-b', [SECRET]: 'c+d' });
    assert.deepEqual(await headers(), ['a-b:c+d', 'a-b:c%2Bd', 'a%2Db:c%2Bd'].map((pair) => base64(pair)));
    for (const pair of ['a-b:c+d', 'a-b:c%2Bd', 'a%2Db:c%2Bd']) await answer.getByText(pair, { exact: true }).waitFor();
    await button(`Hide: ${SECRET}`).click();
    assert.ok(!(await answer.innerText()).includes('c%2Bd'), 'the pair is masked too');
  });

  test('in Latin-1 as well where a letter is not ASCII', async () => {
    await fill({ [SECRET]: 'pässwörd' });
    assert.equal((await headers())[0], base64('client-7:pässwörd', 'utf8'));
    const other = answer.getByLabel('as they are, in Latin-1');
    assert.equal((await other.innerText()).replace('Authorization: Basic ', ''), base64('client-7:pässwörd', 'latin1'));
  });

  test('the way out where no form is sure to arrive', async () => {
    await fill({ [SECRET]: 'c+d' });
    await button('Send them as parameters').click();
    await triage.drawn();
    assert.ok(await page.getByRole('radio', { name: 'client_secret_post' }).isChecked());
    await page.getByRole('radio', { name: 'client_secret_basic' }).check();
  });

  test('pasted, it is told what each kind of server reads', async () => {
    await triage.tab('Diagnose');
    await triage.paste(`Authorization: Basic ${base64('me%2F:a%2Bb')}`);
    const text = await triage.diagnosis.innerText();
    for (const words of ['percent-decodes', 'me%2F : ••••••', 'me/ : ••••••']) assert.ok(text.includes(words), `${words}\n${text}`);
    await triage.tab('Build');
  });
});

test('none of it made the page throw or write to the console', () => {
  assert.deepEqual(tab.seen.errors, []);
  assert.deepEqual(tab.seen.console, []);
});
