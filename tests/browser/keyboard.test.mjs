// The builder by keys alone: Tab, the arrows, Enter, Space and letters reach and use every field and button. No field is
// named here that must be reached: what the page has, Tab has to come by.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { Keyboard } from './support/keyboard.mjs';
import { tab, triage } from './support/session.mjs';

const { page } = tab;
let keyboard, keys;
before(async () => {
  keyboard = await Keyboard.inBuilder(page);
  ({ keys } = keyboard);
});

/** Every stop is reached once, in the order of the document, shows that it has the focus, and lets go both ways. */
async function walked() {
  const stops = await keyboard.stops();
  const there = await keyboard.walk();
  assert.deepEqual(there.map(({ name }) => name), stops);
  assert.deepEqual(there.map(({ at }) => at), stops.map((_, at) => at), 'in the order of the document');
  assert.deepEqual(there.filter(({ shows }) => !shows).map(({ name }) => name), [], 'without a visible focus');
  const back = await keyboard.walk('Shift+Tab');
  assert.deepEqual(back.map(({ at }) => at), stops.map((_, at) => stops.length - 1 - at));
  return there;
}

/** As people read: in a column from top to bottom. */
function isReadingOrder(stops) {
  const upwards = stops.filter((stop, at) => at > 0 && stop.top < stops[at - 1].top - 20 && stop.left <= stops[at - 1].left);
  assert.deepEqual(upwards, []);
}

describe('every token request', () => {
  test('its fields are reached in reading order, and take what is typed', async () => {
    await keyboard.choose('Server', 'Any other server');
    const requests = await keyboard.choices('Token request');
    assert.ok(requests.length >= 7, requests.join());
    for (const request of requests) {
      await keyboard.choose('Token request', request);
      const stops = await walked();
      isReadingOrder(stops);
      const fields = stops.filter(({ kind }) => kind === 'text' || kind === 'textarea');
      assert.ok(fields.length >= 3, request);
      await keyboard.begin();
      for (const { name } of fields) {
        await keyboard.reach(name);
        await keyboard.type('q7');
        assert.equal(await page.evaluate(() => document.activeElement.value), 'q7', `${request}: ${name}`);
        await keyboard.type('');
      }
    }
  });

  test('what is folded opens and closes', async () => {
    await keyboard.choose('Token request', 'Client credentials');
    const summaries = (await keyboard.walk()).filter(({ kind }) => kind === 'summary');
    assert.ok(summaries.length > 0);
    for (const { name } of summaries) {
      await keyboard.begin();
      await keyboard.reach(name, 'summary');
      const open = () => page.evaluate(() => document.activeElement.parentElement.open);
      const before = await open();
      await keys.press('Enter');
      assert.equal(await open(), !before, name);
      await walked();
      await keyboard.begin();
      await keyboard.reach(name, 'summary');
      await keys.press('Space');
      assert.equal(await open(), before, name);
    }
  });

  test('the choices of every question are reached with the arrows', async () => {
    await keyboard.fill('Token endpoint', 'https://as.example/token');
    await keyboard.fill('Client id', 'client+7');
    await keyboard.fill('Client secret', 'a+b%c');
    const questions = (await keyboard.walk()).filter(({ kind }) => kind === 'radio');
    assert.ok(questions.length >= 3, questions.map(({ name }) => name).join());
    for (const { name } of questions) {
      await keyboard.begin();
      await keyboard.reach(name, 'radio');
      const group = () => page.evaluate(() => {
        const all = [...document.getElementsByName(document.activeElement.name)];
        return [all.length, all.indexOf(document.activeElement), document.activeElement.checked];
      });
      const seen = new Set();
      const [count] = await group();
      for (let pressed = 0; pressed < count; pressed += 1) {
        await keys.press('ArrowDown');
        await triage.drawn();
        const [, at, checked] = await group();
        assert.ok(checked, name);
        seen.add(at);
      }
      assert.equal(seen.size, count, `every choice of ${name}`);
    }
  });
});

describe('what is wrong is mended', () => {
  test('a blank behind the secret, an address without https', async () => {
    await keyboard.fill('Client secret', 's3cret ');
    await keyboard.begin();
    await keyboard.reach('Remove the trailing blank');
    await keys.press('Enter');
    await triage.drawn();
    assert.equal(await page.getByLabel('Client secret', { exact: true }).inputValue(), 's3cret');
    await keyboard.fill('Token endpoint', 'http://as.example.com/token');
    await keyboard.begin();
    await keyboard.reach('Write https');
    await keys.press('Space');
    await triage.drawn();
    assert.equal(await page.getByLabel('Token endpoint', { exact: true }).inputValue(), 'https://as.example.com/token');
    await walked();
  });
});
