import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { Preferences } from './preferences/preferences';
import { UndoSending } from './undo-sending';

describe('how long a send can be undone', () => {
  let undo: UndoSending;

  beforeEach(() => {
    sessionStorage.clear();
    undo = TestBed.inject(UndoSending);
  });

  it('is not at all in chats and ten seconds for new messages, until it is chosen', () => {
    expect([undo.chat(), undo.compose()]).toEqual([0, 10]);
  });

  it('is chosen for each on its own', () => {
    undo.chat.set(5);
    undo.compose.set(0);

    expect([undo.chat(), undo.compose()]).toEqual([5, 0]);
  });

  it('is what it usually is where something else was kept', () => {
    TestBed.inject(Preferences).set('undo.chat', 7);

    expect(undo.chat()).toBe(0);
  });
});
