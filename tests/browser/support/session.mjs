// One page in one Chromium for all tests of a file: open once this is imported, closed after the last test.

import { after } from 'node:test';

import { launch, open } from './browser.mjs';
import { serve } from './site.mjs';
import { Triage } from './triage.mjs';

export const site = await serve();
after(() => site.stop());

export const browser = await launch();
after(() => browser.close());

export const tab = await open(browser, site.address);
export const triage = await new Triage(tab.page).ready();
