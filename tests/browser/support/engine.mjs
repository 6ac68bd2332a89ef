// A served site and one Chromium for all tests of a file: there once this is imported, gone after the last test.

import { after } from 'node:test';

import { launch } from './browser.mjs';
import { serve } from './site.mjs';

export const site = await serve();
after(() => site.stop());

export const browser = await launch();
after(() => browser.close());
