import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { currentStatus } from './presence/current-status';
import { learnServerTime, serverNow } from './server-clock';
import { agoOrWhen } from './times';

describe("the server's time", () => {
  const TEN_MINUTES = 10 * 60_000;
  const SERVER = Date.UTC(2026, 10, 25, 14, 2, 0);

  beforeEach(() => {
    vi.useFakeTimers();
    vi.setSystemTime(SERVER + TEN_MINUTES);
    learnServerTime(SERVER, 0);
  });
  afterEach(() => {
    learnServerTime(Date.now(), 0);
    vi.useRealTimers();
    localStorage.clear();
  });

  const isNear = (at: number): void => expect(Math.abs(serverNow().getTime() - at)).toBeLessThanOrEqual(500);

  it('is known on a device whose clock is ahead', () => {
    isNear(SERVER);
    vi.setSystemTime(SERVER + TEN_MINUTES + 60_000);
    isNear(SERVER + 60_000);
  });

  it('does not move with answers that took a while', () => {
    const before = serverNow().getTime();

    learnServerTime(SERVER - 8_000, 9_000);

    expect(serverNow().getTime()).toBe(before);
  });

  it('follows a clock that is set right', () => {
    vi.setSystemTime(SERVER);
    learnServerTime(SERVER, 0);

    isNear(SERVER);
  });

  it('is what is shown and judged by', () => {
    const anHour = new Date(SERVER + 5 * 60_000).toISOString();

    expect(currentStatus({ emoji: '', text: 'Away', until: anHour })?.text).toBe('Away');
    expect(agoOrWhen(new Date(SERVER - 2 * 60_000).toISOString())).toBe('2 min ago');
  });
});
