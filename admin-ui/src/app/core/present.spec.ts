import { computed } from '@angular/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { agoOrWhen } from './times';
import { dayHeading } from './days';
import { currentStatus } from './presence/current-status';

describe('what depends on the present time', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(new Date(2026, 10, 25, 23, 58, 30));
  });
  afterEach(() => vi.useRealTimers());

  it('goes on with the time, without anything else happening', () => {
    const at = new Date().toISOString();
    const status = { emoji: '🚲', text: 'On my way', until: new Date(Date.now() + 60_000).toISOString() };
    const shown = computed(() => [agoOrWhen(at), dayHeading(at), currentStatus(status)?.text]);
    expect(shown()).toEqual(['just now', 'Today', 'On my way']);

    vi.setSystemTime(Date.now() + 5 * 60_000);
    // The clock of the module may have been started by another test; coming back to the page moves it, too.
    document.dispatchEvent(new Event('visibilitychange'));

    expect(shown()).toEqual(['5 min ago', 'Yesterday', undefined]);
  });
});
