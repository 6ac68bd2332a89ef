// The static pages, one of every kind: axe finds nothing, in both schemes and at three widths.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { found, nothing, withAxe } from './support/axe.mjs';

const sample = [
  'cause/index.html',
  'provider/index.html',
  'cause/wrong-client-secret.html',
  'cause/client-authentication-failed-providers.html',
  'error/invalid_client.html',
  'provider/okta.html',
  'provider/okta-messages.html',
  'provider/reapit.html',
];

for (const path of sample) {
  test(`axe finds nothing: ${path}`, () => withAxe(path, nothing));
}

test('axe finds what is wrong', () => withAxe('cause/tls-failure.html', async (page) => {
  await page.evaluate(() => {
    document.documentElement.removeAttribute('lang');
    document.querySelector('h1').style.color = '#ddd';
  });
  const ids = (await found(page)).map((told) => told.split(':')[0]);
  assert.deepEqual(ids.sort(), ['color-contrast', 'html-has-lang']);
}));
