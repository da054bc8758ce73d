import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { Api } from '../../api/api';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';
import { Confirmed } from '../../state/confirmed';
import { leftEvent, messageEvent } from '../../state/messages/answers-as-events';
import { aMessage, NOOR } from '../../state/sample-data';
import { OpenConversation } from './open-conversation';

describe('what I answer', () => {
  let open: OpenConversation;
  const answered = () => open.replyTo()?.body;

  beforeEach(() => {
    const socket = {
      isOpen: signal(true),
      state: signal({ kind: 'open' }),
      onOpen: () => undefined,
      onEvent: () => undefined,
    };
    TestBed.configureTestingModule({
      providers: [
        OpenConversation,
        { provide: Api, useValue: {} },
        { provide: Session, useValue: { me: signal(NOOR) } },
        { provide: RealtimeSocket, useValue: socket },
      ],
    });
    open = TestBed.inject(OpenConversation);
    open.replyTo.set(aMessage({ seq: 3 }));
  });

  it('is shown as it is now', () => {
    TestBed.inject(Confirmed).apply(messageEvent(aMessage({ seq: 3, rev: 9, body: 'Changed' })));

    expect(answered()).toBe('Changed');
  });

  it('is nothing any more when it was deleted', () => {
    const deletedAt = '2026-11-18T10:00:00.000Z';
    TestBed.inject(Confirmed).apply(messageEvent(aMessage({ seq: 3, rev: 9, body: '', deletedAt })));

    expect(answered()).toBeUndefined();
  });

  it('is nothing any more when I am not in the group any more', () => {
    TestBed.inject(Confirmed).apply(leftEvent('c', NOOR.id));

    expect(answered()).toBeUndefined();
  });
});
