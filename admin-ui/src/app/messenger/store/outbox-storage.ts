import { DOCUMENT, inject, Injectable } from '@angular/core';
import type { OutgoingMessage } from './outgoing-message';

const KEY = 'parley.outbox';

/** Keeps what is not confirmed over a reload of this tab, for the one who wrote it; other tabs have their own. */
@Injectable({ providedIn: 'root' })
export class OutboxStorage {
  private readonly storage = inject(DOCUMENT).defaultView?.sessionStorage;

  load(userId: string): readonly OutgoingMessage[] {
    const kept = this.storage?.getItem(KEY);
    if (!kept) return [];
    const { owner, messages } = JSON.parse(kept) as { owner: string; messages: readonly OutgoingMessage[] };
    return owner === userId ? messages : [];
  }

  save(userId: string, messages: readonly OutgoingMessage[]): void {
    if (messages.length === 0) return this.storage?.removeItem(KEY);
    try {
      this.storage?.setItem(KEY, JSON.stringify({ owner: userId, messages }));
    } catch {
      // No room left in the browser: these messages live as long as the page.
    }
  }
}
