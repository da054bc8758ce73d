import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Metrics } from '../metrics/metrics.js';
import { HealthParts, type PartReport } from './health-parts.js';

const OK: PartReport = { state: 'ok', reason: 'ok', detail: 'It works.' };
const SLOW: PartReport = { state: 'degraded', reason: 'slow', detail: 'It is slow.', facts: { answerMs: 900 } };

describe('the parts of the server', () => {
  let parts: HealthParts;
  let now = 0;

  beforeEach(() => {
    jest.useFakeTimers();
    now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    parts = new HealthParts(new Metrics());
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  /** Past what is remembered. */
  const later = () => {
    now += 3_000;
    jest.setSystemTime(Date.now() + 3_000);
  };

  it('are as they are since that was first seen, and until it is another state or reason', async () => {
    let report = OK;
    parts.register('database', () => report);
    const [first] = await parts.report();
    later();
    const [same] = await parts.report();
    later();
    report = SLOW;
    const [other] = await parts.report();

    expect(same?.since).toEqual(first?.since);
    expect(other?.since.getTime()).toBe((first?.since.getTime() ?? 0) + 6_000);
  });

  it('are down when they fail or do not answer, which keeps no other from answering', async () => {
    parts.register('broken', () => Promise.reject(new Error('password of ana')));
    parts.register('silent', () => new Promise(() => undefined));
    parts.register('database', () => OK);

    const asked = parts.report();
    await jest.advanceTimersByTimeAsync(2_000);
    const all = await asked;

    expect(all.map(({ part, state, reason }) => [part, state, reason])).toEqual([
      ['broken', 'down', 'check_failed'],
      ['silent', 'down', 'no_answer'],
      ['database', 'ok', 'ok'],
    ]);
    expect(JSON.stringify(all)).not.toContain('ana');
  });

  it('are asked once for many who ask', async () => {
    const check = jest.fn(() => OK);
    parts.register('database', check);

    await Promise.all([parts.report(), parts.report()]);
    await parts.report();

    expect(check).toHaveBeenCalledTimes(1);
  });
});
