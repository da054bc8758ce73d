import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import { ConversationActions } from '../messenger/conversation-actions';
import { ConversationLists } from '../state/conversations/conversation-lists';
import { MessengerSync } from '../state/sync/messenger-sync';

/** What commands do in the messenger, which they load when they are first used. */
@Injectable({ providedIn: 'root' })
export class MessengerActs {
  private readonly router = inject(Router);
  private readonly actions = inject(ConversationActions);
  private readonly lists = inject(ConversationLists);

  constructor() {
    inject(MessengerSync);
  }

  markAllRead(): Promise<void> {
    return this.actions.markAllRead();
  }

  /** Opens the chat before or after the one that is open, or the next with something unread; at the end it stays. */
  async step(by: 1 | -1, filter: 'active' | 'unread'): Promise<void> {
    const openId = /^\/chats\/([^/?#]+)/.exec(this.router.url)?.[1];
    const all = this.lists.list('active');
    const at = all.findIndex(({ id }) => id === openId);
    const ahead = by > 0 ? all.slice(at + 1) : all.slice(0, Math.max(0, at)).reverse();
    const next = filter === 'active' ? ahead[0] : ahead.find(({ unreadCount }) => unreadCount > 0);
    if (next) await this.router.navigate(['/chats', next.id]);
  }
}
