// Two hundred hard token requests, written by ours and by other people's generators, each run for real.
//
// `node compare.mjs` prints the table, with `--failures` also what of ours did not arrive; `--write` puts the table into
// docs/COMPARISON.md. The test beside this file compares the two.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import { ours, written } from './support/ours.mjs';
import { VERSIONS, peers } from './support/peers.mjs';
import { meant, requests, spellings } from './support/requests.mjs';
import { PYTHON, Runner, forks } from './support/run.mjs';

const DOCUMENT = new URL('../../docs/COMPARISON.md', import.meta.url);
const WORKERS = 4;
// Ours writes all texts at once; each worker has a server of its own.
const ORIGIN = 'http://127.0.0.1:0';

/** What requests are written for. */
export const TARGETS = ['curl', 'HTTPie', 'wget', 'Python, requests', 'JavaScript, fetch'];

/** Whether those of others run too: `COMPARED=ours` leaves them out. */
export const WHOLE = process.env.COMPARED !== 'ours';

const generators = (target) => [...ours, ...(WHOLE ? peers : [])].filter((one) => one.target === target);

/** What is needed to compare: the texts of ours, and Pythons to fork. */
export async function prepared() {
  const texts = written(requests, ORIGIN);
  return { texts, python: await forks() };
}

/** By generator what became of each request: `arrived`, `changed`, `unsent` or `unwritten`; whether the secret was `seen`. */
export async function compared(target, { texts, python }) {
  const tasks = generators(target).flatMap((one) => requests.map((request, at) => ({ one, request, at })));
  const results = new Map(generators(target).map((one) => [one, []]));
  const work = async (name) => {
    const runner = await new Runner(python, name).open();
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      const { one, request, at } = task;
      results.get(one)[at] = await result(runner, one, request, texts.get(one)?.[at]);
    }
    runner.close();
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, at) => work(`worker-${at}`)));
  return results;
}

async function result(runner, one, request, made) {
  const text = made ? made.text?.replaceAll(ORIGIN, runner.origin) : await one.write(request, runner.origin);
  if (text === undefined || text === null) return { outcome: 'unwritten' };
  const { secret } = request;
  const environment = one.place === 'environment' ? { CLIENT_SECRET: secret } : {};
  const { received, seen, ran } = await runner.run(one.runs, { text, input: made?.input }, { secret, environment }, spellings(request));
  const right = received.length === 1 && isDeepStrictEqual(received[0], meant(request)) && !ran;
  return { outcome: right ? 'arrived' : received.length > 0 ? 'changed' : 'unsent', seen, text, received };
}

const row = (cells) => `| ${cells.join(' | ')} |`;

/** The rows of a target, as they stand in the document. */
export const rows = (results) =>
  [...results].map(([one, list]) => {
    const count = (test) => list.filter(test).length;
    const outcomes = ['arrived', 'changed', 'unsent', 'unwritten'];
    const numbers = outcomes.map((outcome) => count((it) => it.outcome === outcome));
    const name = one.ours ? `**${one.tool}**` : one.tool;
    return row([one.target, name, ...numbers, count((it) => it.seen)]);
  });

/** What stands above the rows: how many requests, and the packages that are installed. */
export const HEAD = [
  `${requests.length} requests; npm packages: ${Object.entries(VERSIONS).map((one) => one.join(' ')).join(', ')}.`,
  '',
  row(['written for', 'by', 'arrive unchanged', 'arrive changed', 'not sent', 'not written', 'secret in the process list']),
  row(['---', '---', '--:', '--:', '--:', '--:', '--:']),
];

/** The programs that ran them: another version may take a text in another way. */
function programs() {
  const first = (program, ...options) => execFileSync(program, options, { encoding: 'utf8' }).split('\n')[0];
  const [curl, wget] = [first('curl', '--version').split(' ')[1], first('wget', '--version').split(' ')[2]];
  const requests = first(PYTHON, '-c', 'import requests; print(requests.__version__)');
  const bash = first('bash', '-c', 'echo ${BASH_VERSION%%(*}');
  return `Run with bash ${bash}, curl ${curl}, HTTPie ${first('http', '--version')}, wget ${wget}, requests ${requests}, Node ${process.versions.node}.`;
}

const PART = /(<!-- made by tests\/comparison -->\n\n)([\s\S]*?)\n\nRun with .*(\n\n<!-- end -->)/;

/** The lines of the table that the document shows. */
export const shown = () => PART.exec(readFileSync(DOCUMENT, 'utf8'))?.[2].split('\n') ?? [];

function tell(results) {
  for (const [one, list] of results) {
    const told = list.map((it, at) => ({ ...it, request: requests[at] })).filter(({ outcome }) => one.ours && outcome !== 'arrived');
    for (const { outcome, request, text, received } of told) {
      console.log(`\n== ${one.target}, ${one.tool}: ${request.name}: ${outcome}\n${text}\n${JSON.stringify(received)}\n${JSON.stringify(meant(request))}`);
    }
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const all = await prepared();
  const lines = [...HEAD];
  for (const target of TARGETS) {
    const results = await compared(target, all);
    lines.push(...rows(results));
    if (process.argv.includes('--failures')) tell(results);
  }
  all.python.stop();
  console.log(`${lines.join('\n')}\n\n${programs()}`);
  if (process.argv.includes('--write')) {
    const document = readFileSync(DOCUMENT, 'utf8');
    writeFileSync(DOCUMENT, document.replace(PART, (_, start, table, end) => `${start}${lines.join('\n')}\n\n${programs()}${end}`));
  }
}
