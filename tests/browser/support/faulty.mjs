// A server between the browser and the site that does to some files what networks, caches and hosts do.

import { createServer } from 'node:http';

/** Each makes of a file's answer, { status, type, body }, what arrives in its place. */
export const FAULTS = {
  missing: () => ({ status: 404, type: 'text/plain', body: 'Not Found' }),
  broken: (answer) => ({ ...answer, sent: answer.body.length >> 1 }),
  truncated: (answer) => ({ ...answer, body: answer.body.subarray(0, answer.body.length >> 1) }),
  changed: ({ body, ...answer }) => ({ ...answer, body: body.with(body.length >> 1, body[body.length >> 1] ^ 1) }),
  empty: (answer) => ({ ...answer, body: '' }),
  replaced: () => ({ status: 200, type: 'text/html', body: '<title>Sign in to the network</title>' }),
  untyped: (answer) => ({ ...answer, type: 'application/octet-stream' }),
  refused: (answer) => ({ ...answer, sent: 0 }),
  none: (answer) => answer,
};

/**
 * Serves a served site with a fault for the files whose address fits `of`; they are held back until `release`.
 * `mend` takes the fault away. `headers` come with every file.
 */
export async function faulty(site, { of, fault = FAULTS.none, held = false, headers = {} }) {
  let [release, mended] = [() => undefined, false];
  const released = held ? new Promise((done) => { release = done; }) : undefined;
  const server = createServer(async (request, response) => {
    const upstream = await fetch(new URL(request.url, site.address));
    const answer = { status: upstream.status, type: upstream.headers.get('content-type'), body: Buffer.from(await upstream.arrayBuffer()) };
    const hit = of?.test(request.url) && !mended;
    if (hit) await released;
    const { status, type, body, sent = body.length } = hit ? fault(answer) : answer;
    if (sent === 0 && body.length > 0) return response.destroy();
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), 'X-Content-Type-Options': 'nosniff', ...headers });
    if (sent === body.length) return response.end(body);
    // Less than was announced: the browser sees a connection that broke off.
    return response.write(body.subarray(0, sent), () => response.destroy());
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    release,
    mend: () => { mended = true; release(); },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
