import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { createConversation } from '../../api/fn/conversations/create-conversation';
import { problemOf } from '../../core/problem';
import { ConversationStore } from './conversation-store';
import { Toasts } from '../../ui/toast.service';

/** Finds the direct conversation with somebody: there is always one, and only one. */
@Injectable({ providedIn: 'root' })
export class DirectConversations {
  private readonly api = inject(Api);
  private readonly store = inject(ConversationStore);
  private readonly toasts = inject(Toasts);

  /** Its id; undefined, and a toast says why, when the server refuses. */
  async with(userId: string): Promise<string | undefined> {
    try {
      const conversation = await this.api.invoke(createConversation, { body: { kind: 'direct', userId } });
      this.store.put([conversation]);
      return conversation.id;
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
      return undefined;
    }
  }
}
