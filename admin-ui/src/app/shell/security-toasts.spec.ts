import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../api/api';
import type { SecurityNoticeDto } from '../api/models/security-notice-dto';
import type { RealtimeEvent } from '../core/realtime/frames';
import { RealtimeSocket } from '../core/realtime/realtime-socket';
import { Session } from '../core/session';
import { eventually } from '../testing/eventually';
import { Toasts } from '../ui/toast.service';
import { SecurityToasts } from './security-toasts';

const WARNED: SecurityNoticeDto = {
  ...{ id: 'n', kind: 'warned', at: '2026-11-27T09:00:00.000Z', ip: '', userAgent: '' },
  ...{ remaining: null, note: 'Mind your words.' },
};

describe('what moderators have to say to me', () => {
  beforeEach(() => sessionStorage.clear());

  it('is said on the page that is open, when they say it', async () => {
    const show = vi.fn();
    let listen: (event: RealtimeEvent) => void = () => expect.fail('Nobody listens.');
    const onEvent = (listener: typeof listen) => ((listen = listener), () => undefined);
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke: () => Promise.resolve({ items: [WARNED] }) } },
        { provide: Session, useValue: { me: () => ({ id: 'me' }) } },
        { provide: Toasts, useValue: { show } },
        { provide: RealtimeSocket, useValue: { onEvent } },
      ],
    });
    TestBed.inject(SecurityToasts);
    expect(show).not.toHaveBeenCalled();

    listen({ type: 'notice.added', conversationId: null, rev: null, at: '', data: { kind: 'warned' } });

    await eventually(() =>
      expect(show).toHaveBeenCalledWith(expect.objectContaining({ text: expect.stringContaining('warned') })),
    );
  });
});
