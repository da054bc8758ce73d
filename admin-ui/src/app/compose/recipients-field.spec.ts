import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../api/api';
import type { DraftRecipientDto } from '../api/models/draft-recipient-dto';
import { Presence } from '../core/presence/presence';
import { ConversationStore } from '../state/conversations/conversation-store';
import { eventually } from '../testing/eventually';
import { RecipientsField } from './recipients-field';

const BO = { id: 'bo', username: 'bo', displayName: 'Bo Lindqvist' };

describe('whom a message is for', () => {
  const search = vi.fn<() => Promise<{ items: (typeof BO)[] }>>();
  const chosen = vi.fn<(recipients: readonly DraftRecipientDto[]) => void>();
  let fixture: ComponentFixture<RecipientsField>;
  let field: HTMLInputElement;

  const shown = (): string => document.querySelector('.people')?.textContent.replace(/\s+/g, ' ') ?? '';
  const retry = (): HTMLButtonElement | undefined =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Retry');

  beforeEach(async () => {
    search.mockReset().mockRejectedValue(new HttpErrorResponse({ status: 503 }));
    chosen.mockReset();
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke: search } },
        { provide: ConversationStore, useValue: { all: signal([]) } },
        { provide: Presence, useValue: { watchWhileShown: () => undefined, of: () => undefined } },
      ],
    });
    fixture = TestBed.createComponent(RecipientsField);
    fixture.componentRef.setInput('recipients', []);
    fixture.componentInstance.changed.subscribe(chosen);
    fixture.autoDetectChanges();
    await fixture.whenStable();
    field = (fixture.nativeElement as HTMLElement).querySelector('input') ?? expect.fail('There is no field.');
    field.value = 'bo';
    field.dispatchEvent(new Event('input'));
    await eventually(() => expect(shown()).toContain("Search isn't available right now."));
  });

  it('searches again at a press of Retry', async () => {
    search.mockResolvedValue({ items: [BO] });

    retry()?.click();

    await eventually(() => expect(shown()).toContain('Bo Lindqvist'));
    expect(retry()).toBeUndefined();
  });

  it('searches again at Enter, where the keyboard is all there is', async () => {
    search.mockResolvedValue({ items: [BO] });

    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));

    await eventually(() => expect(shown()).toContain('Bo Lindqvist'));
  });

  it('searches again before it says that a name is left over', async () => {
    search.mockResolvedValue({ items: [BO] });

    expect(await fixture.componentInstance.settle()).toBe('');

    expect(chosen).toHaveBeenCalledWith([expect.objectContaining({ id: 'bo' })]);
  });
});
