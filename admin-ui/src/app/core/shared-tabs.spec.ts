import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventually } from '../testing/eventually';
import { SharedTabs } from './shared-tabs';

// With locks the browser itself tells: that is tried in a real one (`test/browser`).
describe('tabs on a shared device, over plain http', () => {
  const first = new SharedTabs();
  const second = new SharedTabs();
  const isKnown = (): Promise<boolean> => new SharedTabs().isAnyOpen();

  beforeAll(() => {
    // The tests of other files run in the same process, where channels of one name hear each other.
    const { BroadcastChannel } = globalThis;
    vi.stubGlobal(
      'BroadcastChannel',
      class extends BroadcastChannel {
        constructor(name: string) {
          super(`${name} of these tests`);
        }
      },
    );
  });
  afterAll(() => vi.unstubAllGlobals());

  afterEach(async () => {
    first.leave();
    second.leave();
    await eventually(async () => expect(await isKnown()).toBe(false));
  });

  it('are known to one that is opened while they are signed in', async () => {
    expect(await isKnown()).toBe(false);

    first.join();

    expect(await isKnown()).toBe(true);
  });

  it('are known as long as one is left', async () => {
    first.join();
    second.join();

    first.leave();

    expect(await isKnown()).toBe(true);
  });
});
