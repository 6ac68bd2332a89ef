// The configurations for nginx and Caddy that go with the build, in real servers: headers, compression, and a page that starts behind them.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { get } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { launch, open } from './support/browser.mjs';
import { folder, write } from './support/hosted.mjs';
import { dist } from './support/site.mjs';
import { Triage } from './support/triage.mjs';

const written = (name) => readFileSync(fileURLToPath(new URL(`../../hosting/built/${name}`, import.meta.url)), 'utf8');

/** The text with each of these replaced, all of which must be there once. */
function changed(text, changes) {
  for (const [from, to] of changes) {
    assert.equal(text.split(from).length, 2, `"${from}" is not there once`);
    text = text.replace(from, to);
  }
  return text;
}

/** What is changed in each: name, port, certificate, folders. What stands in the doc for the person to change. */
const SERVERS = {
  nginx(work, root, port) {
    mkdirSync(join(work, 'logs'));
    const site = changed(written('nginx.conf'), [
      ['listen 443 ssl http2;', `listen 127.0.0.1:${port};`],
      ['    ssl_certificate     /etc/ssl/triage.example.com.pem;\n', ''],
      ['    ssl_certificate_key /etc/ssl/triage.example.com.key;\n', ''],
      ['root /srv/token-triage;', `root ${root};`],
      ['/var/log/nginx/triage.log', `${work}/logs/triage.log`],
    ]);
    write(work, {
      'site.conf': site,
      'nginx.conf': `daemon off; ${process.getuid() === 0 ? 'user root;' : ''} pid ${work}/pid; error_log stderr error; events {} http { include /etc/nginx/mime.types;
client_body_temp_path ${work}/body; proxy_temp_path ${work}/proxy; fastcgi_temp_path ${work}/fastcgi;
uwsgi_temp_path ${work}/uwsgi; scgi_temp_path ${work}/scgi; include ${work}/site.conf; }`,
    });
    return spawn('nginx', ['-p', work, '-c', join(work, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'] });
  },
  caddy(work, root, port) {
    const site = changed(written('Caddyfile'), [
      ['triage.example.com {', `http://127.0.0.1:${port} {`],
      ['root * /srv/token-triage', `root * ${root}`],
    ]);
    write(work, { Caddyfile: `{\n\tadmin off\n}\n${site}` });
    const env = { ...process.env, XDG_DATA_HOME: work, XDG_CONFIG_HOME: work, HOME: work };
    return spawn('caddy', ['run', '--config', join(work, 'Caddyfile'), '--adapter', 'caddyfile'], { env, stdio: 'ignore' });
  },
};

/** A port that nobody listens on. */
const free = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** Status and headers of an answer. */
const ask = (url, headers = {}) => new Promise((resolve, reject) => {
  get(url, { headers }, (response) => {
    response.resume();
    response.on('end', () => resolve({ status: response.statusCode, headers: response.headers }));
  }).on('error', reject);
});

/** Asks until the server listens, as long as it runs. */
async function listens(server, address) {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`it stopped with exit code ${server.exitCode}`);
    const answer = await ask(address).catch(() => undefined);
    if (answer) return;
    await new Promise(setImmediate);
  }
}

/** The policy in a document's head. */
const policyOf = (file) =>
  readFileSync(join(dist, file), 'utf8').match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)[1];

/** What a header allows: the page's policy, and beside it what offline.html does. */
const policy = () => {
  const [script] = policyOf('offline.html').match(/'sha256-[^']+'/);
  return policyOf('index.html').replace(/'sha256-[^']+'/, (own) => `${own} ${script}`)
    .replace("worker-src 'none'", "worker-src 'self'").replace("trusted-types 'none'", 'trusted-types offline')
    .replace('img-src data:', "img-src 'self' data:").replace("manifest-src 'none'", "manifest-src 'self'");
};

