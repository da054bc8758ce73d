import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { SwUpdate } from '@angular/service-worker';
import { Subject } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '../ui/toast.service';
import { AppUpdate } from './app-update';
import { RealtimeSocket } from '../core/realtime/realtime-socket';

describe('a new version', () => {
  const versionUpdates = new Subject<{ type: string }>();
  const checkForUpdate = vi.fn(async () => true);
  const reload = vi.fn();
  let connect: () => void;

  beforeEach(() => {
    vi.useFakeTimers();
    const updates = { isEnabled: true, versionUpdates, unrecoverable: new Subject(), checkForUpdate };
    TestBed.configureTestingModule({
      providers: [
        { provide: SwUpdate, useValue: updates },
        { provide: RealtimeSocket, useValue: { onOpen: (listener: () => void) => (connect = listener) } },
        { provide: DOCUMENT, useValue: { location: { reload }, querySelectorAll: () => [] } },
      ],
    });
    TestBed.inject(AppUpdate);
  });
  afterEach(() => vi.useRealTimers());

  it('is offered until somebody answers, and taken only when they do', () => {
    const toasts = TestBed.inject(Toasts);
    versionUpdates.next({ type: 'VERSION_DETECTED' });
    expect(toasts.visible()).toEqual([]);

    versionUpdates.next({ type: 'VERSION_READY' });
    vi.advanceTimersByTime(60_000);

    const [toast] = toasts.visible();
    expect(toast).toMatchObject({ text: 'A new version is ready', action: { label: 'Reload' } });
    expect(reload).not.toHaveBeenCalled();
    if (toast) toasts.act(toast);
    expect(reload).toHaveBeenCalledOnce();
  });

  it('is looked for with every connection', () => {
    connect();

    expect(checkForUpdate).toHaveBeenCalledOnce();
  });
});
