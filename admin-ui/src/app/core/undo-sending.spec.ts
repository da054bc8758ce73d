import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { UndoSending } from './undo-sending';

function visit(): UndoSending {
  TestBed.resetTestingModule();
  return TestBed.inject(UndoSending);
}

describe('how long a send can be undone', () => {
  beforeEach(() => localStorage.clear());

  it('is not at all in chats and ten seconds for new messages, until it is chosen', () => {
    const { chat, compose } = visit();

    expect([chat(), compose()]).toEqual([0, 10]);
  });

  it('is remembered on this device, each on its own', () => {
    const first = visit();
    TestBed.tick();
    first.chat.set(5);
    first.compose.set(0);
    TestBed.tick();

    const { chat, compose } = visit();

    expect([chat(), compose()]).toEqual([5, 0]);
  });

  it('is what it usually is where something else was kept', () => {
    localStorage.setItem('parley.undo-chat', '7');

    expect(visit().chat()).toBe(0);
  });
});
