// The test of the test: a secret that is put into a place on purpose is found there.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { lookEverywhere, PLACES, placesOf } from './support/places.mjs';
import { proxy } from './support/proxy.mjs';
import { shown, spare } from './support/secrets.mjs';
import { serve } from './support/site.mjs';
import { watch } from './support/watched.mjs';

let site, witness;
/** What was found, by the name of the place. */
const found = new Map();
before(async () => {
  site = await serve();
  witness = await proxy(site);
  const direct = PLACES.filter(({ through }) => through === 'direct');
  for (const [through, leaking] of [[witness, undefined], [undefined, direct]]) {
    // The page's own policy would stop many of them, and that is what another test is about.
    const world = Object.assign(await watch(site, { proxy: through, bypassCSP: true }), { arrived: [] });
    for (const place of leaking ?? placesOf(world)) await place.leak(world, spare(PLACES.indexOf(place)).value);
    const held = await lookEverywhere(world);
    for (const { name } of leaking ?? placesOf(world)) found.set(name, held.get(name).flatMap(shown));
  }
});
after(() => {
  witness?.stop();
  site?.stop();
});

describe('a leak would be seen in', () => {
  for (const [at, { name }] of PLACES.entries()) {
    test(name, () => assert.ok(found.get(name).includes(spare(at).number), `${found.get(name)}`));
  }
});
