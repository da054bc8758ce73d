import { describe, expect, it } from '@jest/globals';
import { ServiceUnavailable } from '../../core/errors/request-problems.js';
import { HashQueue } from './hash-queue.js';

/** Work that goes on until it is let go. */
function held() {
  let release: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (release = resolve));
  return { work: () => done, release };
}

describe('the queue of password hashes', () => {
  it('runs no more at once than there are cores, and the next when one is done', async () => {
    const queue = new HashQueue(1);
    const first = held();
    const began: string[] = [];
    const running = queue.run(first.work);
    const waiting = queue.run(async () => void began.push('second'));

    await Promise.resolve();
    const before = [...began];
    first.release();
    await Promise.all([running, waiting]);

    expect([before, began]).toEqual([[], ['second']]);
  });

  it('refuses the one who would wait behind fifty others, and takes people in again afterwards', async () => {
    const queue = new HashQueue(1);
    const first = held();
    const all = [queue.run(first.work), ...Array.from({ length: 50 }, () => queue.run(async () => undefined))];

    await expect(queue.run(async () => undefined)).rejects.toBeInstanceOf(ServiceUnavailable);

    first.release();
    await Promise.all(all);
    await expect(queue.run(async () => 'served')).resolves.toBe('served');
  });

  it('goes on after a hash that failed', async () => {
    const queue = new HashQueue(1);

    await expect(queue.run(() => Promise.reject(new Error('no memory')))).rejects.toThrow('no memory');

    await expect(queue.run(async () => 'served')).resolves.toBe('served');
  });
});
