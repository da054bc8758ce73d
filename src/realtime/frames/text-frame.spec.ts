import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { textFrame } from './text-frame.js';

describe('a text as a frame', () => {
  let server: WebSocketServer;
  let frame: Buffer;

  beforeAll(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    server.on('connection', (_socket: WebSocket, { socket }: IncomingMessage) => socket.write(frame));
    await once(server, 'listening');
  });

  afterAll(() => void server.close());

  /** What a client understands of it. */
  async function read(text: string): Promise<string> {
    frame = textFrame(text);
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const [data, isBinary] = (await once(client, 'message')) as [Buffer, boolean];
    client.terminate();
    expect(isBinary).toBe(false);
    return data.toString();
  }

  it.each([0, 1, 125, 126, 65_535, 65_536, 200_000])('of %i bytes is read as it was written', async (length) => {
    await expect(read('x'.repeat(length))).resolves.toBe('x'.repeat(length));
  });

  it('counts bytes, not letters', async () => {
    await expect(read('ü🙂'.repeat(40))).resolves.toBe('ü🙂'.repeat(40));
  });
});
