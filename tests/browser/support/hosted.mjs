// The built site as someone hosts it: a copy with files of theirs beside it, nothing built anew.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { dist, serve } from './site.mjs';

const folders = [];
process.once('exit', () => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));

/** A folder that goes when the tests end. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'token-triage-'));
  folders.push(path);
  return path;
}

/** Writes files into a folder: name to text, to anything else as JSON, or to null to take one away. */
export function write(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    rmSync(path, { force: true });
    if (content === null) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** Serves the built site with these files beside it. */
export function host(files) {
  const path = folder();
  cpSync(dist, path, { recursive: true });
  return serve(write(path, files));
}
