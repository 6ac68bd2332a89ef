// A proxy on this machine that the browser goes through, a witness outside of it: it keeps what it is sent, byte for byte.

import { createHash } from 'node:crypto';
import { createServer, request } from 'node:http';

/** Pages of its own at any host but the site's: a worker's script, or a document that anyone may read. */
const own = (path) => (path.endsWith('.js') ? ['text/javascript', ''] : ['text/html', '<title>Elsewhere</title>']);

/** Starts it in front of a site. `heard` grows with each request: address, headers and body; `referrers` with what they name. */
export async function proxy(site) {
  const heard = [];
  const referrers = [];
  const server = createServer((asked, response) => {
    const parts = [];
    asked.on('data', (part) => parts.push(part));
    asked.on('end', () => {
      const body = Buffer.concat(parts);
      const { method, url, rawHeaders, headers } = asked;
      if (headers.referer) referrers.push(headers.referer);
      heard.push({ method, url, headers: rawHeaders.join('\n'), body: body.toString('latin1') });
      if (!url.startsWith(site.address) || url.includes('elsewhere')) {
        const [type, text] = own(new URL(url).pathname);
        response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(text);
        return;
      }
      const passed = request(url, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      passed.end(body);
    });
  });
  // A tunnel is asked for by name; with TLS inside it would show no more. WebSockets come by tunnels without.
  server.on('connect', (asked, socket) => {
    heard.push({ method: 'CONNECT', url: asked.url, headers: asked.rawHeaders.join('\n'), body: '' });
    socket.on('error', () => {});
    if (!asked.url.endsWith(':80')) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    server.emit('connection', socket);
  });
  server.on('upgrade', ({ headers }, socket) => {
    // RFC 6455, section 4.2.2.
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    heard,
    referrers,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
