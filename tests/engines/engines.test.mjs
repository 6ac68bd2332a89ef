// The main flow in three engines, in both editions of the page.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { dist, serve } from '../browser/support/site.mjs';
import { FLOW } from './main-flow.mjs';
import { ENGINES, start } from './support/engines.mjs';
import { Page } from './support/page.mjs';

const site = await serve();
after(() => site.stop());

const ONE_FILE = `${dist}/token-triage.html`;

const EDITIONS = {
  online: { address: site.address, file: `${dist}/index.html` },
  'in one file': { address: pathToFileURL(ONE_FILE).href, file: ONE_FILE },
};

for (const engine of ENGINES) {
  for (const [edition, { address, file }] of Object.entries(EDITIONS)) {
    describe(`${engine.name}, ${edition}`, () => {
      let browser, scene;
      before(async () => {
        assert.ok(existsSync(file), `${file} is not there: run \`cargo xtask build\``);
        browser = await start(engine);
        scene = { page: new Page(browser), address, listener: site };
      });
      after(() => browser?.stop());

      for (const [name, step] of Object.entries(FLOW)) test(name, () => step(scene));
    });
  }
}
