import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Preferences } from './preferences/preferences';
import { SendKey } from './send-key';

/** A visit on a screen with a keyboard, or on glass. */
function visit(isGlass: boolean): SendKey {
  TestBed.resetTestingModule();
  vi.stubGlobal('matchMedia', () => ({ matches: isGlass }));
  return TestBed.inject(SendKey);
}

describe('which key sends', () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => vi.unstubAllGlobals());

  it('is Enter until it is chosen, but on glass, where a new line has no other key', () => {
    expect([visit(false).choice(), visit(true).choice()]).toEqual(['enter', 'mod-enter']);
  });

  it('is the same on all screens once something unusual was chosen on one', () => {
    visit(false).choose('mod-enter');
    expect([visit(true).choice(), visit(false).choice()]).toEqual(['mod-enter', 'mod-enter']);

    visit(true).choose('enter');
    expect([visit(true).choice(), visit(false).choice()]).toEqual(['enter', 'enter']);
  });

  it('is not taken from glass by who returns to what is usual at a keyboard', () => {
    visit(false).choose('mod-enter');
    visit(false).choose('enter');

    expect(TestBed.inject(Preferences).get('sendKey')).toBeUndefined();
    expect([visit(false).choice(), visit(true).choice()]).toEqual(['enter', 'mod-enter']);
  });
});
