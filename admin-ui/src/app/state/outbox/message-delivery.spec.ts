import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { Api } from '../../api/api';
import { FrameRefused, RealtimeSocket } from '../../core/realtime/realtime-socket';
import { t } from '../../core/words/words';
import { MessageDelivery, Undelivered } from './message-delivery';
import type { OutgoingMessage } from './outgoing-message';

describe('a message that the server has no time for', () => {
  const refusedWith = (error: Error) => {
    const socket = { isOpen: () => true, send: () => Promise.reject(error) };
    TestBed.configureTestingModule({
      providers: [
        { provide: RealtimeSocket, useValue: socket },
        { provide: Api, useValue: {} },
      ],
    });
    const entry = { clientId: 'k', conversationId: 'c', body: 'Hello' } as OutgoingMessage;
    return TestBed.inject(MessageDelivery).deliver(entry);
  };
  const problem = {
    type: 'x',
    code: 'service_unavailable',
    title: 'Later',
    detail: 'Full.',
    status: 503,
    requestId: 'r',
  };

  it('waits for as long as the socket was told', async () => {
    const refusal = await refusedWith(new FrameRefused(problem, 30)).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(Undelivered);
    expect(refusal).toMatchObject({
      reason: t('problem.service_unavailable'),
      isTemporary: true,
      retryAfterMs: 30_000,
    });
  });
});
