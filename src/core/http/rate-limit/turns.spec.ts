import { describe, expect, it } from '@jest/globals';
import { RateLimited } from '../../errors/request-problems.js';
import { Turns } from './turns.js';

/** Work that goes on until it is told to end. */
class SlowWork {
  begun = 0;
  private readonly ends: (() => void)[] = [];

  readonly do = () => {
    this.begun++;
    return new Promise<void>((resolve) => this.ends.push(resolve));
  };

  async end(): Promise<void> {
    this.ends.shift()?.();
    await settled();
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the requests of a person', () => {
  const ask = (turns: Turns, work: SlowWork, times: number, who = 'ana') =>
    Array.from({ length: times }, () => turns.run(who, work.do));

  it('are worked on four at a time, in their order, and those of another person at the same time', async () => {
    const turns = new Turns();
    const [anas, bens] = [new SlowWork(), new SlowWork()];

    void ask(turns, anas, 10);
    void ask(turns, bens, 2, 'ben');
    await settled();
    expect([anas.begun, bens.begun]).toEqual([4, 2]);

    await anas.end();
    expect(anas.begun).toBe(5);
  });

  it('are refused with a time to come back when a hundred wait already, and taken again when they do not', async () => {
    const turns = new Turns();
    const work = new SlowWork();
    void ask(turns, work, 104);

    const refused = await turns.run('ana', work.do).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RateLimited);
    expect((refused as RateLimited).headers).toEqual({
      'Retry-After': '1',
      RateLimit: '"waiting";r=0;t=1',
      'RateLimit-Policy': '"waiting";q=104;w=1',
    });

    await work.end();
    void ask(turns, work, 1);
    for (let n = 0; n < 101; n++) await work.end();
    expect(work.begun).toBe(105);
  });

  it('give their place up when they fail', async () => {
    const turns = new Turns();
    const work = new SlowWork();
    const failures = Array.from({ length: 4 }, () => turns.run('ana', () => Promise.reject(new Error('no'))));
    await Promise.allSettled(failures);

    void ask(turns, work, 4);
    await settled();

    expect(work.begun).toBe(4);
  });
});
