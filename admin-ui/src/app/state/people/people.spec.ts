import { effect, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';
import { ConversationStore } from '../conversations/conversation-store';
import { aConversation, ANA, NOOR } from '../sample-data';
import { People } from './people';

describe('what people say of themselves', () => {
  const invoke = vi.fn();
  let comeBack: () => void;

  beforeEach(() => {
    invoke.mockReset();
    const socket = {
      onEvent: () => undefined,
      onOpen: (listener: () => void) => (comeBack = listener),
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { me: signal(NOOR) } },
        { provide: RealtimeSocket, useValue: socket },
      ],
    });
  });

  it('is asked again after a break while it is shown, and a new name is seen everywhere', async () => {
    TestBed.inject(ConversationStore).put([aConversation()]);
    invoke.mockResolvedValueOnce({ ...ANA, status: null });
    invoke.mockResolvedValueOnce({ ...ANA, displayName: 'Ana Lindqvist', status: null });
    TestBed.runInInjectionContext(() => effect(() => TestBed.inject(People).ask(ANA.id)));
    TestBed.tick();
    await eventually(() => expect(TestBed.inject(People).of(ANA.id)?.displayName).toBe('Ana Berg'));

    comeBack();
    TestBed.tick();

    await eventually(() => expect(TestBed.inject(People).of(ANA.id)?.displayName).toBe('Ana Lindqvist'));
    expect(TestBed.inject(ConversationStore).conversation('c')()?.members[1]?.displayName).toBe('Ana Lindqvist');
    expect(invoke).toHaveBeenCalledTimes(2);
  });
});
