// Serves dist/ with the project's own server and keeps a list of what was asked of it.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Where the built site lies. */
export const dist = `${root}dist`;

/** The knowledge base as the page fetches it. */
export const knowledge = () => JSON.parse(readFileSync(`${root}dist/knowledge.json`, 'utf8'));

/** Starts the server on a free port, of dist/ or of another folder. `requests` grows with each request: "GET /index.html 200 OK". */
export async function serve(folder = dist) {
  const server = spawn('cargo', ['xtask', 'serve', '--no-build', '--port', '0', '--requests', '--folder', folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const requests = [];
  const address = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`the server stopped with exit code ${code}`)));
    createInterface({ input: server.stdout }).on('line', (line) => {
      const found = line.match(/http:\/\/[^ ]+/);
      if (found) resolve(found[0]);
      else requests.push(line);
    });
  });
  return { address, requests, stop: () => server.kill() };
}
