// What the built scripts could do: each interface that reaches out or makes code of text, and how often it is there.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { dist } from './support/site.mjs';

const REACHING = {
  'navigation': /location\.href\s*=[^=]|\blocation\s*=[^=]|\.assign\(|\.replace\(location|window\.open\(/,
  'RTCPeerConnection': /RTCPeerConnection/,
  'worker': /new (Shared)?Worker\(|importScripts/,
  'import()': /\bimport\s*\(/,
  'eval': /\beval\s*\(/,
  'new Function': /new Function\b|(?<![`\w])Function\(/,
  'HTML of text': /\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write/,
  'XMLHttpRequest': /XMLHttpRequest/,
  'sendBeacon': /sendBeacon/,
  'WebSocket': /WebSocket/,
  'EventSource': /EventSource/,
  'storage': /localStorage|sessionStorage|indexedDB|document\.cookie/,
};

const glue = readdirSync(dist).filter((name) => /^token-triage-.*\.js$/.test(name)).map((name) => readFileSync(join(dist, name), 'utf8')).join('\n');
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const inline = [...page.matchAll(/<script(?![^>]*\bsrc=)[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script).join('\n');

/** What is there after all, how often, and why it may be. */
const KNOWN = {
  // Yew's way to make elements of a text that is HTML. Nothing calls it, and where Trusted Types are required it throws.
  'HTML of text': { glue: 1, inline: 0 },
};

/** How often something is in a script. */
const count = (text, form) => text.match(new RegExp(form, 'g'))?.length ?? 0;

describe('neither the glue nor the script in the page holds more than is known of', () => {
  for (const [name, form] of Object.entries(REACHING)) {
    test(name, () => {
      assert.ok(glue.length > 1000 && inline.length > 100, 'both were read');
      assert.deepEqual({ glue: count(glue, form), inline: count(inline, form) }, KNOWN[name] ?? { glue: 0, inline: 0 });
    });
  }
});

test('what fetches is the one function for files, with their checksums, and once more when that failed', () => {
  assert.deepEqual(inline.match(/\bfetch\([^)]*\)/g), ['fetch(address, { integrity })', "fetch(address, { integrity, cache: 'reload' })"]);
});
