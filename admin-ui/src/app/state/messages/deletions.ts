import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { deleteMessage } from '../../api/fn/messages/delete-message';
import { clearHistory } from '../../api/fn/conversations/clear-history';
import { restoreMessage } from '../../api/fn/messages/restore-message';
import { Confirmed } from '../confirmed';
import { ConversationStore } from '../conversations/conversation-store';
import { clearedEvent, hiddenEvent, restoredEvent } from './answers-as-events';
import { MessageFeeds } from './message-feeds';

/** Deletes messages for me and takes that back, or clears the history for good, in all views. Throws what the server answered; then nothing changed. */
@Injectable({ providedIn: 'root' })
export class Deletions {
  private readonly api = inject(Api);
  private readonly confirmed = inject(Confirmed);
  private readonly store = inject(ConversationStore);
  private readonly feeds = inject(MessageFeeds);

  /** In the log it is gone at once, and back when the server refuses. */
  async deleteForMe(conversationId: string, seq: number): Promise<void> {
    const deletion = this.api
      .invoke(deleteMessage, { conversationId, seq, for: 'me' })
      .then(() => this.confirmed.apply(hiddenEvent(conversationId, [seq])));
    await (this.feeds.peek(conversationId)?.hideWhile(seq, deletion) ?? deletion);
    this.feeds.complete(conversationId);
  }

  /** All up to this message, which nothing brings back. */
  async clearHistory(conversationId: string, throughSeq: number): Promise<void> {
    await this.api.invoke(clearHistory, { conversationId, body: { throughSeq } });
    this.confirmed.apply(clearedEvent(conversationId, throughSeq));
    this.feeds.complete(conversationId);
    this.store.refresh(conversationId);
  }

  async restoreForMe(conversationId: string, seq: number): Promise<void> {
    await this.api.invoke(restoreMessage, { conversationId, seq });
    this.confirmed.apply(restoredEvent(conversationId, [seq]));
    this.feeds.complete(conversationId);
  }
}
