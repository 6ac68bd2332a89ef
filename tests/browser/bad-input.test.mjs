// Whatever is pasted: an answer within a second or a clear sentence, and the page goes on working.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { tab, triage } from './support/session.mjs';
import { knowledge } from './support/site.mjs';
import { plain } from './support/triage.mjs';

let worksStill;
before(() => {
  const { title } = knowledge().causes.find(({ id }) => id === 'wrong-client-secret');
  worksStill = async () => {
    await triage.paste('{"error":"invalid_client","error_description":"The client secret supplied for a confidential client is invalid."}');
    await triage.answers(plain(title));
  };
});

const MEGABYTE = 1 << 20;
const TOO_LONG = 'Only the first 256 KiB were read.';

/** Letters, digits and signs in an order that repeats only after four thousand million: noise, the same each time. */
function noise(length) {
  const signs = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789{}[]":,=&%+/\\ \n\t<>\'-_.';
  let state = 1;
  const text = Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return signs[(state >>> 16) % signs.length];
  });
  return text.join('');
}

/** Each wraps the one before it: what a decoder that follows every layer would go down. */
function base64Bomb(layers) {
  let text = '{"error":"invalid_client"}';
  for (let layer = 0; layer < layers; layer += 1) text = Buffer.from(text).toString('base64');
  return text;
}

/** The milliseconds from the paste to the drawn answer, measured in the page: the driver's own time is not ours. */
const timeToAnswer = (text) =>
  triage.box.evaluate(async (box, json) => {
    // As JSON, because the driver would mend lone surrogates on the way.
    box.value = JSON.parse(json);
    const start = performance.now();
    box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
  }, JSON.stringify(text));

const INPUTS = {
  'nothing but blanks': ' \n\t ',
  '10 MB of noise': noise(10 * MEGABYTE),
  '10 MB on one line': 'x'.repeat(10 * MEGABYTE),
  'NUL bytes': '\0{"error"\0:\0"invalid_client"}\0',
  'lone surrogates': '{"error":"inv\ud800alid\udfff_client"}\ud83d',
  '10,000 nested brackets': `${'['.repeat(10_000)}{"error":"x"}${']'.repeat(10_000)}`,
  '10,000 nested objects, not closed': '{"error":'.repeat(10_000),
  '10,000 nested quotes': '"{\\"a\\":'.repeat(10_000),
  'a base64 bomb': `Authorization: Basic ${base64Bomb(24)}`,
  'a thousand headers of it': `Authorization: Basic ${base64Bomb(12)}\n`.repeat(1000),
  'percent-escapes of percent-escapes': `error=${'%25'.repeat(50_000)}`,
  'ten thousand error codes': 'invalid_client | invalid_grant | invalid_scope\n'.repeat(3_400),
};

describe('pasted', () => {
  for (const [name, text] of Object.entries(INPUTS)) {
    test(name, async () => {
      const taken = await timeToAnswer(text);
      assert.ok(taken < 1000, `it took ${Math.round(taken)} ms`);
      assert.notEqual(await triage.headline.innerText(), '');
      const told = await tab.page.getByText(TOO_LONG).isVisible();
      assert.equal(told, Buffer.byteLength(text) > 256 * 1024, 'whether it says that it read a part only');
      await worksStill();
    });
  }

  test('10 MB of noise, from the clipboard with the keys', async () => {
    await triage.paste('');
    await tab.page.evaluate((text) => navigator.clipboard.writeText(text), INPUTS['10 MB of noise']);
    await triage.box.evaluate((box) => {
      globalThis.timed = new Promise((done) => {
        box.addEventListener('keydown', () => {
          const start = performance.now();
          box.addEventListener('paste', () => {
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
          }, { once: true });
        }, { once: true });
      });
    });
    await triage.box.press('Control+V');
    const taken = await tab.page.evaluate(() => globalThis.timed);
    await tab.page.getByText(TOO_LONG).waitFor();
    assert.ok(taken < 1000, `it took ${Math.round(taken)} ms`);
    await worksStill();
  });

  test('emptied again', async () => {
    await worksStill();
    await triage.paste('');
    await triage.answers('Why was the token request refused?');
    await worksStill();
  });
});

test('none of it made the page throw or write to the console', () => {
  assert.deepEqual(tab.seen.errors, []);
  assert.deepEqual(tab.seen.console, []);
});
