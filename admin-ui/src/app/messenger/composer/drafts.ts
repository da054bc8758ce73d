import { Injectable, signal } from '@angular/core';

/** What is written but not sent in one conversation. */
export interface DraftText {
  readonly body: string;
  readonly subject: string;
}

const NOTHING: DraftText = { body: '', subject: '' };

/** What somebody began to write in each conversation, kept while this page is open. */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly all = signal<ReadonlyMap<string, DraftText>>(new Map());

  of(conversationId: string): DraftText {
    return this.all().get(conversationId) ?? NOTHING;
  }

  keep(conversationId: string, draft: DraftText): void {
    this.all.update((all) => new Map(all).set(conversationId, draft));
  }

  drop(conversationId: string): void {
    this.all.update((all) => new Map([...all].filter(([id]) => id !== conversationId)));
  }
}
