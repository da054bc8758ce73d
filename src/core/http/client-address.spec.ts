import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { clientAddress, proxyTrust } from './client-address.js';

describe('the address of a client', () => {
  it.each<[number | string[] | false, string, string | undefined]>([
    [false, '127.0.0.1', '203.0.113.7'],
    [1, '127.0.0.1', '203.0.113.7'],
    [1, '127.0.0.1', '198.51.100.9, 203.0.113.7'],
    [2, '127.0.0.1', '198.51.100.9, 203.0.113.7'],
    [['127.0.0.1'], '127.0.0.1', '198.51.100.9, 203.0.113.7'],
    [['127.0.0.0/8', '203.0.113.0/24'], '127.0.0.1', '198.51.100.9, 203.0.113.7'],
    [['10.0.0.0/8'], '127.0.0.1', '203.0.113.7'],
    [['127.0.0.1'], '::ffff:127.0.0.1', '203.0.113.7'],
    [['2001:db8::/32'], '2001:db8::1', 'no address'],
    [['127.0.0.1'], '127.0.0.1', undefined],
  ])(
    'whoever is trusted (%s), at %s for %s, is the one that Fastify finds',
    async (setting, remoteAddress, forwarded) => {
      const trust = proxyTrust(setting);
      const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
      const server = fastify({ trustProxy: typeof setting === 'number' ? trust : setting });
      server.get('/', (request) => request.ip);
      const { body } = await server.inject({ url: '/', headers, remoteAddress });

      expect(clientAddress({ headers, socket: { remoteAddress } } as unknown as IncomingMessage, trust)).toBe(body);
    },
  );
});
