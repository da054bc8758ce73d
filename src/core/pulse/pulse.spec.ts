import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Pulse } from './pulse.js';

describe('a pulse of a second', () => {
  const work = jest.fn<() => Promise<void>>();
  let pulse: Pulse;

  beforeEach(() => {
    jest.useFakeTimers();
    work.mockReset().mockResolvedValue();
    pulse = new Pulse(work, () => 1_000);
  });
  afterEach(() => void jest.useRealTimers());

  const timesAfter = async (milliseconds: number) => {
    await jest.advanceTimersByTimeAsync(milliseconds);
    return work.mock.calls.length;
  };

  it('works at once, and once for all who ask together', async () => {
    for (let i = 0; i < 100; i++) pulse.want();

    expect([await timesAfter(0), await timesAfter(10_000)]).toEqual([1, 1]);
  });

  it('works once more a second later, however often somebody asks in between', async () => {
    pulse.want();
    await timesAfter(1);
    for (let i = 0; i < 100; i++) pulse.want();

    expect([await timesAfter(990), await timesAfter(10)]).toEqual([1, 2]);
  });

  it('does not begin again while it is at it, and then does', async () => {
    let finish = () => {};
    work.mockReturnValueOnce(new Promise((resolve) => (finish = resolve)));
    pulse.want();
    await timesAfter(0);
    pulse.want();

    const during = await timesAfter(5_000);
    finish();

    expect([during, await timesAfter(0)]).toEqual([1, 2]);
  });

  it('tries again after a failure', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    work.mockRejectedValueOnce(new Error('broken'));
    pulse.want();

    expect([await timesAfter(999), await timesAfter(1), await timesAfter(5_000)]).toEqual([1, 2, 2]);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });

  it.each([
    ['the database is away', 'ECONNREFUSED'],
    ['its disk is full', '53100'],
  ])('tries again without a word while %s', async (_case, code) => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    work.mockRejectedValueOnce(Object.assign(new Error('not now'), { code }));
    pulse.want();

    expect(await timesAfter(5_000)).toBe(2);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it('is still once it was stopped', async () => {
    pulse.want();
    pulse.stop();
    pulse.want();

    expect(await timesAfter(5_000)).toBe(0);
  });
});
