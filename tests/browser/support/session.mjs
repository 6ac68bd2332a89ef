// One page in one Chromium for all tests of a file: open once this is imported, closed after the last test.

import { open } from './browser.mjs';
import { browser, site } from './engine.mjs';
import { Triage } from './triage.mjs';

export { browser, site };

export const tab = await open(browser, site.address);
export const triage = await new Triage(tab.page).ready();
