import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from '../support/caller.js';
import { TestApp } from '../support/test-app.js';

describe('every answer', () => {
  let app: TestApp;
  let answers: readonly Answer[];

  beforeAll(async () => {
    app = await TestApp.start();
    const [ana] = await app.people('ana');
    answers = await Promise.all([
      app.as(ana).get('/users/me').expect(200),
      app.anonymous().get('/users/me').expect(401),
      app.as(ana).get('/nothing/here').expect(404),
      app.as(ana).post('/messages', {}).expect(400),
    ]);
  });
  afterAll(() => app.stop());

  const all = (header: string) => [...new Set(answers.map(({ headers }) => headers.get(header)))];

  it('lets a browser run scripts of this server only, and nobody frame it', () => {
    const [policy, ...others] = all('content-security-policy');

    expect(others).toEqual([]);
    expect(policy?.split(';')).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
      ]),
    );
  });

  it.each([
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['strict-transport-security', expect.not.stringContaining('includeSubDomains')],
    ['cache-control', 'no-store'],
    ['x-powered-by', null],
  ])('says %s: %s', (header, expected) => {
    expect(all(header)).toEqual([expected]);
  });

  it('has an id of its own, under which the log knows it', () => {
    expect(all('x-request-id')).toHaveLength(answers.length);
  });
});
