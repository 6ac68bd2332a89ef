// A site that a test changes, takes away and brings up to date, and a browser that keeps a copy of it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { open } from './browser.mjs';
import { folder, write } from './hosted.mjs';
import { dist, serve } from './site.mjs';
import { Triage } from './triage.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Writes checksums and worker of a changed site anew, as the build does. */
const seal = (folder) =>
  execFileSync('cargo', ['xtask', 'seal', folder], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

/** A build that differs from the first in its page, in a file that the page needs and in a page of reference. */
function second(site) {
  const read = (name) => readFileSync(join(site, name), 'utf8');
  const css = readdirSync(site).find((name) => name.endsWith('.css'));
  write(site, {
    'index.html': read('index.html').replaceAll(css, 'app-2222222222222222.css')
      .replace(/(<meta name="build" content=")[^"]*/, '$1second'),
    'app-2222222222222222.css': read(css),
    'cause/index.html': read('cause/index.html').replace('</h1>', ', second</h1>'),
  });
  seal(site);
}

/** Both builds, made once: the second takes a moment. */
export const builds = { first: dist, second: folder() };
cpSync(dist, builds.second, { recursive: true });
second(builds.second);

/** The names of the files that a copy holds. */
export const keptFiles = (build) =>
  readFileSync(join(build, 'SHA256SUMS'), 'utf8').trimEnd().split('\n').map((line) => line.slice(66))
    .filter((name) => !/^(sw\.js|sitemap\.xml|token-triage\.html.*)$/.test(name));

/** The first build on a server of its own, in a folder that can be changed. */
export async function hosted(files = {}) {
  const path = folder();
  cpSync(builds.first, path, { recursive: true });
  const site = await serve(write(path, files));
  return {
    ...site,
    /** Puts files of the second build up, all or those that pass. */
    update(passes = () => true) {
      cpSync(builds.second, path, { recursive: true, filter: (from) => passes(from.slice(builds.second.length + 1)) });
    },
    write: (files) => write(path, files),
  };
}

/** A person's browser at this site. */
export class Visitor {
  static async at(browser, site, address = 'offline.html') {
    const visitor = new Visitor();
    visitor.site = site;
    visitor.tab = await open(browser, site.address + address);
    visitor.page = visitor.tab.page;
    return visitor;
  }

  async keeps() {
    await this.page.getByRole('button', { name: 'Keep a copy' }).click();
    await this.says(/^Kept: \d+ files, each checked\./);
    return this;
  }

  /** Waits until offline.html says it: keeping a copy is some three hundred requests. */
  says(words) {
    return this.page.getByRole('status').locator('p:visible').filter({ hasText: words }).waitFor({ timeout: 30_000 });
  }

  visit(address, page = this.page) {
    return page.goto(this.site.address + address);
  }

  async another(address) {
    const page = await this.page.context().newPage();
    await this.visit(address, page);
    return page;
  }

  /** Has the browser look for a newer build, as it does after each visit, and tells what became of it. */
  async update() {
    await this.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      globalThis.outcome = new Promise((done) => registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker.addEventListener('statechange', () => done(worker.state));
      }));
    });
    const devtools = await this.page.context().newCDPSession(this.page);
    await devtools.send('ServiceWorker.enable');
    await devtools.send('ServiceWorker.updateRegistration', { scopeURL: this.site.address });
    return this.page.evaluate(() => globalThis.outcome);
  }

  /** What this browser holds of the site: how many workers, and the addresses in each cache. */
  holds() {
    return this.page.evaluate(async () => {
      const names = await caches.keys();
      return {
        registrations: (await navigator.serviceWorker.getRegistrations()).length,
        caches: await Promise.all(names.map(async (name) =>
          (await (await caches.open(name)).keys()).map(({ url }) => url.slice(location.origin.length + 1)).sort())),
      };
    });
  }

  close() {
    return this.tab.close();
  }
}

/** The build that a page is of. */
export const buildOf = (page) => page.evaluate(() => document.querySelector('meta[name=build]').content);

/** The page works as a whole. */
export async function diagnoses(page) {
  const triage = await new Triage(page).ready();
  await triage.paste('{"error":"invalid_client","error_description":"The client secret supplied for a confidential client is invalid."}');
  assert.match(await triage.diagnosis.innerText(), /secret/);
}
