// Runs a written request for real and says what a server on loopback got, and what could be seen of it meanwhile.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const LIMIT = 10_000;

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Forks of a Python with its libraries loaded, and a command `http` that is run by them. */
export async function forks() {
  const folder = mkdtempSync(join(tmpdir(), 'comparison-'));
  const socket = join(folder, 'socket');
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  const stub = `#!/bin/sh\nexec ${PYTHON} -I -S -E ${here('stand_in.py')} "$@"\n`;
  writeFileSync(join(programs, 'http'), stub, { mode: 0o755 });
  const python = spawn(PYTHON, [here('forks.py'), socket], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(python.stdout, 'data');
  return {
    folder,
    socket,
    programs,
    stop: () => {
      python.stdin.end();
      rmSync(folder, { recursive: true });
    },
  };
}

/** One server, one folder, one command at a time. */
export class Runner {
  constructor(forks, name) {
    this.forks = forks;
    this.name = name;
    this.folder = join(forks.folder, name);
  }

  async open() {
    this.server = createServer((request, response) => this.#receive(request, response));
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.node = spawn(process.execPath, [here('imports.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.others = new Set(readdirSync('/proc'));
    this.origin = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  close() {
    this.node.stdin.end();
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Runs a text; `spellings` of the secret are looked for in the arguments of the processes that it starts. */
  async run(runs, { text, input }, { secret, environment = {} }, spellings) {
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder);
    Object.assign(this, { received: [], spellings, seen: false });
    // A module is loaded once by its name.
    this.number = (this.number ?? 0) + 1;
    const file = join(this.folder, `ask-${this.number}.${{ python: 'py', node: 'mjs' }[runs] ?? 'sh'}`);
    writeFileSync(file, text);
    const path = `${this.forks.programs}:${process.env.PATH}`;
    const env = { PATH: path, HOME: this.folder, LC_ALL: 'C.UTF-8', FORKS: this.forks.socket, COMPARED: this.folder, ...environment };
    if (runs === 'bash') await this.#spawn(file, env, input);
    else if (runs === 'node') await this.#imported(file, env);
    else await this.#forked({ kind: runs, file, secret, folder: this.folder, environment: env });
    return { received: this.received, seen: this.seen, ran: existsSync(join(this.folder, 'ran')) };
  }

  async #imported(file, environment) {
    this.node.stdin.write(`${JSON.stringify({ file, environment })}\n`);
    await once(this.node.stdout, 'data');
  }

  async #spawn(file, env, input) {
    const child = spawn('bash', [file], { cwd: this.folder, env, stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    const end = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), LIMIT);
    // It may end before it has read everything.
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
    await once(child, 'close');
    clearTimeout(end);
  }

  async #forked(task) {
    const socket = connect(this.forks.socket);
    socket.write(`${JSON.stringify(task)}\n`);
    socket.resume();
    await once(socket, 'close');
  }

  async #receive(request, response) {
    this.seen ||= this.#isSeen();
    let body = '';
    for await (const data of request.setEncoding('utf8')) body += data;
    this.received.push(sent(request, body));
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end('{}');
  }

  /** Whether a process of this command has the secret among its arguments, which everyone on the machine can read. */
  #isSeen() {
    const mark = `COMPARED=${this.folder}\0`;
    const young = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && !this.others.has(name));
    return young.some((process) => {
      const of = (what) => {
        try {
          return readFileSync(`/proc/${process}/${what}`, 'utf8');
        } catch {
          return ''; // It has ended.
        }
      };
      const words = of('cmdline');
      const read = decoded(words);
      return this.spellings.some((secret) => words.includes(secret) || read.includes(secret)) && of('environ').includes(mark);
    });
  }
}

/** Form encoding undone where it is whole. */
const decoded = (text) => text.replaceAll('+', ' ').replace(/(%[0-9A-F]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString());

/** What a server reads, in the form of what was meant. */
function sent(request, body) {
  const url = new URL(request.url, 'http://localhost');
  const form = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const text = (name) => request.headers[name] && Buffer.from(request.headers[name], 'latin1').toString();
  return {
    method: request.method,
    path: url.pathname,
    query: [...url.searchParams],
    authorization: text('authorization'),
    header: text('x-request-id'),
    body: form ? [...new URLSearchParams(body)].sort() : body,
  };
}
