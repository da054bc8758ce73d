import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWebSocket } from '../../core/realtime/fake-web-socket';
import { OPEN_WEB_SOCKET } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';
import { TypingPeople } from './typing-people';

let socket: FakeWebSocket;
let typing: TypingPeople;

const writes = (userId: string): void =>
  socket.hear({ type: 'typing', conversationId: 'talk', rev: null, at: '', data: { userId } });
const said = () => socket.sent.filter((frame) => frame['type'] === 'typing').length;

beforeEach(() => {
  vi.useFakeTimers();
  TestBed.configureTestingModule({
    providers: [
      { provide: Session, useValue: { me: signal({ id: 'me' }), accessToken: () => 'token', isSignedIn: () => true } },
      { provide: OPEN_WEB_SOCKET, useValue: () => (socket = new FakeWebSocket()) },
    ],
  });
  typing = TestBed.inject(TypingPeople);
  TestBed.tick();
  socket.welcome();
});
afterEach(() => vi.useRealTimers());

describe('who is writing', () => {
  it('is shown for five seconds after the last word of it', () => {
    writes('ana');
    vi.advanceTimersByTime(4_000);
    writes('ana');
    vi.advanceTimersByTime(4_000);
    expect(typing.in('talk')).toEqual(['ana']);

    vi.advanceTimersByTime(1_001);
    expect(typing.in('talk')).toEqual([]);
  });

  it('ends with the message', () => {
    writes('ana');
    socket.hear({
      type: 'message.created',
      conversationId: 'talk',
      rev: 1,
      at: '',
      data: { sender: { id: 'ana' } } as never,
    });

    expect(typing.in('talk')).toEqual([]);
  });

  it('is nobody without a connection, and never me', () => {
    writes('me');
    expect(typing.in('talk')).toEqual([]);
    writes('ana');
    socket.end(1006);

    expect(typing.in('talk')).toEqual([]);
  });

  it('is said of me every three seconds at most, and at once after a message was sent', () => {
    for (let n = 0; n < 5; n++) typing.tell('talk');
    expect(said()).toBe(1);

    vi.advanceTimersByTime(3_000);
    typing.tell('talk');
    expect(said()).toBe(2);

    typing.done();
    typing.tell('talk');
    expect(said()).toBe(3);
  });
});
