import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocketServer } from 'ws';
import { Chance } from './history/chance.js';
import { Device } from './history/device.js';
import type { Node } from './history/installation.js';

describe('a device of the checker', () => {
  let server: Server;
  let sockets: WebSocketServer;
  let device: Device;
  /** What the next requests to catch up are answered with; then they succeed. */
  let failures: number[];

  beforeEach(async () => {
    server = createServer((_, response) => {
      response.statusCode = failures.shift() ?? 200;
      response.end(JSON.stringify({ items: [], removed: [], nextCursor: null }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => socket.on('message', () => socket.send('{"type":"ready"}')));
  });
  afterEach(() => {
    device.stop();
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  });

  it('that could not catch up asks again, on the same connection', async () => {
    failures = [503, 503];
    const { port } = server.address() as AddressInfo;
    const node = { url: `http://127.0.0.1:${port}` } as Node;
    device = new Device('ana 1', 'ana', () => 'token', [node], new Chance(1));

    while (!(await device.isCurrent())) await new Promise((resolve) => setImmediate(resolve));

    expect(failures).toEqual([]);
  });
});
