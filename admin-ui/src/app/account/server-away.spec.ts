import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberSignOut } from '../core/pending-sign-out';
import { ServerAway } from './server-away';

describe('while the server is away', () => {
  const retry = vi.fn();

  function shown(): ComponentFixture<ServerAway> {
    const fixture = TestBed.createComponent(ServerAway);
    fixture.componentInstance.retry.subscribe(retry);
    fixture.detectChanges();
    return fixture;
  }
  const text = (fixture: ComponentFixture<ServerAway>) => (fixture.nativeElement as HTMLElement).textContent;

  beforeEach(() => {
    vi.useFakeTimers();
    retry.mockReset();
    localStorage.clear();
  });
  afterEach(() => {
    vi.useRealTimers();
    localStorage.clear();
  });

  it('asks again by itself: now and then, when there is a network again, and not once it is gone', () => {
    const fixture = shown();
    vi.advanceTimersByTime(10_000);
    window.dispatchEvent(new Event('online'));
    expect(retry).toHaveBeenCalledTimes(2);

    fixture.destroy();
    vi.advanceTimersByTime(60_000);

    expect(retry).toHaveBeenCalledTimes(2);
  });

  it('tells who signed out without a connection that they did', () => {
    expect(text(shown())).toContain("Parley can't be reached");

    rememberSignOut(undefined);

    expect(text(shown())).toContain('You signed out');
  });
});
