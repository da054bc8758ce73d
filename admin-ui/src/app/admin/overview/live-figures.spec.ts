import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { liveFigures } from './live-figures';

describe('the figures of now', () => {
  let asked: number;
  let isAway: boolean;
  let isHidden: boolean;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = 0;
    isAway = false;
    isHidden = false;
    vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
    const invoke = () => {
      asked++;
      return isAway ? Promise.reject(new HttpErrorResponse({ status: 0 })) : Promise.resolve({ version: `${asked}` });
    };
    TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: { invoke } }] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const begin = () => TestBed.runInInjectionContext(liveFigures);
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);

  it('are asked for every five seconds, and say how old they are', async () => {
    const live = begin();
    await pass(0);
    expect([asked, live.ageSeconds()]).toEqual([1, 0]);

    await pass(3);
    expect(live.ageSeconds()).toBe(3);
    await pass(7.5);

    expect(asked).toBe(3);
  });

  it('are not asked for while nobody sees them, and at once when somebody does', async () => {
    begin();
    await pass(0);
    isHidden = true;
    await pass(60);
    expect(asked).toBe(1);

    isHidden = false;
    document.dispatchEvent(new Event('visibilitychange'));

    expect(asked).toBe(2);
  });

  it('stay when the server is away, are stale after fifteen seconds, and new when it is back', async () => {
    const live = begin();
    await pass(0);
    isAway = true;
    await pass(14);
    expect([live.isStale(), live.problem()?.code]).toEqual([false, 'network']);
    await pass(3);
    expect([live.isStale(), live.figures()?.version]).toEqual([true, '1']);

    isAway = false;
    await live.refresh();

    expect([live.isStale(), live.problem()]).toEqual([false, undefined]);
  });

  it('are not asked for any more once the page is left', async () => {
    begin();
    await pass(0);
    TestBed.resetTestingModule();
    await pass(30);

    expect(asked).toBe(1);
  });
});
