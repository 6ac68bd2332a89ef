// A walk over the whole page: every state that has fields of its own, every field, every button. Nothing is named here that
// must be there: what the document has is found in it.

import { SECRETS, shown } from './secrets.mjs';
import { knowledge } from './site.mjs';
import { Triage } from './triage.mjs';

/** What is needed inside the page, put there once. */
function inside() {
  const visible = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility() && !one.disabled);
  const nameOf = (one) => (one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText).trim().replace(/\s+/g, ' ');
  const region = (one) => one.closest('section[aria-label], header, footer')?.getAttribute('aria-label') ?? '';
  const radios = () => visible('section[aria-label="Request"] input[type=radio]');
  /** All that came to stand in each field. */
  const values = new Map();
  const keep = (id) => {
    const box = document.getElementById(id);
    values.set(id, `${values.get(id) ?? ''}\n${box?.value ?? ''}`);
    return box;
  };
  const isField = (one) => one.localName === 'textarea' || ['text', 'search', 'password', 'url', 'email', 'tel'].includes(one.type);
  const keyed = (one) => ({ one, key: `${region(one)}: ${nameOf(one)}` });
  /** What a click does something to, on this page: links to other documents lead away from it. Of links in a long list the first will do. */
  const pressable = () => [
    ...visible('button, summary, input[type=radio], input[type=checkbox]').map(keyed),
    ...visible('a[href^="#"]').slice(0, 20).map(keyed),
  ];
  /** At once, where `location.hash` would wait for its event, and one from before could come between. */
  const goTo = async (address) => {
    history.replaceState(null, '', address);
    dispatchEvent(new HashChangeEvent('hashchange', { newURL: location.href }));
    await walk.settle();
  };
  const phaseOf = (key) => (/: Copy/.test(key) ? 'copies' : /: (Clear|Remove|Hide)/.test(key) ? 'takes away' : 'uses');
  globalThis.walk = {
    fields: () => visible('input, textarea').filter(isField).map((one) => ({
      id: one.id,
      address: one.placeholder.startsWith('https://'),
      lines: one.localName === 'textarea',
      masked: getComputedStyle(one).webkitTextSecurity !== 'none' || one.type === 'password',
    })),
    settle: () => new Promise((done) => setTimeout(done)),
    /** Chooses of a list as a person does. */
    choose: async (id, value) => {
      const list = document.getElementById(id);
      list.value = value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
      await walk.settle();
    },
    /** The next choice of a request that was not taken yet; `undefined` if there is none. */
    nextRadio: async (taken) => {
      const radio = radios().find((one) => !taken.includes(nameOf(one)));
      if (!radio) return undefined;
      radio.click();
      await walk.settle();
      return nameOf(radio);
    },
    /** The choices of the request that are taken. */
    chosen: () => radios().filter((one) => one.checked).map(nameOf),
    focus: (id) => {
      const box = keep(id);
      box.focus();
      box.select();
    },
    /** All that stood in a field since this was asked. */
    stood: (id) => {
      keep(id);
      const held = values.get(id) ?? '';
      values.delete(id);
      return held;
    },
    /**
     * Presses each thing of a phase once, until a field appears that was not there, or nothing is left; tells what it
     * pressed. What leads to another part of the page is gone back from.
     */
    press: async (already, phase, address) => {
      const pressed = [];
      const known = walk.fields().map(({ id }) => id);
      for (;;) {
        const next = pressable().find(({ key }) => !already[key] && !pressed.includes(key) && phaseOf(key) === phase);
        if (!next) return pressed;
        pressed.push(next.key);
        next.one.click();
        await walk.settle();
        if (location.hash !== address) await goTo(address);
        if (walk.fields().some(({ id }) => !known.includes(id))) return pressed;
      }
    },
  };
}

/** The requests of known providers that ask for something which no field before was for. */
function askingAnew(asked) {
  const known = new Set(asked);
  const requests = knowledge().providers.flatMap(({ id, profiles = [] }) => profiles.map((profile) => [id, profile]));
  return requests.filter(([, { parameters = [], variables = [] }]) => {
    const names = [...parameters, ...variables].map(({ name }) => name).filter((name) => !known.has(name));
    names.forEach((name) => known.add(name));
    return names.length > 0;
  }).map(([provider, { id }]) => [provider, id]);
}

const REFUSED = '{"error":"invalid_client","error_description":"Client authentication failed."}';
const carrier = (secret) => `curl -u 'planted:${secret}' -d grant_type=client_credentials https://as.example/oauth/token\n${REFUSED}`;

/** What the clipboard holds where no button has copied. */
const NOTHING = 'nothing was copied';

/** A button that was pressed so often, in as many states of the page, is known. */
const ENOUGH = 2;

/** So many secrets go into a field of a known server: all those are of one make. */
const FEW = 3;

/** How a value comes into the field that has the focus: key by key, or from the clipboard. */
const WAYS = {
  // Each key is sent without waiting for the one before: the browser takes them in order.
  typed: ({ cdp }, value, lines) => Promise.all([...(lines ? value.replaceAll('\n', '\r') : value.replaceAll('\n', ''))]
    .map((key) => cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key }))),
  pasted: async ({ page, cdp }, value) => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), value);
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'v', code: 'KeyV', modifiers: 2, commands: ['paste'] });
  },
};

