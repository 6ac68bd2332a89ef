// Ports on this machine that wait for whatever comes: one for each attempt, so that a mere connection tells whose it is.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

const ANSWER = 'HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/**
 * A port that takes TCP and UDP. `connected` tells that somebody came, `heard` that a byte or datagram did; `first` is
 * fulfilled with the first of these.
 */
export async function sink() {
  const it = { connected: false, heard: false };
  let done;
  it.first = new Promise((resolve) => { done = resolve; });
  const hear = () => { it.heard = true; done(); };
  const sockets = new Set();
  const server = createServer((socket) => {
    it.connected = true;
    sockets.add(socket);
    socket.on('error', () => {}).once('data', () => { hear(); socket.end(ANSWER); });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  it.port = server.address().port;
  const datagrams = createSocket('udp4').bind(it.port, '127.0.0.1');
  await once(datagrams, 'listening');
  datagrams.on('message', hear);
  it.stop = () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
    datagrams.close();
  };
  return it;
}
