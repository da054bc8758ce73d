import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isFirstToSay } from './first-tab';

const AWAY = { isVisible: false, isLookedAt: false };
const LOOKED_AT = { isVisible: true, isLookedAt: true };

/** The locks of a browser, as far as two tabs ask for them. */
class Locks {
  private readonly held = new Set<string>();

  async request(name: string, _: unknown, work: (lock: object | null) => Promise<unknown> | null): Promise<void> {
    if (this.held.has(name)) return void work(null);
    this.held.add(name);
    await work({ name });
    this.held.delete(name);
  }
}

describe('of several tabs that hear of the same', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('navigator', { locks: new Locks() });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function answers(...tabs: Promise<boolean>[]): Promise<boolean[]> {
    await vi.advanceTimersByTimeAsync(1_000);
    return Promise.all(tabs);
  }

  it('one says it', async () => {
    expect(await answers(isFirstToSay('m', AWAY), isFirstToSay('m', AWAY))).toEqual([true, false]);
  });

  it('none says it where one of them is looked at, whichever heard of it first', async () => {
    expect(await answers(isFirstToSay('m', AWAY), isFirstToSay('m', LOOKED_AT))).toEqual([false, false]);
  });

  it('one that heard of it late says nothing', async () => {
    const first = isFirstToSay('m', AWAY);
    await vi.advanceTimersByTimeAsync(2_000);

    expect(await answers(first, isFirstToSay('m', AWAY))).toEqual([true, false]);
  });

  it('one says each of two', async () => {
    expect(await answers(isFirstToSay('m', AWAY), isFirstToSay('n', AWAY))).toEqual([true, true]);
  });

  it('those that are visible say it where there are no locks', async () => {
    vi.stubGlobal('navigator', {});
    const visible = { isVisible: true, isLookedAt: false };

    expect(await answers(isFirstToSay('m', AWAY), isFirstToSay('m', visible), isFirstToSay('m', LOOKED_AT))).toEqual([
      false,
      true,
      false,
    ]);
  });
});
