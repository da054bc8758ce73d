import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../testing/eventually';
import { SharedTabs } from './shared-tabs';

// With locks the browser itself tells: that is tried in a real one (`test/browser`).
describe('tabs on a shared device, over plain http', () => {
  const first = new SharedTabs();
  const second = new SharedTabs();
  const isKnown = (): Promise<boolean> => new SharedTabs().isAnyOpen();

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