const HEADERS = {
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

let browser, root;
before(async () => {
  browser = await launch();
  root = folder();
  cpSync(dist, root, { recursive: true });
  write(root, { 'token-triage.html': '<p>kept' });
  // As docs/HOSTING.md says: compressed before.
  execFileSync('sh', ['-c', "find . -type f \\( -name '*.wasm' -o -name '*.json' \\) -exec gzip -9 -k {} +"], { cwd: root });
});
after(() => browser?.close());

for (const [name, start] of Object.entries(SERVERS)) {
  describe(name, () => {
    let server, address;
    before(async () => {
      const port = await free();
      address = `http://127.0.0.1:${port}/`;
      server = start(folder(), root, port);
      await listens(server, address);
    });
    after(() => server?.kill());

    const files = () => readdirSync(root).filter((file) => !file.endsWith('.gz'));
    const named = (pattern) => files().find((file) => pattern.test(file));

    test('every answer carries the headers that a page can\'t set itself', async () => {
      for (const file of ['', named(/\.wasm$/), named(/\.css$/), 'knowledge.json', 'no-such-page']) {
        const { headers } = await ask(address + file);
        for (const [header, value] of Object.entries(HEADERS)) assert.equal(headers[header], value, `${header} of ${file}`);
        assert.equal(headers['content-security-policy'], `${policy()}; frame-ancestors 'none'`, file);
        assert.match(headers['permissions-policy'], /^([a-z-]+=\(\)(, |$)){20,}$/, file);
      }
    });

    test('names with a checksum are kept for good, all others are asked for again', async () => {
      for (const file of [named(/\.wasm$/), named(/\.css$/), named(/^token-triage.*\.js$/)]) {
        assert.match((await ask(address + file)).headers['cache-control'], /immutable/, file);
      }
      for (const file of ['', 'index.html', 'knowledge.json', 'site.json', 'knowledge.json?v=1']) {
        const { headers } = await ask(address + file);
        assert.equal(headers['cache-control'], 'no-cache', file);
        const again = await ask(address + file, { 'If-None-Match': headers.etag });
        assert.equal(again.status, 304, `${file} again`);
      }
    });

    test('the program has its media type, and all that is text is compressed', async () => {
      const gzip = { 'Accept-Encoding': 'gzip' };
      const wasm = await ask(address + named(/\.wasm$/), gzip);
      assert.equal(wasm.headers['content-type'], 'application/wasm');
      for (const file of ['', named(/\.wasm$/), named(/\.css$/), named(/^token-triage.*\.js$/), 'knowledge.json']) {
        const { headers } = await ask(address + file, gzip);
        assert.equal(headers['content-encoding'], 'gzip', file);
        assert.match(headers.vary, /accept-encoding/i, file);
      }
    });

    test('what is not there is not the page', async () => {
      assert.equal((await ask(`${address}no-such-page`)).status, 404);
      assert.equal((await ask(`${address}packs/none.json`)).status, 404);
    });

    test('the page starts behind it and locks itself', async () => {
      const tab = await open(browser, address);
      await new Triage(tab.page).ready();
      // Console too: a browser complains there about a feature that it does not know.
      assert.deepEqual([...tab.seen.violations, ...tab.seen.errors, ...tab.seen.console], []);
      await tab.close();
    });

    test('the edition in one file is for keeping', async () => {
      const { headers } = await ask(`${address}token-triage.html`);
      const kept = headers['content-disposition'] === 'attachment' || headers['content-type'] === 'application/octet-stream';
      assert.ok(kept, JSON.stringify(headers));
    });

    test('no other page may frame it', async () => {
      const tab = await open(browser, 'about:blank');
      await tab.page.setContent(`<iframe src="${address}?embed"></iframe>`);
      await tab.page.waitForFunction(() => document.querySelector('iframe').contentDocument === null);
      const frame = tab.page.frames().find((one) => one !== tab.page.mainFrame());
      assert.equal(await frame.locator('#app').count(), 0);
      await tab.close();
    });
  });
}

test('nginx writes no query into its log', () => {
  assert.match(written('nginx.conf'), /log_format triage '[^']*"\$request_method \$uri"/);
  assert.doesNotMatch(written('nginx.conf'), /\$(request|args|request_uri|query_string|http_referer)\b/);
});
