import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { guardComposition } from './composition';

describe('a key that an input method takes', () => {
  const heard = (init: KeyboardEventInit): boolean => {
    TestBed.runInInjectionContext(guardComposition);
    let isHeard = false;
    const field = document.body.appendChild(document.createElement('input'));
    field.addEventListener('keydown', () => (isHeard = true));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...init }));
    field.remove();
    return isHeard;
  };

  it.each([
    ['while it composes', { isComposing: true }],
    ['just after, as Safari reports it', { keyCode: 229 }],
  ])('reaches no handler %s', (_when, init) => {
    expect(heard(init)).toBe(false);
  });

  it('is any other key for everybody', () => {
    const enter = { keyCode: 13 };

    expect(heard(enter)).toBe(true);
  });
});
