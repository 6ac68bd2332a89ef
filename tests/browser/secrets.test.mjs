// The search for planted secrets finds each of them in every form that a page, a browser or a disk gives it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SECRETS, shown, spare } from './support/secrets.mjs';

const base64 = (text, form = 'base64') => Buffer.from(text).toString(form);

/** What can become of a value on its way out. */
const FORMS = {
  'as it is': (value) => value,
  'in a sentence': (value) => `refused: ${value}!`,
  'percent-encoded': encodeURIComponent,
  'percent-encoded, in small letters': (value) => encodeURIComponent(value).replace(/%../g, (one) => one.toLowerCase()),
  'percent-encoded twice': (value) => encodeURIComponent(encodeURIComponent(value)),
  'in a form': (value) => new URLSearchParams({ value }).toString(),
  'in JSON': (value) => JSON.stringify({ value }),
  'in JSON in JSON': (value) => JSON.stringify(JSON.stringify({ value })),
  'in HTML': (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  'in base64': (value) => base64(value),
  'in base64, one letter before': (value) => base64(`x${value}`),
  'in base64, two letters before': (value) => base64(`xy${value}`),
  'in base64url': (value) => base64(value, 'base64url'),
  'in a Basic header': (value) => `Basic ${base64(`id:${value}`)}`,
  'in a Basic header, form-encoded': (value) => `Basic ${base64(`id:${encodeURIComponent(value)}`)}`,
  'in UTF-16': (value) => Buffer.from(value, 'utf16le'),
  'in UTF-16, after an odd byte': (value) => Buffer.concat([Buffer.from([7]), Buffer.from(value, 'utf16le')]),
  'among bytes': (value) => Buffer.concat([Buffer.from([0, 255, 128]), Buffer.from(value), Buffer.from([0])]),
};

for (const [name, form] of Object.entries(FORMS)) {
  test(`a secret ${name} is found, and told from the others`, () => {
    for (const { kind, number, value } of [...SECRETS, spare(0), spare(25)]) assert.deepEqual(shown(form(value)), [number], kind);
  });
}

test('twenty kinds, none of them in a text that holds none', () => {
  assert.equal(SECRETS.length, 20);
  assert.deepEqual(shown('{"error":"invalid_client"} client_secret=S3cret'), []);
  assert.deepEqual(shown(Buffer.alloc(1024)), []);
});
