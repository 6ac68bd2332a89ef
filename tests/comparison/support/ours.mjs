// The request as ours writes it: the example `commands` does.

import { spawnSync } from 'node:child_process';

const one = (target, place, tool, runs) => ({ target, place, tool, runs, ours: true });

/** In the order in which the page offers them. */
export const ours = [
  one('curl', 'prompt', 'ours, the secret asked for', 'terminal'),
  one('curl', 'environment', 'ours, the secret in the environment', 'bash'),
  one('curl', 'input', 'ours, the secret on standard input', 'bash'),
  one('curl', 'inline', 'ours, the secret in the command', 'bash'),
  one('HTTPie', 'environment', 'ours, the secret in the environment', 'bash'),
  one('HTTPie', 'inline', 'ours, the secret in the command', 'bash'),
  one('wget', 'inline', 'ours, the secret in the command', 'bash'),
  one('Python, requests', 'environment', 'ours, the secret in the environment', 'python'),
  one('Python, requests', 'inline', 'ours, the secret in the text', 'python'),
  one('JavaScript, fetch', 'environment', 'ours, the secret in the environment', 'node'),
  one('JavaScript, fetch', 'inline', 'ours, the secret in the text', 'node'),
];

/** Text and input of each request for each of ours, all by one run: a list for each, in the order of the requests. */
export function written(requests, origin) {
  const question = ({ target, place }) => ({ authentication, id, secret, parameters, header, path }) =>
    JSON.stringify({ url: origin + path, authentication, id, secret, parameters, headers: [header], target, place });
  const input = ours.flatMap((one) => requests.map(question(one))).join('\n');
  const options = ['run', '--quiet', '--locked', '--no-default-features', '--example', 'commands'];
  const cargo = spawnSync('cargo', options, { input, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'inherit'] });
  if (cargo.status !== 0) throw new Error('`cargo run --example commands` failed.');
  const answers = cargo.stdout.trim().split('\n').map((line) => JSON.parse(line));
  return new Map(ours.map((one, at) => [one, answers.slice(at * requests.length, (at + 1) * requests.length)]));
}
