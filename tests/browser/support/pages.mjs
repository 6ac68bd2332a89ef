// The static pages of dist/, as files.

import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const dist = fileURLToPath(new URL('../../../dist/', import.meta.url));

const FOLDERS = ['cause', 'error', 'provider'];

/** Every page: its path, its text, its links and the ids that a link can point to. */
export const pages = () =>
  FOLDERS.flatMap((folder) => readdirSync(dist + folder).sort().map((file) => read(`${folder}/${file}`)));

/** A page by its path. */
export function read(path) {
  const html = readFileSync(dist + path, 'utf8');
  const values = (attribute, element = '') =>
    [...html.matchAll(new RegExp(`<${element}[^<>]* ${attribute}="([^"]*)"`, 'g'))].map(([, value]) => decoded(value));
  return { path, html, links: values('href', 'a'), ids: new Set(values('id')) };
}

const decoded = (value) =>
  value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
