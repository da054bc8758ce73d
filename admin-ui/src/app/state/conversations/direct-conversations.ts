import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { createConversation } from '../../api/fn/conversations/create-conversation';
import { ConversationStore } from './conversation-store';

/** The conversations of two: there is always one, and only one. */
@Injectable({ providedIn: 'root' })
export class DirectConversations {
  private readonly api = inject(Api);
  private readonly store = inject(ConversationStore);

  /** The id of the one with somebody, which may begin with this. Throws what the server answered. */
  async with(userId: string): Promise<string> {
    const conversation = await this.api.invoke(createConversation, { body: { kind: 'direct', userId } });
    this.store.put([conversation]);
    return conversation.id;
  }
}
