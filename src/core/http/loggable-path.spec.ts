import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { loggablePath } from './loggable-path.js';

const TOKEN = 'hN3kPq8sVw1xZb6cYd0eRf5gTj7mUo2iAl4nXr9tKvE';
const ID = '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071';

const pathOf = (url: string, route?: string, params: object = {}) =>
  loggablePath({ url, routeOptions: { url: route }, params } as unknown as FastifyRequest);

describe('a path in the log', () => {
  it.each([
    [`/api/v1/users/${ID}?search=ana`, '/api/v1/users/:id', { id: ID }, `/api/v1/users/${ID}`],
    [`/%61pi/v1/users/${ID}`, '/api/v1/users/:id', { id: ID }, `/api/v1/users/${ID}`],
    [`/api/v1/invites/${TOKEN}`, '/api/v1/invites/:token', { token: TOKEN }, '/api/v1/invites/…'],
    [`/api/v1/inv%69tes/%68${TOKEN.slice(1)}`, '/api/v1/invites/:token', { token: TOKEN }, '/api/v1/invites/…'],
    [
      `/api/v1/invites/${TOKEN.slice(0, 20)}`,
      '/api/v1/invites/:token',
      { token: TOKEN.slice(0, 20) },
      '/api/v1/invites/…',
    ],
  ])('%s is named by its route', (url, route, params, path) => {
    expect(pathOf(url, route, params)).toBe(path);
  });

  it.each([
    ['/main-SDZCB7U3.js?x=1', '/main-SDZCB7U3.js'],
    [`/invites/${TOKEN}#x`, '/invites/…'],
    [`/%69nvites/${TOKEN.slice(0, 10)}%33`, '/…/…'],
    [`http://parley.example/invites/${TOKEN}`, '/invites/…'],
    ['/a'.repeat(1_000), '/a'.repeat(100)],
  ])('%s is shown as far as it is plain where it has no route', (url, path) => {
    expect(pathOf(url)).toBe(path);
    expect(pathOf(url, '/*', { '*': url })).toBe(path);
  });
});
