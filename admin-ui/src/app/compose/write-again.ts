import { inject, Injectable } from '@angular/core';
import { randomId } from '../core/random-id';
import { type DraftText, isEmpty } from '../state/drafts/draft-text';
import { Drafts } from '../state/drafts/drafts';

/** Puts what was not sent back to where one writes. What is sent of it is another message, whatever became of the first. */
@Injectable({ providedIn: 'root' })
export class WriteAgain {
  private readonly drafts = inject(Drafts);

  /** In a conversation, before what was begun there since. */
  inConversation(conversationId: string, text: DraftText): void {
    const since = this.drafts.of(conversationId);
    const body = [text.body, since.body].filter((one) => one.trim() !== '').join('\n\n');
    const files = [...(text.files ?? []), ...(since.files ?? [])];
    const both = { ...text, body, ...(files.length > 0 && { files }) };
    this.drafts.keep(conversationId, isEmpty(since) ? text : both);
  }

  /** As a new message; the answer is its draft. */
  asNewMessage(text: DraftText): string {
    const draftId = randomId();
    this.drafts.keep(draftId, text);
    return draftId;
  }
}
