// The page as a person meets it, in any engine: real keys, real clicks, and what is on the screen.

import assert from 'node:assert/strict';

import { By, Key, until } from 'selenium-webdriver';

/** Milliseconds until something that is waited for must be there. */
const PATIENCE = 10_000;
/** And until the page must be ready: the one-file edition unpacks itself, for seconds on a busy machine. */
const OPENING = 60_000;

/** Runs in the page, and misses what came before it. */
function overhear() {
  globalThis.overheard = [];
  for (const kind of ['error', 'unhandledrejection', 'securitypolicyviolation']) {
    addEventListener(kind, (event) => globalThis.overheard.push(`${kind}: ${event.message ?? event.reason ?? event.effectiveDirective}`));
  }
  for (const kind of ['error', 'warn']) console[kind] = (...words) => globalThis.overheard.push(`${kind}: ${words.join(' ')}`);
}

export class Page {
  /** `told` grows with what the driver tells of console and errors; where it tells nothing, the page is overheard. */
  constructor({ driver, told }) {
    this.driver = driver;
    this.told = told;
  }

  /** Opens an address anew, even where only the fragment differs from the one before; it is ready and locked then. */
  async open(address) {
    await this.driver.get('about:blank');
    await this.driver.get(address);
    if (!this.told) await this.driver.executeScript(overhear);
    await this.driver.wait(until.elementLocated(By.css('#app[data-ready=locked]')), OPENING);
  }

  /** All messages of the console, and all errors. */
  heard = async () => this.told ?? this.driver.executeScript('return globalThis.overheard');

  /** The element, once it can be seen. */
  async seen(locator) {
    const element = await this.driver.wait(until.elementLocated(locator), PATIENCE);
    return this.driver.wait(until.elementIsVisible(element), PATIENCE);
  }

  /** The element by its id. */
  id = (id) => this.seen(By.id(id));

  /** A tab, or any other link, by its words. */
  follow = async (words) => (await this.seen(By.xpath(`//a[normalize-space()="${words}"]`))).click();

  /** A button by its words. */
  press = async (words) => (await this.seen(By.xpath(`//button[normalize-space()="${words}" or @aria-label="${words}"]`))).click();

  /** A choice by a word of its label. */
  choose = async (word) => (await this.seen(By.xpath(`//label[contains(., "${word}")]/input`))).click();

  /** An option of a list by its value. */
  pick = async (id, value) => (await this.seen(By.css(`#${id} option[value="${value}"]`))).click();

  /** Types in place of all that stands in a field, key by key. */
  async type(id, text) {
    await this.control(id, 'a');
    await (await this.id(id)).sendKeys(text.replaceAll('\n', Key.ENTER));
  }

  /** Holds Control and presses keys in a field, one after the other: WebKit loses track of it within one call. */
  async control(id, ...letters) {
    for (const letter of letters) await (await this.id(id)).sendKeys(Key.chord(Key.CONTROL, letter));
  }

  /** Takes a text through the clipboard into a field: typed, cut and pasted by the keys. */
  async paste(id, text) {
    await this.type(id, text);
    await this.control(id, 'a', 'x');
    assert.equal(await this.value(id), '', 'it was cut');
    return this.pasted(id);
  }

  /** Pastes by the keys what is on the clipboard, in place of all that stands in a field, and gives what it became. */
  async pasted(id) {
    await this.control(id, 'a', 'v');
    return this.value(id);
  }

  /** Presses a copy button, waits for the page's word that it copied, and gives what then comes out of the clipboard. */
  async copy(words) {
    await this.press(words);
    await this.seen(By.xpath(`//button[normalize-space()="${words}"]/following-sibling::*[starts-with(., "Copied")]`));
    await this.follow('Diagnose');
    const text = await this.pasted('paste');
    await this.follow('Build');
    return text;
  }

  async value(id) {
    return this.driver.executeScript('return document.getElementById(arguments[0]).value', id);
  }

  /** What an element shows, as it would be copied. */
  async shows(locator) {
    return this.driver.executeScript('return arguments[0].innerText', await this.seen(locator));
  }

  /** Waits for a heading, and says what it is where it is another. One call reads it: in two, it may be drawn anew between them. */
  async heading(selector, expected) {
    let last;
    const read = () => this.driver.executeScript('return document.querySelector(arguments[0])?.innerText', selector);
    await this.driver.wait(async () => (last = await read()) === expected, PATIENCE).catch(() => undefined);
    assert.equal(last, expected);
  }

  /** Waits for the answer's headline. */
  answers = (headline) => this.heading('#diagnosis h1', headline);
}
