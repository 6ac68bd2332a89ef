// What our reader takes a command for: the example `requests` says it.

import { spawnSync } from 'node:child_process';

import { content, implied, lines } from './lines.mjs';
import { expanded, files } from './world.mjs';

/** The requests of each command, in lines; by the command's title. */
export function readings(commands) {
  const input = commands.map(({ title, text }) => JSON.stringify({ id: title, text })).join('\n');
  const options = ['run', '--quiet', '--locked', '--no-default-features', '--example', 'requests'];
  const cargo = spawnSync('cargo', options, { input, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['pipe', 'pipe', 'inherit'] });
  if (cargo.status !== 0) throw new Error('`cargo run --example requests` failed.');
  const answers = cargo.stdout.trim().split('\n').map((line) => JSON.parse(line));
  return new Map(answers.map(({ id, requests }) => [id, requests.map(reading)]));
}

function reading({ method, url, headers, user, parameters, encoding }) {
  const pairs = (query) =>
    parameters.filter((it) => it.query === query).flatMap((it) => whole(it) ?? [[it.name, put(it)]]);
  return lines({
    method: put(method),
    url: put(url),
    headers: headers.flatMap((it) => file(it.name) ?? [[it.name, put(it)]]),
    user: user ? put(user) : undefined,
    query: pairs(true),
    body: pairs(false),
    type: implied[encoding],
  });
}

// The names of files stand for what is in them.
function put({ value, expands }) {
  if (!expands) return value;
  return files[value.replace(/^[@<]/, '')] ?? expanded(value);
}

/** A body that stands in a file or a variable. */
function whole({ name, value, expands }) {
  const text = name === '' && expands ? files[value.slice(1)] : undefined;
  // curl takes line ends out where it does not matter here.
  return text === undefined ? undefined : content(text.replaceAll('\n', ''));
}

function file(name) {
  const text = name.startsWith('@') ? files[name.slice(1)] : undefined;
  return text?.split('\n').map((line) => line.split(': '));
}
