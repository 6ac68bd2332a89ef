// Ports on this machine that wait for whatever comes: one for each attempt, so that a mere connection tells whose it is.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** A port that takes TCP and UDP. `heard` counts connections and datagrams; `first` is fulfilled with the first of them. */
export async function sink() {
  const server = createServer((_, response) => response.writeHead(200, { 'access-control-allow-origin': '*' }).end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const socket = createSocket('udp4').bind(port, '127.0.0.1');
  await once(socket, 'listening');
  const it = { port, heard: 0 };
  it.first = new Promise((done) => {
    const hear = () => { it.heard += 1; done(); };
    server.on('connection', hear);
    socket.on('message', hear);
  });
  it.stop = () => {
    server.closeAllConnections();
    server.close();
    socket.close();
  };
  return it;
}
