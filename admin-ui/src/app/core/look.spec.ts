import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Look } from './look';
import { Preferences } from './preferences/preferences';

describe('the look', () => {
  const root = document.documentElement;
  /** What the screen is like. */
  let holds: (query: string) => boolean;
  let tellAll: (() => void)[];

  const shown = (): unknown[] => {
    TestBed.tick();
    return [root.dataset['density'], root.dataset['contrast'], root.style.fontSize];
  };
  const clear = (): void => {
    localStorage.clear();
    sessionStorage.clear();
    delete root.dataset['density'];
    delete root.dataset['contrast'];
    root.style.fontSize = '';
  };

  beforeEach(() => {
    clear();
    holds = () => false;
    tellAll = [];
    vi.stubGlobal('matchMedia', (query: string) => ({
      get matches() {
        return holds(query);
      },
      addEventListener: (_: string, tell: () => void) => tellAll.push(tell),
      removeEventListener: () => undefined,
    }));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    clear();
  });

  it('is what was chosen, at once', () => {
    const look = TestBed.inject(Look);
    const before = shown();

    look.density.set('compact');
    look.contrast.set('more');
    look.textSize.set(125);

    expect([before, shown()]).toEqual([
      [undefined, undefined, ''],
      ['compact', 'more', '125%'],
    ]);
  });

  it('is the one seen last until it is known who is here, then theirs', () => {
    localStorage.setItem('parley.preferences', '{}');
    localStorage.setItem('parley.density', 'comfortable');
    localStorage.setItem('parley.textSize', '87.5');
    TestBed.inject(Look);
    const before = shown();

    TestBed.inject(Preferences).begin('ana');
    TestBed.inject(Preferences).take({ values: { textSize: 150, density: 'by-owl' }, version: 1 });

    expect([before, shown()]).toEqual([
      ['comfortable', undefined, '87.5%'],
      [undefined, undefined, '150%'],
    ]);
  });

  it('leaves nothing on the device while it is the usual one', () => {
    const look = TestBed.inject(Look);
    shown();
    const kept = Object.keys(localStorage);

    look.textSize.set(125);
    shown();

    expect([kept, localStorage.getItem('parley.textSize')]).toEqual([[], '125']);
  });

  it('is not compact where one points with a finger', () => {
    holds = (query) => query === '(pointer: coarse)';
    TestBed.inject(Look).density.set('compact');

    expect(shown()[0]).toBeUndefined();
  });

  it('has more contrast while the system asks for it', () => {
    TestBed.inject(Look);
    const before = shown()[1];

    holds = (query) => query === '(prefers-contrast: more)';
    tellAll.forEach((tell) => tell());

    expect([before, shown()[1]]).toEqual([undefined, 'more']);
  });
});
