// Draws the icons of the installed page, static/icons/*.png, from icon.svg: `node icons.mjs`, after a change of that file.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { launch, within } from './support/browser.mjs';

const folder = fileURLToPath(new URL('../../static/icons/', import.meta.url));
const icon = readFileSync(`${folder}icon.svg`, 'utf8');
// Systems cut a maskable icon to a shape of their own: colour to the edges, the drawing within the middle four fifths.
const maskable = icon.replace('viewBox="0 0 32 32"', 'viewBox="-5 -5 42 42"')
  .replace(/<rect [^>]*>/, '<rect x="-5" y="-5" width="42" height="42" fill="#0b5fa5"/>');

const browser = await launch();
for (const [name, drawing] of Object.entries({ icon, maskable })) {
  for (const size of [192, 512]) {
    await within(browser, { viewport: { width: size, height: size } }, async (page) => {
      await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${drawing}`);
      await page.screenshot({ path: `${folder}${name}-${size}.png`, omitBackground: true });
    });
  }
}
await browser.close();
