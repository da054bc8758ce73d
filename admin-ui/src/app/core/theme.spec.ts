import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Preferences } from './preferences/preferences';
import { Theme } from './theme';

describe('the colours', () => {
  const shown = (): string => {
    TestBed.tick();
    return document.documentElement.dataset['theme'] ?? 'system';
  };
  const visit = (): [Theme, Preferences] => {
    TestBed.resetTestingModule();
    return [TestBed.inject(Theme), TestBed.inject(Preferences)];
  };
  const clear = (): void => {
    localStorage.clear();
    sessionStorage.clear();
    delete document.documentElement.dataset['theme'];
  };

  beforeEach(clear);
  afterEach(clear);

  it('are those seen last until it is known who is here, then theirs', () => {
    localStorage.setItem('parley.preferences', '{}');
    localStorage.setItem('parley.theme', 'dark');
    const [, preferences] = visit();
    const seen = [shown()];

    preferences.begin('ana');
    seen.push(shown());
    preferences.take({ values: { theme: 'light' }, version: 1 });
    seen.push(shown());

    expect(seen).toEqual(['dark', 'dark', 'light']);
    expect(localStorage.getItem('parley.theme')).toBe('light');
  });

  it('are not those of whoever was here before, who chose them', () => {
    const [theme, preferences] = visit();
    preferences.begin('ana');
    theme.choice.set('dark');
    const seen = [shown()];
    preferences.end();
    seen.push(shown());

    preferences.begin('ben');
    preferences.take({ values: {}, version: 0 });
    seen.push(shown());

    expect(seen).toEqual(['dark', 'dark', 'system']);
  });

  it('go around the three of them', () => {
    const [theme] = visit();
    const seen = [1, 2, 3].map(() => {
      theme.next();
      return theme.choice();
    });

    expect(seen).toEqual(['light', 'dark', 'system']);
  });
});
