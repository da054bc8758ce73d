import { describe, expect, it } from '@jest/globals';
import { defineProblem } from './domain-error.js';
import { RateLimited, ServiceUnavailable } from './request-problems.js';

describe('a problem', () => {
  it.each([429, 503])('of status %s says when to come back, also when it does not know', (status) => {
    const Passing = defineProblem(`passing_${status}`, status, 'Not now');

    expect(new Passing('Come back.').headers).toEqual({ 'Retry-After': '1' });
    expect(new Passing('Come back.', {}, { 'Retry-After': '60' }).headers).toEqual({ 'Retry-After': '60' });
  });

  it('of another status does not', () => {
    const Lasting = defineProblem('lasting', 409, 'No');

    expect(new Lasting('No.').headers).toEqual({});
  });

  it('that knows when says that', () => {
    expect(new RateLimited('Slow down.', 2.4).headers).toMatchObject({ 'Retry-After': '3' });
    expect(new ServiceUnavailable('Full.', 30).headers).toEqual({ 'Retry-After': '30' });
  });
});
