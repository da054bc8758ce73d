import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { risesLater } from './rises-later';

describe('a count in a title or badge', () => {
  const count = signal(0);
  let shown: () => number;

  beforeEach(() => {
    vi.useFakeTimers();
    count.set(0);
    shown = TestBed.runInInjectionContext(() => risesLater(count, 1_000));
    TestBed.tick();
  });
  afterEach(() => vi.useRealTimers());

  function become(value: number): void {
    count.set(value);
    TestBed.tick();
  }

  it('does not flash for what is read at once', () => {
    const seen = new Set<number>();
    for (let message = 0; message < 5; message++) {
      become(1);
      seen.add(shown());
      become(0);
      vi.advanceTimersByTime(2_000);
      seen.add(shown());
    }

    expect([...seen]).toEqual([0]);
  });

  it('rises when what came in stays unread, and falls at once', () => {
    become(2);
    vi.advanceTimersByTime(1_000);
    expect(shown()).toBe(2);

    become(1);

    expect(shown()).toBe(1);
  });
});
