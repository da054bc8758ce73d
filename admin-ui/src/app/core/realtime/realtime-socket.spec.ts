import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Session } from '../session';
import { FakeWebSocket } from './fake-web-socket';
import { FrameRefused, NoAnswer, OPEN_WEB_SOCKET, RealtimeSocket } from './realtime-socket';

describe('the realtime connection', () => {
  const message = { type: 'send', conversationId: 'c', clientId: 'k', body: 'Hello' } as const;
  let sockets: FakeWebSocket[];
  let socket: RealtimeSocket;
  const me = signal<object | undefined>({ id: 'me' });
  const session = {
    me,
    token: 'first' as string | undefined,
    accessToken: () => session.token,
    isSignedIn: () => me() !== undefined,
    refresh: vi.fn(async (): Promise<string | undefined> => undefined),
    ended: vi.fn(),
  };
  const navigateByUrl = vi.fn(async () => true);
  const last = (): FakeWebSocket => sockets.at(-1) ?? expect.fail('no connection was opened');

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    sockets = [];
    session.token = 'first';
    me.set({ id: 'me' });
    TestBed.configureTestingModule({
      providers: [
        { provide: Session, useValue: session },
        { provide: Router, useValue: { navigateByUrl } },
        { provide: OPEN_WEB_SOCKET, useValue: () => sockets[sockets.push(new FakeWebSocket()) - 1] },
      ],
    });
    socket = TestBed.inject(RealtimeSocket);
    TestBed.tick();
  });
  afterEach(() => vi.useRealTimers());

  it('says who it is first and is open when the server is ready', () => {
    expect(socket.state().kind).toBe('connecting');

    last().welcome();

    expect(last().sent).toEqual([{ type: 'hello', token: 'first' }]);
    expect(socket.isOpen()).toBe(true);
  });

  it('shows a refreshed token on the open connection', () => {
    last().welcome();
    session.token = 'second';
    me.set({ id: 'me' });
    TestBed.tick();

    expect(last().sent.at(-1)).toEqual({ type: 'hello', token: 'second' });
    expect(sockets).toHaveLength(1);
  });

  it('leads to the set-up of a second factor where the server takes nobody without, and does not knock on', () => {
    last().end(4403);
    vi.advanceTimersByTime(600_000);

    expect(navigateByUrl).toHaveBeenCalledWith('/second-factor');
    expect(sockets).toHaveLength(1);
  });

  it('gives each question its own answer', async () => {
    last().welcome();
    const first = socket.send(message);
    const second = socket.send({ ...message, clientId: 'l' });
    const [, one, two] = last().sent;
    const problem = { type: 'x', code: 'no', title: 'No', detail: 'Not here.', status: 403, requestId: 'r' };

    last().hear({ type: 'error', ref: two?.['ref'] as number, problem, retryAfter: 4 });
    last().hear({ type: 'ack', ref: one?.['ref'] as number, message: { seq: 7 } as never });

    expect((await first).message.seq).toBe(7);
    await expect(second).rejects.toEqual(new FrameRefused(problem, 4));
    await expect(second).rejects.toMatchObject({ retryAfterSeconds: 4 });
  });

  it('gives up a question when the connection breaks', async () => {
    last().welcome();
    const question = socket.send(message);

    last().end(1006);

    await expect(question).rejects.toBeInstanceOf(NoAnswer);
  });

  it.each([1001, 1006, 1013, 4410])('comes back by itself after close code %i', (code) => {
    last().welcome();
    last().end(code);
    expect(socket.state().kind).toBe('waiting');

    vi.advanceTimersByTime(1_000);

    expect(sockets).toHaveLength(2);
  });

  it('waits longer after each failure, at most half a minute', () => {
    for (let round = 0; round < 8; round++) {
      last().end(1006);
      vi.advanceTimersToNextTimer();
    }
    last().end(1006);
    const before = sockets.length;

    vi.advanceTimersByTime(14_000);
    expect(sockets).toHaveLength(before);
    vi.advanceTimersByTime(16_000);
    expect(sockets).toHaveLength(before + 1);
  });

  it('tries at once when the network is back', () => {
    last().end(1006);
    window.dispatchEvent(new Event('online'));

    expect(sockets).toHaveLength(2);
  });

  it('slows down when the server asks for it', () => {
    last().welcome();
    last().end(4429);
    vi.advanceTimersByTime(7_000);

    expect(sockets).toHaveLength(1);
  });

  it('gets a new token when the old one is refused, and comes back with it', async () => {
    last().welcome();
    last().end(4401);
    await vi.advanceTimersByTimeAsync(0);

    expect(session.refresh).toHaveBeenCalledOnce();
    expect(sockets).toHaveLength(2);
  });

  it('comes back with the session that took the place of its own', async () => {
    last().welcome();

    last().hear({ type: 'session.revoked', conversationId: null, rev: null, at: '', data: { reason: 'replaced' } });
    await vi.advanceTimersByTimeAsync(0);

    expect(session.refresh).toHaveBeenCalledOnce();
    expect(session.ended).not.toHaveBeenCalled();
    expect(sockets).toHaveLength(2);
  });

  it('ends the session when no new token is given', async () => {
    session.refresh.mockResolvedValueOnce('expired');
    last().end(4401);
    await vi.advanceTimersByTimeAsync(0);

    expect(session.ended).toHaveBeenCalledOnce();
    expect(socket.state().kind).toBe('offline');
  });

  it('notices a connection that has fallen silent', async () => {
    last().welcome();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(last().sent.at(-1)).toMatchObject({ type: 'ping' });

    await vi.advanceTimersByTimeAsync(10_000);

    expect(socket.state().kind).toBe('waiting');
  });

  it('gets a token first when the page was opened without one, and connects when it is there', async () => {
    me.set(undefined);
    TestBed.tick();
    session.token = undefined;
    session.refresh.mockRejectedValueOnce(new Error('no answer'));
    me.set({ id: 'me' });
    TestBed.tick();
    await vi.advanceTimersByTimeAsync(0);
    expect(socket.state().kind).toBe('waiting');
    expect(sockets).toHaveLength(1);

    session.refresh.mockImplementationOnce(async () => {
      session.token = 'first';
      return undefined;
    });
    await vi.advanceTimersByTimeAsync(1_000);
    last().welcome();

    expect(sockets).toHaveLength(2);
    expect(last().sent).toEqual([{ type: 'hello', token: 'first' }]);
  });

  it('tells listeners of every connection, so that they can catch up', () => {
    const opened = vi.fn();
    socket.onOpen(opened);
    last().welcome();
    last().end(1006);
    vi.advanceTimersByTime(1_000);
    last().welcome();

    expect(opened).toHaveBeenCalledTimes(2);
  });
});
