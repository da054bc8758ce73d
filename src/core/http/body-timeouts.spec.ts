import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { limitBodyTimes } from './body-timeouts.js';
import { httpOptions } from './http-server.js';
import { takeUploads } from './uploads.js';

const WITHIN_MS = 500;
let fastify: FastifyInstance;
let socket: Socket;

beforeEach(async () => {
  fastify = Fastify({ requestTimeout: httpOptions({ trustProxy: false }, undefined as never).requestTimeout });
  takeUploads(fastify);
  limitBodyTimes(fastify, WITHIN_MS);
  fastify.post('/usual', () => 'read');
  fastify.post('/file', { config: { takesFile: true } }, async ({ raw }) => {
    for await (const _ of raw);
    return 'read';
  });
  await fastify.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  socket.destroy();
  await fastify.close();
});

/** Begins a request of which `parts` bytes come one by one; what is answered, or nothing where it is cut. */
async function slowly(path: string, type: string, parts: number, everyMs: number): Promise<string> {
  socket = connect((fastify.server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString()));
  // Where bytes are still on their way, what is cut is reset: that is no answer either.
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${parts}\r\n\r\n`,
  );
  let sent = 0;
  const timer = setInterval(() => (sent++ < parts ? socket.write('1') : clearInterval(timer)), everyMs);
  await ended;
  clearInterval(timer);
  return answer;
}

const FORM = 'multipart/form-data; boundary=x';

describe('the body of a request', () => {
  it('is cut when it takes too long', async () => {
    expect(await slowly('/usual', 'application/json', 20, 100)).toBe('');
  });

  it('that the process sends to itself is not cut, for it has no socket', async () => {
    const { body } = await fastify.inject({ method: 'POST', url: '/usual', payload: { some: 'body' } });
    // As long as it would have had.
    await slowly('/usual', 'application/json', 20, 100);

    expect(body).toBe('read');
  });

  it('that is a file may take as long as it needs, as long as something comes', async () => {
    expect(await slowly('/file', FORM, 20, 100)).toMatch(/200 OK[^]*read$/);
  });

  it('that is a file and stalls is cut', async () => {
    expect(await slowly('/file', FORM, 2, 5_000)).toBe('');
  });
});
