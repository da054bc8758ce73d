import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it, vi } from 'vitest';
import { Drafts } from '../../state/drafts/drafts';
import { NOTHING } from '../../state/drafts/draft-text';
import { KeptEdits } from '../../state/drafts/kept-edits';
import { Outbox } from '../../state/outbox/outbox';
import { eventually } from '../../testing/eventually';
import { MessageActions } from './message-actions';
import { NoConversation } from './no-conversation';

describe('a group that I am not in any more', () => {
  it('offers the change of a message that I had begun there, until I discard it', async () => {
    const drop = vi.fn();
    const edits = new Map([[7, { body: 'Hello, changed', subject: '' }]]);
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: Drafts, useValue: { of: () => NOTHING } },
        { provide: Outbox, useValue: { messages: signal([]) } },
        { provide: KeptEdits, useValue: { in: () => Promise.resolve(edits), drop } },
        { provide: MessageActions, useValue: {} },
      ],
    });
    const fixture = TestBed.createComponent(NoConversation);
    fixture.componentRef.setInput('conversationId', 'c');
    const element = fixture.nativeElement as HTMLElement;

    await eventually(() => expect(element.querySelector('textarea')?.value).toBe('Hello, changed'));
    element.querySelectorAll<HTMLButtonElement>('.acts button')[1]?.click();

    await eventually(() => expect(element.querySelector('textarea')).toBeNull());
    expect(drop).toHaveBeenCalledWith('c', 7);
  });

  it('says that it was deleted, where an administrator did that while it was open', () => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: Drafts, useValue: { of: () => NOTHING } },
        { provide: Outbox, useValue: { messages: signal([]) } },
        { provide: KeptEdits, useValue: { in: () => Promise.resolve(new Map()) } },
        { provide: MessageActions, useValue: {} },
      ],
    });
    const fixture = TestBed.createComponent(NoConversation);
    fixture.componentRef.setInput('conversationId', 'c');
    fixture.componentRef.setInput('wasOpen', true);
    fixture.componentRef.setInput('isDeleted', true);
    fixture.detectChanges();

    const { textContent } = fixture.nativeElement as HTMLElement;
    expect(textContent).toContain('This group was deleted');
    expect(textContent).not.toContain("You're no longer in this group");
  });
});
