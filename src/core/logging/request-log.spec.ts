import { Writable } from 'node:stream';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { type DestinationStream, pino } from 'pino';
import { readableLines } from './log.js';
import { logRequests } from './request-log.js';

const TOKEN = 'hN3kPq8sVw1xZb6cYd0eRf5gTj7mUo2iAl4nXr9tKvE';
const ENCODED = `%68${TOKEN.slice(1)}`;

describe('the line of a request', () => {
  const lines: string[] = [];
  const memory = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(...chunk.toString().trimEnd().split('\n'));
      done();
    },
  });

  beforeEach(() => {
    lines.length = 0;
  });

  const ask = async (url: string, destination: DestinationStream = memory) => {
    const server = fastify();
    logRequests(server, pino({ base: null }, destination));
    server.get('/api/v1/invites/:token', () => 'ok');
    server.get('/*', (_, reply) => reply.status(404).send());
    await server.inject({ url, remoteAddress: '203.0.113.7' });
    await server.close();
  };

  it('says from where it came', async () => {
    await ask(`/api/v1/invites/${TOKEN}`);

    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ ip: '203.0.113.7', path: '/api/v1/invites/…', status: 200 }),
    ]);
  });

  it.each([
    `/%61pi/v1/invites/${TOKEN}`,
    `/api/v1/invites/${ENCODED}`,
    `http://parley.example/api/v1/invites/${TOKEN}`,
    `/api/v1/invite/${TOKEN}`,
    `/api/v1/invite/${ENCODED}`,
    `/join?token=${TOKEN}`,
  ])('is there however the address is spelt, without the capability in it: %s', async (url) => {
    await ask(url);

    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(new RegExp(TOKEN.slice(1, 20)));
  });

  it('is one line on a terminal that says each thing once', async () => {
    await ask(`/api/v1/invites/${TOKEN}`, readableLines(memory));

    expect(lines).toHaveLength(1);
    expect(lines[0]?.match(/GET|invites|200|203\.0\.113\.7/g)).toEqual(['GET', 'invites', '200', '203.0.113.7']);
  });
});
