// A secret is pasted in every kind of text, and every button is pressed. It shows where a person asked to see it, and
// nowhere else.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { launch, open } from './support/browser.mjs';
import { KINDS, SECRET, shows } from './support/kinds.mjs';
import { serve } from './support/site.mjs';
import { Triage } from './support/triage.mjs';

let site, browser, tab;
before(async () => {
  site = await serve();
  browser = await launch();
  tab = await open(browser, site.address);
  await new Triage(tab.page).ready();
});
after(async () => {
  await browser?.close();
  site?.stop();
});

/**
 * Pastes a text and presses every button that comes. Gives the places, each with what it held: all of the page but the
 * boxes that the text was put into, and what was put on the clipboard.
 */
const pressEverything = (text) => tab.page.evaluate(async (text) => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const put = async (box, text) => {
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    await drawn();
  };
  const named = (name) => [...document.querySelectorAll('button, a')]
    .find((one) => one.textContent === name && one.checkVisibility());
  const places = {};
  const look = (step) => {
    const page = document.documentElement.cloneNode(true);
    page.querySelectorAll('.marks, textarea').forEach((box) => box.remove());
    places[`the page, ${step}`] = page.outerHTML;
    places[`the title, ${step}`] = document.title;
    places[`the address, ${step}`] = location.href + JSON.stringify(history.state);
    places[`the storage, ${step}`] = document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage }) + window.name;
  };
  const pressed = [];
  const press = async (name) => {
    const button = named(name);
    if (!button) return false;
    button.click();
    await drawn();
    pressed.push(name);
    return true;
  };

  await put(document.querySelector('#paste'), text);
  look('pasted');
  for (const note of document.querySelectorAll('.n')) note.click();
  for (const one of document.querySelectorAll('#diagnosis details')) one.open = true;
  await drawn();
  look('opened');
  if (await press('Copy report for support')) {
    look('the report');
    await navigator.clipboard.writeText('');
    await press('Copy this report');
    places['the report on the clipboard'] = await navigator.clipboard.readText();
    if (!places['the report on the clipboard']) throw new Error('no report was copied');
    await press('Back to the diagnosis');
  }
  if (await press('Compare the two requests') || await press('Compare with one that works')) {
    look('the comparison');
    const other = document.querySelector('#other');
    if (other) await put(other, text);
    look('the comparison with itself');
    await press('Back to the diagnosis');
  }
  if (await press('Show secrets')) {
    await press('Mask secrets');
    look('masked again');
  }
  if (await press('Open in builder')) look('the builder');
  await press('Look up');
  look('the look-up');
  await press('Diagnose');
  await press('Clear');
  // Nothing of the text is left, the boxes included.
  places['the page, cleared'] = document.documentElement.outerHTML + document.querySelector('#paste').value;
  await press('Bring it back');
  look('brought back');
  return { places, pressed };
}, text);

/** What left the page, or could have. */
const seen = () => Object.entries({ ...tab.seen, 'the server': site.requests });

const leaks = (places) => places.filter(([, held]) => shows([held].flat().join('\n'))).map(([place]) => place);

describe('a secret shows nowhere in', () => {
  for (const [kind, text] of Object.entries(KINDS)) {
    test(kind, async () => {
      assert.ok(shows(text), 'the text holds it');
      const { places, pressed } = await pressEverything(text);
      for (const name of ['Copy this report', 'Look up', 'Clear', 'Bring it back']) assert.ok(pressed.includes(name), name);
      assert.deepEqual(leaks([...Object.entries(places), ...seen()]), []);
    });
  }
});

test('every button was pressed in one of them, and nothing was refused or went wrong', async () => {
  const all = new Set();
  for (const kind of ['curl in bash', 'a transcript of curl -v', 'two requests']) {
    const { pressed } = await pressEverything(KINDS[kind]);
    pressed.forEach((name) => all.add(name));
  }
  const expected = [
    'Copy report for support', 'Copy this report', 'Back to the diagnosis', 'Compare the two requests',
    'Compare with one that works', 'Show secrets', 'Mask secrets', 'Open in builder', 'Look up', 'Diagnose', 'Clear', 'Bring it back',
  ];
  assert.deepEqual(expected.filter((name) => !all.has(name)), []);
  assert.deepEqual([tab.seen.errors, tab.seen.violations, tab.seen.console], [[], [], []]);
});

test('what is masked is masked for those who hear the page as well', async () => {
  const triage = new Triage(tab.page);
  for (const kind of ['a transcript of curl -v', 'a call with a JWT', 'an entry of a HAR']) {
    await triage.paste(KINDS[kind]);
    assert.ok(!shows(await triage.diagnosis.ariaSnapshot()), kind);
  }
});

describe('a leak would be seen', () => {
  const planted = {
    'in the page': (secret) => { document.querySelector('#diagnosis').dataset.leak = secret; },
    'in the title': (secret) => { document.title = `refused: ${secret}`; },
    'in the address': (secret) => { history.replaceState(null, '', `#/?${encodeURIComponent(secret)}`); },
    'in the storage': (secret) => { sessionStorage.setItem('paste', btoa(`id:${secret}`)); },
    'in the console': (secret) => { console.log(secret); },
  };
  for (const [where, leak] of Object.entries(planted)) {
    test(where, async () => {
      const own = await open(browser, site.address);
      const outer = tab;
      tab = own;
      await new Triage(own.page).ready();
      await own.page.evaluate(leak, SECRET);
      const { places } = await pressEverything('nothing secret');
      const found = leaks([...Object.entries(places), ...seen()]);
      tab = outer;
      await own.close();
      assert.notDeepEqual(found, []);
    });
  }
});
