import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { PermissionDenied } from '../errors/request-problems.js';
import { MetricsGuard } from './metrics.guard.js';

const METRICS_TOKEN = 'a-token-for-the-monitor';
const LOCAL = { host: '127.0.0.1:3000' };

describe('who may read the metrics', () => {
  const settings = { metricsToken: METRICS_TOKEN, trustProxy: false } as Settings;
  const ask = (
    headers: Record<string, string>,
    remoteAddress = '127.0.0.1',
    httpVersion = '1.1',
    more: Partial<Settings> = {},
  ) => {
    const guard = new MetricsGuard({ ...settings, ...more });
    const request = { headers, socket: { remoteAddress }, raw: { httpVersion } };
    return guard.canActivate({ switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext);
  };

  it.each([
    ['127.0.0.1', LOCAL],
    ['::1', { host: '[::1]:3000' }],
    ['::ffff:127.0.0.1', { host: 'localhost:3000' }],
  ])('a program on this machine: %s', (address, headers) => {
    expect(ask(headers, address)).toBe(true);
  });

  it.each<Partial<Settings>>([{ publicUrl: 'https://parley.example' }, { trustProxy: 1 }])(
    'nobody without the token where a proxy may ask as this machine and say nothing: %j',
    (more) => {
      expect(() => ask(LOCAL, '127.0.0.1', '1.1', more)).toThrow(PermissionDenied);

      expect(ask({ ...LOCAL, authorization: `Bearer ${METRICS_TOKEN}` }, '127.0.0.1', '1.1', more)).toBe(true);
      expect(ask(LOCAL, '127.0.0.1', '1.1', { publicUrl: 'http://parley.example' })).toBe(true);
    },
  );

  it.each<[string, Record<string, string>, string, string]>([
    ['another machine', LOCAL, '203.0.113.7', '1.1'],
    ['a proxy here that says for whom it speaks', { ...LOCAL, 'x-forwarded-for': '203.0.113.7' }, '127.0.0.1', '1.1'],
    [
      'a proxy here that says what they asked for',
      { ...LOCAL, 'x-forwarded-host': 'parley.example' },
      '127.0.0.1',
      '1.1',
    ],
    ['a proxy here that says how they came', { ...LOCAL, 'x-forwarded-proto': 'https' }, '127.0.0.1', '1.1'],
    ['a proxy here that hands on the name they asked for', { host: 'parley.example' }, '127.0.0.1', '1.1'],
    ['a proxy here that says nothing', LOCAL, '127.0.0.1', '1.0'],
  ])('%s only with the token', (_who, headers, address, version) => {
    expect(() => ask(headers, address, version)).toThrow(PermissionDenied);

    expect(ask({ ...headers, authorization: `Bearer ${METRICS_TOKEN}` }, address, version)).toBe(true);
  });
});
