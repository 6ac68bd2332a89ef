// The words that prove a cause: underlined where they stand, numbered, and lit together with their note.

import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { KINDS } from './support/kinds.mjs';
import { tab, triage } from './support/session.mjs';

beforeEach(() => tab.page.mouse.move(0, 0));

/** Base64 of `scope-svc-01:sEcr3t` and a line end. */
const HEADER = 'Basic c2NvcGUtc3ZjLTAxOnNFY3IzdAo=';
const REFUSED = `$ curl -sS -i -H 'Authorization: ${HEADER}' -d grant_type=client_credentials https://login.example.org/oauth/token
HTTP/1.1 401 Unauthorized
WWW-Authenticate: Bearer realm="Doorkeeper", error="invalid_client", error_description="Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method."

{"error":"invalid_client","error_description":"Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method."}`;

/** The numbers that are lit: of the words in the paste, of the notes beside it. */
const lit = () => tab.page.evaluate(() => {
  const numbers = (elements) =>
    [...new Set([...elements].filter((one) => one.matches('.lit')).map((one) => one.dataset.n.split(' ')[0]))];
  return { words: numbers(document.querySelectorAll('mark')), notes: numbers(document.querySelectorAll('li[data-n]')) };
});

const note = (number) => tab.page.getByRole('button', { name: `${number}: show it in the paste`, exact: true });

/** The middle of the first letters that carry a number. */
const wordsOf = async (number) => {
  const [box] = await tab.page.locator(`mark[data-n="${number}"]`).first().evaluate((mark) =>
    [...mark.getClientRects()].map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 })));
  return box;
};

test('each note carries the number, the colour and the line of its words', async () => {
  await triage.paste(REFUSED);
  const signs = await tab.page.evaluate(() => {
    const style = (element) => {
      const { textDecorationStyle, textDecorationColor } = getComputedStyle(element);
      return `${textDecorationStyle} ${textDecorationColor}`;
    };
    return [...document.querySelectorAll('li[data-n]')].map((note) => ({
      note: style(note.querySelector('q')),
      words: style(document.querySelector(`mark[data-n="${note.dataset.n}"]`)),
    }));
  });
  assert.ok(signs.length >= 2, 'the paste shows two things at least');
  for (const { note, words } of signs) assert.equal(note, words);
  const lines = signs.map(({ words }) => words.split(' ')[0]);
  assert.equal(new Set(lines).size, lines.length, `without colour they are told apart: ${lines}`);
});

test('marks move no letter', async () => {
  await triage.paste(REFUSED.replaceAll(' ', '  ') + '\n\ttabs\t and a wörd of 🙂🙂 more\n'.repeat(3));
  const moved = await tab.page.evaluate(() => {
    const marks = document.querySelector('.marks');
    const plain = marks.cloneNode();
    plain.textContent = marks.textContent;
    marks.after(plain);
    const places = (layer) => {
      const found = [];
      const texts = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode;
        for (let at = 0; at < text.length; at += 1) {
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          const { x, y } = range.getBoundingClientRect();
          found.push({ x, y });
        }
      }
      return found;
    };
    const [marked, unmarked] = [places(marks), places(plain)];
    plain.remove();
    const box = document.querySelector('#paste');
    return {
      letters: marked.length,
      // Half a pixel: a run that is laid out by itself may round differently.
      moved: marked.filter(({ x, y }, at) => Math.abs(x - unmarked[at].x) > 0.5 || Math.abs(y - unmarked[at].y) > 0.5),
      // The text area is as high as the layer below it: their lines break alike.
      overflow: box.scrollHeight - box.clientHeight,
      same: marks.textContent === box.value,
    };
  });
  assert.ok(moved.letters > 400);
  assert.deepEqual({ ...moved, letters: 0 }, { letters: 0, moved: [], overflow: 0, same: true });
});

describe('a note and its words are lit together', () => {
  test('by the pointer over the note', async () => {
    await triage.paste(REFUSED);
    assert.deepEqual(await lit(), { words: [], notes: [] });
    await note(2).hover();
    assert.deepEqual(await lit(), { words: ['2'], notes: ['2'] });
    await triage.headline.hover();
    assert.deepEqual(await lit(), { words: [], notes: [] });
  });

  test('by the pointer over the words', async () => {
    await triage.paste(REFUSED);
    const { x, y } = await wordsOf(2);
    await tab.page.mouse.move(x, y);
    assert.deepEqual(await lit(), { words: ['2'], notes: ['2'] });
  });

  test('by the keyboard: Tab to the note, or the caret into the words', async () => {
    await triage.paste(REFUSED);
    await triage.box.focus();
    for (let presses = 0; presses < 8; presses += 1) {
      await tab.page.keyboard.press('Tab');
      if (await note(1).evaluate((button) => button === document.activeElement)) break;
    }
    assert.deepEqual(await lit(), { words: ['1'], notes: ['1'] });
    await tab.page.keyboard.press('Tab');
    assert.deepEqual(await lit(), { words: ['2'], notes: ['2'] });

    const at = REFUSED.indexOf('Doorkeeper');
    await triage.box.evaluate((box, at) => { box.focus(); box.setSelectionRange(at, at); }, at);
    await tab.page.keyboard.press('ArrowRight');
    assert.deepEqual(await lit(), { words: ['2'], notes: ['2'] });
    await tab.page.keyboard.press('Control+Home');
    assert.deepEqual(await lit(), { words: [], notes: [] });
  });

  test('pressing the number brings the words into view', async () => {
    await triage.paste(`${'a line of a log that says nothing\n'.repeat(300)}${REFUSED}`);
    const inView = () => tab.page.evaluate(() => {
      const frame = document.querySelector('.paste').getBoundingClientRect();
      const { top, bottom } = document.querySelector('mark[data-n="1"]').getBoundingClientRect();
      return top >= frame.top && bottom <= frame.bottom;
    });
    assert.equal(await inView(), false);
    await note(1).focus();
    await tab.page.keyboard.press('Enter');
    assert.equal(await inView(), true);
    assert.deepEqual(await lit(), { words: ['1'], notes: ['1'] });
  });
});

