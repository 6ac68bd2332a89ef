// The page by keys alone: where Tab leads, and what is there.

import { copied } from './triage.mjs';

/** Pressed often enough to get around any page of ours. */
const MOST = 400;

export class Keyboard {
  constructor(page) {
    this.page = page;
    this.keys = page.keyboard;
  }

  /** What has the focus: its place among all that can have it, its kind, its name, where it is drawn, how the focus shows. */
  focused() {
    return this.page.evaluate((stops) => {
      const it = document.activeElement;
      if (!it || it === document.body) return undefined;
      const style = getComputedStyle(it);
      const { left, top } = it.getBoundingClientRect();
      const name = it.getAttribute('aria-label') ?? it.labels?.[0]?.innerText ?? it.innerText;
      return {
        at: globalThis[stops]().indexOf(it),
        kind: it.type ?? it.localName,
        name: name.trim(),
        left: Math.round(left + scrollX),
        top: Math.round(top + scrollY),
        shows: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== 'rgba(0, 0, 0, 0)',
      };
    }, STOPS);
  }

  /** Everything that can have the focus, in the order of the document: what Tab has to reach. */
  stops() {
    return this.page.evaluate((stops) => globalThis[stops]().map((it) => (it.getAttribute('aria-label') ?? it.labels?.[0]?.innerText ?? it.innerText).trim()), STOPS);
  }

  /** From the beginning of the page around to it again, each stop once; `key` goes the other way. */
  async walk(key = 'Tab') {
    await this.page.evaluate(() => document.activeElement?.blur());
    await this.begin();
    const seen = [];
    for (let pressed = 0; pressed < MOST; pressed += 1) {
      await this.keys.press(key);
      const stop = await this.focused();
      // Between the last and the first stands the browser itself.
      if (seen.length > 0 && (!stop || stop.at === seen[0].at)) return seen;
      if (stop) seen.push(stop);
    }
    throw new Error(`${key} does not come around: ${JSON.stringify(seen.slice(-3))}`);
  }

  /** Tab begins at the top again, as after the page has been opened. */
  begin() {
    return this.page.evaluate(() => {
      // Where nothing is chosen the place of the last click or focus counts.
      getSelection().removeAllRanges();
      const start = document.createElement('span');
      start.tabIndex = -1;
      document.body.prepend(start);
      start.focus();
      start.remove();
    });
  }

  /** Presses Tab until something of this name, and this kind if it is given, has the focus. */
  async reach(name, kind) {
    for (let pressed = 0; pressed < MOST; pressed += 1) {
      await this.keys.press('Tab');
      const stop = await this.focused();
      const named = stop && (name instanceof RegExp ? name.test(stop.name) : stop.name === name);
      if (named && (!kind || stop.kind === kind)) return stop;
    }
    throw new Error(`Tab does not reach ${name}`);
  }

  /** Replaces what stands in the field that has the focus. */
  async type(text) {
    await this.keys.press('Control+a');
    await this.keys.press('Delete');
    await this.keys.type(text);
  }

  /** The choices of a list, by its label. */
  choices(list) {
    return this.page.getByLabel(list, { exact: true }).locator('option').evaluateAll((all) => all.map((one) => one.label));
  }

  /** Goes to a list and down to one of its choices. */
  async choose(list, name) {
    const chosen = () => this.page.getByLabel(list, { exact: true }).evaluate((it) => it.selectedOptions[0].label);
    await this.begin();
    await this.reach(list);
    await this.keys.press('Home');
    for (let left = (await this.choices(list)).length; left > 0 && (await chosen()) !== name; left -= 1) {
      await this.keys.press('ArrowDown');
    }
    await this.drawn();
    if ((await chosen()) !== name) throw new Error(`${list} has no ${name}`);
  }

  /** Goes to a field and replaces what stands in it. */
  async fill(field, text) {
    await this.begin();
    await this.reach(field);
    await this.type(text);
    await this.drawn();
  }

  /** Two frames: what the last key changed is on the screen. */
  drawn() {
    return this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** What is on the clipboard after Enter on a button that copies. */
  async copy(name) {
    await this.reach(name);
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
    await this.keys.press('Enter');
    return copied(this.page);
  }

  /** In the builder, which its link has opened. */
  static async inBuilder(page) {
    const keyboard = await Keyboard.on(page);
    await keyboard.begin();
    await keyboard.reach('Build');
    await keyboard.keys.press('Enter');
    await keyboard.drawn();
    return keyboard;
  }

  /** Puts the list of stops into the page. */
  static async on(page) {
    await page.evaluate((stops) => {
      globalThis[stops] = () => {
        const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')];
        const can = all.filter((it) => it.tabIndex >= 0 && !it.disabled && it.checkVisibility({ visibilityProperty: true }));
        // Of the choices of one question Tab reaches the chosen one, the arrows the others.
        const group = (it) => can.filter((other) => other.type === 'radio' && other.name === it.name);
        return can.filter((it) => it.type !== 'radio' || it.checked || (!group(it).some((one) => one.checked) && group(it)[0] === it));
      };
    }, STOPS);
    return new Keyboard(page);
  }
}

const STOPS = 'tokenTriageStops';