export class Walk {
  /** `way` is how values come into fields; `met` is called when a state's fields are filled, before anything is pressed. */
  constructor(world, way, met) {
    Object.assign(this, { world, page: world.page, way, met });
    /** For each field, the numbers of the secrets that stood in it. */
    this.filled = new Map();
    /** For each field, the number of the last one. */
    this.stands = new Map();
    /** For each field, how many it had to be. */
    this.shares = new Map();
    /** Every button that was pressed, with how often. */
    this.pressed = {};
    /** How many secrets a new field gets. */
    this.share = SECRETS.length;
  }

  /** All of the page. */
  static async over(world, way, met) {
    await world.page.evaluate(inside);
    const walk = new Walk(world, way, met);
    await walk.diagnosis();
    await walk.lookUp();
    await walk.builder();
    return walk;
  }

  /** Each secret alone, then in a command with its answer: there the page has most to offer. */
  async diagnosis() {
    await new Triage(this.page).tab('Diagnose');
    await this.visit();
    const [box] = await this.fields();
    for (const { value } of this.way === 'pasted' ? SECRETS : SECRETS.slice(0, 1)) {
      await this.put(box, carrier(value));
      await this.page.getByRole('button', { name: 'Copy report for support' }).waitFor();
      await this.press();
    }
  }

  async lookUp() {
    await new Triage(this.page).tab('Look up');
    await this.visit();
  }

  async builder() {
    await new Triage(this.page).tab('Build');
    // Keys take longest. Over all fields every secret is typed; in the boxes for a paste and a search all of them are.
    if (this.way === 'typed') this.share = FEW;
    const requests = await this.page.locator('#field-profile option').evaluateAll((all) => all.map(({ value }) => value));
    for (const request of requests) {
      await this.choose('', request);
      await this.visit();
      const taken = await this.page.evaluate(() => walk.chosen());
      for (let next; (next = await this.page.evaluate((names) => walk.nextRadio(names), taken)) !== undefined;) {
        taken.push(next);
        await this.visit();
      }
    }
    this.share = FEW;
    for (const [server, request] of askingAnew([...this.filled.keys()].map((id) => id.replace('field-', '')))) {
      await this.choose(server, request);
      await this.visit();
    }
  }

  async choose(server, request) {
    await this.page.evaluate((id) => walk.choose('field-provider', id), server);
    await this.page.evaluate((id) => walk.choose('field-profile', id), request);
  }

  fields() {
    return this.page.evaluate(() => walk.fields());
  }

  /** One state of the page: its fields are filled, its buttons pressed, those too that come by it. */
  async visit() {
    const fields = await this.fields();
    for (const [at, field] of fields.entries()) await this.fill(field, at);
    await this.met(fields);
    await this.press();
  }

  /** A new field gets its share of the secrets, others one: at its place in a state the one of that number. */
  async fill(field, at) {
    // What has to be an address gets one: without it there is no command.
    const last = field.address ? SECRETS.length - 1 : at % (SECRETS.length - 1);
    const isKnown = this.filled.has(field.id);
    field.number = isKnown && this.way === 'typed' ? this.stands.get(field.id) : last;
    this.stands.set(field.id, field.number);
    if (isKnown && this.way === 'typed') return;
    const count = isKnown ? 1 : this.share;
    if (!isKnown) this.shares.set(field.id, count);
    const turns = Array.from({ length: count }, (_, turn) => (last + count - turn) % SECRETS.length);
    for (const number of [...turns.slice(1), last]) await this.put(field, SECRETS[number].value);
    const stood = await this.page.evaluate((id) => walk.stood(id), field.id);
    this.filled.set(field.id, new Set([...(this.filled.get(field.id) ?? []), ...shown(stood)]));
  }

  async put(field, value) {
    await this.page.evaluate((id) => walk.focus(id), field.id);
    await WAYS[this.way](this.world, value, field.lines);
  }

  /** Whatever does not copy first, and the clipboard is as it was; what takes away comes last. */
  async press() {
    const address = await this.page.evaluate(() => location.hash);
    const known = new Set((await this.fields()).map(({ id }) => id));
    const pressed = Object.fromEntries(Object.entries(this.pressed).filter(([, count]) => count >= ENOUGH));
    for (const phase of ['uses', 'copies', 'takes away']) {
      await this.page.evaluate((text) => navigator.clipboard.writeText(text), NOTHING);
      for (;;) {
        const come = await this.page.evaluate(([so, now, there]) => walk.press(so, now, there), [pressed, phase, address]);
        come.forEach((key) => { pressed[key] = 1; this.pressed[key] = (this.pressed[key] ?? 0) + 1; });
        const fresh = (await this.fields()).filter(({ id }) => !known.has(id));
        if (fresh.length === 0) break;
        for (const [at, field] of fresh.entries()) await this.fill(field, known.size + at);
        fresh.forEach(({ id }) => known.add(id));
        if (this.way === 'pasted') await this.page.evaluate((text) => navigator.clipboard.writeText(text), NOTHING);
      }
      if (phase !== 'copies') this.world.uncopied.push(await this.page.evaluate(() => navigator.clipboard.readText()));
    }
  }
}
