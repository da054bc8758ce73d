import { inject, Injectable } from '@angular/core';
import { Api } from '../api/api';
import { markAllRead } from '../api/fn/conversations/mark-all-read';
import { markRead } from '../api/fn/conversations/mark-read';
import { orderPinnedConversations } from '../api/fn/conversations/order-pinned-conversations';
import { updateConversationState } from '../api/fn/conversations/update-conversation-state';
import type { ConversationDto } from '../api/models/conversation-dto';
import type { UpdateMyStateDto } from '../api/models/update-my-state-dto';
import { problemOf } from '../core/problem';
import { Session } from '../core/session';
import { Toasts } from '../ui/toast.service';
import { otherOf } from '../state/conversations/conversation-names';
import { ConversationLists } from '../state/conversations/conversation-lists';
import { ConversationStore } from '../state/conversations/conversation-store';
import { ReadPositions } from '../state/conversations/read-positions';
import { isReceived } from '../state/messages/held-message';
import { MessageFeeds } from '../state/messages/message-feeds';
import { t } from '../core/words/words';
import type { NotifyLevel } from '../state/notifications/notify-levels';

/** Muting has no end until somebody ends it. */
export const FOR_GOOD = '9999-12-31T00:00:00.000Z';

/** What one does with a whole conversation, from its row, its menu or its details. */
@Injectable({ providedIn: 'root' })
export class ConversationActions {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly store = inject(ConversationStore);
  private readonly lists = inject(ConversationLists);
  private readonly reads = inject(ReadPositions);
  private readonly feeds = inject(MessageFeeds);
  private readonly toasts = inject(Toasts);

  /** Keeps it at the top of the list, or no longer. */
  togglePinned({ id, me }: ConversationDto): Promise<void> {
    return this.change(id, { pinned: !me.pinned });
  }

  /** Keeps it silent until then; null: no longer. */
  mute({ id }: ConversationDto, mutedUntil: string | null): Promise<void> {
    return this.change(id, { mutedUntil });
  }

  /** Of what in it I want to hear; null: what holds where nothing is chosen. */
  notifyOf({ id }: ConversationDto, notify: NotifyLevel | null): Promise<void> {
    return this.change(id, { notify });
  }

  /** Moves it among those at the top of the list. */
  async movePinned({ id }: ConversationDto, by: 1 | -1): Promise<void> {
    const ids = this.lists.list('active').flatMap((one) => (one.me.pinned ? [one.id] : []));
    const at = ids.indexOf(id);
    if (at < 0 || ids[at + by] === undefined) return;
    ids.splice(at + by, 0, ...ids.splice(at, 1));
    try {
      await this.api.invoke(orderPinnedConversations, { body: { ids } });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  /** Takes it out of the list or brings it back; a toast takes that back. */
  async toggleArchived({ id, me }: ConversationDto): Promise<void> {
    const archived = !me.archived;
    if (!(await this.tryToChange(id, { archived }))) return;
    this.toasts.show({
      text: archived ? t('chat.archived') : t('chat.unarchived'),
      action: { label: t('action.undo'), run: () => void this.change(id, { archived: !archived }) },
    });
  }

  /** Whether something in it can be unread again, as far as this device knows its messages. */
  canMarkUnread(conversation: ConversationDto): boolean {
    const { id, lastMessage } = conversation;
    const mine = this.session.me()?.id;
    if (!lastMessage || otherOf(conversation, mine)?.id === mine) return false;
    const feed = this.feeds.peek(id);
    const isWhole = feed?.newest() !== undefined && !feed.hasBefore();
    return !isWhole || feed.messages().some((message) => isReceived(message, mine));
  }

  /** Everything is read, in all conversations and on all my devices. */
  async markAllRead(): Promise<void> {
    try {
      await this.api.invoke(markAllRead);
      this.toasts.show({ text: t('chats.allRead') });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  /** Everything in it is read. */
  markRead({ id, lastSeq, unreadCount }: ConversationDto): void {
    this.reads.read(id, lastSeq, unreadCount);
  }

  /** Everything in it is read, or the newest of it is unread again; false when neither can be. */
  toggleUnread(conversation: ConversationDto): boolean {
    const { id, lastSeq, unreadCount } = conversation;
    if (unreadCount > 0) this.markRead(conversation);
    else if (this.canMarkUnread(conversation)) void this.markUnread(id, lastSeq);
    else return false;
    return true;
  }

  /** This message and all after it are unread again, or the newest received one where none of those can be. */
  async markUnread(conversationId: string, seq: number): Promise<void> {
    try {
      await this.reads.takeBack(conversationId);
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
