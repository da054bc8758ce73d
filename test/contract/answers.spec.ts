import { describe, expect, it } from '@jest/globals';
import { contractViolations } from '../support/contract.js';

const typed = (type: string) => new Headers({ 'content-type': type });
const JSON_TYPE = typed('application/json; charset=utf-8');
const meta = {
  name: 'Parley',
  version: '1.0.0',
  epoch: '01936f0a-7a9c-7c1e-b7a1-5d2f1c0e9b11',
  setupRequired: false,
  registration: 'invite',
  organisationName: null,
  features: {
    invites: true,
    mail: false,
    messageSubjects: true,
    passkeys: false,
    realtime: true,
    readReceipts: 'choice',
  },
  settings: {
    ...{ deleteWindow: '48h', editWindow: 'unlimited', uploadKinds: 'all' },
    ...{ announcement: null, accentColour: null, organisationLogo: null },
  },
};

// Every call of every end-to-end test goes through this check; here it shows that it can fail.
describe('an answer', () => {
  it('passes when it is as the document says', () => {
    expect(contractViolations('GET', '/health/live', 200, JSON_TYPE, { status: 'ok' })).toEqual([]);
  });

  it('with a field that is not documented, or without one that is, is caught', () => {
    expect(contractViolations('GET', '/health/live', 200, JSON_TYPE, { status: 'ok', uptime: 3 })).toHaveLength(1);
    expect(contractViolations('GET', '/api/v1/meta', 200, JSON_TYPE, meta)).toEqual([
      expect.stringContaining('limits'),
    ]);
  });

  it('with a status or a content type that is not documented is caught', () => {
    expect(contractViolations('GET', '/health/live', 418, JSON_TYPE, {})).toHaveLength(1);
    expect(contractViolations('GET', '/health/live', 200, typed('text/html'), '<p>ok</p>')).toHaveLength(1);
  });

  it('without a header that the document promises is caught', () => {
    const problem = { type: '/problems/x', title: 'X', status: 503, detail: 'X.', code: 'x' };
    const headers = typed('application/problem+json');
    expect(contractViolations('GET', '/health/live', 503, headers, problem)).toEqual([
      expect.stringContaining('Retry-After'),
    ]);

    headers.set('retry-after', '1');
    expect(contractViolations('GET', '/health/live', 503, headers, problem)).toEqual([]);
  });

  it('of an address with parameters is judged by its own operation', () => {
    const url = '/api/v1/conversations/0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071/messages/3?x=1';

    expect(contractViolations('DELETE', url, 204, new Headers(), '')).toEqual([]);
    expect(contractViolations('DELETE', url, 200, JSON_TYPE, {})).toHaveLength(1);
  });
});
