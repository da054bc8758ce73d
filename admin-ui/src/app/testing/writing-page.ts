import 'fake-indexeddb/auto';
import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import { Api } from '../api/api';
import { deleteComposeDraft } from '../api/fn/drafts/delete-compose-draft';
import { deleteDraft } from '../api/fn/drafts/delete-draft';
import { listDrafts } from '../api/fn/drafts/list-drafts';
import { saveComposeDraft } from '../api/fn/drafts/save-compose-draft';
import { saveDraft } from '../api/fn/drafts/save-draft';
import type { FieldErrorDto } from '../api/models/field-error-dto';
import type { DraftDto } from '../api/models/draft-dto';
import { LocalDatabase } from '../core/local-database';
import { Session } from '../core/session';
import { NOTHING } from '../state/drafts/draft-text';
import { Drafts } from '../state/drafts/drafts';

/** The conversation `c`, as the server names it beside a draft. */
export const REF = { id: 'c', kind: 'direct', subject: null, pictureUrl: null, other: null } as const;

interface Params {
  readonly order?: number;
  readonly version?: number;
  readonly body?: { readonly body: string; readonly order?: number; readonly to?: readonly string[] };
}

/** A draft of the server. */
export function aDraft(version: number, body: string): DraftDto {
  return { body, subject: null, replyToSeq: null, attachments: [], version, updatedAt: '2026-11-18T09:00:00.000Z' };
}

/** What is written in a conversation. */
export function aText(body: string) {
  return { body, subject: '', replyToSeq: null };
}

/** A page on which somebody writes in the conversation `c`, and the server that hears of it, while the test moves the clock. */
export class WritingPage {
  /** What the server was told, in order. */
  readonly told: string[] = [];
  readonly orders: number[] = [];
  /** Up to which version each removal was meant. */
  readonly removedVersions: (number | undefined)[] = [];
  /** Saves are answered when this is. */
  slowly: Promise<void> | undefined;
  listed: DraftDto[] = [];
  isDown = false;
  /** What the server says is wrong with the next save. */
  refusal: FieldErrorDto | undefined;
  /** The newest that the server gave. */
  version = 100;

  get drafts(): Drafts {
    return TestBed.inject(Drafts);
  }

  /** On a device that kept nothing. */
  async open(): Promise<void> {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', new IDBFactory());
    localStorage.clear();
    await this.reload();
  }

  /** Another visit on the same device. */
  async reload(): Promise<void> {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke: (route: unknown, params: Params) => this.answer(route, params) } },
        { provide: Session, useValue: { accessToken: () => 't' } },
      ],
    });
    TestBed.inject(LocalDatabase).open('me');
    const reading = this.drafts.resume('me');
    await this.pass(20);
    await reading;
  }

  /** The browser hides the page, which is not asked again. */
  leave(): void {
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    visibility.mockRestore();
  }

  close(): void {
    TestBed.resetTestingModule();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  }

  type(words: string): void {
    this.drafts.keep('c', aText(words));
  }

  /** What stands in the field. */
  body(): string {
    return this.drafts.of('c').body;
  }

  /** Another device wrote this; null: it sent the draft or threw it away. */
  hear(version: number, words: string | null): void {
    const text = words === null ? NOTHING : aText(words);
    this.drafts.receive({ id: 'c', isNewMessage: false, version, text, updatedAt: '2026-11-18T09:00:00.000Z' });
  }

  /** The database of the tests answers by timers. */
  async pass(milliseconds: number): Promise<void> {
    for (let step = 0; step < 20; step++) await vi.advanceTimersByTimeAsync(milliseconds / 20);
  }

  private async answer(route: unknown, params: Params): Promise<unknown> {
    if (this.isDown) throw new Error('down', { cause: new HttpErrorResponse({ status: 0 }) });
    if (route === listDrafts)
      return { items: this.listed.map((draft) => ({ ...draft, id: 'c', conversation: REF })), nextCursor: null };
    this.orders.push(params.order ?? params.body?.order ?? 0);
    if (route === deleteDraft || route === deleteComposeDraft) this.removedVersions.push(params.version);
    if (route === deleteDraft) return void this.told.push('(deleted)');
    if (route === deleteComposeDraft) return void this.told.push('(new message deleted)');
    const words = params.body?.body ?? '';
    if (route === saveComposeDraft) this.told.push(`to ${params.body?.to?.join()}: ${words}`);
    else if (route === saveDraft) this.told.push(words);
    else throw new Error('not expected');
    await this.slowly;
    const { refusal } = this;
    this.refusal = undefined;
    if (refusal) throw new Error('', { cause: new HttpErrorResponse({ status: 400, error: { errors: [refusal] } }) });
    return aDraft(++this.version, words);
  }
}
