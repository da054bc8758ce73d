import type { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RepeatedFailures } from './repeated-failures.js';

describe('what fails again and again', () => {
  const warn = jest.fn();
  let failures: RepeatedFailures;
  beforeEach(() => {
    jest.useFakeTimers();
    warn.mockReset();
    failures = new RepeatedFailures({ warn } as unknown as Logger);
  });
  afterEach(() => void jest.useRealTimers());

  it('is said once a minute, with how often it was not', () => {
    for (let second = 0; second <= 120; second++) {
      failures.warnLine(`FATAL:  could not write to file "pg_wal/xlogtemp.${second}"`);
      jest.advanceTimersByTime(1_000);
    }

    expect(warn.mock.calls).toEqual([
      [{ msg: expect.stringContaining('xlogtemp.0"') }],
      [{ msg: expect.stringContaining('xlogtemp.60"'), repeated: 59 }],
      [{ msg: expect.stringContaining('xlogtemp.120"'), repeated: 59 }],
    ]);
  });

  it('is said for each reason', () => {
    const [full, away] = [new Error('No space left on device'), new Error('connect ECONNREFUSED')];

    for (const error of [full, away, full, away]) failures.warn(error, { ageMs: 1 });

    expect(warn.mock.calls).toEqual([[{ err: full, ageMs: 1 }], [{ err: away, ageMs: 1 }]]);
  });
});
