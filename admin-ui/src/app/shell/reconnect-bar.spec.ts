import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Session } from '../core/session';
import { Link } from '../core/realtime/link';
import { RealtimeSocket, type RealtimeState } from '../core/realtime/realtime-socket';
import { ReconnectBar } from './reconnect-bar';

describe('the bar about the connection', () => {
  const state = signal<RealtimeState>({ kind: 'open' });
  let token: string | undefined;
  let fixture: ComponentFixture<ReconnectBar>;
  let link: Link;

  /** What it says after this time, in one line. */
  async function saysAfter(milliseconds: number): Promise<string> {
    await vi.advanceTimersByTimeAsync(milliseconds);
    TestBed.tick();
    const { textContent } = fixture.nativeElement as HTMLElement;
    return (textContent ?? '').replace(/\s+/g, ' ').trim();
  }

  beforeEach(() => {
    vi.useFakeTimers();
    token = 't';
    state.set({ kind: 'open' });
    const socket = { state, isOpen: () => state().kind === 'open', retryNow: vi.fn() };
    TestBed.configureTestingModule({
      providers: [
        { provide: RealtimeSocket, useValue: socket },
        { provide: Session, useValue: { accessToken: () => token } },
      ],
    });
    link = TestBed.inject(Link);
    fixture = TestBed.createComponent(ReconnectBar);
    TestBed.tick();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const breakFor = (milliseconds: number): void => state.set({ kind: 'waiting', retryAt: Date.now() + milliseconds });

  it('keeps silent about two seconds, however often it is tried', async () => {
    breakFor(1_000);
    expect(await saysAfter(1_000)).toBe('');
    state.set({ kind: 'connecting' });
    expect(await saysAfter(900)).toBe('');
    state.set({ kind: 'open' });

    expect(await saysAfter(5_000)).toBe('');
  });

  it('then counts down to the next try, and says what will be sent', async () => {
    breakFor(6_000);
    link.waiting.set(3);

    expect(await saysAfter(2_000)).toMatch(/^Reconnecting… 4 s.*3 messages will be sent when online.*Retry now$/);
    expect(await saysAfter(1_000)).toContain('Reconnecting… 3 s');
    link.waiting.set(1);
    expect(await saysAfter(0)).toContain('1 message will be sent');
  });

  it('takes the word of the browser for a hint', async () => {
    breakFor(6_000);
    window.dispatchEvent(new Event('offline'));

    expect(await saysAfter(2_000)).toContain('You are offline. Reconnecting…');
    window.dispatchEvent(new Event('online'));
    expect(await saysAfter(0)).not.toContain('You are offline');
  });

  it('does not keep silent when the page was opened without a connection', async () => {
    token = undefined;
    breakFor(6_000);

    expect(await saysAfter(0)).toContain('Reconnecting…');
  });

  it('says that it is back when everything is caught up, how much that was, and goes', async () => {
    breakFor(6_000);
    await saysAfter(2_000);
    link.isCatchingUp.set(true);
    state.set({ kind: 'open' });
    expect(await saysAfter(3_000)).toBe('Connected. Catching up…');

    link.addNews(12);
    link.isCatchingUp.set(false);

    expect(await saysAfter(100)).toBe('Back online · 12 new');
    expect(await saysAfter(2_000)).toBe('');
  });
});
