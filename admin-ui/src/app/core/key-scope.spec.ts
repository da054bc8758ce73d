import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { keyScope, ScopedKeys } from './key-scope';
import { SingleKeys } from './single-keys';

const KEYS = keyScope('keys.messages', {
  reply: { label: 'keys.reply', keys: ['r'] },
  leave: { label: 'keys.leave', keys: ['Escape'] },
});

/** What became of a key: what was done, and whether the browser still does its own. */
function press(event: KeyboardEvent, { areOn = true, isPossible = true } = {}) {
  TestBed.configureTestingModule({ providers: [{ provide: SingleKeys, useValue: { areOn: signal(areOn) } }] });
  const deeds = { reply: vi.fn(() => isPossible), leave: vi.fn(() => isPossible) };
  const isDone = TestBed.inject(ScopedKeys).run(KEYS, event, deeds);
  const done = Object.entries(deeds).flatMap(([name, deed]) => (deed.mock.calls.length > 0 ? [name] : []));
  return { done, isDone, isTaken: event.defaultPrevented };
}

const key = (of: KeyboardEventInit): KeyboardEvent => new KeyboardEvent('keydown', { ...of, cancelable: true });

describe('the keys of a place', () => {
  it('do what they are declared for, and nothing else happens', () => {
    expect(press(key({ key: 'r', code: 'KeyR' }))).toEqual({ done: ['reply'], isDone: true, isTaken: true });
  });

  it('are about the place of the letter where the layout has none', () => {
    expect(press(key({ key: 'к', code: 'KeyR' })).done).toEqual(['reply']);
  });

  it('leave the others to the browser', () => {
    expect(press(key({ key: 'q', code: 'KeyQ' }))).toEqual({ done: [], isDone: false, isTaken: false });
  });

  it('leave to others what is not possible now', () => {
    const { isDone, isTaken } = press(key({ key: 'r', code: 'KeyR' }), { isPossible: false });

    expect([isDone, isTaken]).toEqual([false, false]);
  });

  it('do nothing alone where single keys are switched off, but the others go on', () => {
    expect(press(key({ key: 'r', code: 'KeyR' }), { areOn: false }).done).toEqual([]);
    TestBed.resetTestingModule();
    expect(press(key({ key: 'Escape', code: 'Escape' }), { areOn: false }).done).toEqual(['leave']);
  });

  it('do nothing that somebody else has done', () => {
    const event = key({ key: 'r', code: 'KeyR' });
    event.preventDefault();

    expect(press(event).done).toEqual([]);
  });
});
