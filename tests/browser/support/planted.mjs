// What has to hold when every secret has been in every field and every button was pressed, however the secrets came there.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { lookEverywhere, PLACES } from './places.mjs';
import { proxy } from './proxy.mjs';
import { kindsIn, SECRETS, shown } from './secrets.mjs';
import { serve } from './site.mjs';
import { Walk } from './walk.mjs';
import { watch } from './watched.mjs';

/** Of what a screen reader is told, all but the text of the text boxes themselves. */
function besidesBoxes(nodes) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const isBox = ({ role }) => role?.value === 'textbox' || role?.value === 'searchbox';
  const within = (node) => node && (isBox(node) || within(byId.get(node.parentId)));
  const outside = nodes.filter((node) => !within(byId.get(node.parentId)));
  return outside.map((node) => (isBox(node) ? { ...node, value: undefined } : node));
}

/** A link out of the page is followed, to where the proxy answers: what its document learns of where it was opened. */
async function follow({ context, page }) {
  await page.evaluate(() => { location.hash = '#/provider/okta'; });
  const link = await page.locator('a[href^="https://"]').filter({ visible: true }).first().elementHandle();
  await link.evaluate((one) => { one.href = one.href.replace('https:', 'http:'); });
  const [opened] = await Promise.all([context.waitForEvent('page'), link.click()]);
  await opened.waitForLoadState();
  const told = await opened.evaluate(() => [document.referrer, String(window.opener), window.name]);
  await opened.close();
  return told;
}

/** Walks over the page, secrets `typed` or `pasted`, through a proxy or not, and tests what is to be found afterwards. */
export function planted(way, throughProxy) {
  let site, witness, world, walk, held, arrived;
  const overheard = [];
  let looks = 0;
  before(async () => {
    site = await serve();
    witness = throughProxy ? await proxy(site) : undefined;
    world = await watch(site, { proxy: witness });
    const atStart = world.seen.requests.length;
    walk = await Walk.over(world, way, async (fields) => {
      // What stands in another field as well, where it may be seen, says nothing.
      const open = fields.filter((field) => !field.masked).map(({ number }) => number);
      const hidden = fields.filter(({ masked, number }) => masked && !open.includes(number)).map(({ number }) => number);
      const { nodes } = await world.cdp.send('Accessibility.getFullAXTree');
      const told = shown(JSON.stringify(besidesBoxes(nodes)));
      overheard.push(...hidden.filter((number) => told.includes(number)).map((number) => SECRETS[number].kind));
      looks += hidden.length;
    });
    world.later = world.seen.requests.slice(atStart);
    if (throughProxy) arrived = await follow(world);
    world.arrived = arrived ?? [];
    held = await lookEverywhere(world);
  });
  after(async () => {
    await world?.close();
    witness?.stop();
    site?.stop();
  });

  test('every secret stood in every field, and every kind of button was pressed', () => {
    assert.ok(walk.filled.size >= 70, `${walk.filled.size} fields`);
    const few = [...walk.filled].filter(([id, numbers]) => numbers.size < walk.shares.get(id));
    const all = new Set([...walk.filled.values()].flatMap((numbers) => [...numbers]));
    assert.equal(all.size, SECRETS.length);
    assert.deepEqual(few.map(([id, numbers]) => `${id}: ${numbers.size}`), []);
    const kinds = ['Copy with the secret', 'Copy this report', 'Show: Client secret', 'Open in builder', 'Add a header', 'Make the sign-in\'s address',
      // By keys everything is cleared at once before the box could be alone.
      throughProxy ? 'Clear everything' : 'Clear'];
    const pressed = Object.keys(walk.pressed);
    assert.deepEqual(kinds.filter((name) => !pressed.some((key) => key.endsWith(`: ${name}`))), []);
  });

  for (const { name, through } of PLACES) {
    if (through && through !== (throughProxy ? 'proxy' : 'direct')) continue;
    test(`no secret in ${name}`, () => assert.deepEqual(held.get(name).flatMap(kindsIn), []));
  }

  test('no request at all since the page was ready, nothing refused, nothing gone wrong', () => {
    assert.deepEqual(world.later, []);
    assert.deepEqual([world.seen.violations, world.seen.errors, world.seen.console], [[], [], []]);
  });

  test('nothing at all is stored', () => {
    const places = ['IndexedDB', "the origin's private files", 'downloads'];
    assert.deepEqual(places.flatMap((name) => held.get(name)), []);
    assert.deepEqual(held.get('cookies'), ['{"cookies":[]}']);
    assert.deepEqual([...held.get('local storage'), ...held.get('session storage')], ['{}', '{}']);
  });

  test('what is masked is in no name, description or message for those who hear the page', () => {
    assert.ok(looks > 50, `${looks} masked fields were looked at`);
    assert.deepEqual(overheard, []);
  });

  if (throughProxy) {
    test('a link that is followed tells nobody where from', () => {
      assert.deepEqual(arrived, ['', 'null', '']);
      // A style sheet's letters come with its own address, as that of any sheet does; what was opened asks for more itself.
      const told = witness.referrers.filter((it) => it.startsWith(site.address) && !/\/app-[0-9a-f]+\.css$/.test(it));
      assert.deepEqual(told, []);
    });
  }
}
