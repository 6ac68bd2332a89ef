// What curl itself sends: bash runs the command, curl takes a server on loopback for its proxy.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { content, lines, pairs } from './lines.mjs';
import { files, variables } from './world.mjs';

/** Runs commands and says what arrived. */
export class Wire {
  #sent = [];

  async open() {
    this.folder = mkdtempSync(join(tmpdir(), 'peers-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, name), text);
    this.server = net.createServer((socket) => this.#serve(socket));
    await new Promise((ready) => this.server.listen(0, '127.0.0.1', ready));
    this.proxy = `127.0.0.1:${this.server.address().port}`;
  }

  close() {
    this.server.close();
    rmSync(this.folder, { recursive: true });
  }

  /** The requests of a command, in lines. */
  async sent(command) {
    this.#sent = [];
    const text = command.replaceAll('https://', 'http://').replaceAll('HTTPS://', 'HTTP://');
    const env = { ...variables, PATH: process.env.PATH, HOME: this.folder, LC_ALL: 'C.UTF-8', http_proxy: `http://${this.proxy}` };
    const bash = spawn('bash', ['-c', text.replaceAll('proxy.example:3128', this.proxy)], {
      cwd: this.folder,
      env,
      stdio: 'ignore',
    });
    await new Promise((ended, failed) => bash.on('close', ended).on('error', failed));
    return this.#sent;
  }

  #serve(socket) {
    let received = Buffer.alloc(0);
    // curl may hang up while it is answered.
    socket.on('error', () => {});
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const [start, ...rest] = received.toString('utf8', 0, end).split('\r\n');
      const headers = rest.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
      const value = (name) => headers.find((header) => header[0].toLowerCase() === name)?.[1] ?? '';
      const body = received.subarray(end + 4);
      if (body.length < Number(value('content-length'))) return;
      this.#sent.push(message(start, headers, value, body));
      received = Buffer.alloc(0);
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    });
  }
}

function message(start, headers, value, body) {
  const [, method, target] = /^(\S+) (.*) HTTP\/1\.1$/.exec(start);
  const whole = target.startsWith('/') ? `http://${value('host')}${target}` : target;
  const [url, query] = [whole.replace(/\?.*/, ''), whole.includes('?') ? whole.slice(whole.indexOf('?') + 1) : ''];
  return lines({ method, url, headers: headers.filter(isOwn), query: pairs(query), body: parameters(value('content-type'), body) });
}

// What is for the proxy goes no further.
function isOwn([name]) {
  return !['proxy-authorization', 'x-p'].includes(name.toLowerCase());
}

function parameters(type, body) {
  const boundary = /^multipart\/form-data; boundary=(.*)$/.exec(type)?.[1];
  if (boundary === undefined) return type === '' ? [] : content(body.toString());
  const parts = body.toString().split(`--${boundary}`).slice(1, -1);
  return parts.map((part) => {
    const end = part.indexOf('\r\n\r\n');
    return [/name="([^"]*)"/.exec(part.slice(0, end))[1], part.slice(end + 4, -2)];
  });
}
