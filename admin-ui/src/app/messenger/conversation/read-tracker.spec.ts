import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OpenConversation } from '../open-conversation/open-conversation';
import { ReadTracker } from './read-tracker';

describe('what is in view', () => {
  const readThrough = vi.fn();
  let tracker: ReadTracker;
  let isShown: boolean;
  let hasFocus: boolean;

  beforeEach(() => {
    vi.useFakeTimers();
    [isShown, hasFocus] = [true, true];
    vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (isShown ? 'visible' : 'hidden'));
    vi.spyOn(document, 'hasFocus').mockImplementation(() => hasFocus);
    TestBed.configureTestingModule({
      providers: [ReadTracker, { provide: OpenConversation, useValue: { readThrough } }],
    });
    tracker = TestBed.inject(ReadTracker);
  });

  afterEach(() => {
    readThrough.mockReset();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('is read after half a second, and not before', () => {
    tracker.see('a');
    vi.advanceTimersByTime(499);
    expect(readThrough).not.toHaveBeenCalled();

    vi.advanceTimersByTime(1);

    expect(readThrough).toHaveBeenCalledExactlyOnceWith('a');
  });

  it('is not read when it passes by', () => {
    tracker.see('a');
    vi.advanceTimersByTime(300);
    tracker.see('b');
    vi.advanceTimersByTime(500);

    expect(readThrough).toHaveBeenCalledExactlyOnceWith('b');
  });

  it('is read once the page is seen again', () => {
    isShown = false;
    tracker.see('a');
    vi.advanceTimersByTime(5_000);
    expect(readThrough).not.toHaveBeenCalled();

    isShown = true;
    document.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(500);

    expect(readThrough).toHaveBeenCalledExactlyOnceWith('a');
  });

  it('is read once the window has the focus again, without a click', () => {
    hasFocus = false;
    tracker.see('a');
    vi.advanceTimersByTime(5_000);
    expect(readThrough).not.toHaveBeenCalled();

    hasFocus = true;
    window.dispatchEvent(new Event('focus'));
    vi.advanceTimersByTime(500);

    expect(readThrough).toHaveBeenCalledExactlyOnceWith('a');
  });
});
