import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { deleteMessage } from '../../api/fn/messages/delete-message';
import { restoreMessage } from '../../api/fn/messages/restore-message';
import { Confirmed } from '../confirmed';
import { hiddenEvent, restoredEvent } from './answers-as-events';
import { MessageFeeds } from './message-feeds';

/** Deletes messages for me and takes that back, in all views. Throws what the server answered; then nothing changed. */
@Injectable({ providedIn: 'root' })
export class Deletions {
  private readonly api = inject(Api);
  private readonly confirmed = inject(Confirmed);
  private readonly feeds = inject(MessageFeeds);

  /** In the log it is gone at once, and back when the server refuses. */
  async deleteForMe(conversationId: string, seq: number): Promise<void> {
    const deletion = this.api
      .invoke(deleteMessage, { conversationId, seq, for: 'me' })
      .then(() => this.confirmed.apply(hiddenEvent(conversationId, [seq])));
    await (this.feeds.peek(conversationId)?.hideWhile(seq, deletion) ?? deletion);
    this.feeds.complete(conversationId);
  }

  async restoreForMe(conversationId: string, seq: number): Promise<void> {
    await this.api.invoke(restoreMessage, { conversationId, seq });
    this.confirmed.apply(restoredEvent(conversationId, [seq]));
    this.feeds.complete(conversationId);
  }
}