test('a new diagnosis is announced once', async () => {
  await triage.paste('');
  await tab.page.evaluate(() => {
    globalThis.announced = [];
    const region = document.querySelector('#diagnosis > [role=status]');
    new MutationObserver(() => globalThis.announced.push(region.textContent))
      .observe(region, { childList: true, characterData: true, subtree: true });
  });
  await triage.paste(REFUSED);
  await note(1).hover();
  await triage.drawn();
  assert.deepEqual(await tab.page.evaluate(() => globalThis.announced), [await triage.headline.innerText()]);
});

test('the Basic credentials are taken apart: the id to read, the secret masked, the line end named', async () => {
  await triage.paste(REFUSED);
  const cells = async () => (await triage.diagnosis.locator('.cells li').allInnerTexts())
    .map((cell) => cell.replace(/\s+/g, ' ').trim());
  assert.deepEqual(await cells(), [
    's', 'c', 'o', 'p', 'e', '-', 's', 'v', 'c', '-', '0 zero', '1 one', ':', '••• 6 characters', '↵ line end',
  ]);
  await tab.page.getByRole('button', { name: 'Show secrets' }).click();
  assert.deepEqual((await cells()).slice(13), ['s', 'E', 'c', 'r', '3', 't', '↵ line end']);
});

test('a token is opened: its claims to read, moments as dates, the one that proves the cause pointed at', async () => {
  const part = (object) => Buffer.from(JSON.stringify(object)).toString('base64url');
  const exp = 1795253600;
  const token = `${part({ alg: 'RS256' })}.${part({ iss: 'https://as.example', aud: ['one', 'two'], exp, email: 'sam@example.com' })}.c2lnbmF0dXJl`;
  const date = (seconds) => new Date(seconds * 1000);
  await triage.paste(`curl https://api.example/me -H 'Authorization: Bearer ${token}'
HTTP/1.1 401 Unauthorized
Date: ${date(exp + 60).toUTCString()}
WWW-Authenticate: Bearer error="invalid_token", error_description="The token is expired"
`);
  const lines = (title) => triage.diagnosis.locator('details', { hasText: title }).locator('dl')
    .evaluate((list) => [...list.children].map((one) => one.textContent));
  const shown = `${date(exp).toISOString().replace('T', ' ').slice(0, 19)} UTC (${exp})`;
  const claims = ['alg', 'RS256', 'iss', 'https://as.example', 'aud', 'one, two', 'exp', shown, 'email'];
  assert.deepEqual(await lines('What the token in Authorization says'), ['exp', shown]);
  const all = 'All that the token in Authorization says';
  assert.deepEqual(await lines(all), [...claims, '••••••']);
  await tab.page.getByRole('button', { name: 'Show secrets' }).click();
  assert.deepEqual(await lines(all), [...claims, 'sam@example.com']);
});

test('at 320 pixels nothing has to be scrolled sideways', async () => {
  await triage.paste('');
  await triage.paste(REFUSED);
  await tab.page.setViewportSize({ width: 320, height: 700 });
  const wide = () => tab.page.evaluate(() => document.documentElement.scrollWidth);
  const widths = [await wide()];
  for (const name of ['Show secrets', 'Copy report for support', 'Compare with one that works', 'Back to the diagnosis', 'Open in builder']) {
    await tab.page.getByRole('button', { name }).click();
    await triage.drawn();
    widths.push(await wide());
  }
  await triage.tab('Diagnose');
  await tab.page.setViewportSize({ width: 1280, height: 900 });
  assert.deepEqual(widths, [320, 320, 320, 320, 320, 320]);
});

test('at 320 pixels, no kind of text is wider than the page', async () => {
  await tab.page.setViewportSize({ width: 320, height: 700 });
  const wide = [];
  for (const [kind, text] of Object.entries(KINDS)) {
    await triage.paste(text);
    const width = await triage.diagnosis.evaluate((region) => {
      region.querySelectorAll('details').forEach((one) => { one.open = true; });
      return document.documentElement.scrollWidth;
    });
    if (width > 320) wide.push(`${kind}: ${width}`);
  }
  await tab.page.setViewportSize({ width: 1280, height: 900 });
  assert.deepEqual(wide, []);
});

describe('printed', () => {
  test('no control is left, the paste and its marks are', async () => {
    await triage.paste(REFUSED);
    await tab.page.emulateMedia({ media: 'print' });
    const controls = tab.page.locator('button:visible, textarea:visible, input:visible');
    // The numbers stay: they tie the notes to the marks.
    assert.deepEqual(await controls.allInnerTexts(), ['1', '2']);
    assert.ok(await tab.page.locator('.marks').isVisible());
    await tab.page.emulateMedia({ media: 'screen' });
  });
});
