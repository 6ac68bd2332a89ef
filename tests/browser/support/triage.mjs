// The page as a person meets it: labels, roles and words, never classes.

import assert from 'node:assert/strict';

export class Triage {
  constructor(page) {
    this.page = page;
    this.box = page.getByLabel('Paste what you got');
    this.diagnosis = page.getByRole('region', { name: 'Diagnosis' });
    this.headline = this.diagnosis.getByRole('heading', { level: 1 });
  }

  /** Everything is loaded and the page has locked itself. */
  async ready() {
    await this.page.locator('#app[data-ready=locked]').waitFor();
    return this;
  }

  /** Pastes a text as a whole, of any size; what was there is replaced. */
  async paste(text) {
    await this.box.evaluate((box, text) => {
      box.value = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    }, text);
    await this.drawn();
  }

  /** Types a text key by key. */
  async type(text) {
    await this.box.pressSequentially(text);
  }

  /** Two frames: what the last event changed is on the screen. */
  async drawn() {
    await this.page.evaluate(() =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** Waits until the answer begins with this headline, and says what it is where it does not. */
  async answers(headline) {
    const there = this.headline.filter({ hasText: headline });
    await there.waitFor({ timeout: 1000 }).catch(() => undefined);
    assert.equal(await this.headline.innerText(), headline);
  }

  /** Opens a tab by its name. */
  async tab(name) {
    await this.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  }

  /** Fills the builder for a client of a server that the page doesn't know; `fields` are values by label. */
  async build(tokenEndpoint, { client_id, token_endpoint_auth_method }, secret, request = 'Client credentials', fields = { Scope: '' }) {
    const { page } = this;
    await this.tab('Build');
    await page.getByLabel('Server').selectOption({ label: 'Any other server' });
    await page.getByLabel('Token request').selectOption({ label: request });
    await page.getByLabel('Token endpoint', { exact: true }).fill(tokenEndpoint);
    await page.getByRole('radio', { name: token_endpoint_auth_method }).check();
    await page.getByLabel('Client id', { exact: true }).fill(client_id);
    if (secret !== undefined) await page.getByLabel('Client secret', { exact: true }).fill(secret);
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  }

  /** Clicks a copy button, of a part of the page where there are several, and gives what it put on the clipboard. */
  async copy(name, within = this.page) {
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
    const button = within.getByRole('button', { name, exact: true });
    await button.click();
    await button.locator('xpath=following-sibling::*[@role="status"][starts-with(., "Copied")]').waitFor();
    // The word may still stand there from the copy before: what counts is the clipboard, emptied above.
    return copied(this.page);
  }
}

/** What comes to the clipboard, which was emptied. */
export const copied = (page) => page.evaluate(async () => {
  const end = performance.now() + 5000;
  while (performance.now() < end) {
    const text = await navigator.clipboard.readText();
    if (text) return text;
    await new Promise(requestAnimationFrame);
  }
  throw new Error('nothing was copied');
});

/** Prose without its marks, as it is shown. */
export const plain = (prose) =>
  prose.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*|`/g, '').replace(/\s+/g, ' ').trim();
