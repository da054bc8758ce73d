import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { guardComposition } from './composition';

/** Its type has no name for the code that only Safari needs. */
const KEY_OF_INPUT_METHOD = JSON.parse('{"keyCode":229}') as KeyboardEventInit;

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
    ['just after, as Safari reports it', KEY_OF_INPUT_METHOD],
  ])('reaches no handler %s', (_when, init) => {
    expect(heard(init)).toBe(false);
  });

  it('is any other key for everybody', () => {
    expect(heard({})).toBe(true);
  });
});
