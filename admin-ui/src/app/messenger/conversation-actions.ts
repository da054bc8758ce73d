import { inject, Injectable } from '@angular/core';
import { Api } from '../api/api';
import { markRead } from '../api/fn/conversations/mark-read';
import { updateConversationState } from '../api/fn/conversations/update-conversation-state';
import type { ConversationDto } from '../api/models/conversation-dto';
import type { UpdateMyStateDto } from '../api/models/update-my-state-dto';
import { problemOf } from '../core/problem';
import { Toasts } from '../ui/toast.service';
import { ConversationStore } from './store/conversation-store';

/** Muting has no end until somebody ends it. */
const FOR_GOOD = '9999-12-31T00:00:00.000Z';

/** What one does with a whole conversation, from its row, its menu or its details. */
@Injectable({ providedIn: 'root' })
export class ConversationActions {
  private readonly api = inject(Api);
  private readonly store = inject(ConversationStore);
  private readonly toasts = inject(Toasts);

  /** Keeps it at the top of the list, or no longer. */
  togglePinned({ id, me }: ConversationDto): Promise<void> {
    return this.change(id, { pinned: !me.pinned });
  }

  /** Keeps it silent, or no longer. */
  toggleMuted({ id, me }: ConversationDto): Promise<void> {
    return this.change(id, { mutedUntil: me.mutedUntil ? null : FOR_GOOD });
  }

  /** Takes it out of the list or brings it back; a toast takes that back. */
  async toggleArchived({ id, me }: ConversationDto): Promise<void> {
    const archived = !me.archived;
    if (!(await this.tryToChange(id, { archived }))) return;
    this.toasts.show({
      text: archived ? 'Conversation archived' : 'Back among your chats',
      action: { label: 'Undo', run: () => void this.change(id, { archived: !archived }) },
    });
  }

  /** This message and all after it are unread again. */
  async markUnread(conversationId: string, seq: number): Promise<void> {
    try {
      await this.api.invoke(markRead, { conversationId, body: { seq, unread: true } });
      await this.store.fetch(conversationId);
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  private async change(conversationId: string, body: UpdateMyStateDto): Promise<void> {
    await this.tryToChange(conversationId, body);
  }

  private async tryToChange(conversationId: string, body: UpdateMyStateDto): Promise<boolean> {
    try {
      this.store.applyMyState(conversationId, await this.api.invoke(updateConversationState, { conversationId, body }));
      return true;
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
      return false;
    }
  }
}
