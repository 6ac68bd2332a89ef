// Doorkeeper on this machine, in a Rails application of its own: it takes id and secret of a Basic header as they are.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const clients = {
  plain: { client_id: 'plain-client', client_secret: 'S3cret-of_the.plain~client' },
  // What a server that decodes would read otherwise, and what a form has to escape.
  signs: { client_id: 'client-with-signs', client_secret: 'a+b%41:c&d=e f' },
};

/** Who signs in with which password. */
export const people = { ada: 'love+lace & "co" 100%' };

/** Starts it on a free port. */
export async function doorkeeper() {
  const script = fileURLToPath(new URL('doorkeeper.rb', import.meta.url));
  const options = [script, JSON.stringify(Object.values(clients)), JSON.stringify(people)];
  const ruby = spawn('ruby', options, { stdio: ['pipe', 'pipe', 'inherit'] });
  const issuer = await new Promise((resolve, reject) => {
    ruby.once('error', reject);
    ruby.once('exit', (code) => reject(new Error(`Doorkeeper ended with exit code ${code}`)));
    createInterface({ input: ruby.stdout }).once('line', resolve);
  });
  return { tokenEndpoint: `${issuer}/oauth/token`, stop: () => ruby.stdin.end() };
}
