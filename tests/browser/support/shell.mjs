// Runs a command in a real shell, as if it had been pasted into it.

import { execFile } from 'node:child_process';

/** Gives what the command printed; fails if it ends with another exit code than 0. */
export function run(shell, command) {
  return new Promise((resolve, reject) => {
    execFile(shell, ['-c', command], { timeout: 10_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${shell}: ${stderr || error.message}`));
      else resolve(stdout);
    });
  });
}

/** The body of an HTTP answer as `curl -i` prints it. */
export const body = (answer) => answer.slice(answer.search(/\r?\n\r?\n/)).trim();
