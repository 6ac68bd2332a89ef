// A screen that nobody sees, for a browser that can't do without one.

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts Xvfb, which takes the first display that is free and names it. */
export async function screen() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await Promise.race([
    once(server.stdio[3], 'data'),
    once(server, 'exit').then(([code]) => { throw new Error(`Xvfb stopped with exit code ${code}`); }),
  ]);
  return { display: `:${String(number).trim()}`, stop: () => server.kill() };
}
