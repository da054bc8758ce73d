import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { WaitingPositions, type WritePositions } from './waiting-positions.js';

const ana = (seq: number) => ({ conversationId: 'a', userId: 'ana', seq });
const ben = (seq: number) => ({ conversationId: 'a', userId: 'ben', seq });

describe('positions that wait', () => {
  const write = jest.fn<WritePositions>();
  let waiting: WaitingPositions;

  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    write.mockReset().mockResolvedValue([]);
    waiting = new WaitingPositions(write, () => 1_000);
  });
  afterEach(() => void jest.useRealTimers());

  it('are written together, at most once a second', async () => {
    waiting.note('a', 'ana', 1);
    waiting.note('a', 'ben', 1);
    await jest.advanceTimersByTimeAsync(0);
    waiting.note('a', 'ana', 2);
    waiting.note('a', 'ana', 3);
    await jest.advanceTimersByTimeAsync(999);
    const early = write.mock.calls.length;
    await jest.advanceTimersByTimeAsync(1);

    expect(early).toBe(1);
    expect(write.mock.calls).toEqual([[[ana(1), ben(1)]], [[ana(3)]]]);
  });

  it('are tried again when writing failed, with what came meanwhile', async () => {
    write.mockRejectedValueOnce(new Error('the database is away'));
    waiting.note('a', 'ana', 1);
    waiting.note('a', 'ben', 7);
    await jest.advanceTimersByTimeAsync(0);
    waiting.note('a', 'ana', 2);
    await jest.advanceTimersByTimeAsync(1_000);

    expect(write.mock.calls[1]).toEqual([[ana(2), ben(7)]]);
  });

  it('whose rows were busy are tried again, the others not', async () => {
    write.mockResolvedValueOnce([ben(1)]);
    waiting.note('a', 'ana', 1);
    waiting.note('a', 'ben', 1);
    await jest.advanceTimersByTimeAsync(2_000);

    expect(write.mock.calls).toEqual([[[ana(1), ben(1)]], [[ben(1)]]]);
  });

  it('are written when it closes, also those of a write that is under way and fails', async () => {
    let fail: (error: Error) => void = () => undefined;
    write.mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
    waiting.note('a', 'ana', 1);
    await jest.advanceTimersByTimeAsync(0);
    const closed = waiting.close();
    fail(new Error('the connection broke'));
    await closed;

    expect(write.mock.calls).toEqual([[[ana(1)]], [[ana(1)]]]);
  });
});
