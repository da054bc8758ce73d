import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Confirmed } from '../../state/confirmed';
import { OpenConversation } from '../open-conversation/open-conversation';
import { SubjectActions } from './subject-actions';
import { SubjectList } from './subject-list';

describe('the list of subjects', () => {
  it('that could not be read without a connection is read when there is one', async () => {
    const isOpen = signal(false);
    const invoke = vi.fn().mockRejectedValueOnce(new HttpErrorResponse({ status: 0 }));
    const lamps = { id: 's', title: 'Lamps', messageCount: 1, lastMessageAt: '', lastLine: '', resolvedAt: null };
    invoke.mockResolvedValue({ items: [lamps], nextCursor: null });
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: RealtimeSocket, useValue: { isOpen } },
        { provide: Confirmed, useValue: { onApplied: () => () => undefined } },
        { provide: OpenConversation, useValue: { shownSubject: () => undefined } },
        { provide: SubjectActions, useValue: {} },
      ],
    });
    const fixture = TestBed.createComponent(SubjectList);
    const element = fixture.nativeElement as HTMLElement;
    fixture.componentRef.setInput('conversationId', 'c');
    await vi.waitFor(() => expect(element.querySelector('[role=alert]')).not.toBeNull());

    isOpen.set(true);

    await vi.waitFor(() => expect(element.textContent).toContain('Lamps'));
  });
});
