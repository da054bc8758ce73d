import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LocalPresence } from './local-presence.js';
import { PresenceTiming } from './presence-timing.js';

const EIGHT = Date.parse('2026-11-24T08:00:00Z');
const [laptop, phone] = [Symbol('laptop'), Symbol('phone')];

describe('the presence of people on this node', () => {
  let presence: LocalPresence;
  let told: unknown[];

  beforeEach(() => {
    jest.useFakeTimers({ now: EIGHT });
    presence = new LocalPresence(new PresenceTiming());
    told = [];
    presence.onChange((userId, gone) => told.push(gone?.at.toISOString() ?? presence.stateOf(userId)));
  });
  afterEach(() => void jest.useRealTimers());

  it('is active with the first connection, and says so once', () => {
    presence.opened('ana', laptop);
    presence.opened('ana', phone);

    expect([presence.stateOf('ana'), told]).toEqual(['active', ['active']]);
  });

  it('is away only when every connection is', () => {
    presence.opened('ana', laptop);
    presence.opened('ana', phone);

    presence.declared('ana', laptop, 'away');
    const withPhone = presence.stateOf('ana');
    presence.declared('ana', phone, 'away');
    presence.declared('ana', laptop, 'active');

    expect([withPhone, told]).toEqual(['active', ['active', 'away', 'active']]);
  });

  it('ends twenty seconds after the last connection closed, with the time at which it did', () => {
    presence.opened('ana', laptop);
    jest.advanceTimersByTime(5_000);
    presence.closed('ana', laptop);

    jest.advanceTimersByTime(19_999);
    const justBefore = presence.stateOf('ana');
    jest.advanceTimersByTime(1);

    expect([justBefore, presence.stateOf('ana'), told]).toEqual([
      'active',
      undefined,
      ['active', '2026-11-24T08:00:05.000Z'],
    ]);
  });

  it('shows nothing of a page that is loaded again, also when another device is away', () => {
    presence.opened('ana', phone);
    presence.declared('ana', phone, 'away');
    presence.opened('ana', laptop);

    presence.closed('ana', laptop);
    jest.advanceTimersByTime(2_000);
    presence.opened('ana', Symbol('laptop again'));
    jest.advanceTimersByTime(60_000);

    expect(told).toEqual(['active', 'away', 'active']);
  });

  it('was last seen when it stopped being active, not when it left', () => {
    presence.opened('ana', laptop);
    presence.declared('ana', laptop, 'away');
    jest.advanceTimersByTime(3_600_000);

    presence.closed('ana', laptop);
    jest.advanceTimersByTime(20_000);

    expect(told.at(-1)).toBe('2026-11-24T08:00:00.000Z');
  });

  it('ignores what a closed or unknown connection declares', () => {
    presence.opened('ana', laptop);
    presence.closed('ana', laptop);

    presence.declared('ana', laptop, 'away');
    presence.declared('ben', phone, 'away');
    presence.closed('ben', phone);

    expect([presence.stateOf('ana'), presence.stateOf('ben')]).toEqual(['active', undefined]);
  });

  it('knows who was active since a time', () => {
    presence.opened('ana', laptop);
    presence.opened('ben', phone);
    presence.declared('ben', phone, 'away');
    jest.advanceTimersByTime(60_000);

    const lastMinute = [...presence.activeSince(new Date(EIGHT + 1))];
    const ever = [...presence.activeSince(new Date(0))];

    expect(lastMinute).toEqual([{ userId: 'ana', at: new Date(EIGHT + 60_000) }]);
    expect(ever).toContainEqual({ userId: 'ben', at: new Date(EIGHT) });
  });
});
