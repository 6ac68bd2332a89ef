// What happens to what is typed, and what a crash leaves: axe finds nothing, in both schemes and at three widths.

import { test } from 'node:test';

import { nothing, withAxe } from './support/axe.mjs';
import { withEdition } from './support/privacy.mjs';

const states = {
  'what happens to what is typed': async (page) => {
    await page.getByRole('heading', { name: 'The page as one file' }).waitFor();
  },
  'everything was cleared': async (page) => {
    await page.getByRole('button', { name: 'Clear everything' }).first().click();
    await page.getByText('Everything is cleared').waitFor();
  },
  'a crash': (page) => page.evaluate(() => {
    document.querySelector('#crash-report').textContent = 'Token Triage 0.1.0 stopped.\nWhere: src/page/mod.rs:1:1\n';
    document.querySelector('#crashed').hidden = false;
  }),
};
for (const [name, come] of Object.entries(states)) {
  test(`axe finds nothing: ${name}`, () => withAxe('#/privacy', async (page) => {
    await come(page);
    await nothing(page);
  }, withEdition));
}
