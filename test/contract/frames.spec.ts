import { describe, expect, it } from '@jest/globals';
import { frameViolations, judgeExamples } from '../support/frame-contract.js';

// Every frame of every end-to-end test goes through this check; here it shows that it can fail.
describe('a frame', () => {
  it('passes when it is as asyncapi.yaml says', () => {
    expect(frameViolations({ type: 'pong', ...{ ref: 'a' } })).toEqual([]);
  });

  it('is what the examples in asyncapi.yaml are', () => {
    const { count, violations } = judgeExamples();

    expect(count).toBeGreaterThan(1);
    expect(violations).toEqual([]);
  });

  it('of an unknown type, without a member, with one more or with one of a wrong type is caught', () => {
    const event = { conversationId: null, rev: null, at: '2026-11-24T08:00:00.000Z' };

    expect(frameViolations({ type: 'dance' })).toHaveLength(1);
    expect(frameViolations({ type: 'pong' })).not.toEqual([]);
    expect(frameViolations({ type: 'pong', ...{ ref: 'a', colour: 'red' } })).toHaveLength(1);
    expect(frameViolations({ type: 'session.revoked', ...event, ...{ data: { reason: 'because' } } })).not.toEqual([]);
    expect(
      frameViolations({ type: 'receipt.read', ...event, ...{ data: { userId: 'x', seq: 'y', at: 1 } } }),
    ).not.toEqual([]);
  });
});
